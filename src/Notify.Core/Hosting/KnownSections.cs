using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notify.Hosting;

/// <summary>
/// The sections that are read of a configuration. Refuses one that is called almost like one of them and has settings of it: misspelled, it would be passed over and the
/// defaults used. Others may be those of a channel or of the app.
/// </summary>
internal sealed class KnownSections(IConfiguration notify) : IValidateOptions<WorkerOptions>
{
    private const int MostEdits = 2;

    private readonly Dictionary<string, IReadOnlyCollection<string>> _settings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes that a section is read, and which settings of it.</summary>
    public void Add(string name, IReadOnlyCollection<string> settings) => _settings[name] = settings;

    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        var problems = notify.GetChildren().Where(child => !_settings.ContainsKey(child.Key))
            .Select(child => (child.Path, child.Key, Meant: _settings.Keys.FirstOrDefault(known => IsMeant(known, child)))).Where(child => child.Meant is not null)
            .Select(child => $"{child.Path} is not read. Write {child.Path[..^child.Key.Length]}{child.Meant}, or give a section of your own another name.").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private bool IsMeant(string known, IConfigurationSection section) =>
        section.GetChildren().Any(setting => _settings[known].Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
        && Edits(section.Key.ToUpperInvariant(), known.ToUpperInvariant()) <= MostEdits;

    // Letters put in, left out or changed, and neighbours that changed places, by the usual table (optimal string alignment).
    private static int Edits(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[one.Length, other.Length];
    }
}
