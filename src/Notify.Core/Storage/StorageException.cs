namespace Notify.Storage;

/// <summary>The store could not do what was asked. The one exception a store throws for broken infrastructure.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">Whether what was asked may have been stored all the same.</param>
    /// <param name="operation">What was being done, for instance <c>enqueue</c>.</param>
    /// <param name="inner">What the driver said.</param>
    /// <param name="isInCallersTransaction">It failed inside a transaction of the app's own, which can only be rolled back now.</param>
    public StorageException(StorageFailure failure, string operation, Exception? inner, bool isInCallersTransaction = false)
        : base(isInCallersTransaction ? DescribeInTransaction(operation) : Describe(failure, operation), inner) => (Failure, Operation) = (failure, operation);

    /// <summary>Whether what was asked may have been stored all the same.</summary>
    public StorageFailure Failure { get; }

    /// <summary>What was being done, for instance <c>enqueue</c>.</summary>
    public string Operation { get; }

    /// <summary>
    /// Whether another transaction or a migration stood in the way, and the store would not wait for its end. Nothing was stored; the same call may succeed a moment
    /// later. Default false.
    /// </summary>
    public bool IsBlocked { get; init; }

    /// <inheritdoc/>
    public override string Message => IsBlocked
        ? $"The store could not {Operation}: another transaction or a migration stood in the way; nothing was stored. Repeat the call, and commit soon after QueueAsync(notification, transaction)."
        : base.Message;

    private static string DescribeInTransaction(string operation) =>
        $"The store could not {operation} in your transaction. Roll that back: nothing it did is stored. Then begin again with a new transaction.";

    private static string Describe(StorageFailure failure, string operation) => failure == StorageFailure.NotStored
        ? $"The store could not {operation}; nothing was stored. Repeat the call when the store is back."
        : $"The store's answer to '{operation}' was lost; it may have been stored. Repeat the call only with an idempotency key.";
}
