using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notify.AspNetCore.Tests.Support;
using Notify.Webhooks;

namespace Notify.AspNetCore.Tests.Webhooks;

/// <summary>Readers and intake that cannot be made at first: the provider is told to come back, and what it repeats is taken.</summary>
public sealed class LateServiceTests
{
    private const string Address = $"/notify/webhooks/pager/report/{FakeReader.Secret}";

    [Fact]
    public async Task Reader_that_cannot_be_made_at_first_is_answered_503_and_then_200()
    {
        var made = 0;
        await using var app = await TestApp.StartAsync(services: s => s.AddSingleton<IWebhookReader>(
            _ => Interlocked.Increment(ref made) == 1 ? throw new InvalidOperationException("Not yet.") : new FakeReader("lamp")));

        (await PostAsync(app)).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await PostAsync(app)).Should().Be(HttpStatusCode.OK);

        made.Should().Be(2);
        app.Intake.Stored.Should().ContainSingle();
        app.Log.Lines.Should().ContainSingle(l => l.Event == "NOTIFY_WEBHOOK_ERROR");
    }

    [Fact]
    public async Task Intake_that_cannot_be_made_at_first_is_answered_503_and_then_200()
    {
        var (made, intake) = (0, new FakeIntake());
        await using var app = await TestApp.StartAsync(services: s => s.AddSingleton<IWebhookIntake>(
            _ => Interlocked.Increment(ref made) == 1 ? throw new InvalidOperationException("Not yet.") : intake));

        (await PostAsync(app)).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await PostAsync(app)).Should().Be(HttpStatusCode.OK);

        made.Should().Be(2);
        intake.Stored.Should().ContainSingle();
        app.Log.Lines.Should().ContainSingle(l => l.Event == "NOTIFY_WEBHOOK_ERROR");
    }

    private static Task<HttpStatusCode> PostAsync(TestApp app) => app.PostAsync(Address, new StringContent("hello"));
}
