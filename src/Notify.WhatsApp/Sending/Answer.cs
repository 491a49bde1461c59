using System.Net.Http.Headers;

namespace Notify.WhatsApp.Sending;

/// <summary>What came back over the wire.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, whole.</param>
/// <param name="RetryAfter">The Retry-After header.</param>
/// <param name="Date">The Date header.</param>
/// <param name="Usage">The X-Business-Use-Case-Usage header.</param>
internal sealed record Answer(int Status, byte[] Body, RetryConditionHeaderValue? RetryAfter, DateTimeOffset? Date, string? Usage)
{
    private const string UsageHeader = "X-Business-Use-Case-Usage";
    private const int LongestBody = 1 << 20;

    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>Reads a response to its end, and leaves it readable for others.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(LongestBody, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var usage = response.Headers.NonValidated.TryGetValues(UsageHeader, out var values) ? values.ToString() : null;
        return new Answer((int)response.StatusCode, body, response.Headers.RetryAfter, response.Headers.Date, usage);
    }

    /// <summary>The same answer once more, for a handler that asks again.</summary>
    public HttpResponseMessage Replay(HttpRequestMessage request) => new((System.Net.HttpStatusCode)Status)
    {
        Content = new ByteArrayContent(Body),
        RequestMessage = request,
    };

    /// <summary>The status only: bodies may quote a number.</summary>
    public override string ToString() => $"HTTP {Status}";
}
