using Notify.Gates;
using Notify.Templates;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IGates"/> and <see cref="ITemplateStore"/> promise of what providers say by themselves: the newest word holds, in whatever order they come.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ProviderWordConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly GateScope Account = new() { Channel = "whatsapp", Account = Work.Account };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Hear_closes_and_opens()
    {
        await Work.QueueAsync();

        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed: true, minutesAgo: 3));
        Assert.Equal(new Gate(Account, "provider", "closed", Work.Now, null), Assert.Single(await Store.Gates.ReadAsync(default)));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);

        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed: false, minutesAgo: 2));
        Assert.Empty(await Store.Gates.ReadAsync(default));
        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Hear_of_a_closing_for_a_while_opens_by_itself()
    {
        await Store.Gates.HearAsync(new GateWord(Account, "provider", IsClosed: true, "restricted", 5 * Minute, Work.Now - Minute), default);

        Assert.Equal(Work.Now + (4 * Minute), Assert.Single(await Store.Gates.ReadAsync(default)).Until);
        await Work.AdvanceAsync(4 * Minute);

        Assert.Empty(await Store.Gates.ReadAsync(default));
    }

    [Fact]
    public async Task Hear_of_a_closing_still_to_come_lasts_its_time_from_now()
    {
        await Store.Gates.HearAsync(new GateWord(Account, "provider", IsClosed: true, "restricted", 5 * Minute, Work.Now + Minute), default);

        Assert.Equal(Work.Now + (5 * Minute), Assert.Single(await Store.Gates.ReadAsync(default)).Until);
    }

    [Fact]
    public async Task Hear_of_a_closing_that_is_over_closes_nothing_and_is_the_newest_word()
    {
        Assert.Equal(
            GateEffect.Over,
            await Store.Gates.HearAsync(new GateWord(Account, "provider", IsClosed: true, "restricted", 5 * Minute, Work.Now - (5 * Minute)), default));

        Assert.Empty(await Store.Gates.ReadAsync(default));
        Assert.Equal(GateEffect.Outdated, await HearAsync(isClosed: true, minutesAgo: 6));
        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed: true, minutesAgo: 4));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public async Task Hear_of_a_closing_for_a_while_leaves_one_without_end_as_it_is_heard_in_time_or_late(int minutesLeft)
    {
        await HearAsync(isClosed: true, minutesAgo: 60);

        await Store.Gates.HearAsync(new GateWord(Account, "provider", IsClosed: true, "restricted", 5 * Minute, Work.Now - ((5 - minutesLeft) * Minute)), default);
        await Work.AdvanceAsync(minutesLeft * Minute);

        Assert.Null(Assert.Single(await Store.Gates.ReadAsync(default)).Until);
        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed: false, minutesAgo: 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hear_of_an_older_word_does_nothing(bool isClosed)
    {
        await HearAsync(!isClosed, minutesAgo: 2);
        var before = await Store.Gates.ReadAsync(default);

        Assert.Equal(GateEffect.Outdated, await HearAsync(isClosed, minutesAgo: 3));

        Assert.Equal(before, await Store.Gates.ReadAsync(default));
        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed, minutesAgo: 1));
    }

    [Fact]
    public async Task Hear_of_the_same_again_changes_nothing()
    {
        await HearAsync(isClosed: true, minutesAgo: 2);
        Assert.Equal(GateEffect.None, await HearAsync(isClosed: true, minutesAgo: 2));
        await HearAsync(isClosed: false, minutesAgo: 1);

        Assert.Equal(GateEffect.None, await HearAsync(isClosed: false, minutesAgo: 1));
        Assert.Equal(GateEffect.Outdated, await HearAsync(isClosed: true, minutesAgo: 2));
        Assert.Empty(await Store.Gates.ReadAsync(default));
    }

    [Fact]
    public async Task Hear_of_what_is_still_to_come_is_a_word_of_now()
    {
        await HearAsync(isClosed: true, minutesAgo: -60);
        await Work.AdvanceAsync(Minute);

        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed: false, minutesAgo: 0));
    }

    [Fact]
    public async Task Hear_keeps_scopes_and_sources_apart()
    {
        await HearAsync(isClosed: false, minutesAgo: 1);
        var before = Work.Now - (2 * Minute);

        Assert.Equal(GateEffect.Changed, await Store.Gates.HearAsync(new GateWord(Account with { Account = "second" }, "provider", true, "closed", null, before), default));
        Assert.Equal(GateEffect.Changed, await Store.Gates.HearAsync(new GateWord(Account with { Tenant = Work.Tenant }, "provider", true, "closed", null, before), default));
        Assert.Equal(GateEffect.Changed, await Store.Gates.HearAsync(new GateWord(Account, "another", true, "closed", null, before), default));

        Assert.Equal(3, (await Store.Gates.ReadAsync(default)).Count);
    }

    [Fact]
    public async Task Open_by_hand_is_the_newest_word()
    {
        await HearAsync(isClosed: true, minutesAgo: 3);
        Assert.True(await Store.Gates.OpenAsync(Account, "provider", "claire", default));

        Assert.Equal(GateEffect.Outdated, await HearAsync(isClosed: true, minutesAgo: 1));
        Assert.Empty(await Store.Gates.ReadAsync(default));

        await Work.AdvanceAsync(2 * Minute);
        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed: true, minutesAgo: 1));
    }

    [Fact]
    public async Task Close_for_what_a_send_ran_into_closes_whatever_was_said()
    {
        await HearAsync(isClosed: false, minutesAgo: 0);

        Assert.Equal([true], await Store.Gates.CloseAsync([new CloseGate(Account, "provider", "190", Minute) { Mends = Mending.Person }], default));

        Assert.Single(await Store.Gates.ReadAsync(default));
        await Work.AdvanceAsync(Minute);
        Assert.Equal(GateEffect.Changed, await HearAsync(isClosed: false, minutesAgo: 0));
    }

    [Fact]
    public async Task Words_heard_by_two_instances_at_once_leave_the_newest()
    {
        var second = await Work.SecondAsync();

        await Race.RunAsync(8, i => (i % 2 == 0 ? Store : second).Gates.HearAsync(Word(isClosed: i % 2 == 0, minutesAgo: 8 - i), default));

        Assert.Empty(await Store.Gates.ReadAsync(default));
        Assert.Equal(GateEffect.Outdated, await HearAsync(isClosed: true, minutesAgo: 2));
    }

    [Fact]
    public async Task SaveApprovals_of_an_older_word_changes_nothing_and_says_so()
    {
        await SaveAsync(ApprovalStatus.Rejected, minutesAgo: 1);
        var revision = await Store.Templates.GetRevisionAsync(default);

        Assert.Equal([false], await SaveAsync(ApprovalStatus.Approved, minutesAgo: 2));

        Assert.Equal(revision, await Store.Templates.GetRevisionAsync(default));
        Assert.Equal(Approval(ApprovalStatus.Rejected, minutesAgo: 1), await ApprovalAsync());
    }

    [Fact]
    public async Task SaveApprovals_of_many_words_keeps_the_newest_of_each_template()
    {
        var other = Approval(ApprovalStatus.Paused, minutesAgo: 9) with { Language = "fr" };

        Assert.Equal(
            [true, true, false, true],
            await Store.Templates.SaveApprovalsAsync(
                [Approval(ApprovalStatus.Pending, 3), Approval(ApprovalStatus.Disabled, 1), Approval(ApprovalStatus.Approved, 2), other], default));

        Assert.Equal(ApprovalStatus.Disabled, (await ApprovalAsync()).Status);
        Assert.Contains(other, (await Store.Templates.LoadAsync(default)).Approvals);
    }

    [Fact]
    public async Task SaveApprovals_without_a_time_is_the_newest_word()
    {
        await SaveAsync(ApprovalStatus.Rejected, minutesAgo: -60);
        await Work.AdvanceAsync(Minute);

        Assert.Equal([true], await Store.Templates.SaveApprovalsAsync([Approval(ApprovalStatus.Approved, 0) with { SaidAt = null }], default));

        Assert.Equal([false], await SaveAsync(ApprovalStatus.Rejected, minutesAgo: 1));
        Assert.Equal(Approval(ApprovalStatus.Approved, 0), await ApprovalAsync());
    }

    [Fact]
    public async Task SaveApprovals_of_what_was_read_a_while_ago_is_as_old_by_the_stores_clock()
    {
        await SaveAsync(ApprovalStatus.Rejected, minutesAgo: 3);
        var read = Approval(ApprovalStatus.Approved, 0) with { SaidAt = null };

        Assert.Equal([false], await Store.Templates.SaveApprovalsAsync([read with { Age = 4 * Minute }], default));
        Assert.Equal([true, true], await Store.Templates.SaveApprovalsAsync([read with { Age = 2 * Minute }, read with { Language = "fr" }], default));

        Assert.Equal(Approval(ApprovalStatus.Approved, 2), await ApprovalAsync());
        Assert.Contains(Approval(ApprovalStatus.Approved, 0) with { Language = "fr" }, (await Store.Templates.LoadAsync(default)).Approvals);
    }

    private GateWord Word(bool isClosed, int minutesAgo) =>
        new(Account, "provider", isClosed, isClosed ? "closed" : "open", For: null, Work.Now - (minutesAgo * Minute));

    private Task<GateEffect> HearAsync(bool isClosed, int minutesAgo) => Store.Gates.HearAsync(Word(isClosed, minutesAgo), default);

    private Approval Approval(ApprovalStatus status, int minutesAgo) =>
        new(Channel.WhatsApp, Work.Account, "order_paid", "en", status) { SaidAt = Work.Now - (minutesAgo * Minute) };

    private Task<IReadOnlyList<bool>> SaveAsync(ApprovalStatus status, int minutesAgo) => Store.Templates.SaveApprovalsAsync([Approval(status, minutesAgo)], default);

    private async Task<Approval> ApprovalAsync() => (await Store.Templates.LoadAsync(default)).Approvals.Single(a => a.Language == "en");
}
