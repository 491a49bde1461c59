using Notify.Conversations;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Conversations;

/// <summary>When people last wrote to each sending account.</summary>
internal sealed class WindowTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Conversations/window");

    private readonly Statement _open = connection.Prepare(Sql["open"]);
    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _forget = connection.Prepare(Sql["forget"]);
    private readonly Statement _erase = connection.Prepare(Sql["erase"]);

    public void Open(in WindowOpening opening, long now) =>
        Bind(_open, opening.Key).Bind(4, opening.At is { } at ? Math.Min(StoreTime.Floor(at), now) : now).Run();

    public DateTimeOffset? Find(in WindowKey key) => StoreTime.ToTime(Bind(_get, key).Number());

    /// <summary>Forgets a window that was not opened since, and gives how many that were.</summary>
    public int Forget(in WindowClosing closing) => Bind(_forget, closing.Key).Bind(4, StoreTime.Floor(closing.SentAt)).Change();

    public void Erase(Guid contactId) => _erase.Bind(1, contactId).Run();

    private static Statement Bind(Statement statement, in WindowKey key) =>
        statement.Bind(1, key.ContactId).Bind(2, key.Channel.Name).Bind(3, key.Account);
}
