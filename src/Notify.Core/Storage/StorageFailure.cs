namespace Notify.Storage;

/// <summary>What is known after a storage failure.</summary>
public enum StorageFailure
{
    /// <summary>Nothing was stored: repeating is safe.</summary>
    NotStored = 0,

    /// <summary>The answer to the commit was lost: repeating is safe only with an idempotency key.</summary>
    MayBeStored = 1,
}
