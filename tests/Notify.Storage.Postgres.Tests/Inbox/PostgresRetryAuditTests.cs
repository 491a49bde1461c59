using Notify.Storage.Postgres.Tests.Support;
using Notify.Tests.Inbox;

namespace Notify.Storage.Postgres.Tests.Inbox;

public sealed class PostgresRetryAuditTests : RetryAuditTests<PostgresFixture>
{
    protected override Task<string> AuditAsync() => Sql.ScalarAsync<string>(Fixture.ConnectionString, """
        SELECT string_agg(concat_ws('/', d.event, d.tenant, a.name, d.reason, d.detail), ' ' ORDER BY a.name DESC, d.detail)
        FROM notify.audit d JOIN notify.actor a USING (actor_id)
        """);
}
