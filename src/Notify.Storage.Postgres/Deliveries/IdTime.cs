using System.Buffers.Binary;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>
/// The time inside a UUIDv7: its maker's clock. Look-ups by id trust it to an hour, so that they need not look into every partition; ids that are
/// further off when they are stored go into table <c>stray</c>.
/// </summary>
internal static class IdTime
{
    private const int BytesOfTime = 6;

    private static readonly long Latest = DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeMilliseconds();

    /// <summary>How far an id's time may be off before it is a stray.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromHours(1);

    /// <summary>The time an id says it was made at; of an id of another kind, any time.</summary>
    public static DateTime Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> (8 * (sizeof(ulong) - BytesOfTime)));
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds, Latest)).UtcDateTime;
    }

    /// <summary>The times between which deliveries with these ids were stored, unless they are strays.</summary>
    public static (DateTime?[] From, DateTime?[] To) Bounds(Guid[] ids)
    {
        var from = new DateTime?[ids.Length];
        var to = new DateTime?[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            var time = Of(ids[i]);
            (from[i], to[i]) = (time - Trust, time + Trust);
        }

        return (from, to);
    }
}
