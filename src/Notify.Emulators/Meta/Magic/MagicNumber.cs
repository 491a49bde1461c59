using System.Globalization;
using System.Runtime.InteropServices;

namespace Notify.Emulators.Meta.Magic;

/// <summary>A recipient that asks for a certain behaviour: +999, kind, six digits of argument, 1 to 4 digits to tell several apart.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MagicNumber(MagicKind Kind, int Argument)
{
    private const string Prefix = "+999";
    private const int ArgumentLength = 6;
    private const int ShortestSerial = 1;
    private const int LongestSerial = 4;

    public static bool TryRead(string to, out MagicNumber number)
    {
        number = default;
        var start = Prefix.Length + 1;
        var serial = to.Length - start - ArgumentLength;
        if (!to.StartsWith(Prefix, StringComparison.Ordinal) || serial is < ShortestSerial or > LongestSerial)
        {
            return false;
        }

        var kind = (MagicKind)(to[Prefix.Length] - '0');
        number = new MagicNumber(kind, int.Parse(to.AsSpan(start, ArgumentLength), NumberStyles.None, CultureInfo.InvariantCulture));
        return Enum.IsDefined(kind);
    }
}
