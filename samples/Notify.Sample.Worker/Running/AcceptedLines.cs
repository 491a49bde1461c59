namespace Notify.Sample.Worker.Running;

/// <summary>What the emulators accepted, counted by channel and by the markers in the texts.</summary>
internal sealed class AcceptedLines
{
    private readonly HashSet<(Channel Channel, string Marker)> _accepted = [];
    private readonly Dictionary<(Channel Channel, string Marker), int> _arrived = [];
    private readonly Dictionary<(Channel Channel, string Marker), string> _phones = [];

    /// <summary>Messages beyond the one that each line and each answer may have over a channel. One that was reported failed reached nobody and is no double.</summary>
    public int Doubles => _arrived.Values.Sum(count => count - 1);

    /// <summary>Whether a message was accepted at all.</summary>
    public bool Has(Channel channel, string marker) => _accepted.Contains((channel, marker));

    /// <summary>The phone on which a message can be read: it was reported delivered or read. Null for none.</summary>
    public string? PhoneOf(Channel channel, string marker) => _phones.GetValueOrDefault((channel, marker));

    public void Add(Channel channel, string marker, string phone, string status)
    {
        _accepted.Add((channel, marker));
        var failed = status == "failed";
        if (status is "delivered" or "read")
        {
            _phones[(channel, marker)] = phone;
        }

        if (!failed)
        {
            _arrived[(channel, marker)] = _arrived.GetValueOrDefault((channel, marker)) + 1;
        }
    }
}
