namespace Notify.AI.Replies;

/// <summary>How a model answers what people write. Section <c>Ai</c>.</summary>
public sealed class AiReplyOptions
{
    /// <summary>What the model is told first: who it is, what it may help with, in which tone. Required; 1 to 20,000 characters. Rules that keep it to its task are put behind it.</summary>
    public string SystemPrompt { get; set; } = "";

    /// <summary>The key the <c>IChatClient</c> is registered under. Default: none, the one without a key.</summary>
    public string? ChatClient { get; set; }

    /// <summary>The tenants for which the model answers. Default: none named, which means all.</summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>The keys of the session's context the model may see, as data. Default: none.</summary>
    public IList<string> ContextKeys { get; } = [];

    /// <summary>How many turns of the talk so far the model sees, a message and its answer each; the session keeps no more. Default 10; 0 to 50.</summary>
    public int HistoryTurns { get; set; } = 10;

    /// <summary>The most characters of one message the model sees; the rest is cut off. Default 2,000; 100 to 4,000.</summary>
    public int MaxInputLength { get; set; } = 2000;

    /// <summary>The most characters of an answer; the rest is cut off. Default 1,000; 100 to 4,000.</summary>
    public int MaxReplyLength { get; set; } = 1000;

    /// <summary>The most tokens the model may write in one answer. Default 400; 16 to 8,192.</summary>
    public int MaxOutputTokens { get; set; } = 400;

    /// <summary>How long one answer of the model is waited for; shorter than <see cref="Notify.Inbox.InboxOptions.HandlerTimeout"/>. Default 20 s; 100 ms to 10 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The most answers of the model in one session. Default 50; 1 to 10,000.</summary>
    public int MaxRepliesPerSession { get; set; } = 50;

    /// <summary>The most tokens, read and written, in one session; the answer that goes over it is the last one. Default 50,000; 100 to 100,000,000.</summary>
    public int MaxTokensPerSession { get; set; } = 50_000;

    /// <summary>The most calls of the model for one tenant in any 24 hours. Default 1,000; 1 to 10,000.</summary>
    public int MaxRepliesPerDay { get; set; } = 1000;

    /// <summary>The most tokens, read and written, for one tenant in any 24 hours; answers under way may go over it. Default 1,000,000; 100 to 1,000,000,000.</summary>
    public int MaxTokensPerDay { get; set; } = 1_000_000;

    /// <summary>What the person is told by language where the model is away, too slow, says nothing, or its budget is spent. Default: a sentence in <c>en</c>, <c>fr</c>, <c>sw</c> and <c>rw</c>.</summary>
    public IDictionary<string, string> AwayTexts { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "Sorry, we cannot answer right now. Please try again later.",
        ["fr"] = "Désolé, nous ne pouvons pas répondre pour le moment. Veuillez réessayer plus tard.",
        ["sw"] = "Samahani, hatuwezi kujibu kwa sasa. Tafadhali jaribu tena baadaye.",
        ["rw"] = "Mutwihanganire, ubu ntidushobora kubasubiza. Mwongere mugerageze nyuma.",
    };

    /// <summary>What the person is told by language when a person takes over. Default: a sentence in <c>en</c>, <c>fr</c>, <c>sw</c> and <c>rw</c>.</summary>
    public IDictionary<string, string> HandOverTexts { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "Thank you. Somebody of our team will answer you here.",
        ["fr"] = "Merci. Quelqu’un de notre équipe vous répondra ici.",
        ["sw"] = "Asante. Mtu wa timu yetu atakujibu hapa.",
        ["rw"] = "Murakoze. Umuntu wo mu itsinda ryacu arabasubiza hano.",
    };

    /// <summary>Messages that ask for a person by themselves; case, accents, punctuation and emoji do not matter. Default: <c>human</c>, <c>agent</c> and the like in four languages; configuration adds to them.</summary>
    public IList<string> HandOverWords { get; } =
        ["human", "a human", "agent", "operator", "talk to a person", "talk to a human", "humain", "un humain", "agent humain", "conseiller", "un conseiller", "mtu", "wakala", "umuntu"];
}
