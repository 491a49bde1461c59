using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Notify.AspNetCore.Webhooks;

/// <summary>A request's body in a rented buffer that grows as bytes come: a caller who only announces a large body costs nothing.</summary>
internal struct PooledBody
{
    /// <summary>The largest body taken. Meta's webhooks have at most 3 MB.</summary>
    public const int Largest = 3 * 1024 * 1024;

    private const int First = 16 * 1024;

    private byte[] _buffer;
    private int _length;

    public readonly ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body to its end; null where it is too large, whatever its head said.</summary>
    /// <exception cref="BadHttpRequestException">The server would not go on reading.</exception>
    /// <exception cref="IOException">The caller hung up.</exception>
    /// <exception cref="OperationCanceledException">The caller hung up.</exception>
    public static async ValueTask<PooledBody?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > Largest)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The server counts what frames the chunks as well.
            limit.MaxRequestBodySize = 2 * Largest;
        }

        var body = new PooledBody { _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(First, (context.Request.ContentLength ?? First) + 1)) };
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(body._buffer.AsMemory(body._length), context.RequestAborted).ConfigureAwait(false)) > 0)
            {
                body._length += read;
                if (body._length > Largest)
                {
                    body.Return();
                    return null;
                }

                body.GrowIfFull();
            }

            return body;
        }
        catch
        {
            body.Return();
            throw;
        }
    }

    /// <summary>Gives the buffer back. Only where nobody reads it any more.</summary>
    public readonly void Return() => ArrayPool<byte>.Shared.Return(_buffer);

    private void GrowIfFull()
    {
        if (_length < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        Return();
        _buffer = larger;
    }
}
