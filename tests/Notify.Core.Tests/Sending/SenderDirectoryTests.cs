namespace Notify.Core.Tests.Sending;

public sealed class SenderDirectoryTests
{
    [Fact]
    public void Choose_only_account_is_taken() => Choose("acme", null, new ScriptedSender(account: "one")).Should().Be("one");

    [Fact]
    public void Choose_several_takes_the_default_one() =>
        Choose("acme", null, new ScriptedSender(account: "one"), new ScriptedSender(account: "default")).Should().Be("default");

    [Fact]
    public void Choose_several_without_a_default_asks_for_a_name() =>
        Choose("acme", null, new ScriptedSender(account: "one"), new ScriptedSender(account: "two")).Should().Be("! account_unknown");

    [Fact]
    public void Choose_tenants_own_account_wins_over_shared_ones() =>
        Choose("acme", null, new ScriptedSender(account: "default"), new ScriptedSender(account: "theirs") { Tenants = ["acme"] }).Should().Be("theirs");

    [Fact]
    public void Choose_named_account_is_taken() =>
        Choose("acme", "two", new ScriptedSender(account: "default"), new ScriptedSender(account: "two")).Should().Be("two");

    [Fact]
    public void Choose_named_account_of_another_tenant_is_refused_and_not_named()
    {
        var (sender, error) = new SenderDirectory([new ScriptedSender(account: "default"), new ScriptedSender(account: "rival") { Tenants = ["rival"] }])
            .Choose(Channel.WhatsApp, "acme", "rival");

        sender.Should().BeNull();
        error!.Code.Should().Be(NotificationErrorCodes.AccountUnknown);
        error.Message.Should().Contain("default").And.NotContain("rival");
    }

    [Fact]
    public void Choose_no_account_serves_the_tenant_is_refused() =>
        Choose("acme", null, new ScriptedSender(account: "rival") { Tenants = ["rival"] }).Should().Be("! account_unknown");

    [Fact]
    public void Choose_account_of_another_channel_is_not_taken() => Choose("acme", null, new ScriptedSender(Channel.Sms)).Should().Be("! channel_unknown");

    [Fact]
    public void Choose_channel_nobody_sends_over_tells_which_there_are()
    {
        var (_, error) = new SenderDirectory([new ScriptedSender(Channel.Sms), new ScriptedSender(Channel.Sms, "other")]).Choose(Channel.WhatsApp, "acme", null);

        error!.Message.Should().Be("No sender is registered for 'whatsapp'; add its package, or name another channel in Channels: sms.");
    }

    [Fact]
    public void LongestSend_of_an_account_with_a_pace_counts_the_time_over_which_a_slice_is_spread() =>
        new SenderDirectory([new ScriptedSender { LongestSend = TimeSpan.FromSeconds(4), MaxPerSecond = 80 }, new ScriptedSender(account: "b") { LongestSend = TimeSpan.FromSeconds(4) }])
            .LongestSend.Should().Be(TimeSpan.FromSeconds(5));

    [Fact]
    public void LongestSend_is_that_of_the_slowest_account() =>
        new SenderDirectory([new ScriptedSender { LongestSend = TimeSpan.FromSeconds(3) }, new ScriptedSender(account: "b") { LongestSend = TimeSpan.FromSeconds(9) }])
            .LongestSend.Should().Be(TimeSpan.FromSeconds(9));

    [Fact]
    public async Task QueueAsync_tenants_with_accounts_of_their_own_never_cross()
    {
        var acme = new ScriptedSender(account: "acme-line") { Tenants = ["acme"] };
        var rival = new ScriptedSender(account: "rival-line") { Tenants = ["rival"] };
        await using var app = TestApp.Create(n => n.AddSender(rival), sender: acme);

        foreach (var tenant in new[] { "acme", "rival" })
        {
            var notification = A.Text(body: tenant);
            notification.Tenant = tenant;
            await app.QueueAsync(notification);
        }

        await app.RunOnceAsync();

        acme.Requests.Select(r => r.Message.Text).Should().Equal("acme");
        rival.Requests.Select(r => r.Message.Text).Should().Equal("rival");
    }

    private static string Choose(string tenant, string? account, params IChannelSender[] senders)
    {
        var (sender, error) = new SenderDirectory(senders).Choose(Channel.WhatsApp, tenant, account);
        return sender?.Account ?? "! " + error!.Code;
    }
}
