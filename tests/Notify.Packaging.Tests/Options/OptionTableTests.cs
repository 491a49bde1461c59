using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Notify.Packaging.Tests.Options;

/// <summary>The README's configuration table says what the code does: every option, its default, its range.</summary>
public sealed class OptionTableTests
{
    private static readonly IReadOnlyList<OptionRow> AllRows = OptionRow.ReadAll();

    public static TheoryData<string> Sections => [.. OptionsSection.All.Select(s => s.Path)];

    public static TheoryData<string> Bounded => [.. AllRows.Where(r => r.Range.Contains("` to `", StringComparison.Ordinal)).Select(r => r.Key)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void Table_lists_every_option_once(string section) => Rows(section).Select(r => r.Key)
        .Should().BeEquivalentTo(Properties(Of(section)).Select(p => $"{section}:{p.Name}"));

    [Theory]
    [MemberData(nameof(Sections))]
    public void Table_gives_the_real_defaults(string section)
    {
        var options = Activator.CreateInstance(Of(section).Type)!;
        foreach (var property in Properties(Of(section)))
        {
            var cell = Rows(section).Single(r => r.Key == $"{section}:{property.Name}").Default;
            OptionRow.Code(cell).Should().Equal(Written(property.GetValue(options)), "that is the default of {0}:{1}", section, property.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Bounded))]
    public void Table_gives_the_real_bounds(string key)
    {
        var row = AllRows.Single(r => r.Key == key);
        var section = OptionsSection.All.Single(s => key[..key.LastIndexOf(':')] == s.Path);
        var type = section.Type.GetProperty(key[(key.LastIndexOf(':') + 1)..])!.PropertyType;
        var bounds = OptionRow.Code(row.Range);
        foreach (var (bound, beyond) in Bounds(Nullable.GetUnderlyingType(type) ?? type, bounds))
        {
            section.Invoking(s => s.Validate(key, bound)).Should().NotThrow("{0} is within the range of {1}", bound, key);
            section.Invoking(s => s.Validate(key, beyond)).Should().Throw<OptionsValidationException>("{0} is out of the range of {1}", beyond, key)
                .WithMessage($"*{key.Replace("<code>", "131026", StringComparison.Ordinal)}*");
        }
    }

    [Fact]
    public void Table_knows_every_options_type() => new[] { typeof(INotifier), typeof(AspNetCore.RunOnce.RunOnceOptions), typeof(AI.Replies.AiReplyOptions), typeof(WhatsApp.WhatsAppOptions), typeof(Sms.Mtn.MtnOptions), typeof(Storage.Sqlite.SqliteOptions), typeof(Storage.Postgres.PostgresOptions) }
        .SelectMany(t => t.Assembly.GetExportedTypes())
        .Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal))
        .Should().BeSubsetOf(OptionsSection.All.Select(s => s.Type));

    private static OptionsSection Of(string path) => OptionsSection.All.Single(s => s.Path == path);

    private static IEnumerable<OptionRow> Rows(string section) => AllRows.Where(r => r.Key[..r.Key.LastIndexOf(':')] == section);

    private static IEnumerable<PropertyInfo> Properties(OptionsSection section) => section.Type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.SetMethod?.IsPublic == true || typeof(IEnumerable).IsAssignableFrom(p.PropertyType));

    // As it is written in configuration; nothing where there is no default to write.
    private static string[] Written(object? value) => value switch
    {
        null or "" => [],
        string text => [text],
        IEnumerable => [],
        TimeSpan span => [span.ToString("c", CultureInfo.InvariantCulture)],
        TimeOnly time => [time.ToString("HH:mm", CultureInfo.InvariantCulture)],
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture)!],
    };

    // Only what is a value counts: a bound may also be another key's name.
    private static IEnumerable<(string Bound, string Beyond)> Bounds(Type type, IReadOnlyList<string> bounds)
    {
        for (var i = 0; i < 2; i++)
        {
            var step = i == 0 ? -1 : 1;
            if (type == typeof(int) && int.TryParse(bounds[i], CultureInfo.InvariantCulture, out var number))
            {
                yield return (bounds[i], (number + step).ToString(CultureInfo.InvariantCulture));
            }
            else if (type == typeof(TimeSpan) && TimeSpan.TryParseExact(bounds[i], "c", CultureInfo.InvariantCulture, out var span))
            {
                yield return (bounds[i], (span + TimeSpan.FromTicks(step)).ToString("c", CultureInfo.InvariantCulture));
            }
            else if (type == typeof(double) && double.TryParse(bounds[i], CultureInfo.InvariantCulture, out var real))
            {
                yield return (bounds[i], (real + (step * 0.001)).ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
