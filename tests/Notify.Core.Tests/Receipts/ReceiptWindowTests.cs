using Notify.Receipts;

namespace Notify.Core.Tests.Receipts;

public sealed class ReceiptWindowTests
{
    private static readonly DateTimeOffset Doubt = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly UnconfirmedPolicy Auto = new(UnconfirmedAction.Auto, TimeSpan.FromMinutes(5), 5);

    [Fact]
    public void Decide_never_waits_for_ever() => Decide(Auto with { Action = UnconfirmedAction.Never }, Steady(0, 600), minutes: 600).Should().Be(DoubtVerdict.Wait);

    [Theory]
    [InlineData(UnconfirmedAction.Auto, DoubtVerdict.Wait)]
    [InlineData(UnconfirmedAction.Resend, DoubtVerdict.Resend)]
    public void Decide_account_that_never_gave_a_receipt_is_resent_only_where_told(UnconfirmedAction action, DoubtVerdict expected)
    {
        Decide(Auto with { Action = action }, default, minutes: 5).Should().Be(expected);
        Decide(Auto with { Action = action }, default, minutes: 4.99).Should().Be(DoubtVerdict.Wait);
    }

    [Theory]
    [InlineData(4.9, DoubtVerdict.Wait)] // nobody's receipt came after the window
    [InlineData(5.0, DoubtVerdict.Resend)]
    public void Decide_window_is_over_once_a_later_receipt_came(double lastSeen, DoubtVerdict expected) =>
        Decide(Auto, Steady(-60, lastSeen), minutes: 60).Should().Be(expected);

    [Fact]
    public void Decide_window_starts_again_after_an_outage()
    {
        Decide(Auto, Steady(30, 34.9), minutes: 60).Should().Be(DoubtVerdict.Wait, "webhooks came back at minute 30");
        Decide(Auto, Steady(30, 35), minutes: 60).Should().Be(DoubtVerdict.Resend);
    }

    [Fact]
    public void Decide_attempts_used_up_fails() => Decide(Auto, Steady(-60, 10), minutes: 10, attempts: 5).Should().Be(DoubtVerdict.Fail);

    [Fact]
    public void Decide_window_of_zero_resends_at_once() =>
        Decide(Auto with { Window = TimeSpan.Zero }, Steady(-60, -30), minutes: 0).Should().Be(DoubtVerdict.Resend);

    [Fact]
    public void Seen_receipts_close_together_stay_steady()
    {
        var account = default(AccountReceipts).Seen(Doubt).Seen(Doubt + ReceiptWindow.Gap).Seen(Doubt + (2 * ReceiptWindow.Gap));

        account.SteadySince.Should().Be(Doubt);
        account.LastSeenAt.Should().Be(Doubt + (2 * ReceiptWindow.Gap));
    }

    [Fact]
    public void Seen_after_a_gap_is_steady_from_now_on()
    {
        var back = Doubt + ReceiptWindow.Gap + TimeSpan.FromTicks(1);

        default(AccountReceipts).Seen(Doubt).Seen(back).SteadySince.Should().Be(back);
    }

    private static AccountReceipts Steady(double sinceMinutes, double lastMinutes) => new(Doubt.AddMinutes(lastMinutes), Doubt.AddMinutes(sinceMinutes));

    private static DoubtVerdict Decide(UnconfirmedPolicy policy, AccountReceipts account, double minutes, int attempts = 1) =>
        ReceiptWindow.Decide(policy, Doubt, attempts, account, Doubt.AddMinutes(minutes));
}
