using System.Text.Json;
using Notify.Sample.Worker.Input;
using Notify.Testing;

namespace Notify.EndToEnd.Tests.Input;

/// <summary>Schema, sample file and reader must agree.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "notifications.schema.json"))).RootElement;

    private static readonly string[] SampleLines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "notifications.jsonl"));
    private readonly SchemaCheck _schema = new(Root);
    private readonly LineReader _reader = new(new ManualTimeProvider());

    [Fact]
    public void Schema_takes_every_line_the_program_takes()
    {
        for (var i = 0; i < SampleLines.Length; i++)
        {
            if (_reader.Read(i + 1, SampleLines[i]).Line is not null && !IsRefusedLater(SampleLines[i]))
            {
                _schema.Problems(SampleLines[i]).Should().BeEmpty($"line {i + 1} is taken");
            }
        }
    }

    [Fact]
    public void Schema_refuses_every_line_the_reader_refuses()
    {
        var refused = SampleLines.Where((line, i) => _reader.Read(i + 1, line).Line is null).ToList();

        refused.Should().HaveCountGreaterThan(5);
        refused.Should().OnlyContain(line => _schema.Problems(line).Count > 0);
    }

    [Fact]
    public void Sample_has_as_many_lines_as_promised() => SampleLines.Should().HaveCountGreaterThanOrEqualTo(200).And.OnlyHaveUniqueItems(l => l);

    [Fact]
    public void Sample_ends_the_same_at_every_hour() => SampleLines
        .Where(line => line.Contains("\"quietHours\"", StringComparison.Ordinal))
        .Should().HaveCountGreaterThan(3).And.OnlyContain(line => line.Contains("\"start\": \"-", StringComparison.Ordinal)
            || line.Contains("\"start\": \"+", StringComparison.Ordinal) || line.Contains("\"priority\": \"critical\"", StringComparison.Ordinal));

    // The rest of the bad lines is Notify's to refuse, and the schema may see it too: too long, no number, no https.
    private static bool IsRefusedLater(string line) =>
        JsonDocument.Parse(line).RootElement.TryGetProperty("note", out var note)
        && (note.GetString()!.StartsWith("a ", StringComparison.Ordinal) || note.GetString()!.StartsWith("longer", StringComparison.Ordinal) || note.GetString() == "no number");
}
