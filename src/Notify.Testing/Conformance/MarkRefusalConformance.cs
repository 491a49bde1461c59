using Notify.Contacts;
using Notify.Deliveries;
using Notify.Gates;
using Notify.OptOut;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.MarkAsync"/> refuses to mark: what is lost, expired or stopped since the claim.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class MarkRefusalConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Mark_under_another_lease_is_lost_and_changes_nothing()
    {
        var ids = await Work.QueueManyAsync(2);
        await Work.ClaimAsync(1);
        var other = await Work.ClaimAsync(1);
        var mine = other.Deliveries[0].Id;
        var theirs = ids.Single(id => id != mine);

        Assert.Equal(new MarkResult(MarkStatus.Lost, 0, 0), await Work.MarkAsync(other.Lease, theirs) with { Attempts = 0 });

        Assert.Equal((DeliveryState.Claimed, 0), await StateAndSendsAsync(theirs));
    }

    [Fact]
    public async Task Mark_after_the_lease_has_ended_is_lost_also_before_maintenance_runs()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(batch.Lease, id)).Status);

        Assert.Equal((DeliveryState.Claimed, 0), await StateAndSendsAsync(id));
    }

    [Fact]
    public async Task Mark_by_the_old_worker_is_lost_once_another_has_the_delivery()
    {
        var id = await Work.QueueAsync();
        var old = await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();
        var current = await Work.ClaimAsync(worker: "worker-2");

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(old.Lease, id)).Status);
        Assert.Equal(new MarkResult(MarkStatus.Marked, 1, 1), await Work.MarkAsync(current.Lease, id));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("whatsapp", true)]
    [InlineData("sms", false)]
    public async Task Mark_of_what_was_queued_behind_an_opt_out_is_lost_and_ends_it(string? channel, bool isLost)
    {
        await Store.Contacts.SetConsentAsync(new ConsentChange(Work.Key(), true, "asked to stop", "contact") { Channel = channel is null ? null : new Channel(channel) }, default);
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();

        Assert.Equal(isLost ? MarkStatus.Lost : MarkStatus.Marked, (await Work.MarkAsync(batch.Lease, id)).Status);

        var record = await Work.RecordAsync(id);
        Assert.Equal(isLost ? (DeliveryState.Cancelled, 0, Reasons.OptOut) : (DeliveryState.Sending, 1, null), (record.State, record.Sends, record.Reason));
    }

    [Fact]
    public async Task Mark_of_one_to_who_opted_out_leaves_the_others_and_the_answers_that_go_past_it()
    {
        await Work.OptOutAsync();
        var id = await Work.QueueAsync();
        var help = await Work.QueueAsync(Work.Flow(template: "", domain: AnswerDomains.Help));
        var confirmation = await Work.QueueAsync(Work.Flow(template: "", domain: AnswerDomains.OptedOut));
        var other = await Work.QueueAsync(Work.Flow(tenant: "globex"));
        var batch = await Work.ClaimAsync();

        var marks = await Store.Queue.MarkAsync(batch.Lease, [.. new[] { id, help, confirmation, other }.Select(i => new MarkItem(i, null))], default);

        Assert.Equal([MarkStatus.Lost, MarkStatus.Marked, MarkStatus.Marked, MarkStatus.Marked], marks.Select(m => m.Status));
    }

    [Fact]
    public async Task Mark_after_a_cancel_is_lost()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();
        await Store.Commands.CancelAsync(Work.Only(id), Work.Command, default);

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(batch.Lease, id)).Status);

        Assert.Equal((DeliveryState.Cancelled, 0), await StateAndSendsAsync(id));
    }

    [Fact]
    public async Task Mark_after_an_opt_out_is_lost()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();
        await Work.OptOutAsync();

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(batch.Lease, id)).Status);

        Assert.Equal((DeliveryState.Cancelled, 0), await StateAndSendsAsync(id));
    }

    [Fact]
    public async Task Mark_from_the_expiry_on_expires_instead()
    {
        var id = await Work.QueueAsync(change: d => d with { ExpiresAt = Work.Now.AddSeconds(30) });
        var batch = await Work.ClaimAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(MarkStatus.Expired, (await Work.MarkAsync(batch.Lease, id)).Status);

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Expired, Reasons.Expired, 0), (record.State, record.Reason, record.Attempts));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "expired", Reason: Reasons.Expired });
    }

    [Fact]
    public async Task Mark_just_before_the_expiry_sends()
    {
        var id = await Work.QueueAsync(change: d => d with { ExpiresAt = Work.Now.AddSeconds(30) });
        var batch = await Work.ClaimAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));

        Assert.Equal(MarkStatus.Marked, (await Work.MarkAsync(batch.Lease, id)).Status);
    }

    [Fact]
    public async Task Mark_behind_a_gate_closed_since_goes_back_to_queued_and_costs_no_attempt()
    {
        var stopped = await Work.QueueAsync(Work.Flow(template: "stopped"));
        var free = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();
        var scope = new GateScope { Template = "stopped" };
        await Work.CloseAsync(scope);

        var marks = await Store.Queue.MarkAsync(batch.Lease, [new(stopped, null), new(free, null)], default);

        Assert.Equal([MarkStatus.Stopped, MarkStatus.Marked], marks.Select(m => m.Status));
        var record = await Work.RecordAsync(stopped);
        Assert.Equal((DeliveryState.Queued, Reasons.Gate, 0, 0), (record.State, record.Reason, record.Attempts, record.Sends));
        Assert.Contains(await Work.TrailAsync(stopped), e => e.Reason == Reasons.Gate);
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Store.Gates.OpenAsync(scope, "operator", "claire", default);
        Assert.Equal(stopped, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Mark_raced_by_an_opt_out_ends_either_sent_or_cancelled()
    {
        var ids = await Work.QueueManyAsync(20);
        var batch = await Work.ClaimAsync();
        var second = await Work.SecondAsync();
        var marked = 0;

        await Race.RunAsync(2, async i =>
        {
            if (i == 0)
            {
                marked = (await Store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default))
                    .Count(m => m.Status == MarkStatus.Marked);
            }
            else
            {
                await Work.OptOutAsync(second);
            }

            return i;
        });

        var states = (await Store.Log.GetAsync([.. ids], default)).Values.Select(r => r.State).ToList();
        Assert.Equal(marked, states.Count(s => s == DeliveryState.Sending));
        Assert.Equal(20 - marked, states.Count(s => s == DeliveryState.Cancelled));
    }

    private async Task<(DeliveryState State, int Sends)> StateAndSendsAsync(Guid id)
    {
        var record = await Work.RecordAsync(id);
        Assert.Equal(record.Sends, record.Attempts);
        return (record.State, record.Sends);
    }
}
