using Notify.Contacts;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>The order in which contacts are made, the same on every host.</summary>
internal sealed class ContactKeyOrder : IComparer<ContactKey>
{
    public static ContactKeyOrder Instance { get; } = new();

    public int Compare(ContactKey x, ContactKey y)
    {
        var order = string.CompareOrdinal(x.Tenant, y.Tenant);
        order = order == 0 ? string.CompareOrdinal(x.Address.Kind, y.Address.Kind) : order;
        return order == 0 ? string.CompareOrdinal(x.Address.Value, y.Address.Value) : order;
    }
}
