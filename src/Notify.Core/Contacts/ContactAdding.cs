using System.Data.Common;
using Notify.Queueing;

namespace Notify.Contacts;

/// <summary>Finds contacts and makes those that are missing. One that a transaction of the app's is making is waited for in line with whatever else is blocked.</summary>
internal sealed class ContactAdding(IContactStore contacts, BlockedLine line)
{
    private const string Operation = "add contacts";

    public async Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is not null)
        {
            return await contacts.FindOrAddAsync(keys, transaction, cancellationToken).ConfigureAwait(false);
        }

        // Who is known waits for nobody.
        if (line.IsAnyBlocked && await contacts.FindAsync(keys, cancellationToken).ConfigureAwait(false) is var found && !found.Contacts.Contains(null))
        {
            return found;
        }

        return await line.RunAsync(Operation, token => contacts.FindOrAddAsync(keys, null, token), cancellationToken).ConfigureAwait(false);
    }
}
