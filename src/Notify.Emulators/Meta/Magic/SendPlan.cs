using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Magic;

/// <summary>What is to happen to one valid send.</summary>
internal sealed record SendPlan
{
    public static SendPlan Normal { get; } = new();

    public MetaError? Refusal { get; init; }

    public DropPoint Drop { get; init; }

    public TimeSpan AnswerDelay { get; init; }

    public ReceiptScript Receipts { get; init; } = ReceiptScript.Normal;
}
