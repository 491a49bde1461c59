namespace Notify.Deliveries;

/// <summary>The store's answer to one notification.</summary>
/// <param name="NotificationId">Its id, or that of the first one under the same key.</param>
/// <param name="IsDuplicate">True where the key was there before; nothing was stored.</param>
/// <param name="ContentDiffers">For a duplicate: the first one's content hash is another.</param>
public readonly record struct EnqueueResult(Guid NotificationId, bool IsDuplicate, bool ContentDiffers);
