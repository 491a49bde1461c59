using Npgsql;
using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>
/// Makes contacts on the way of an enqueue. One that a transaction of the app's is making is waited for in short turns, with no more than half of the pool at
/// once, so that however many wait, workers get their connections.
/// </summary>
internal sealed class ContactAdding(PostgresDatabase database, ContactBook contacts, TimeProvider time) : IDisposable
{
    public const string Operation = "add contacts";

    private readonly Lazy<SemaphoreSlim> _places = new(() =>
        new SemaphoreSlim(Math.Max(1, new NpgsqlConnectionStringBuilder(database.Source.ConnectionString).MaxPoolSize / 2)));

    public async Task<ContactLookup> RunAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var found = await database.RunAsync(Operation, (session, token) => ContactTable.FindAsync(session, keys, token), cancellationToken).ConfigureAwait(false);
        while (found.Contacts.Contains(null))
        {
            await _places.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await database.RunAsync(
                    Operation, (session, token) => contacts.AddMissingAsync(session, keys, found, isPatient: false, token), cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException e) when (e.IsBlocked && time.GetElapsedTime(since) < database.Options.CommandTimeout)
            {
                // To the end of those that wait.
            }
            finally
            {
                _places.Value.Release();
            }
        }

        return found;
    }

    public void Dispose()
    {
        if (_places.IsValueCreated)
        {
            _places.Value.Dispose();
        }
    }
}
