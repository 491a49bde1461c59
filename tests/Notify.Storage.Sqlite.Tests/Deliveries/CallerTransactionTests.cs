using System.Data;
using System.Data.Common;
using Notify.Contacts;
using Notify.Storage.Sqlite.Tests.Support;

namespace Notify.Storage.Sqlite.Tests.Deliveries;

public sealed class CallerTransactionTests : SqliteTest
{
    [Fact]
    public async Task A_transaction_of_the_apps_is_refused_with_the_remedy()
    {
        using var transaction = new Transaction();
        var key = new ContactKey("acme", Address.Phone("+250788999111"));

        await Store.Invoking(s => s.Contacts.FindOrAddAsync([key], transaction, default)).Should().ThrowAsync<NotSupportedException>().WithMessage("*UsePostgres*");
        await Store.Invoking(s => s.Queue.EnqueueAsync([], transaction, default)).Should().ThrowAsync<NotSupportedException>().WithMessage("*UsePostgres*");
        (await Store.Contacts.FindAsync([key], default)).Contacts.Should().Equal((Contact?)null);
    }

    private sealed class Transaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

        protected override DbConnection? DbConnection => null;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}
