using Notify.Receipts;

namespace Notify.Core.Tests.Deliveries;

/// <summary>Everything at once, by chance from a fixed seed: the trails may only show moves the table allows.</summary>
public sealed class RandomRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Trails_of_a_random_run_show_only_moves_the_table_allows(int seed)
    {
        var chance = new Random(seed);
        await using var app = TestApp.Create(n => n
            .AddWorker(w => (w.BatchSize, w.SendConcurrency, w.Lease) = (8, 3, TimeSpan.FromMinutes(2)))
            .ConfigureRateLimit(o => o.Limit = 5)
            .ConfigureReceipts(o => (o.Unconfirmed, o.Window) = (UnconfirmedAction.Resend, TimeSpan.FromMinutes(3))));
        app.Sender.Otherwise(_ => Outcomes(chance));
        var ids = new List<Guid>();

        for (var step = 0; step < 400; step++)
        {
            await StepAsync(app, ids, chance);
        }

        var states = new HashSet<DeliveryState>();
        foreach (var id in ids)
        {
            states.UnionWith(await CheckTrailAsync(app, id));
        }

        states.Should().HaveCountGreaterThan(9, "a run should see nearly every state");
    }

    private static async Task<IReadOnlyList<DeliveryState>> CheckTrailAsync(TestApp app, Guid id)
    {
        var states = (await app.Store.TrailAsync(id))
            .Where(e => e.DeliveryId is not null && e.Event != "note")
            .Select(e => e.Event == "deferred" ? DeliveryState.Queued : Enum.Parse<DeliveryState>(e.Event, ignoreCase: true))
            .ToList();
        DeliveryTransitions.Initial.Should().Contain(states[0]);
        foreach (var (from, to) in states.Zip(states.Skip(1)))
        {
            // Giving a waiting one another time is written down, and moves it nowhere.
            (from == to && to == DeliveryState.Queued || DeliveryTransitions.IsAllowed(from, to)).Should().BeTrue("{0} must not follow {1} in {2}", to, from, string.Join(' ', states));
        }

        (await app.StateAsync(id)).Should().Be(states[^1], "the trail tells the whole story");
        return states;
    }

    private static async Task StepAsync(TestApp app, List<Guid> ids, Random chance)
    {
        var info = new CommandInfo("operator", "by chance");
        switch (chance.Next(10))
        {
            case <= 2:
                var notification = A.Text($"+25078800000{chance.Next(6)}");
                notification.ExpiresAt = chance.Next(4) == 0 ? app.Store.Now.AddMinutes(chance.Next(1, 20)) : null;
                ids.Add(await app.QueueAsync(notification));
                break;
            case <= 4:
                await app.RunOnceAsync();
                break;
            case 5:
                app.Advance(TimeSpan.FromMinutes(chance.Next(1, 30)));
                break;
            case 6 when ids.Count > 0:
                var id = ids[chance.Next(ids.Count)];
                await app.ReceiptAsync(id, (ReceiptStatus)chance.Next(4), chance.Next(1, 4), A.Refusal((OutcomeClass)chance.Next(1, 6)));
                break;
            case 7 when ids.Count > 0:
                var selection = new DeliverySelection("default") { NotificationId = ids[chance.Next(ids.Count)] };
                await (chance.Next(3) switch
                {
                    0 => app.Operations.CancelAsync(selection, info),
                    1 => app.Operations.RetryAsync(selection, info),
                    _ => app.Operations.RescheduleAsync(selection, app.Store.Now.AddMinutes(3), info),
                });
                break;
            case 8:
                var contact = $"+25078800000{chance.Next(6)}";
                await (chance.Next(2) == 0 ? app.Contacts.OptOutAsync("default", contact, "by chance") : app.Contacts.OptInAsync("default", contact, "by chance"));
                break;
            default:
                // A worker claims and dies, once before and once after the mark.
                var batch = await app.Store.Queue.ClaimAsync(new ClaimRequest("dead", 2, TimeSpan.FromMinutes(1)), default);
                if (batch.Deliveries.Count > 0 && chance.Next(2) == 0)
                {
                    await app.Store.Queue.MarkAsync(batch.Lease, [.. batch.Deliveries.Select(d => new MarkItem(d.Id, null))], default);
                }

                break;
        }
    }

    private static Outcome Outcomes(Random chance)
    {
        lock (chance)
        {
            return chance.Next(8) switch
            {
                0 => A.Refusal(OutcomeClass.Retry),
                1 => A.Refusal(OutcomeClass.Defer),
                2 => A.Refusal(OutcomeClass.Rejected),
                3 => A.Refusal(OutcomeClass.Unknown),
                4 => A.Refusal(OutcomeClass.Stopped),
                _ => Outcome.Accepted("1"),
            };
        }
    }
}
