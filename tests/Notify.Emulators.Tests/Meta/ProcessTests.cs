using System.Net;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Process_takes_its_settings_from_the_command_line()
    {
        await using var webhook = await WebhookEndpoint.StartAsync();
        var templates = _folder.File("templates.json");
        await File.WriteAllTextAsync(templates, TemplateSamples.Json);

        using var process = await EmulatorProcess.StartAsync(
            "--open-windows", "--urls", "http://127.0.0.1:0", "--data", _folder.File("data"), "--webhook", webhook.Url.ToString(), "--app-secret", "s",
            "--verify-token", "right", "--token", $"other,{MetaClient.Token}", "--templates", templates, "--receipt-step", "1");
        using var client = new MetaClient(process.Address);
        var answer = await client.SendTextAsync("+250788000001");

        answer.Status.Should().Be(HttpStatusCode.OK);
        (await webhook.NextAsync()).Signature.Should().StartWith("sha256=");
        webhook.Handshakes.Should().NotBeEmpty();
        (await client.GetAsync("/v25.0/1/message_templates")).Body.GetProperty("data").GetArrayLength().Should().Be(8);
        File.Exists(_folder.File("data/accepted.jsonl")).Should().BeTrue();
    }

    [Fact]
    public async Task Process_says_what_is_at_its_address()
    {
        using var process = await EmulatorProcess.StartAsync();

        (await process.NextLineAsync()).Should().ContainAll("WhatsApp", "MTN", $"{process.Address}phone");
    }

    [Fact]
    public async Task Process_tells_news_as_the_account_it_is_given()
    {
        await using var webhook = await WebhookEndpoint.StartAsync();
        using var process = await EmulatorProcess.StartAsync("--business-account-id", "102290129340398", "--webhook", webhook.Url.ToString());
        using var client = new MetaClient(process.Address);

        await client.PostAsync("/_emulator/news/account_alerts", """{"alert_type":"any"}""");

        (await webhook.NextAsync()).Text.Should().Contain("\"id\":\"102290129340398\"");
    }

    [Fact]
    public async Task Process_ends_cleanly_when_told_to()
    {
        using var process = await EmulatorProcess.StartAsync();

        await process.TerminateAsync();

        process.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("The first argument", "mtn")]
    [InlineData("--urls needs a value", "meta", "--urls")]
    [InlineData("There is no option --colour", "meta", "--colour", "red")]
    [InlineData("--webhook needs an absolute address", "meta", "--webhook", "here")]
    public async Task Process_explains_wrong_arguments(string problem, params string[] arguments)
    {
        var (exitCode, _, errors) = await EmulatorProcess.RunToEndAsync(arguments);

        exitCode.Should().Be(2);
        errors.Should().Contain(problem).And.Contain("Usage:");
    }

    [Fact]
    public async Task Process_explains_what_keeps_it_from_starting()
    {
        var (exitCode, _, errors) = await EmulatorProcess.RunToEndAsync("meta", "--templates", _folder.File("missing.json"));

        exitCode.Should().Be(1);
        errors.Should().Contain("TemplatesFile must name a file that exists").And.Contain(_folder.File("missing.json"));
    }

    [Fact]
    public async Task Process_prints_its_usage()
    {
        var (exitCode, output, _) = await EmulatorProcess.RunToEndAsync("--help");

        exitCode.Should().Be(0);
        output.Should().Contain("--verify-token");
    }
}
