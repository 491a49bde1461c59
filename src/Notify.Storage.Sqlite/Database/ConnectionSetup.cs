namespace Notify.Storage.Sqlite.Database;

/// <summary>How connections are set up: see <c>connection.sql</c>.</summary>
internal static class ConnectionSetup
{
    private static readonly SqlFile Sql = SqlFile.Of("Database/connection");

    public static string Write { get; } = Sql["write"];

    public static string Read { get; } = Sql["read"];
}
