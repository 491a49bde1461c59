using System.Collections.Concurrent;

namespace Notify.Storage.Postgres.Database;

/// <summary>An embedded <c>.sql</c> file whose statements each follow a line <c>-- name: …</c>; <c>{schema}</c> in it stands for the schema.</summary>
internal sealed class SqlFile
{
    private const string NameMark = "-- name: ";
    private const string Extension = ".sql";

    private static readonly ConcurrentDictionary<string, SqlFile> Files = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly Dictionary<string, string> _statements = new(StringComparer.Ordinal);

    private SqlFile(string path)
    {
        _path = path;
        foreach (var part in ReadAll(path).Split(NameMark)[1..])
        {
            var lineEnd = part.IndexOf('\n', StringComparison.Ordinal);
            _statements.Add(part[..lineEnd].Trim(), part[lineEnd..].Trim());
        }
    }

    public string this[string name] =>
        _statements.TryGetValue(name, out var sql) ? sql : throw new InvalidOperationException($"'{_path}' has no statement '{name}'.");

    /// <summary>The file at a path inside this package, for instance <c>Contacts/contact</c>.</summary>
    public static SqlFile Of(string path) => Files.GetOrAdd(path, static p => new SqlFile(p));

    /// <summary>The paths of the files in a folder, in the order of their names.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        var prefix = $"{Resource(folder)}.";
        return [.. typeof(SqlFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => $"{folder}/{name[prefix.Length..^Extension.Length]}")
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>A file's whole text.</summary>
    public static string ReadAll(string path)
    {
        var assembly = typeof(SqlFile).Assembly;
        var name = Resource(path) + Extension;
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"'{name}' is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Resource(string path) => $"{typeof(PostgresOptions).Namespace}.{path.Replace('/', '.')}";
}
