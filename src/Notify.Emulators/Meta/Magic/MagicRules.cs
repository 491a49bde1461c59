using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Magic;

/// <summary>Turns a recipient into what is to happen to this send. Remembers who was met before, for the kinds where only the first send differs.</summary>
internal sealed class MagicRules
{
    private const int DelayedReceipts = 100_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    /// <summary>Decides; <paramref name="remember"/> says whether the recipient was met just now and the caller has to keep that.</summary>
    public SendPlan Plan(string to, out bool remember)
    {
        remember = false;
        if (!MagicNumber.TryRead(to, out var magic))
        {
            return SendPlan.Normal;
        }

        if (magic.Kind is MagicKind.RefuseFirst or MagicKind.FailFirst)
        {
            remember = Meet(to);
            return (remember, magic.Kind) switch
            {
                (false, _) => SendPlan.Normal,
                (_, MagicKind.RefuseFirst) => Refuse(magic.Argument),
                _ => FailLater(magic.Argument),
            };
        }

        return magic.Kind switch
        {
            MagicKind.Refuse => Refuse(magic.Argument),
            MagicKind.FailLater => FailLater(magic.Argument),
            MagicKind.AnswerLate => new SendPlan { AnswerDelay = TimeSpan.FromMilliseconds(magic.Argument) },
            MagicKind.DropConnection => Drop(magic.Argument),
            _ => ShapeReceipts(magic.Argument),
        };
    }

    /// <summary>How what this person writes reaches the webhook: lost, twice or late, where the number asks for such receipts.</summary>
    public static ReceiptScript ScriptOf(string from) =>
        MagicNumber.TryRead(from, out var magic) && magic.Kind == MagicKind.ShapeReceipts ? ShapeReceipts(magic.Argument).Receipts : ReceiptScript.Normal;

    /// <summary>Takes note that a recipient was met in an earlier run; true when it was not known.</summary>
    public bool Meet(string to)
    {
        lock (_gate)
        {
            return _met.Add(to);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _met.Clear();
        }
    }

    private static SendPlan Refuse(int code) => new() { Refusal = MetaError.OfCode(code) };

    private static SendPlan FailLater(int code) => new() { Receipts = new ReceiptScript(ReceiptKind.Failed) { FailedCode = code } };

    private static SendPlan Drop(int argument) => argument switch
    {
        0 => new SendPlan { Drop = DropPoint.AfterAccepting },
        1 => new SendPlan { Drop = DropPoint.AfterAccepting, Receipts = new ReceiptScript(ReceiptKind.None) },
        2 => new SendPlan { Drop = DropPoint.BeforeAccepting },
        _ => NoSuchArgument(),
    };

    private static SendPlan ShapeReceipts(int argument) => argument switch
    {
        0 => Shape(ReceiptKind.None),
        1 => Shape(ReceiptKind.Doubled),
        2 => Shape(ReceiptKind.Reordered),
        3 => Shape(ReceiptKind.UpToSent),
        4 => Shape(ReceiptKind.UpToDelivered),
        >= DelayedReceipts and < 2 * DelayedReceipts => new SendPlan
        {
            Receipts = new ReceiptScript(ReceiptKind.Normal) { DelayMilliseconds = argument - DelayedReceipts },
        },
        _ => NoSuchArgument(),
    };

    private static SendPlan Shape(ReceiptKind kind) => new() { Receipts = new ReceiptScript(kind) };

    // Taken for an ordinary number, a mistyped one would let a test pass that tests nothing.
    private static SendPlan NoSuchArgument() => new()
    {
        Refusal = MetaError.Request("The emulator has no such magic recipient; its README lists them."),
    };
}
