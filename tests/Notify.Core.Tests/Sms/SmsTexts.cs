using FsCheck;
using FsCheck.Fluent;

namespace Notify.Core.Tests.Sms;

/// <summary>Texts of all kinds of pieces, of lengths around the segments' ends.</summary>
internal static class SmsTexts
{
    private static readonly string[] Pieces =
    [
        "a", "word ", "é", "ç", "€", "[", "|", "\r\n", "\n", " ", "\u00A0", "\t", "’", "“", "–", "…", "\u200B", "e\u0301", "e\u0302", "😀", "👍🏽", "🇷🇼", "👨‍👩‍👧‍👦", "🏳️‍🌈", "\u200D", "\uFE0F",
        "Δ", "Α", "Ж", "ሰ", "中", "한", "ᄀ", "ᅡ", "ا", "\u0651", "ก", "ำ", "नि", "क्ष", "\u0600", "\uD83D", "\uDE00", "₦",
        "https://pay.mtn.rw/a?b=1 ", "bit.ly/3xYz", "a@b.co ", "(www.mtn.com) ", "1.500 ", "x.y ",
    ];

    private static readonly string[] Plain = ["a", "word ", "é", "€", "[", "\r\n", "’", "https://pay.mtn.rw/a?b=1 ", "\u00A0"];

    /// <summary>Any text, none of whose clusters is longer than a segment.</summary>
    public static Arbitrary<string> Any { get; } = Gen.OneOf(Of(Pieces), Of(Plain), Long(Pieces), Long(Plain)).Where(t => SmsModel.Clusters(t).All(c => c.Length <= 60)).ToArbitrary();

    private static Gen<string> Of(string[] pieces) => Gen.Elements(pieces).ListOf().Select(string.Concat);

    // A run of one piece, then others: what comes where a segment ends is what counts.
    private static Gen<string> Long(string[] pieces) =>
        from run in Gen.Choose(0, 480)
        from of in Gen.Elements("a", "ç", "€")
        from tail in Of(pieces)
        from more in Gen.Choose(0, 200)
        from end in Of(pieces)
        select string.Concat(Enumerable.Repeat(of, run)) + tail + new string('b', more) + end;
}
