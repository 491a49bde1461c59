namespace Notify.Conversations;

/// <summary>How a person is greeted. Section <c>Greeting</c>.</summary>
public sealed class GreetingOptions
{
    /// <summary>
    /// The greeting by language, such as <c>en</c>, up to 1,000 characters: said once a session, in front of the first reply, whatever handler replies. None, the
    /// default: nobody is greeted.
    /// </summary>
    public IDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
