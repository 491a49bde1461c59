using Notify.Receipts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Receipts;

/// <summary>Receipts as they came, and what is known of each account's webhooks.</summary>
internal sealed class ReceiptTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Receipts/receipt");

    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _account = connection.Prepare(Sql["account"]);
    private readonly Statement _saveAccount = connection.Prepare(Sql["save_account"]);

    /// <summary>Keeps a receipt; of an erased person without the provider's id, which may hold their address.</summary>
    public void Add(Receipt receipt, ReceiptEffect effect, long now, bool isErased)
    {
        _add.Bind(1, now).Bind(2, receipt.Channel.Name).Bind(3, receipt.Account);
        if (receipt.Reference is { } reference)
        {
            _add.Bind(4, reference.DeliveryId).Bind(5, reference.SendNumber);
        }
        else
        {
            _add.BindNull(4).Bind(5, 0);
        }

        _add.Bind(6, (long)receipt.Status).Bind(7, (long)effect).Bind(8, isErased ? null : receipt.ProviderMessageId)
            .Bind(9, receipt.OccurredAt is { } at ? StoreTime.Floor(at) : null).Bind(10, receipt.Failure?.Code).Run();
    }

    public AccountReceipts Account(Channel channel, string account)
    {
        if (!_account.Bind(1, channel.Name).Bind(2, account).Step())
        {
            return default;
        }

        var known = new AccountReceipts(StoreTime.ToTime(_account.Number(0)), StoreTime.ToTime(_account.Number(1)));
        _account.Reset();
        return known;
    }

    /// <summary>Notes that an account's webhooks arrive.</summary>
    public void Seen(Channel channel, string account, long at)
    {
        var seen = Account(channel, account).Seen(StoreTime.ToTime(at));
        _saveAccount.Bind(1, channel.Name).Bind(2, account)
            .Bind(3, StoreTime.Floor(seen.LastSeenAt!.Value)).Bind(4, StoreTime.Floor(seen.SteadySince!.Value)).Run();
    }
}
