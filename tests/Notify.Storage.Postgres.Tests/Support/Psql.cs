using System.Diagnostics;
using Notify.Storage.Postgres.Tests.Servers;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>The program with which people run scripts.</summary>
internal static class Psql
{
    /// <summary>Runs a script and stops at the first error, which is thrown.</summary>
    public static async Task RunAsync(string connectionString, string script)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Path.Combine(await ServersScript.FindPostgresAsync(), "psql"))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1" },
        };
        foreach (var (name, value) in new[] { ("HOST", text.Host), ("PORT", $"{text.Port}"), ("USER", text.Username), ("PASSWORD", text.Password), ("DATABASE", text.Database) })
        {
            start.Environment[$"PG{name}"] = value;
        }

        using var psql = Process.Start(start)!;
        var said = psql.StandardOutput.ReadToEndAsync();
        var failed = psql.StandardError.ReadToEndAsync();
        await psql.StandardInput.WriteAsync(script);
        psql.StandardInput.Close();
        await psql.WaitForExitAsync();
        await said;
        if (psql.ExitCode != 0)
        {
            throw new InvalidOperationException($"psql: {await failed}");
        }
    }
}
