using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Notify.Bench;

/// <summary>The emulator in a process of its own, as a provider would be.</summary>
internal sealed partial class EmulatorProcess : IAsyncDisposable
{
    public const string Token = "bench-token";

    private readonly Process _process;
    private readonly string _templates;

    private EmulatorProcess(Process process, string templates, Uri address) => (_process, _templates, Address) = (process, templates, address);

    public Uri Address { get; }

    public static async Task<EmulatorProcess> StartAsync()
    {
        var templates = Path.GetTempFileName();
        await File.WriteAllTextAsync(templates, """
            {"data":[{"name":"order_paid","language":"en","status":"APPROVED","category":"UTILITY","parameter_format":"NAMED","components":[{"type":"BODY","text":"Hello {{name}}, we received {{amount}} for your order {{order}}. Thank you!"}]}]}
            """);
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "Notify.Emulators.dll"), "meta", "--urls", "http://127.0.0.1:0", "--token", Token, "--templates", templates,
        })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return new EmulatorProcess(process, templates, new Uri(match.Groups["url"].Value));
            }
        }

        throw new InvalidOperationException("The emulator ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_templates);
    }

    [GeneratedRegex(@"listening on (?<url>http://\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
