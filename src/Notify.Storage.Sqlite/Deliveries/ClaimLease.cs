namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>The lease a batch is taken under.</summary>
internal readonly record struct ClaimLease(long Number, long End, string Worker, long Now);
