using Microsoft.Extensions.Options;
using Notify.Queueing;

namespace Notify.Core.Tests.Queueing;

public sealed class DefaultRegionTests
{
    [Fact]
    public async Task QueueAsync_number_as_dialled_at_home_is_the_same_person_everywhere()
    {
        await using var app = Create("RW");

        (await app.Notifier.QueueAsync(A.Text("0788 123 456"))).Status.Should().Be(QueueStatus.Queued);
        await app.Contacts.OptOutAsync("default", "0788123456", "asked");

        (await app.Contacts.FindAsync("default", "+250788123456"))!.IsOptedOut.Should().BeTrue();
        (await app.Notifier.ExplainAsync(A.Text("788123456"))).Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task QueueAsync_fixed_line_in_a_plan_with_SMS_is_refused_and_over_WhatsApp_taken()
    {
        await using var app = TestApp.Create(n => n.AddSender(new ScriptedSender(Channel.Sms)));
        var notification = A.Text("+250252123456");
        (await app.Notifier.QueueAsync(notification)).Status.Should().Be(QueueStatus.Queued);
        notification.Channels = ChannelPlan.WhatsApp.And(Channel.Sms);

        var queue = () => app.Notifier.QueueAsync(notification);

        (await queue.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors.Should().ContainSingle()
            .Which.Should().Match<NotificationError>(e => e.Field == "Recipient" && e.Code == NotificationErrorCodes.RecipientInvalid && e.Message.Contains("mobile"));
    }

    [Fact]
    public async Task DefaultRegion_that_is_unknown_is_refused_by_name()
    {
        var create = async () =>
        {
            await using var app = Create("FR");
            await app.Notifier.QueueAsync(A.Text());
        };

        (await create.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*Notify:Queueing:DefaultRegion*RW*'FR'*");
    }

    private static TestApp Create(string region) => TestApp.Create(register: s => s.Configure<QueueingOptions>(o => o.DefaultRegion = region));
}
