using System.Net;
using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;
using Notify.Testing;

namespace Notify.Emulators.Tests.Meta;

/// <summary>All but templates needs a person's own message within 24 hours, as at Meta.</summary>
public sealed class ServiceWindowTests : IAsyncLifetime, IDisposable
{
    private const string Aline = "+250788123456";

    private readonly ManualTimeProvider _clock = new();
    private MetaEmulator _emulator = null!;
    private MetaClient _client = null!;

    public async Task InitializeAsync()
    {
        _emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            TimeProvider = _clock,
            TemplatesJson = """{"data":[{"name":"hello","language":"en","category":"UTILITY","status":"APPROVED","components":[{"type":"BODY","text":"Hello"}]}]}""",
        });
        _client = new MetaClient(_emulator.BaseAddress);
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await _emulator.DisposeAsync();
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Free_text_to_somebody_who_never_wrote_is_refused_with_131047()
    {
        var answer = await _client.SendTextAsync(Aline);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.GetProperty("error").GetProperty("code").GetInt32().Should().Be(131047);
        _emulator.Accepted.Should().BeEmpty();
    }

    [Fact]
    public async Task Template_needs_nobody_to_have_written()
    {
        var answer = await _client.SendAsync(
            $$$"""{"messaging_product":"whatsapp","to":"{{{Aline}}}","type":"template","template":{"name":"hello","language":{"code":"en"} } }""");

        answer.Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(-1, HttpStatusCode.OK)]
    [InlineData(0, HttpStatusCode.BadRequest)]
    public async Task Window_is_24_hours_from_the_last_message(int secondsAfterItsEnd, HttpStatusCode expected)
    {
        await WriteAsync(MetaClient.PhoneNumberId);
        _clock.Advance(TimeSpan.FromHours(5));
        await WriteAsync(MetaClient.PhoneNumberId);
        _clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(secondsAfterItsEnd));

        (await _client.SendTextAsync(Aline)).Status.Should().Be(expected);
    }

    [Fact]
    public async Task Window_of_another_number_does_not_count()
    {
        await WriteAsync("7");

        (await _client.SendTextAsync(Aline)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    private async Task WriteAsync(string number)
    {
        var answer = await _client.PostAsync(
            "/_emulator/inbound", $$"""{"from":"{{Aline}}","phone_number_id":"{{number}}","type":"text","text":{"body":"Hello"} }""");
        answer.Status.Should().Be(HttpStatusCode.OK);
    }
}
