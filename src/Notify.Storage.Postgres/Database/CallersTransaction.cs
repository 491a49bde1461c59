using System.Data.Common;
using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>Takes what an app gave as its transaction, or says what is wrong with it.</summary>
internal static class CallersTransaction
{
    /// <exception cref="NotSupportedException">It is not one of Npgsql's, or has ended.</exception>
    public static (NpgsqlTransaction Transaction, NpgsqlConnection Connection) Open(DbTransaction transaction)
    {
        if (transaction is not NpgsqlTransaction callers)
        {
            throw Refusal(transaction.GetType().Name);
        }

        try
        {
            // The one thing Npgsql tells of a transaction only while it is open.
            _ = callers.IsolationLevel;
            return (callers, callers.Connection ?? throw Refusal("one that has ended"));
        }
        catch (InvalidOperationException)
        {
            throw Refusal("one that has ended");
        }
    }

    private static NotSupportedException Refusal(string what) => new(
        $"The PostgreSQL store can write only inside an open NpgsqlTransaction; this is {what}. "
        + "Give a transaction of Npgsql that is open on the database Notify is in, or queue after your commit.");
}
