using Notify.Receipts;

namespace Notify.Core.Tests.Receipts;

public sealed class ReceiptRulesTests
{
    private static readonly DeliveryState[] States = Enum.GetValues<DeliveryState>();
    private static readonly ReceiptStatus[] Statuses = Enum.GetValues<ReceiptStatus>();
    private static readonly DeliveryState[] FailureStates = [DeliveryState.Queued, DeliveryState.Failed];

    [Fact]
    public void Next_never_makes_a_move_the_table_forbids()
    {
        var moves = 0;
        foreach (var (state, latest, failed, send, status, onFailure) in Everything())
        {
            if (ReceiptRules.Next(state, latest, failed, send, status, onFailure) is { } next)
            {
                moves++;
                DeliveryTransitions.IsAllowed(state, next).Should().BeTrue("{0} of send {1}/{2} took {3} to {4}", status, send, latest, state, next);
            }
        }

        moves.Should().BeGreaterThan(100);
    }

    [Fact]
    public void Next_a_receipt_seen_twice_changes_nothing_the_second_time()
    {
        foreach (var (state, latest, failed, send, status, onFailure) in Everything())
        {
            if (ReceiptRules.Next(state, latest, failed, send, status, onFailure) is { } next)
            {
                var failedNow = status == ReceiptStatus.Failed ? latest : failed;
                ReceiptRules.Next(next, latest, failedNow, send, status, onFailure).Should().BeNull("{0} moved {1} to {2} before", status, state, next);
            }
        }
    }

    [Fact]
    public void Next_sends_never_made_prove_nothing()
    {
        foreach (var state in States)
        {
            foreach (var status in Statuses)
            {
                ReceiptRules.Next(state, 2, 0, 3, status, DeliveryState.Failed).Should().BeNull();
                ReceiptRules.Next(state, 2, 0, 0, status, DeliveryState.Failed).Should().BeNull();
            }
        }
    }

    [Fact]
    public void Next_all_orders_of_all_receipts_end_with_the_best_proof()
    {
        ReceiptStatus[] receipts =
            [ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Read, ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Read];
        foreach (var start in new[] { DeliveryState.Sending, DeliveryState.Sent, DeliveryState.Unconfirmed, DeliveryState.Queued, DeliveryState.Cancelled })
        {
            foreach (var order in Permutations(receipts))
            {
                Run(start, 1, order.Select(s => (1, s))).Should().Be(DeliveryState.Read);
            }
        }
    }

    [Fact]
    public void Next_failed_among_proof_in_any_order_never_hides_a_delivery()
    {
        ReceiptStatus[] receipts = [ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Failed, ReceiptStatus.Failed, ReceiptStatus.Delivered];
        foreach (var order in Permutations(receipts))
        {
            Run(DeliveryState.Sending, 1, order.Select(s => (1, s))).Should().Be(DeliveryState.Delivered, "the order was {0}", string.Join(',', order));
        }
    }

    [Fact]
    public void Next_sent_and_failed_in_any_order_end_failed()
    {
        ReceiptStatus[] receipts = [ReceiptStatus.Sent, ReceiptStatus.Failed, ReceiptStatus.Sent, ReceiptStatus.Failed];
        foreach (var order in Permutations(receipts))
        {
            Run(DeliveryState.Sending, 1, order.Select(s => (1, s))).Should().Be(DeliveryState.Failed, "the order was {0}", string.Join(',', order));
        }
    }

    [Fact]
    public void Next_receipts_of_two_sends_in_any_order_take_proof_of_either()
    {
        (int Send, ReceiptStatus Status)[] receipts = [(1, ReceiptStatus.Failed), (1, ReceiptStatus.Delivered), (2, ReceiptStatus.Sent), (2, ReceiptStatus.Failed)];
        foreach (var order in Permutations(receipts))
        {
            Run(DeliveryState.Sending, 2, order).Should().Be(DeliveryState.Delivered);
        }
    }

    [Fact]
    public void Next_failure_of_an_earlier_send_does_not_count() =>
        ReceiptRules.Next(DeliveryState.Sent, 2, 0, 1, ReceiptStatus.Failed, DeliveryState.Failed).Should().BeNull();

    [Fact]
    public void FailedSend_keeps_the_highest_send_known_to_have_failed_and_no_other()
    {
        ReceiptRules.FailedSend(2, 0, 1, ReceiptStatus.Failed).Should().Be(1);
        ReceiptRules.FailedSend(2, 2, 1, ReceiptStatus.Failed).Should().Be(2);
        ReceiptRules.FailedSend(2, 1, 3, ReceiptStatus.Failed).Should().Be(1);
        ReceiptRules.FailedSend(2, 1, 0, ReceiptStatus.Failed).Should().Be(1);
        ReceiptRules.FailedSend(2, 0, 1, ReceiptStatus.Sent).Should().Be(0);
    }

    [Fact]
    public void Next_sent_of_a_send_known_to_have_failed_does_not_end_the_wait_for_another()
    {
        var failed = ReceiptRules.FailedSend(1, 0, 1, ReceiptStatus.Failed);

        ReceiptRules.Next(DeliveryState.Queued, 1, failed, 1, ReceiptStatus.Sent, DeliveryState.Failed).Should().BeNull();
    }

    [Theory]
    [InlineData(DeliveryState.Queued)]
    [InlineData(DeliveryState.Claimed)]
    [InlineData(DeliveryState.Expired)]
    [InlineData(DeliveryState.Failed)]
    public void Next_proof_of_an_earlier_send_ends_the_wait_for_another(DeliveryState waiting) =>
        ReceiptRules.Next(waiting, 2, 1, 1, ReceiptStatus.Delivered, DeliveryState.Failed).Should().Be(DeliveryState.Delivered);

    private static DeliveryState Run(DeliveryState state, int latestSend, IEnumerable<(int Send, ReceiptStatus Status)> receipts)
    {
        var failed = 0;
        foreach (var (send, status) in receipts)
        {
            if (ReceiptRules.Next(state, latestSend, failed, send, status, DeliveryState.Failed) is { } next)
            {
                failed = status == ReceiptStatus.Failed ? latestSend : failed;
                state = next;
            }
        }

        return state;
    }

    private static IEnumerable<(DeliveryState State, int Latest, int Failed, int Send, ReceiptStatus Status, DeliveryState OnFailure)> Everything() =>
        from state in States
        from latest in Enumerable.Range(0, 4)
        from failed in Enumerable.Range(0, latest + 1)
        from send in Enumerable.Range(0, 5)
        from status in Statuses
        from onFailure in FailureStates
        select (state, latest, failed, send, status, onFailure);

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : Enumerable.Range(0, items.Length).SelectMany(i =>
            Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[items[i], .. rest]));
}
