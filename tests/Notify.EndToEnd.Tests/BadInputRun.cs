using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests;

/// <summary>One run over bad lines with good ones before, between and after: a bad line must not harm its batch.</summary>
public sealed class BadInputRun : IAsyncLifetime, IDisposable
{
    private const string Good = """{"tenant":"soko","to":"+250788000001","template":"sandbox_test","variables":{"name":"Aline"}}""";

    // What is wrong with a line, and the words of field and remedy that its message must have.
    internal static readonly (string Line, string[] Words)[] Bad =
    [
        ("""{"to":"+250788000002","template":"order_payed","variables":{"name":"J"}}""", ["template:", "order_payed", "add it, or mend the key"]),
        ("""{"to":"+250788000002","template":"sandbox_test","variables":{}}""", ["variables.name:", "give it a value"]),
        ("""{"to":"+250788000002","template":"sandbox_test","variables":{"name":"J","colour":"red"}}""", ["variables.colour:", "leave it out"]),
        ("""{"to":"0788000002","template":"sandbox_test","variables":{"name":"J"}}""", ["to:", "country code"]),
        ("""{"to":"+250788000002","template":"sandbox_test","variables":{"name":"J"},"contact":{"zone":"Africa/Kigal"}}""", ["contact.zone:", "Africa/Kigal", "Africa/Kigali"]),
        ("""{"to":"+250788000002","template":"sandbox_test","variables":{"name":"J"},"expiresAt":"-1h"}""", ["expiresAt:", "expiry_past"]),
        ($$"""{"to":"+250788000002","text":"{{new string('x', 4096)}}"}""", ["text:", "4096", "too_long"]),
        ("""{"to":"+250788000002","template":""", ["refused: no JSON", "one line"]),
        ("""["+250788000002"]""", ["refused: JSON, but no object"]),
        ("""{"to":"+250788000002","template":"sandbox_test","vars":{"name":"J"}}""", ["vars:", "variables"]),
        ("""{"template":"sandbox_test","variables":{"name":"J"}}""", ["to:", "give it"]),
        ("""{"to":"+250788000002","text":"Hello","template":"sandbox_test"}""", ["template, text, media: give exactly one"]),
        ("""{"to":"+250788000002","text":"Hello","expiresAt":"tomorrow"}""", ["expiresAt:", "+2h"]),
        ("""{"to":"+250788000002","text":"Hello","priority":"urgent"}""", ["priority:", "critical, normal, bulk"]),
        ("""{"to":"+250788000002","text":"Hello","tenant":"so ko"}""", ["tenant:", "malformed"]),
        ("""{"to":"+250788000002","text":"Hello","tenant":"","contact":{"locale":"fr"}}""", ["tenant:"]),
        ("""{"to":"+250788000002","text":"Hello","account":"nowhere"}""", ["account:", "main"]),
        ("""{"to":"+250788000002","text":"Hello","channels":["whatsapp","sms"],"fallback":{"to":"sms","after":"5s"}}""", ["fallback:", "one channel"]),
        ("""{"to":"+250788000002","template":"statement_ready","variables":{"name":"J","month":"May"},"channels":["sms"]}""", ["template:", "sms"]),
    ];

    private readonly Workspace _workspace = new();

    internal ChildProcess Process { get; private set; } = null!;

    public async Task InitializeAsync() => Process = await SampleProcess.RunAsync(
        "--once", "--data", _workspace.Data, "--input", _workspace.Write("bad.jsonl", Bad.SelectMany(b => new[] { Good, b.Line }).Append(Good)));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        Process.Dispose();
        _workspace.Dispose();
    }
}
