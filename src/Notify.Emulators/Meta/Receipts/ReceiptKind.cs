using System.Text.Json.Serialization;

namespace Notify.Emulators.Meta.Receipts;

[JsonConverter(typeof(JsonStringEnumConverter<ReceiptKind>))]
internal enum ReceiptKind
{
    Normal,
    None,
    Doubled,
    Reordered,
    UpToSent,
    UpToDelivered,
    Failed,
}
