using Notify.Gates;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Tests.Support;

namespace Notify.Storage.Sqlite.Tests.Database;

public sealed class WriterTests : SqliteTest
{
    [Fact]
    public async Task Write_that_fails_does_not_harm_those_committed_with_it()
    {
        using var started = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        var first = Database.WriteAsync("hold", _ => { started.Release(); go.Wait(); return 0; }, default);
        await started.WaitAsync();

        // These three wait together, so they are one group.
        var before = Close("before");
        var failing = Database.WriteAsync<int>(
            "fail",
            session =>
            {
                session.Gates.Add(new Gate(new GateScope { Tenant = "rolled back" }, "operator", "test", session.NowTime, null));
                session.Sequences.NextAudit();
                throw new InvalidOperationException("on purpose");
            },
            default);
        var after = Close("after");
        go.Set();

        await failing.Invoking(t => t).Should().ThrowAsync<InvalidOperationException>().WithMessage("on purpose");
        await Task.WhenAll(first, before, after);
        (await Store.Gates.ReadAsync(default)).Select(g => g.Scope.Tenant).Should().BeEquivalentTo("before", "after");
    }

    [Fact]
    public async Task Write_that_breaks_a_constraint_is_said_not_to_be_stored()
    {
        var failing = Database.WriteAsync<int>(
            "break",
            session =>
            {
                session.Connection.Execute("INSERT INTO sequence (name, value) VALUES ('lease', 1)");
                return 0;
            },
            default);

        (await failing.Invoking(t => t).Should().ThrowAsync<StorageException>()).Which.Failure.Should().Be(StorageFailure.NotStored);
    }

    [Fact]
    public async Task Write_left_half_way_through_a_read_leaves_its_statements_usable()
    {
        await Close("one");
        await Close("two");

        for (var i = 0; i < 2; i++)
        {
            await Database.Invoking(d => d.WriteAsync<int>(
                "break off",
                session =>
                {
                    var statement = session.Connection.Prepare("SELECT value FROM sequence WHERE name >= ?1");
                    statement.Bind(1, "").Step().Should().BeTrue();
                    throw new InvalidOperationException("half way");
                },
                default)).Should().ThrowAsync<InvalidOperationException>();
        }

        (await Store.Gates.ReadAsync(default)).Should().HaveCount(2);
        (await Store.Gates.OpenAsync(new GateScope { Tenant = "one" }, "operator", "test", default)).Should().BeTrue();
    }

    [Fact]
    public async Task Write_cancelled_before_it_is_begun_never_runs()
    {
        using var started = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var first = Database.WriteAsync("hold", _ => { started.Release(); go.Wait(); return 0; }, default);
        await started.WaitAsync();
        var ran = false;
        var cancelled = Database.WriteAsync("cancelled", _ => ran = true, gone.Token);

        await gone.CancelAsync();
        go.Set();

        await cancelled.Invoking(t => t).Should().ThrowAsync<OperationCanceledException>();
        await first;
        ran.Should().BeFalse();
    }

    [Fact]
    public async Task Write_behind_another_process_waits_then_says_that_nothing_was_stored_and_works_again_later()
    {
        var impatient = await Fixture.OpenAsync(o => o.BusyTimeout = TimeSpan.FromMilliseconds(100));
        using var other = Outside();
        other.Execute("BEGIN IMMEDIATE");

        var thrown = await impatient.Invoking(s => s.Gates.CloseAsync([Closing("late")], default)).Should().ThrowAsync<StorageException>();
        thrown.Which.Failure.Should().Be(StorageFailure.NotStored);
        thrown.Which.Operation.Should().Be("close gates");
        (await impatient.Gates.ReadAsync(default)).Should().BeEmpty();

        other.Execute("COMMIT");
        await impatient.Gates.CloseAsync([Closing("in time")], default);
        (await Store.Gates.ReadAsync(default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Write_waits_for_another_process_to_finish()
    {
        using var other = Outside();
        other.Execute("BEGIN IMMEDIATE");
        var waiting = Close("patient");

        waiting.IsCompleted.Should().BeFalse();
        other.Execute("COMMIT");
        await waiting;

        (await Store.Gates.ReadAsync(default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Dispose_finishes_what_waits_and_refuses_the_rest()
    {
        var ports = await Fixture.OpenAsync();
        using var database = new SqliteDatabase(Microsoft.Extensions.Options.Options.Create(new SqliteOptions { Path = Fixture.File }));
        var writes = Enumerable.Range(0, 50).Select(i => database.WriteAsync("count", s => s.Sequences.Next(SequenceTable.Lease), default)).ToList();

        database.Dispose();

        (await Task.WhenAll(writes)).Should().OnlyHaveUniqueItems().And.HaveCount(50);
        await database.Invoking(d => d.WriteAsync("late", _ => 0, default)).Should().ThrowAsync<ObjectDisposedException>();
        (await ports.Gates.ReadAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Audit_numbers_of_two_processes_never_meet()
    {
        var second = await Fixture.OpenSecondAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? Store : second).Gates.CloseAsync([Closing($"t{i}")], default)));

        (await Store.Gates.ReadAsync(default)).Should().HaveCount(40);
        using var reader = Outside();
        reader.Scalar("SELECT count(DISTINCT number) || '/' || count(*) FROM audit").Should().Be("40/40");
    }

    private static CloseGate Closing(string tenant) => new(new GateScope { Tenant = tenant }, "operator", "test", null);

    private Task Close(string tenant) => Store.Gates.CloseAsync([Closing(tenant)], default);
}
