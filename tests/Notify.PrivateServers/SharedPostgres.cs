namespace Notify.PrivateServers;

/// <summary>The server all tests share: the one NOTIFY_TEST_POSTGRES names, or else one of this process's own, which lives as long as it does.</summary>
public static class SharedPostgres
{
    private static readonly Lazy<Task<string>> Server = new(FindAsync);

    /// <summary>To a database of the server, as somebody who may create others.</summary>
    public static Task<string> ConnectionStringAsync => Server.Value;

    private static async Task<string> FindAsync() =>
        Environment.GetEnvironmentVariable("NOTIFY_TEST_POSTGRES") is { Length: > 0 } given ? given : (await PrivatePostgres.CreateAsync()).ConnectionString;
}
