using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Core.Tests.Support;
using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Deliveries;

public sealed class ClaimTests : LiveDatabaseTest
{
    [Fact]
    public async Task ClaimAsync_asks_nothing_more_once_it_has_taken_something()
    {
        await using (var app = TestHost.Create(Database))
        {
            await app.Notifier.QueueAsync(A.Text());
        }

        // Knows no flow yet.
        using var statements = new TestLog();
        using var logging = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(statements));
        await using var source = new NpgsqlDataSourceBuilder(Database).UseLoggerFactory(logging).Build();
        await using var host = PostgresFixture.Services(options => options.DataSource = source);

        var batch = await host.GetRequiredService<IDeliveryQueue>().ClaimAsync(new ClaimRequest("test", 10, TimeSpan.FromMinutes(1)), default);

        batch.Deliveries.Should().ContainSingle().Which.Flow.Tenant.Should().Be(Notification.DefaultTenant);
        statements.Of("CommandExecutionCompleted").Last().Text.Should().Contain(".claim(");
    }
}
