using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Tests.Support;
using Notify.Tests.Inbox;

namespace Notify.Storage.Sqlite.Tests.Inbox;

public sealed class SqliteRetryAuditTests : RetryAuditTests<SqliteFixture>
{
    protected override Task<string> AuditAsync()
    {
        using var hand = new Connection(Fixture.File, TimeSpan.FromSeconds(30));
        return Task.FromResult(hand.Scalar(
            "SELECT group_concat(event || '/' || tenant || '/' || actor || '/' || reason || '/' || detail, ' ') FROM (SELECT * FROM audit ORDER BY number)")!);
    }
}
