namespace Notify.Core.Tests.Sending;

public sealed class SenderDirectoryTests
{
    [Fact]
    public void Choose_only_account_is_taken() => Choose("acme", null, new TestSender(account: "one")).Should().Be("one");

    [Fact]
    public void Choose_several_takes_the_default_one() =>
        Choose("acme", null, new TestSender(account: "one"), new TestSender(account: "default")).Should().Be("default");

    [Fact]
    public void Choose_several_without_a_default_asks_for_a_name() =>
        Choose("acme", null, new TestSender(account: "one"), new TestSender(account: "two")).Should().Be("! account_unknown");

    [Fact]
    public void Choose_tenants_own_account_wins_over_shared_ones() =>
        Choose("acme", null, new TestSender(account: "default"), new TestSender(null, "theirs", "acme")).Should().Be("theirs");

    [Fact]
    public void Choose_named_account_is_taken() =>
        Choose("acme", "two", new TestSender(account: "default"), new TestSender(account: "two")).Should().Be("two");

    [Fact]
    public void Choose_named_account_of_another_tenant_is_refused_and_not_named()
    {
        var (sender, error) = new SenderDirectory([new TestSender(account: "default"), new TestSender(null, "rival", "rival")])
            .Choose(Channel.WhatsApp, "acme", "rival");

        sender.Should().BeNull();
        error!.Code.Should().Be(NotificationErrorCodes.AccountUnknown);
        error.Message.Should().Contain("default").And.NotContain("rival");
    }

    [Fact]
    public void Choose_no_account_serves_the_tenant_is_refused() =>
        Choose("acme", null, new TestSender(null, "rival", "rival")).Should().Be("! account_unknown");

    [Fact]
    public void Choose_account_of_another_channel_is_not_taken() => Choose("acme", null, new TestSender(Channel.Sms)).Should().Be("! channel_unknown");

    [Fact]
    public void LongestSend_is_that_of_the_slowest_account() =>
        new SenderDirectory([new TestSender { LongestSend = TimeSpan.FromSeconds(3) }, new TestSender(account: "b") { LongestSend = TimeSpan.FromSeconds(9) }])
            .LongestSend.Should().Be(TimeSpan.FromSeconds(9));

    [Fact]
    public async Task QueueAsync_tenants_with_accounts_of_their_own_never_cross()
    {
        var acme = new TestSender(null, "acme-line", "acme");
        var rival = new TestSender(null, "rival-line", "rival");
        await using var app = TestApp.Create(n => n.AddSender(rival), sender: acme);

        foreach (var tenant in new[] { "acme", "rival" })
        {
            var notification = A.Text(body: tenant);
            notification.Tenant = tenant;
            await app.QueueAsync(notification);
        }

        await app.RunOnceAsync();

        acme.Texts.Should().Equal("acme");
        rival.Texts.Should().Equal("rival");
    }

    private static string Choose(string tenant, string? account, params IChannelSender[] senders)
    {
        var (sender, error) = new SenderDirectory(senders).Choose(Channel.WhatsApp, tenant, account);
        return sender?.Account ?? "! " + error!.Code;
    }
}
