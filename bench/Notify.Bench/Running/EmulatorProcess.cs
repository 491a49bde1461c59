using System.Text.Json;
using System.Text.RegularExpressions;

namespace Notify.Bench.Running;

/// <summary>The emulator in a process of its own, as a provider would be.</summary>
internal sealed partial class EmulatorProcess : IAsyncDisposable
{
    public const string Token = "bench-token";

    private readonly ChildProcess _process;
    private readonly string _templates;

    private EmulatorProcess(ChildProcess process, string templates, Uri address) => (_process, _templates, Address) = (process, templates, address);

    public Uri Address { get; }

    /// <summary>Starts it with the templates of this program.</summary>
    /// <param name="arguments">More of its options.</param>
    public static async Task<EmulatorProcess> StartAsync(params string[] arguments)
    {
        var templates = Path.GetTempFileName();
        await File.WriteAllTextAsync(templates, JsonSerializer.Serialize(new { data = ReadTemplates() }));
        var process = ChildProcess.StartDotnet(
            "Notify.Emulators.dll",
            ["meta", "--until-input-ends", "--urls", "http://127.0.0.1:0", "--token", Token, "--templates", templates, .. arguments]);
        while (await process.ReadLineAsync() is { } line)
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
        await _process.DisposeAsync();
        File.Delete(_templates);
    }

    // This program's own templates, in the shape of Meta's list.
    private static object[] ReadTemplates()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workload", "orders.json")));
        return
        [
            .. from template in file.RootElement.GetProperty("templates").EnumerateArray()
               from locale in template.GetProperty("channels").GetProperty("whatsapp").GetProperty("locales").EnumerateObject()
               select new
               {
                   name = template.GetProperty("key").GetString(),
                   language = locale.Name,
                   status = "APPROVED",
                   category = "UTILITY",
                   parameter_format = "NAMED",
                   components = new[] { new { type = "BODY", text = locale.Value.GetProperty("body").GetString() } },
               },
        ];
    }

    [GeneratedRegex(@"listening on (?<url>http://\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
