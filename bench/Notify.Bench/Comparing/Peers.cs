using Notify.Bench.Running;
using Npgsql;

namespace Notify.Bench.Comparing;

/// <summary>The queues compared with: scripts beside this program, run by the Node that their packages bring.</summary>
internal static class Peers
{
    public const string GraphileVersion = "0.18.0";
    public const string PgBossVersion = "12.27.0";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "compare");
    private static readonly string Node = Path.Combine(Folder, "node_modules", "node", "bin", "node");

    /// <summary>Installs the packages where they are not there yet.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public static async Task InstallAsync()
    {
        if (!File.Exists(Node))
        {
            Console.Error.WriteLine("Installing graphile-worker, pg-boss and Node 22 by npm …");
            try
            {
                await using var npm = ChildProcess.Start("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"], Folder);
                await npm.LastLineAsync();
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                throw new InvalidOperationException("The comparison needs npm, which comes with Node.js.", e);
            }
        }

        if (!File.Exists(Node))
        {
            throw new InvalidOperationException("npm has not installed Node 22. Allow install scripts for the package 'node' and try again.");
        }
    }

    public static ChildProcess Start(string script, string database, object settings)
    {
        var to = new NpgsqlConnectionStringBuilder(database);
        var url = $"postgres://{Uri.EscapeDataString(to.Username!)}:{Uri.EscapeDataString(to.Password ?? "")}@{to.Host}:{to.Port}/{to.Database}";
        return ChildProcess.Start(Node, [script, Report.Write(new { Connection = url, Settings = settings })], Folder);
    }
}
