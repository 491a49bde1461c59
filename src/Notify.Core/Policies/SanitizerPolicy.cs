using Notify.Deliveries;
using Notify.Messages;

namespace Notify.Policies;

/// <summary>Runs the sanitizer rules over every piece of text from the app, last of all policies.</summary>
internal sealed class SanitizerPolicy(IEnumerable<SanitizerRule> rules) : IDeliveryPolicy
{
    private readonly SanitizerRule[] _rules = [.. rules];

    public string Name => "sanitizer";

    public Decision Evaluate(PolicyContext context)
    {
        if (_rules.Length == 0 || context.Message is not { } message)
        {
            return Decision.Allow;
        }

        List<string>? changed = null;
        foreach (var rule in _rules)
        {
            var (next, blocks) = Apply(rule, message);
            if (blocks)
            {
                return Decision.Block($"{Reasons.Sanitizer}:{rule.Name}");
            }

            if (!ReferenceEquals(next, message))
            {
                (changed ??= []).Add(rule.Name);
                message = next;
            }
        }

        return changed is null ? Decision.Allow : Decision.Rewrite(message, $"{Reasons.Sanitizer}:{string.Join(',', changed)}");
    }

    private static (Message Message, bool Blocks) Apply(SanitizerRule rule, Message message)
    {
        var blocks = false;
        var changes = false;
        var mapped = message.MapText(text =>
        {
            var verdict = rule.Apply(text);
            blocks |= verdict.Blocks;
            changes |= !verdict.Blocks && !string.Equals(verdict.Text, text, StringComparison.Ordinal);
            return verdict.Blocks ? text : verdict.Text;
        });
        return (changes ? mapped : message, blocks);
    }
}
