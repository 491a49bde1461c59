using System.Buffers.Binary;
using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>A key's log as bytes: twelve for each time at which places were taken.</summary>
internal static class GrantCodec
{
    private const int EntryLength = sizeof(long) + sizeof(int);

    public static GrantLog Read(ReadOnlySpan<byte> bytes, long window)
    {
        var entries = new GrantEntry[bytes.Length / EntryLength];
        for (var i = 0; i < entries.Length; i++)
        {
            var at = StoreTime.ToTime(BinaryPrimitives.ReadInt64BigEndian(bytes[(i * EntryLength)..]));
            entries[i] = new GrantEntry(at.UtcTicks, BinaryPrimitives.ReadInt32BigEndian(bytes[((i * EntryLength) + sizeof(long))..]));
        }

        return GrantLog.Of(entries, window * TimeSpan.TicksPerMillisecond);
    }

    public static byte[] Write(GrantLog log)
    {
        var bytes = new byte[log.Granted.Count * EntryLength];
        var rest = bytes.AsSpan();
        foreach (var entry in log.Granted)
        {
            BinaryPrimitives.WriteInt64BigEndian(rest, Time(entry.At));
            BinaryPrimitives.WriteInt32BigEndian(rest[sizeof(long)..], entry.Count);
            rest = rest[EntryLength..];
        }

        return bytes;
    }

    /// <summary>Ticks as the database keeps times; 0 stays 0.</summary>
    public static long Time(long ticks) => ticks == 0 ? 0 : StoreTime.Ceiling(new DateTimeOffset(ticks, TimeSpan.Zero));
}
