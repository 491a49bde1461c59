using System.Collections.Concurrent;

namespace Notify.Bench.Storage;

/// <summary>An embedded <c>.sql</c> file whose statements each follow a line <c>-- name: …</c>; <c>{schema}</c> in it stands for the schema.</summary>
internal sealed class NamedSql
{
    private const string NameMark = "-- name: ";

    private readonly ConcurrentDictionary<(string Schema, string Name), string> _texts = new();
    private readonly Dictionary<string, string> _statements = new(StringComparer.Ordinal);

    private NamedSql(string text)
    {
        foreach (var part in text.Split(NameMark, StringSplitOptions.RemoveEmptyEntries))
        {
            var lineEnd = part.IndexOf('\n', StringComparison.Ordinal);
            _statements.Add(part[..lineEnd].Trim(), part[lineEnd..].Trim());
        }
    }

    public static NamedSql Of(string file) => new(ReadAll(file));

    public static string ReadAll(string file)
    {
        using var stream = typeof(NamedSql).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public string In(string schema, string name) =>
        _texts.GetOrAdd((schema, name), key => _statements[key.Name].Replace("{schema}", key.Schema, StringComparison.Ordinal));
}
