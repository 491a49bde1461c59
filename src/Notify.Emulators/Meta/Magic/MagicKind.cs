namespace Notify.Emulators.Meta.Magic;

/// <summary>The digit after +999.</summary>
internal enum MagicKind
{
    Refuse = 1,
    FailLater = 2,
    RefuseFirst = 3,
    AnswerLate = 4,
    DropConnection = 5,
    ShapeReceipts = 6,
    FailFirst = 7,
}
