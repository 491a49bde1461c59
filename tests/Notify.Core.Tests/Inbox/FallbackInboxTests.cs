using Notify.Plans;
using Notify.Storage;

namespace Notify.Core.Tests.Inbox;

/// <summary>A worker that runs once in a while: what came in between counts before the times that are over.</summary>
public sealed class FallbackInboxTests : IAsyncDisposable
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(10);

    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly InboxRig _rig;

    public FallbackInboxTests() => _rig = new InboxRig(configure: n => n.AddSender(_sms));

    private TestApp App => _rig.App;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task RunOnceAsync_reads_what_was_delivered_in_time_and_no_SMS_leaves()
    {
        var id = await SendAsync();
        await DeliverAsync(id);
        App.Advance(Tick);

        await App.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Delivered, DeliveryState.Cancelled);
        _sms.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnceAsync_reads_the_inbox_before_it_looks_at_the_time_however_long_nothing_ran()
    {
        var id = await SendAsync();
        await DeliverAsync(id);
        App.Advance(FallbackRules.UnreadHolds * 2);

        await App.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Delivered, DeliveryState.Cancelled);
        _sms.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnceAsync_lets_the_SMS_leave_where_delivered_comes_too_late()
    {
        var id = await SendAsync();
        App.Advance(After + TimeSpan.FromSeconds(1));
        await App.RunOnceAsync();
        await DeliverAsync(id);

        await App.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Delivered, DeliveryState.Sent);
        _sms.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnceAsync_does_maintenance_and_sends_where_the_store_refuses_a_webhook()
    {
        var id = await SendAsync();
        App.Advance(Tick);
        await _rig.ReceiveAsync("refused");

        await FluentActions.Invoking(() => App.RunOnceAsync()).Should().ThrowAsync<StorageException>();

        await ShouldBeAsync(id, DeliveryState.Sent, DeliveryState.Sent);
    }

    private async Task<Guid> SendAsync()
    {
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, After);
        var id = await App.QueueAsync(notification);
        await App.RunOnceAsync();
        await ShouldBeAsync(id, DeliveryState.Sent, DeliveryState.Held);
        return id;
    }

    private Task DeliverAsync(Guid notification) => _rig.ReceiveAsync($"delivered {Ids.Delivery(notification, 1)} 1");

    private async Task ShouldBeAsync(Guid id, DeliveryState first, DeliveryState second) =>
        (await App.StateAsync(id), await App.StateAsync(id, 2)).Should().Be((first, second));
}
