using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;

namespace Notify.Sample.Worker.Talking;

/// <summary>Which model answers: section <c>Notify:Chat</c>.</summary>
internal sealed class ChatSettings
{
    /// <summary>The API's address, such as <c>http://127.0.0.1:11434/v1</c>; null for the scripted answers.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name.</summary>
    public string Model { get; set; } = "";

    /// <summary>The API's key; null where it asks for none.</summary>
    public string? Key { get; set; }

    /// <summary>What the API calls the most tokens of an answer: <c>max_tokens</c>, or <c>max_completion_tokens</c> where a server refuses that; empty to send no limit.</summary>
    public string MaxTokensName { get; set; } = "max_tokens";

    /// <summary>The model of the section, or the scripted one where it names none.</summary>
    public static IChatClient Client(IConfigurationSection section)
    {
        var settings = new ChatSettings();
        section.Bind(settings);
        return settings switch
        {
            { Endpoint: null } => new ScriptedChatClient(),
            { Endpoint.IsAbsoluteUri: true, Model.Length: > 0 } => new HttpChatClient(new HttpClient(), settings),
            _ => throw new InvalidOperationException(
                "Notify:Chat wants Endpoint, an absolute address such as http://127.0.0.1:11434/v1, and Model, a model's name; without Endpoint the scripted answers are used."),
        };
    }
}
