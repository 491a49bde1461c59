using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Core.Tests.Support;
using Notify.Maintenance;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Maintenance;

public sealed class DefaultPartitionTests : PostgresTest
{
    [Fact]
    public async Task Remove_warns_of_rows_that_no_week_was_made_for()
    {
        var log = new TestLog();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddNotify(notify => notify.UsePostgres(Fixture.ConnectionString))
            .BuildServiceProvider();
        var retention = services.GetRequiredService<IRetention>();
        await retention.RemoveAsync(TimeSpan.FromDays(90), 100, default);
        log.Lines.Should().BeEmpty();

        await Sql.RunAsync(Fixture.ConnectionString, $"""
            INSERT INTO {TestServer.Schema}.audit (number, at, event, tenant, actor_id) VALUES (1, {TestServer.Schema}.clock() + interval '1 year', 'gate_closed', 'acme', 1)
            """);
        await retention.RemoveAsync(TimeSpan.FromDays(90), 100, default);

        log.Lines.Should().ContainSingle(line => line.Event == "NOTIFY_DEFAULT_PARTITION").Which.Text.Should().Contain("audit").And.NotContain("message");
    }
}
