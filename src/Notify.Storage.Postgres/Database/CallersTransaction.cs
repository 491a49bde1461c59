using System.Data;
using System.Data.Common;
using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>Takes what an app gave as its transaction, or says what is wrong with it.</summary>
internal static class CallersTransaction
{
    /// <exception cref="NotSupportedException">It is not one of Npgsql's, has ended, or sees no commits of others.</exception>
    public static (NpgsqlTransaction Transaction, NpgsqlConnection Connection) Open(DbTransaction transaction)
    {
        if (transaction is not NpgsqlTransaction callers)
        {
            throw Refusal(transaction.GetType().Name);
        }

        try
        {
            // The one thing Npgsql tells of a transaction only while it is open. One that goes on seeing what was there when it began would not see who opted out or
            // was erased since.
            if (callers.IsolationLevel is IsolationLevel.RepeatableRead or IsolationLevel.Snapshot or IsolationLevel.Serializable)
            {
                throw new NotSupportedException(
                    $"The PostgreSQL store can write only inside a transaction of IsolationLevel.ReadCommitted; this one is {callers.IsolationLevel}, and would not see who "
                    + "opted out since it began. Begin it with IsolationLevel.ReadCommitted, or queue after your commit.");
            }

            return (callers, callers.Connection ?? throw Refusal("one that has ended"));
        }
        catch (InvalidOperationException)
        {
            throw Refusal("one that has ended");
        }
    }

    /// <summary>What to say of one on a database that is not the store's, or whose role may not know it.</summary>
    public static NotSupportedException Elsewhere(string database) => new(
        $"The PostgreSQL store can write only inside a transaction on its own database; this one is on '{database}', which is another, or keeps Notify's tables from "
        + "its role. Give a transaction on the database UsePostgres names, of a role that may use them, or queue after your commit.");

    private static NotSupportedException Refusal(string what) => new(
        $"The PostgreSQL store can write only inside an open NpgsqlTransaction; this is {what}. "
        + "Give a transaction of Npgsql that is open on the database Notify is in, or queue after your commit.");
}
