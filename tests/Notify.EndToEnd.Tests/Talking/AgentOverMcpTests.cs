using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests.Talking;

/// <summary>The sample's tools over MCP: a process that is written to and answers in lines of JSON.</summary>
public sealed class AgentOverMcpTests : IDisposable
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Workspace _workspace = new();

    // Stands where the provider is.
    private readonly TcpListener _provider = new(IPAddress.Loopback, 0);

    public AgentOverMcpTests() => _provider.Start();

    public void Dispose()
    {
        _provider.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Sample_serves_an_agent_on_the_store_of_a_run()
    {
        using var run = await SampleProcess.RunAsync("--once", "--input", _workspace.Write("none.jsonl", []), "--data", _workspace.Data);
        using var server = ChildProcess.Start(
            "Notify.Sample.Worker.dll", ["--mcp", "default", "--data", _workspace.Data, $"--WhatsApp:BaseAddress=http://{_provider.LocalEndpoint}"]);
        server.Say(Initialize);
        (await AnswerAsync(server, 1)).GetProperty("serverInfo").GetProperty("name").GetString().Should().Be("notify", server.Everything);
        server.Say("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");

        server.Say("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""");
        server.Say(
            """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"send_sms","arguments":{"recipient":"+250788000001","text":"Your order is ready."}}}""");

        (await AnswerAsync(server, 2)).GetProperty("tools").GetArrayLength().Should().Be(7);
        (await AnswerAsync(server, 3)).GetProperty("content")[0].GetProperty("text").GetString().Should().Contain("\"queued\"");
        server.Output.Should().OnlyContain(line => line.StartsWith('{'), "stdout is the protocol's alone");
        server.EndInput();
        (await server.EndAsync(Patience)).Should().Be(0, server.Everything);
        _provider.Pending().Should().BeFalse("nothing leaves the server");
    }

    [Fact]
    public async Task Sample_refuses_a_folder_that_holds_no_run_and_leaves_it_to_one()
    {
        using var server = ChildProcess.Start("Notify.Sample.Worker.dll", ["--mcp", "default", "--data", _workspace.Data]);

        (await server.EndAsync(Patience)).Should().Be(2);
        server.Everything.Should().Contain("holds no run; start one with --data first");
        Directory.Exists(_workspace.Data).Should().BeFalse();
    }

    [Fact]
    public async Task Sample_without_a_run_to_serve_says_what_to_name()
    {
        using var server = ChildProcess.Start("Notify.Sample.Worker.dll", ["--mcp", "default"]);

        (await server.EndAsync(Patience)).Should().Be(2);
        server.Everything.Should().Contain("--data FOLDER");
    }

    private static async Task<JsonElement> AnswerAsync(ChildProcess server, int id)
    {
        var line = await server.LineAsync(l => l.Contains($"\"id\":{id}", StringComparison.Ordinal)).WaitAsync(Patience);
        return JsonDocument.Parse(line).RootElement.GetProperty("result");
    }
}
