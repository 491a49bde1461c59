using Microsoft.Extensions.DependencyInjection;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Limits;
using Notify.Operations;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class RoleTests : EmptyDatabaseTest
{
    private const string Password = "hidden-word";

    private static readonly DateTimeOffset LongAgo = new(2020, 1, 8, 0, 0, 0, TimeSpan.Zero);

    private readonly string _app = $"app_{Guid.NewGuid():N}";
    private readonly string _reports = $"reports_{Guid.NewGuid():N}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Sql.RunAsync(Database, PostgresSchema.Script());
        await Sql.RunAsync(Database, $"CREATE ROLE {_app} LOGIN PASSWORD '{Password}'; CREATE ROLE {_reports} LOGIN PASSWORD '{Password}'");
        await Sql.RunAsync(Database, RightsPage.Grants(_app, _reports));
    }

    public override async Task DisposeAsync()
    {
        await Sql.RunAsync(Database, $"DROP OWNED BY {_app}, {_reports}; DROP ROLE {_app}, {_reports}");
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_rights_of_the_page_are_all_a_host_needs()
    {
        await MakeOldWeekAsync();
        await using var app = TestHost.Create(As(_app));
        await app.Services.GetRequiredService<IStorageSetup>().PrepareAsync(default);
        var operations = app.Services.GetRequiredService<IOperations>();
        await operations.SetQuotaAsync(new QuotaChange("default", 100, TimeSpan.FromDays(1), "aline", "contract"));
        await operations.StopAsync(GateScope.Everything, new CommandInfo("aline", "wait"));
        await operations.ResumeAsync(GateScope.Everything, new CommandInfo("aline", "go on"));

        var one = await app.Notifier.QueueAsync(A.Text());
        await QueueInTransactionAsync(app);
        (await app.Worker.RunOnceAsync()).Should().Be(2);

        var sent = await app.RecordAsync(one.NotificationId);
        sent.State.Should().Be(DeliveryState.Sent);
        (await app.Services.GetRequiredService<IReceipts>().ApplyAsync([Delivered(sent)])).Should().Equal(ReceiptEffect.Applied);
        var contacts = app.Services.GetRequiredService<IContacts>();
        await contacts.OptOutAsync("default", A.Number, "wrote STOP");
        (await contacts.EraseAsync("default", A.Number, "asked for it")).Payloads.Should().Be(2);
        (await app.Log.TrailAsync(new TrailQuery("default") { NotificationId = one.NotificationId }, default)).Should().NotBeEmpty();
        (await Sql.ScalarAsync<bool>(Database, "SELECT to_regclass('notify.audit_w20200106') IS NULL")).Should().BeTrue("retention drops what is old");
        (await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM notify.message_w20200106")).Should().Be(1, "what is live stays");
    }

    [Theory]
    [InlineData("SELECT notify.drop_partitions(interval '90 days', interval '40 days')")]
    [InlineData("SELECT notify.ensure_partitions()")]
    public async Task Who_reads_for_reports_may_neither_drop_nor_make(string sql)
    {
        var calling = () => Sql.RunAsync(As(_reports), sql);

        (await calling.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        (await Sql.ScalarAsync<long>(As(_reports), "SELECT count(*) FROM notify.live JOIN notify.flow USING (flow_id)")).Should().Be(0);
    }

    private static Receipt Delivered(DeliveryRecord sent) => new()
    {
        Channel = sent.Flow.Channel,
        Account = sent.Flow.Account,
        Reference = new SendReference(sent.Id, sent.Sends),
        Status = ReceiptStatus.Delivered,
    };

    private string As(string role) => new NpgsqlConnectionStringBuilder(Database) { Username = role, Password = Password }.ConnectionString;

    private async Task QueueInTransactionAsync(TestHost app)
    {
        await using var source = NpgsqlDataSource.Create(As(_app));
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await app.Notifier.QueueAsync(A.Text(), transaction);
        await transaction.CommitAsync();
    }

    // A week past its time with a live delivery and one that has ended.
    private async Task MakeOldWeekAsync()
    {
        foreach (var table in new[] { "message", "history", "ended", "audit", "receipt" })
        {
            await Sql.RunAsync(
                Database, $"CREATE TABLE notify.{table}_w20200106 PARTITION OF notify.{table} FOR VALUES FROM ('2020-01-06 00:00Z') TO ('2020-01-13 00:00Z')");
        }

        foreach (var id in new[] { Guid.CreateVersion7(LongAgo), Guid.CreateVersion7(LongAgo) })
        {
            await Sql.RunAsync(Database, $"""
                INSERT INTO notify.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, payload)
                VALUES ('{id}', '{LongAgo:u}', 1, '{id}', 1, 1, '{LongAgo:u}', '')
                """);
        }

        await Sql.RunAsync(Database, """
            INSERT INTO notify.live (id, queued_at, ready_at, number, flow_id, state)
            SELECT id, queued_at, '2200-01-01 00:00Z', 1, 1, 1 FROM notify.message LIMIT 1
            """);
    }
}
