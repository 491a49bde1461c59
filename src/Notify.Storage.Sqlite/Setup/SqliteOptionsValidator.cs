using Microsoft.Extensions.Options;

namespace Notify.Storage.Sqlite.Setup;

/// <summary>Refuses options that cannot work, at start, naming the key and the remedy.</summary>
internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            failures.Add("Sqlite:Path is empty. Name the database file, for instance UseSqlite(\"notify.db\").");
        }
        else if (options.Path.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || options.Path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            failures.Add(
                $"Sqlite:Path is '{options.Path}', which is no plain file. Name a file; for tests in memory call UseInMemoryStorageForTests() of Notify.Testing.");
        }
        else if (Directory.Exists(options.Path))
        {
            failures.Add($"Sqlite:Path is '{options.Path}', which is a folder. Name a file in it.");
        }

        if (options.BusyTimeout < ShortestWait || options.BusyTimeout > LongestWait)
        {
            failures.Add($"Sqlite:BusyTimeout is {options.BusyTimeout}. Set it between {ShortestWait} and {LongestWait}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
