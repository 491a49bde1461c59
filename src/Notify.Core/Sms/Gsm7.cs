using System.Buffers;

namespace Notify.Sms;

/// <summary>The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1). 0x09 is 'Ç'; 'ç' is not in it.</summary>
internal static class Gsm7
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extended = "\f^{}\\[~]|€";

    // ASCII alone is what can be searched for fastest, and most of most texts.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Basic.Where(char.IsAscii)]);

    // By character, up to the last Greek capital; the euro stands apart.
    private static readonly byte[] Table = MakeTable();

    /// <summary>How many septets a character takes; 0 where the alphabet does not have it.</summary>
    public static int Septets(char c)
    {
        var table = Table;
        return c < table.Length ? table[c] : c == '€' ? 2 : 0;
    }

    /// <summary>Counts a text, in one pass; false where a character is not in the alphabet.</summary>
    public static bool TryMeasure(ReadOnlySpan<char> text, out SmsSize size)
    {
        var count = default(SeptetCount);
        var at = 0;
        while (at < text.Length)
        {
            var plain = text[at..].IndexOfAnyExcept(Plain);
            if (plain < 0)
            {
                count.AddBasic(text.Length - at);
                break;
            }

            count.AddBasic(plain);
            at += plain;
            var septets = Septets(text[at++]);
            if (septets == 0)
            {
                size = default;
                return false;
            }

            count.Add(septets);
        }

        size = count.Size;
        return true;
    }

    private static byte[] MakeTable()
    {
        var table = new byte[Basic.Max() + 1];
        foreach (var c in Basic)
        {
            table[c] = 1;
        }

        foreach (var c in Extended.Where(c => c < table.Length))
        {
            table[c] = 2;
        }

        return table;
    }
}
