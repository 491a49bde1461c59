using System.Globalization;
using System.Text.Encodings.Web;

namespace Notify.Emulators.Meta.Webhooks;

/// <summary>Escapes JSON text as Meta does in what it signs: ASCII only, lower-case <c>\u00e4</c>, and <c>\/</c>.</summary>
internal sealed class MetaJsonEncoder : JavaScriptEncoder
{
    private const int FirstPrintable = 0x20;
    private const int FirstNotAscii = 0x7f;

    public static MetaJsonEncoder Instance { get; } = new();

    /// <summary>A pair of surrogates, six characters each.</summary>
    public override int MaxOutputCharactersPerInputCharacter => 12;

    public override bool WillEncode(int unicodeScalar)
        => unicodeScalar is < FirstPrintable or >= FirstNotAscii or '"' or '\\' or '/';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var index = 0; index < textLength; index++)
        {
            if (WillEncode(text[index]))
            {
                return index;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        var text = Escape(unicodeScalar);
        numberOfCharactersWritten = text.TryCopyTo(target) ? text.Length : 0;
        return numberOfCharactersWritten > 0;
    }

    private static string Escape(int scalar) => scalar switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '/' => "\\/",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => string.Concat(char.ConvertFromUtf32(scalar).Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"))),
    };
}
