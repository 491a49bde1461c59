using System.Diagnostics;
using Notify.PrivateServers;

namespace Notify.Storage.Postgres.Tests.Servers;

/// <summary>The script that keeps private servers, run as <c>test.sh</c> runs it: by a shell.</summary>
internal static class ServersScript
{
    /// <summary>Starts a shell whose child is the script, and which does nothing more.</summary>
    public static Process StartUnderShell(string arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"coproc KEEPER {{ exec setsid bash -c \"$SCRIPT\" servers.sh {arguments}; }}; cat <&${{KEEPER[0]}}");
        start.Environment["SCRIPT"] = ReadScript();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>The folder of PostgreSQL's programs.</summary>
    public static async Task<string> FindPostgresAsync()
    {
        using var shell = StartUnderShell("find postgres");
        return (await shell.StandardOutput.ReadToEndAsync()).Trim();
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(PrivatePostgres).Assembly.GetManifestResourceStream("servers.sh")!);
        return reader.ReadToEnd();
    }
}
