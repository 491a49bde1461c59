using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Notify.Queueing;

/// <summary>
/// Ids of the notifications of one call: as <see cref="Deliveries.Ids"/> has them, and each above the one before, counted on within a millisecond (RFC 9562,
/// 6.2, method 1), so that indexes grow at their end. The random part of all comes in one piece. Not thread-safe.
/// </summary>
/// <param name="time">The maker's clock.</param>
/// <param name="count">How many to expect.</param>
internal sealed class IdSource(TimeProvider time, int count)
{
    private const int RandomBytes = 9;
    private const int MostAtOnce = 1024;
    private const int CounterMask = 0xFFF;

    private readonly byte[] _random = new byte[RandomBytes * Math.Clamp(count, 1, MostAtOnce)];
    private int _at = int.MaxValue;
    private long _millisecond;
    private int _counter;

    public Guid Next()
    {
        if (_at > _random.Length - RandomBytes)
        {
            RandomNumberGenerator.Fill(_random);
            _at = 0;
        }

        var random = _random.AsSpan(_at, RandomBytes);
        _at += RandomBytes;
        Advance(time.GetUtcNow().ToUnixTimeMilliseconds(), random);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (_millisecond << 16) | 0x7000L | (long)_counter);
        bytes[8] = (byte)(0x80 | (random[2] & 0x3F));
        random[3..].CopyTo(bytes[9..]);
        bytes[15] = 0;
        return new Guid(bytes, bigEndian: true);
    }

    // A clock put back does not count: ids go on from where they were.
    private void Advance(long now, ReadOnlySpan<byte> random)
    {
        if (now > _millisecond)
        {
            // Half of the counter is left to count in.
            (_millisecond, _counter) = (now, BinaryPrimitives.ReadUInt16BigEndian(random) & (CounterMask >> 1));
        }
        else if (_counter == CounterMask)
        {
            (_millisecond, _counter) = (_millisecond + 1, 0);
        }
        else
        {
            _counter++;
        }
    }
}
