using Notify.Deliveries;
using Notify.Messages;
using Notify.Templates;

namespace Notify.Conversations;

/// <summary>What stands in for plain content while a person's service window is closed.</summary>
/// <param name="Key">The template's key.</param>
/// <param name="Template">The template; null where the catalogue no longer has it.</param>
/// <param name="Render">Writes its message; null where there is no template.</param>
internal sealed record WindowSubstitute(string Key, ResolvedTemplate? Template, Func<Message>? Render)
{
    private const string Mark = $"{Reasons.WindowClosed}:";

    /// <summary>What the audit row of its send says.</summary>
    public string Note => Mark + Key;

    /// <summary>The template that stood in, by the audit row of a send; null where none did.</summary>
    public static string? KeyIn(string? note) =>
        note?.Split(';').FirstOrDefault(n => n.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..];

    /// <summary>The flow that the template's own deliveries would be in, for its gates.</summary>
    public FlowKey FlowOf(FlowKey flow) => flow with { Template = Key, Domain = Template?.Template.Domain ?? flow.Domain };
}
