namespace Notify.Testing.InMemory;

/// <summary>The app's own transaction, which memory cannot take part in.</summary>
internal static class CallerTransaction
{
    public static NotSupportedException NotSupported() => new(
        "The in-memory store cannot queue inside your transaction. Test with the PostgreSQL store (UsePostgres) and a transaction of its database; "
        + "or put a RecordingNotifier in the notifier's place, which takes any transaction.");
}
