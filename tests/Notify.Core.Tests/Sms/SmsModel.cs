using System.Globalization;

namespace Notify.Core.Tests.Sms;

/// <summary>Counting as simple as it can be written: cluster by cluster into segments.</summary>
internal static class SmsModel
{
    // Table of 3GPP TS 23.038 by code, so that it is not the product's own.
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    public static SmsSize Measure(string text)
    {
        var isGsm7 = text.All(c => c != '\u001b' && (Basic.Contains(c) || IsExtended(c)));
        var pieces = isGsm7 ? text.Select(c => IsExtended(c) ? 2 : 1).ToList() : Clusters(text).Select(c => c.Length).ToList();
        var units = pieces.Sum();
        var (single, part) = isGsm7 ? (160, 153) : (70, 67);
        var encoding = isGsm7 ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2;
        if (units <= single)
        {
            return new SmsSize(encoding, 1, units);
        }

        var segments = 1;
        var used = 0;
        foreach (var piece in pieces)
        {
            if (used + piece > part)
            {
                segments++;
                used = 0;
            }

            used += piece;
        }

        return new SmsSize(encoding, segments, units);
    }

    public static IEnumerable<string> Clusters(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var cluster = elements.GetTextElement();
            if (cluster == "\r\n")
            {
                yield return "\r";
                yield return "\n";
            }
            else
            {
                yield return cluster;
            }
        }
    }

    private static bool IsExtended(char c) => "\f^{}\\[~]|€".Contains(c);
}
