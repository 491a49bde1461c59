using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class PartitionTests : PostgresTest
{
    private const string ThisWeek = "w20400604";

    // A Monday, far from the weeks the database was prepared in.
    private static readonly DateTimeOffset Start = new(2040, 6, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Fixture.ChangesTables = true;
        await Fixture.SetTimeAsync(Start);
        await DropAllAsync(days: 40);
        await EnsureAsync();
    }

    [Fact]
    public async Task Ensure_makes_this_week_four_ahead_and_a_default()
    {
        (await PartitionsAsync("history")).Should().Equal(
            "history_default", "history_w20400604", "history_w20400611", "history_w20400618", "history_w20400625", "history_w20400702");

        await Fixture.SetTimeAsync(Start + Week);

        (await EnsureAsync()).Should().Equal(
            "message_w20400709: made", "history_w20400709: made", "ended_w20400709: made", "audit_w20400709: made", "receipt_w20400709: made");
        (await EnsureAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Ensure_by_many_at_once_makes_each_once()
    {
        await Fixture.SetTimeAsync(Start + (4 * Week));

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => EnsureAsync()));

        made.SelectMany(m => m).Should().HaveCount(5 * 4).And.OnlyHaveUniqueItems().And.OnlyContain(m => m.EndsWith(": made"));
    }

    [Fact]
    public async Task Ensure_leaves_a_week_whose_rows_lie_in_the_default_partition()
    {
        var later = Start + (6 * Week);
        await Fixture.SetTimeAsync(later);
        await AuditAsync(later);

        var said = await EnsureAsync();

        said.Should().Contain("audit_w20400716: the default partition holds rows of that week").And.Contain("audit_w20400723: made");
        (await RowsAsync("audit")).Should().Be(1);
    }

    [Fact]
    public async Task Ensure_makes_the_others_under_its_lock_where_the_first_could_not_be_made()
    {
        await Fixture.SetTimeAsync(Start + Week);
        await RunAsync("CREATE TABLE notify.message_w20400709 (id integer)");
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await using var ensuring = new NpgsqlCommand("SELECT array_agg(partition || ': ' || outcome) FROM notify.ensure_partitions()", connection, transaction);
        ((string[])(await ensuring.ExecuteScalarAsync())!).Should()
            .Contain("message_w20400709: a table of that name is there and not attached").And.Contain("history_w20400709: made");

        await using var locks = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()", connection, transaction);
        (await locks.ExecuteScalarAsync()).Should().Be(1L, "nobody else makes the same meanwhile");
    }

    [Fact]
    public async Task Drop_takes_whole_weeks_that_are_past_their_time_one_a_call()
    {
        await Fixture.SetTimeAsync(Start + (12 * Week));
        await AuditAsync(Start);

        (await DropAsync(days: 90)).Should().BeEmpty();
        (await DropAsync(days: 76)).Should().Equal($"message_{ThisWeek}", $"history_{ThisWeek}", $"ended_{ThisWeek}");
        (await DropAsync(days: 76)).Should().Equal($"audit_{ThisWeek}");
        (await RowsAsync("audit")).Should().Be(0);
        (await DropAsync(days: 76)).Should().Equal($"receipt_{ThisWeek}");
        (await DropAsync(days: 76)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("39 days", "40 days")]
    [InlineData("90 days", "39 days")]
    [InlineData("-90 days", "40 days")]
    public async Task Drop_of_what_receipts_may_still_come_for_is_refused(string retention, string rest)
    {
        var dropping = () => RunAsync($"SELECT notify.drop_partitions('{retention}', '{rest}')");

        (await dropping.Should().ThrowAsync<PostgresException>()).WithMessage("*40 days*");
    }

    [Fact]
    public async Task Drop_leaves_a_week_with_a_live_delivery_or_a_late_change()
    {
        var id = Guid.CreateVersion7(Start);
        await LiveAsync(id, Start);
        await Fixture.SetTimeAsync(Start + (12 * Week));
        (await DropAsync(days: 76)).Should().NotContain($"message_{ThisWeek}");

        await RunAsync("DELETE FROM notify.live");
        await HistoryAsync(id, Start, Start + (11 * Week));
        await DropAllAsync(days: 76);
        (await PartitionsAsync("message")).Should().Contain($"message_{ThisWeek}");

        await Fixture.SetTimeAsync(Start + (18 * Week));
        await DropAllAsync(days: 118);
        (await PartitionsAsync("message")).Should().NotContain($"message_{ThisWeek}");
    }

    [Fact]
    public async Task Drop_knows_a_live_delivery_by_its_stray_id_and_takes_the_strays_of_a_week_with_it()
    {
        var id = Guid.CreateVersion7(Start.AddYears(1));
        await LiveAsync(id, Start);
        await RunAsync("INSERT INTO notify.stray (id, queued_at) VALUES ($1, $2)", id, Start.UtcDateTime);
        await Fixture.SetTimeAsync(Start + (12 * Week));
        await DropAllAsync(days: 76);
        (await PartitionsAsync("message")).Should().Contain($"message_{ThisWeek}");

        await RunAsync("DELETE FROM notify.live");
        await DropAllAsync(days: 76);

        (await PartitionsAsync("message")).Should().NotContain($"message_{ThisWeek}");
        (await RowsAsync("stray")).Should().Be(0);
    }

    [Fact]
    public async Task Drop_waits_for_nobody_who_uses_a_week()
    {
        await Fixture.SetTimeAsync(Start + (12 * Week));
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var reading = new NpgsqlCommand("SELECT count(*) FROM notify.message", connection, transaction);
            await reading.ExecuteScalarAsync();

            (await DropAsync(days: 76)).Should().Equal($"audit_{ThisWeek}");
        }

        (await DropAsync(days: 76)).Should().Contain($"message_{ThisWeek}");
    }

    [Fact]
    public async Task Drop_takes_what_is_past_its_time_out_of_the_default_partitions()
    {
        var early = Start - (10 * Week);
        var id = Guid.CreateVersion7(early);
        await MessageAsync(id, early);
        await HistoryAsync(id, early, early);
        var live = Guid.CreateVersion7(early);
        await MessageAsync(live, early);
        await LiveAsync(live, early);

        (await DropAsync(days: 60)).Should().Equal("message_default");
        (await DropAsync(days: 60)).Should().BeEmpty();

        (await RowsAsync("message_default")).Should().Be(1);
        (await RowsAsync("history_default")).Should().Be(0);
    }

    private async Task<List<string>> EnsureAsync() => await TextsAsync("SELECT partition || ': ' || outcome FROM notify.ensure_partitions()");

    private async Task<List<string>> DropAsync(int days) =>
        await TextsAsync("SELECT * FROM notify.drop_partitions($1, $2)", TimeSpan.FromDays(days), TimeSpan.FromDays(40));

    private async Task DropAllAsync(int days)
    {
        while ((await DropAsync(days)).Count > 0)
        {
            // One week of one kind a call.
        }
    }

    private Task<List<string>> PartitionsAsync(string parent) =>
        TextsAsync("SELECT inhrelid::regclass::name::text FROM pg_inherits WHERE inhparent = ('notify.' || $1)::regclass ORDER BY 1", parent)
            .ContinueWith(names => names.Result.ConvertAll(name => name.Replace("notify.", "", StringComparison.Ordinal)), TaskScheduler.Default);

    private async Task<long> RowsAsync(string table) => long.Parse((await TextsAsync($"SELECT count(*)::text FROM notify.{table}"))[0]);

    private Task AuditAsync(DateTimeOffset at) =>
        RunAsync("INSERT INTO notify.audit (number, at, event, tenant, actor_id) VALUES (1, $1, 'opted_out', 'acme', 1)", at.UtcDateTime);

    private Task MessageAsync(Guid id, DateTimeOffset at) => RunAsync(
        "INSERT INTO notify.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, payload) VALUES ($1, $2, 1, $1, 1, 1, $2, '')",
        id, at.UtcDateTime);

    private Task LiveAsync(Guid id, DateTimeOffset at) =>
        RunAsync("INSERT INTO notify.live (id, queued_at, ready_at, number, flow_id, state) VALUES ($1, $2, $2, 1, 1, 1)", id, at.UtcDateTime);

    private Task HistoryAsync(Guid id, DateTimeOffset queuedAt, DateTimeOffset at) => RunAsync(
        $"""
        INSERT INTO notify.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at)
        VALUES ($1, $2, 1, $3, 1, 1, {(int)DeliveryState.Sent}, 1, 1, 0, 1, $2)
        """,
        id, queuedAt.UtcDateTime, at.UtcDateTime);

    private async Task RunAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> TextsAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = Fixture.Hand.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
