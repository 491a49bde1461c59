namespace Notify.Storage.Postgres.Setup;

/// <summary>Names a schema may have: so plain that quoting them is never a question.</summary>
internal static class SchemaName
{
    private const int Longest = 40;

    public const string Rule = "1 to 40 of a-z, 0-9 and '_', beginning with neither a digit nor 'pg_'";

    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= Longest } && !char.IsAsciiDigit(name[0]) && !name.StartsWith("pg_", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>The name as it is written in SQL.</summary>
    public static string Quote(string name) => $"\"{name}\"";
}
