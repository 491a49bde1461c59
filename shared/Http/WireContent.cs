using System.Net;

namespace Notify.Http;

/// <summary>
/// Tells a <see cref="SendTicket"/> when a body starts to be written. A handler asks for the body only once it has a connection, so before that
/// nothing can have left.
/// </summary>
internal sealed class WireContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly SendTicket _ticket;

    public WireContent(HttpContent inner, SendTicket ticket)
    {
        (_inner, _ticket) = (inner, ticket);
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _ticket.BeginWrite();
        try
        {
            await _inner.CopyToAsync(stream, context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ticket.EndWrite();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }
}
