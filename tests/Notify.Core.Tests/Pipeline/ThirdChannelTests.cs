using Notify.Receipts;

namespace Notify.Core.Tests.Pipeline;

/// <summary>A channel nobody in Core has heard of goes all the way.</summary>
public sealed class ThirdChannelTests
{
    private static readonly Channel Pigeon = new("pigeon-post");

    [Fact]
    public async Task RunOnce_channel_defined_by_an_app_is_queued_rendered_sent_and_receipted()
    {
        var pigeons = new ScriptedSender(Pigeon, "loft");
        await using var app = TestApp.Create(n => n.AddSender(pigeons));
        await app.Store.SaveAsync(A.Template("greeting", "Dear {{name}}", channel: Pigeon), A.Template("greeting", "Hi {{name}}"));
        var notification = A.Note("greeting", A.Number, ("name", "Aline"));
        notification.Channels = ChannelPlan.Of(Pigeon).And(Channel.WhatsApp);

        var id = await app.QueueAsync(notification);
        await app.RunOnceAsync();
        var effects = await app.Receipts.ApplyAsync(
        [
            new Receipt { Channel = Pigeon, Account = "loft", Reference = pigeons.Requests.Single().Reference, Status = ReceiptStatus.Delivered },
        ]);

        pigeons.Requests.Single().Message.Text.Should().Be("Dear Aline");
        app.Sender.Requests.Single().Message.Text.Should().Be("Hi Aline");
        effects.Should().Equal(ReceiptEffect.Applied);
        (await app.StateAsync(id, 1)).Should().Be(DeliveryState.Delivered);
        (await app.StateAsync(id, 2)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_one_channel_fails_does_not_hold_the_other()
    {
        var pigeons = new ScriptedSender(Pigeon, "loft");
        pigeons.Otherwise(_ => throw new InvalidOperationException("shot down"));
        await using var app = TestApp.Create(n => n.AddSender(pigeons));
        var notification = A.Text();
        notification.Channels = ChannelPlan.Of(Pigeon).And(Channel.WhatsApp);

        var id = await app.QueueAsync(notification);
        await app.RunOnceAsync();

        (await app.StateAsync(id, 1)).Should().Be(DeliveryState.Unconfirmed);
        (await app.StateAsync(id, 2)).Should().Be(DeliveryState.Sent);
    }
}
