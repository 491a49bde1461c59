using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Notify.Sessions;
using Notify.Storage.Postgres;

namespace Notify.EndToEnd.Tests.Sessions;

/// <summary>What one of the processes does that write to a session.</summary>
internal static class SessionWriter
{
    public const string Tenant = "acme";
    public const string Recipient = "+250788000001";
    public const string Ready = "ready";

    /// <summary>Opens the person's session, says so, and merges its keys all at once when it is told to.</summary>
    /// <param name="arguments">The store (postgres or sqlite), where it is, the writer's number, and how many keys.</param>
    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is not [var store, var place, var number, var count])
        {
            await Console.Error.WriteLineAsync("Needs: postgres|sqlite, a connection string or file, a number, a count of keys.");
            Environment.ExitCode = 2;
            return;
        }

        await using var services = Open(store, place);
        var sessions = services.GetRequiredService<ISessions>();
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync();

        var session = await sessions.GetOrCreateAsync(Tenant, Recipient, Channel.Voice);
        await Task.WhenAll(Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(i => Task.Run(() =>
            sessions.MergeAsync(Tenant, session.Id, new JsonObject { [Key(number, i)] = i, ["last"] = Key(number, i) }))));
        Console.WriteLine(session.Id);
    }

    public static string Key(string writer, int i) => $"writer-{writer}-key-{i}";

    public static ServiceProvider Open(string store, string place)
    {
        return new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddNotify(notify => _ = store == "postgres" ? notify.UsePostgres(Postgres) : notify.UseSqlite(place))
            .BuildServiceProvider();

        void Postgres(PostgresOptions options) => (options.ConnectionString, options.MigrateOnStart) = (place, true);
    }
}
