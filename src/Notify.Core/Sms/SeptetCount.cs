namespace Notify.Sms;

/// <summary>Septets laid into the segments of a concatenated message, where an escape and its character stay together.</summary>
internal struct SeptetCount
{
    /// <summary>Septets of a message of one segment.</summary>
    public const int Single = 160;

    /// <summary>Septets of each segment of a longer one.</summary>
    public const int Part = 153;

    /// <summary>Septets of the text.</summary>
    public int Units { get; private set; }

    /// <summary>Septets with those left empty at the ends of segments.</summary>
    public int At { get; private set; }

    /// <summary>What the text takes.</summary>
    public readonly SmsSize Size => new(SmsEncoding.Gsm7, Units <= Single ? 1 : (At + Part - 1) / Part, Units);

    /// <summary>Characters of the basic table.</summary>
    public void AddBasic(int count)
    {
        Units += count;
        At += count;
    }

    /// <summary>One character of the extension table.</summary>
    public void AddExtended()
    {
        Units += 2;
        At += At % Part == Part - 1 ? 3 : 2;
    }

    /// <summary>One character of one septet or two.</summary>
    public void Add(int septets)
    {
        if (septets == 1)
        {
            AddBasic(1);
        }
        else
        {
            AddExtended();
        }
    }

    /// <summary>Whether this and some basic characters more take no more than a number of segments.</summary>
    public readonly bool Fits(int segments, int more) => segments == 1 ? Units + more <= Single : At + more <= segments * Part;
}
