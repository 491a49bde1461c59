using Npgsql;
using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>
/// Makes contacts on the way of an enqueue, with no more than half of the pool at once, so that workers get their connections. One that a transaction of the app's is making
/// is waited for a moment only: who called asks again.
/// </summary>
internal sealed class ContactAdding(PostgresDatabase database, ContactBook contacts)
{
    public const string Operation = "add contacts";

    // Never disposed: a call under way at the end gives back its place, and what it made is answered for.
    private readonly Lazy<SemaphoreSlim> _places = new(() =>
        new SemaphoreSlim(Math.Max(1, new NpgsqlConnectionStringBuilder(database.Source.ConnectionString).MaxPoolSize / 2)));

    private int _blocks;

    public async Task<ContactLookup> RunAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(Operation, (session, token) => ContactTable.FindAsync(session, keys, token), cancellationToken).ConfigureAwait(false);
        if (!found.Contacts.Contains(null))
        {
            return found;
        }

        var blocks = Volatile.Read(ref _blocks);
        if (!await _places.Value.WaitAsync(database.Options.CommandTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw new StorageException(StorageFailure.NotStored, Operation, new TimeoutException("Others that add contacts kept all places."));
        }

        try
        {
            // Many that wait for one contact do not each try in vain here, before all others: they are blocked with the first of them.
            return blocks == Volatile.Read(ref _blocks)
                ? await database.RunAsync(
                    Operation, (session, token) => contacts.AddMissingAsync(session, keys, found, isPatient: false, token), cancellationToken).ConfigureAwait(false)
                : throw new StorageException(StorageFailure.NotStored, Operation, null) { IsBlocked = true };
        }
        catch (StorageException e) when (e.IsBlocked)
        {
            Interlocked.Increment(ref _blocks);
            throw;
        }
        finally
        {
            _places.Value.Release();
        }
    }
}
