using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Notify.AI.HandingOver;
using Notify.Sessions;

namespace Notify.AI.Replies;

/// <summary>The talk of a session as its context keeps it. Immutable.</summary>
internal sealed class Dialogue
{
    // A session's context has 65,536 characters of JSON for everybody; the newest turn alone may take 48,000 where it is all escapes.
    private const int MaxJson = 16_000;

    private readonly List<Turn> _turns;

    private Dialogue(List<Turn> turns, Usage usage, HandOverNote? handOver) => (_turns, Usage, HandOver) = (turns, usage, handOver);

    /// <summary>The turns, oldest first.</summary>
    public IReadOnlyList<Turn> Turns => _turns;

    public Usage Usage { get; }

    /// <summary>The hand-over that holds; null for none.</summary>
    public HandOverNote? HandOver { get; }

    public static Dialogue Of(Session session) => new(
        Read(session, AiKeys.Turns, AiJson.Default.ListTurn) ?? [],
        Read(session, AiKeys.Usage, AiJson.Default.Usage),
        Read(session, AiKeys.HandOver, AiJson.Default.HandOverNote));

    /// <summary>What a message was answered before; null for nothing.</summary>
    public Turn? Find(Guid messageId) => _turns.Find(t => t.Id == messageId);

    /// <summary>What is to be merged into the context for one more turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="usage">What the session has taken then.</param>
    /// <param name="handOver">The hand-over it begins; null for none.</param>
    /// <param name="most">How many turns are kept beside it.</param>
    public JsonObject With(Turn turn, Usage usage, HandOverNote? handOver, int most)
    {
        List<Turn> turns = [.. _turns.TakeLast(most), turn];
        var json = JsonSerializer.Serialize(turns, AiJson.Default.ListTurn);
        while (turns.Count > 1 && json.Length > MaxJson)
        {
            turns.RemoveAt(0);
            json = JsonSerializer.Serialize(turns, AiJson.Default.ListTurn);
        }

        var values = new JsonObject
        {
            [AiKeys.Turns] = JsonNode.Parse(json),
            [AiKeys.Usage] = JsonSerializer.SerializeToNode(usage, AiJson.Default.Usage),
        };
        if (handOver is not null)
        {
            values[AiKeys.HandOver] = JsonSerializer.SerializeToNode(handOver, AiJson.Default.HandOverNote);
        }

        return values;
    }

    // What somebody else wrote under these keys is as good as nothing.
    private static T? Read<T>(Session session, string key, JsonTypeInfo<T> type)
    {
        try
        {
            return session.Context[key] is { } value ? value.Deserialize(type) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
