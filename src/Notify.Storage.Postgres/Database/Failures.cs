using System.Net.Sockets;
using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>What an error of the driver means to who called.</summary>
internal static class Failures
{
    /// <summary>The database undid it and says to begin again: a deadlock, or a serialization failure.</summary>
    public static bool MayBeTriedAgain(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Whether it speaks of the store, not of a bug here or of a call called off.</summary>
    public static bool IsOfStorage(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        NpgsqlException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether the server said that a statement failed; it is there and goes on then.</summary>
    public static bool IsReported(Exception error) =>
        error is PostgresException { InvariantSeverity: "ERROR" } reported && !reported.SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>Whatever was done, only the caller's commit would have stored it.</summary>
    public static StorageException InCallersTransaction(string operation, Exception error) =>
        new(StorageFailure.NotStored, operation, error, isInCallersTransaction: true);

    /// <summary>
    /// An error the server reported undid the statement. A connection that broke once the statement may have left leaves it open: so does the end of the
    /// server's process (FATAL), and a pooler's word that it lost the server (class 08).
    /// </summary>
    public static StorageException Translate(string operation, Exception error, bool reached) =>
        new(!reached || IsReported(error)
            ? StorageFailure.NotStored
            : StorageFailure.MayBeStored, operation, error)
        {
            IsBlocked = error is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable },
        };
}
