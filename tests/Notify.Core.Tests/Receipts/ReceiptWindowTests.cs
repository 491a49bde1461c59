using Notify.Receipts;

namespace Notify.Core.Tests.Receipts;

public sealed class ReceiptWindowTests
{
    private static readonly DateTimeOffset s_doubt = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly UnconfirmedPolicy s_auto = new(UnconfirmedAction.Auto, TimeSpan.FromMinutes(5), 5);

    [Fact]
    public void Decide_never_waits_for_ever() => Decide(s_auto with { Action = UnconfirmedAction.Never }, Steady(0, 600), minutes: 600).Should().Be(DoubtVerdict.Wait);

    [Theory]
    [InlineData(UnconfirmedAction.Auto, DoubtVerdict.Wait)]
    [InlineData(UnconfirmedAction.Resend, DoubtVerdict.Resend)]
    public void Decide_account_that_never_gave_a_receipt_is_resent_only_where_told(UnconfirmedAction action, DoubtVerdict expected)
    {
        Decide(s_auto with { Action = action }, default, minutes: 5).Should().Be(expected);
        Decide(s_auto with { Action = action }, default, minutes: 4.99).Should().Be(DoubtVerdict.Wait);
    }

    [Theory]
    [InlineData(4.9, DoubtVerdict.Wait)] // nobody's receipt came after the window
    [InlineData(5.0, DoubtVerdict.Resend)]
    public void Decide_window_is_over_once_a_later_receipt_came(double lastSeen, DoubtVerdict expected) =>
        Decide(s_auto, Steady(-60, lastSeen), minutes: 60).Should().Be(expected);

    [Fact]
    public void Decide_window_starts_again_after_an_outage()
    {
        Decide(s_auto, Steady(30, 34.9), minutes: 60).Should().Be(DoubtVerdict.Wait, "webhooks came back at minute 30");
        Decide(s_auto, Steady(30, 35), minutes: 60).Should().Be(DoubtVerdict.Resend);
    }

    [Fact]
    public void Decide_attempts_used_up_fails() => Decide(s_auto, Steady(-60, 10), minutes: 10, attempts: 5).Should().Be(DoubtVerdict.Fail);

    [Fact]
    public void Decide_window_of_zero_resends_at_once() =>
        Decide(s_auto with { Window = TimeSpan.Zero }, Steady(-60, -30), minutes: 0).Should().Be(DoubtVerdict.Resend);

    [Fact]
    public void Seen_receipts_close_together_stay_steady()
    {
        var account = default(AccountReceipts).Seen(s_doubt).Seen(s_doubt + ReceiptWindow.Gap).Seen(s_doubt + (2 * ReceiptWindow.Gap));

        account.SteadySince.Should().Be(s_doubt);
        account.LastSeenAt.Should().Be(s_doubt + (2 * ReceiptWindow.Gap));
    }

    [Fact]
    public void Seen_after_a_gap_is_steady_from_now_on()
    {
        var back = s_doubt + ReceiptWindow.Gap + TimeSpan.FromTicks(1);

        default(AccountReceipts).Seen(s_doubt).Seen(back).SteadySince.Should().Be(back);
    }

    private static AccountReceipts Steady(double sinceMinutes, double lastMinutes) => new(s_doubt.AddMinutes(lastMinutes), s_doubt.AddMinutes(sinceMinutes));

    private static DoubtVerdict Decide(UnconfirmedPolicy policy, AccountReceipts account, double minutes, int attempts = 1) =>
        ReceiptWindow.Decide(policy, s_doubt, attempts, account, s_doubt.AddMinutes(minutes));
}
