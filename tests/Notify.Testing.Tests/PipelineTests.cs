using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Messages;
using Notify.Outcomes;

namespace Notify.Testing.Tests;

/// <summary>The parts of the package together, as its README shows them.</summary>
public sealed class PipelineTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedSender _sender = new();
    private readonly ServiceProvider _services;

    public PipelineTests() => _services = new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddNotify(notify => notify.UseInMemoryStorageForTests().UseInMemoryStorageForTests().AddSender(_sender))
        .BuildServiceProvider();

    private IWorker Worker => _services.GetRequiredService<IWorker>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_notification_goes_through_the_pipeline_to_the_sender()
    {
        var id = await QueueAsync();

        await Worker.RunOnceAsync();

        var request = _sender.Requests.Should().ContainSingle().Which;
        request.To.Value.Should().Be("+250788123456");
        request.Message.Text.Should().Be("Hello");
        (await StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task A_rejection_by_script_ends_as_a_dead_letter()
    {
        _sender.AnswerNext(Outcome.Rejected("131026", "undeliverable"));
        var id = await QueueAsync();

        await Worker.RunOnceAsync();

        (await StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task A_retry_by_script_is_sent_again_when_its_delay_has_passed()
    {
        _sender.AnswerNext(new Outcome { Class = OutcomeClass.Retry, RetryAfter = TimeSpan.FromSeconds(30) });
        var id = await QueueAsync();
        await Worker.RunOnceAsync();
        await Worker.RunOnceAsync();
        _sender.Requests.Should().HaveCount(1);

        _clock.Advance(TimeSpan.FromSeconds(30));
        await Worker.RunOnceAsync();

        _sender.Requests.Select(r => r.Reference.SendNumber).Should().Equal(1, 2);
        (await StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task A_send_that_outlives_its_lease_is_in_doubt_until_its_answer_comes()
    {
        var hold = _sender.Hold();
        var id = await QueueAsync();
        var slow = Worker.RunOnceAsync();
        await _sender.WaitForRequestsAsync(1);

        _clock.Advance(TimeSpan.FromHours(1));
        await Worker.RunOnceAsync();
        (await StateAsync(id)).Should().Be(DeliveryState.Unconfirmed);
        hold.Release();
        await slow;

        (await StateAsync(id)).Should().Be(DeliveryState.Sent);
        _sender.Requests.Should().HaveCount(1);
    }

    private async Task<Guid> QueueAsync() =>
        (await _services.GetRequiredService<INotifier>().QueueAsync(new Notification("+250788123456", new TextMessage("Hello")))).NotificationId;

    private async Task<DeliveryState> StateAsync(Guid notificationId)
    {
        var id = Ids.Delivery(notificationId, 1);
        return (await _services.GetRequiredService<IDeliveryLog>().GetAsync([id], default))[id].State;
    }
}
