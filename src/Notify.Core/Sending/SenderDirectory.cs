using System.Collections.Frozen;

namespace Notify.Sending;

/// <summary>Finds the sender for a channel, a tenant and perhaps a name.</summary>
internal sealed class SenderDirectory(IEnumerable<IChannelSender> senders)
{
    private const string DefaultAccount = "default";
    private readonly FrozenDictionary<(Channel Channel, string Account), IChannelSender> _byName =
        senders.GroupBy(s => (s.Channel, s.Account)).ToFrozenDictionary(g => g.Key, g => g.First());

    public IReadOnlyCollection<IChannelSender> All => _byName.Values;

    /// <summary>The longest send of all accounts, which every lease must outlive; for one with a pace, with the time over which a slice is spread.</summary>
    public TimeSpan LongestSend => _byName.Count == 0 ? TimeSpan.Zero : _byName.Values.Max(s => s.LongestSend + PaceStage.Spread(s));

    /// <summary>Whose messages an account takes in: the tenants it lists, the default one where it lists none.</summary>
    public IReadOnlyCollection<string> TenantsOf(Channel channel, string account) =>
        Find(channel, account)?.Tenants is { Count: > 0 } listed ? listed : [Notification.DefaultTenant];

    /// <summary>The tenants an account lists; empty where it serves all, and where it is not known.</summary>
    public IReadOnlyCollection<string> ListedBy(Channel channel, string account) => Find(channel, account)?.Tenants ?? [];

    public IChannelSender? Find(Channel channel, string account) => _byName.GetValueOrDefault((channel, account));

    /// <summary>The account for a notification, or why there is none. A tenant never gets another tenant's account.</summary>
    public (IChannelSender? Sender, NotificationError? Error) Choose(Channel channel, string tenant, string? account)
    {
        var ofChannel = _byName.Values.Where(s => s.Channel == channel).ToList();
        if (ofChannel.Count == 0)
        {
            return (null, new NotificationError("Channels", NotificationErrorCodes.ChannelUnknown, $"No sender is registered for '{channel}'; {MissingSenderRemedy()}."));
        }

        var own = ofChannel.Where(s => s.Tenants.Contains(tenant)).ToList();
        var usable = own.Count > 0 ? own : ofChannel.Where(s => s.Tenants.Count == 0).ToList();
        var chosen = account is null
            ? usable.Count == 1 ? usable[0] : usable.Find(s => s.Account == DefaultAccount)
            : ofChannel.Find(s => s.Account == account && (s.Tenants.Count == 0 || s.Tenants.Contains(tenant)));
        return chosen is not null ? (chosen, null) : (null, new NotificationError(
            "Account",
            NotificationErrorCodes.AccountUnknown,
            usable.Count == 0
                ? $"No '{channel}' account serves this tenant; list the tenant under an account's Tenants."
                : $"Name one of the '{channel}' accounts that serve this tenant: {string.Join(", ", usable.Select(s => s.Account))}."));
    }

    private string MissingSenderRemedy() => _byName.Count == 0
        ? "add its package, for instance by AddWhatsApp"
        : $"add its package, or name another channel in Channels: {string.Join(", ", _byName.Keys.Select(k => k.Channel.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
}
