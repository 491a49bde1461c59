using Notify.Contacts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>Links addresses in SQLite.</summary>
internal sealed class ContactLinks(SqliteDatabase database) : IContactLinks
{
    public async Task<IReadOnlyList<Contact>> LinkAsync(IReadOnlyList<ContactLink> links, CancellationToken cancellationToken) => links.Count == 0
        ? []
        : await database.WriteAsync("link contacts", session => links.Select(link => LinkWork.Run(session, link)).ToList(), cancellationToken).ConfigureAwait(false);
}
