using Notify.Emulators.Meta.Magic;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Mtn;

/// <summary>
/// What a recipient asks for: <c>+888</c> and the rest as in Meta's numbers, with MTN's codes. Another beginning than Meta's, so that one person's two channels
/// can be told apart: +999 is ordinary here, and +888 there.
/// </summary>
internal static class MtnMagic
{
    private const string Prefix = "+888";
    private const string MetaPrefix = "+999";

    /// <summary>SMS knows no read: an ordinary one ends as delivered.</summary>
    public static ReceiptScript Ordinary { get; } = new(ReceiptKind.UpToDelivered);

    /// <summary>What is to happen, or why the number asks for something that is not there.</summary>
    public static (MtnError? Refusal, DropPoint Drop, TimeSpan Delay, ReceiptScript Receipts) Plan(string to)
    {
        if (!to.StartsWith(Prefix, StringComparison.Ordinal) || !MagicNumber.TryRead(string.Concat(MetaPrefix, to.AsSpan(Prefix.Length)), out var magic))
        {
            return (null, default, default, Ordinary);
        }

        return (magic.Kind, magic.Argument) switch
        {
            (MagicKind.Refuse, var code) => (MtnError.OfCode(code) ?? NoSuchNumber(), default, default, Ordinary),
            (MagicKind.FailLater, 0) => (null, default, default, new ReceiptScript(ReceiptKind.Failed)),
            (MagicKind.AnswerLate, var milliseconds) => (null, default, TimeSpan.FromMilliseconds(milliseconds), Ordinary),
            (MagicKind.DropConnection, 0) => (null, DropPoint.AfterAccepting, default, Ordinary),
            (MagicKind.DropConnection, 1) => (null, DropPoint.AfterAccepting, default, new ReceiptScript(ReceiptKind.None)),
            (MagicKind.DropConnection, 2) => (null, DropPoint.BeforeAccepting, default, Ordinary),
            (MagicKind.ShapeReceipts, 0) => (null, default, default, new ReceiptScript(ReceiptKind.None)),
            (MagicKind.ShapeReceipts, 1) => (null, default, default, new ReceiptScript(ReceiptKind.Doubled)),
            (MagicKind.ShapeReceipts, 2) => (null, default, default, new ReceiptScript(ReceiptKind.Reordered)),
            (MagicKind.ShapeReceipts, 3) => (null, default, default, new ReceiptScript(ReceiptKind.UpToSent)),
            _ => (NoSuchNumber(), default, default, Ordinary),
        };
    }

    // Taken for an ordinary number, a mistyped one would let a test pass that tests nothing.
    private static MtnError NoSuchNumber() => MtnError.Invalid("The emulator has no such magic recipient; its README lists them.");
}
