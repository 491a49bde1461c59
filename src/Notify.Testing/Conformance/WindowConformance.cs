using Notify.Conversations;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IConversationWindows"/> promises.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class WindowConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Read_of_a_person_who_never_wrote_is_null() => Assert.Equal([null], await Store.Windows.ReadAsync([await KeyAsync()], default));

    [Fact]
    public async Task Open_keeps_the_providers_time()
    {
        var key = await KeyAsync();

        await Store.Windows.OpenAsync([new(key, Work.Now - Hour)], default);

        Assert.Equal([Work.Now - Hour], await Store.Windows.ReadAsync([key], default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(60)]
    public async Task Open_without_a_time_or_with_a_later_one_takes_the_stores(int? minutes)
    {
        var key = await KeyAsync();

        await Store.Windows.OpenAsync([new(key, Work.Now + (minutes * TimeSpan.FromMinutes(1)))], default);

        Assert.Equal([Work.Now], await Store.Windows.ReadAsync([key], default));
    }

    [Fact]
    public async Task Open_again_keeps_the_latest_whatever_the_order()
    {
        var key = await KeyAsync();

        await Store.Windows.OpenAsync([new(key, Work.Now - (2 * Hour)), new(key, Work.Now - Hour), new(key, Work.Now - (3 * Hour))], default);
        await Store.Windows.OpenAsync([new(key, Work.Now - (4 * Hour))], default);
        Assert.Equal([Work.Now - Hour], await Store.Windows.ReadAsync([key], default));

        await Store.Windows.OpenAsync([new(key, Work.Now)], default);
        Assert.Equal([Work.Now], await Store.Windows.ReadAsync([key], default));
    }

    [Fact]
    public async Task Windows_are_apart_by_person_channel_and_account()
    {
        var key = await KeyAsync();
        var other = await KeyAsync("+250788000002");
        WindowKey[] apart = [other, key with { Channel = Channel.Sms }, key with { Account = "second" }];

        await Store.Windows.OpenAsync([new(key)], default);

        Assert.Equal([null, Work.Now, null, null], await Store.Windows.ReadAsync([other, key, .. apart[1..]], default));
    }

    [Fact]
    public async Task Forget_closes_the_ones_given_only()
    {
        var key = await KeyAsync();
        var other = key with { Account = "second" };
        await Store.Windows.OpenAsync([new(key), new(other)], default);

        Assert.Equal(1, await Store.Windows.ForgetAsync([new(key, Work.Now), new(key, Work.Now)], default));

        Assert.Equal([null, Work.Now], await Store.Windows.ReadAsync([key, other], default));
    }

    [Fact]
    public async Task Forget_leaves_one_that_was_opened_after_the_message_was_sent()
    {
        var (key, other) = (await KeyAsync(), await KeyAsync("+250788000002"));
        var sentAt = Work.Now;
        await Store.Windows.OpenAsync([new(key), new(other)], default);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Store.Windows.OpenAsync([new(key)], default);

        Assert.Equal(1, await Store.Windows.ForgetAsync([new(key, sentAt), new(other, sentAt)], default));

        Assert.Equal([Work.Now, null], await Store.Windows.ReadAsync([key, other], default));
    }

    [Fact]
    public async Task Forget_of_what_is_not_there_forgets_nothing() => Assert.Equal(0, await Store.Windows.ForgetAsync([new(await KeyAsync(), Work.Now)], default));

    [Fact]
    public async Task Erasing_a_person_removes_their_windows_only()
    {
        var key = await KeyAsync();
        var other = await KeyAsync("+250788000002");
        await Store.Windows.OpenAsync([new(key), new(other)], default);

        await Work.EraseAsync();

        Assert.Equal([null, Work.Now], await Store.Windows.ReadAsync([key, other], default));
    }

    [Fact]
    public async Task Calls_with_nothing_do_nothing()
    {
        await Store.Windows.OpenAsync([], default);
        await Store.Windows.ForgetAsync([], default);

        Assert.Empty(await Store.Windows.ReadAsync([], default));
    }

    [Fact]
    public async Task A_window_opened_by_one_instance_is_seen_by_another()
    {
        var key = await KeyAsync();
        var second = await Work.SecondAsync();

        await Store.Windows.OpenAsync([new(key)], default);

        Assert.Equal([Work.Now], await second.Windows.ReadAsync([key], default));
    }

    private async Task<WindowKey> KeyAsync(string number = "+250788000001") => new((await Work.ContactAsync(number)).Id, Channel.WhatsApp, Work.Account);
}
