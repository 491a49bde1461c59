namespace Notify.Storage;

/// <summary>What is known after a storage failure.</summary>
public enum StorageFailure
{
    /// <summary>Nothing was stored: repeating is safe. Inside your own transaction, roll that back and repeat all of it.</summary>
    NotStored = 0,

    /// <summary>The answer to the commit was lost: repeating is safe only with an idempotency key.</summary>
    MayBeStored = 1,
}
