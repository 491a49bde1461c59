namespace Notify.Emulators.Meta.Phone;

/// <summary>A recipient as the page names it.</summary>
internal static class PhoneName
{
    private const int ShownAtStart = 4;
    private const int ShownAtEnd = 2;

    public static string Of(string recipient, bool reveal)
    {
        var hidden = recipient.Length - ShownAtStart - ShownAtEnd;
        return reveal || hidden <= 0
            ? recipient
            : string.Concat(recipient.AsSpan(0, ShownAtStart), new string('•', hidden), recipient.AsSpan(recipient.Length - ShownAtEnd));
    }
}
