using System.Net.Http.Headers;

namespace Notify.Http;

/// <summary>What came back over the wire.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, whole.</param>
/// <param name="Headers">The headers.</param>
internal sealed record Answer(int Status, byte[] Body, HttpResponseHeaders Headers)
{
    private const int LongestBody = 1 << 20;

    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>Reads a response to its end, and leaves it readable for others.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(LongestBody, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new Answer((int)response.StatusCode, body, response.Headers);
    }

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    /// <summary>The same answer once more, for a handler that asks again.</summary>
    public HttpResponseMessage Replay(HttpRequestMessage request) => new((System.Net.HttpStatusCode)Status)
    {
        Content = new ByteArrayContent(Body),
        RequestMessage = request,
    };

    /// <summary>The status only: bodies may quote a number.</summary>
    public override string ToString() => $"HTTP {Status}";
}
