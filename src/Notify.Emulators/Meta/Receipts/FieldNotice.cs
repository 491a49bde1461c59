using System.Text.Json;

namespace Notify.Emulators.Meta.Receipts;

/// <summary>News of another kind than messages: a webhook's field and its value.</summary>
internal sealed class FieldNotice(string name, JsonElement value, long sequence, DateTimeOffset happenedAt) : Notice(sequence, happenedAt)
{
    public string Name => name;

    public JsonElement Value => value;
}
