using System.Text.Json;

namespace Notify.EndToEnd.Tests.Processes;

/// <summary>One message of the emulator's list, as the tests need it.</summary>
internal sealed record AcceptedText(string To, string Text, bool Failed)
{
    public static AcceptedText Of(JsonElement message) => new(
        message.GetProperty("to").GetString()!,
        message.GetProperty("text").GetString()!,
        message.GetProperty("status").GetString() == "failed");
}
