namespace Notify.Storage;

/// <summary>The store could not do what was asked. The one exception a store throws for broken infrastructure.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Makes the exception.</summary>
    public StorageException(StorageFailure failure, string operation, Exception? inner)
        : base(Describe(failure, operation), inner) => (Failure, Operation) = (failure, operation);

    /// <summary>Whether what was asked may have been stored all the same.</summary>
    public StorageFailure Failure { get; }

    /// <summary>What was being done, for instance <c>enqueue</c>.</summary>
    public string Operation { get; }

    private static string Describe(StorageFailure failure, string operation) => failure == StorageFailure.NotStored
        ? $"The store could not {operation}; nothing was stored. Repeat the call when the store is back."
        : $"The store's answer to '{operation}' was lost; it may have been stored. Repeat the call only with an idempotency key.";
}
