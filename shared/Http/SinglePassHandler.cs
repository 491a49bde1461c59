namespace Notify.Http;

/// <summary>
/// The innermost handler: lets a send pass once. A handler further out that repeats a request (a retry, a hedge) gets the first answer again,
/// or an exception where there was none, and nothing goes over the wire. A pass that made no connection may be followed by another.
/// What is no send (a GET, a request marked as <see cref="Repeatable"/>) passes freely.
/// </summary>
internal sealed class SinglePassHandler : DelegatingHandler
{
    /// <summary>Set on a POST that sends nobody anything.</summary>
    public static readonly HttpRequestOptionsKey<bool> Repeatable = new("Notify.Repeatable");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Options.TryGetValue(SendTicket.Key, out var ticket))
        {
            return ticket.TryEnter() ? PassAsync(request, ticket, cancellationToken) : RepeatAsync(request, ticket);
        }

        return request.Method == HttpMethod.Get || request.Options.TryGetValue(Repeatable, out _)
            ? base.SendAsync(request, cancellationToken)
            : Refuse("A handler of the app sent a message without the request's options. "
                + "Copy HttpRequestMessage.Options when cloning a request.");
    }

    private static Task<HttpResponseMessage> RepeatAsync(HttpRequestMessage request, SendTicket ticket) => ticket.Answer is { } answer
        ? Task.FromResult(answer.Replay(request))
        : Refuse("A message that may have left is not sent a second time. Leave POST out of the app's own retry or hedging handler.");

    private static Task<HttpResponseMessage> Refuse(string reason) => Task.FromException<HttpResponseMessage>(new HttpRequestException(reason));

    private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, SendTicket ticket, CancellationToken cancellationToken)
    {
        var content = request.Content;
        try
        {
            request.Content = new WireContent(content!, ticket);
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            ticket.MarkLeft();
            ticket.Answer = await Answer.ReadAsync(response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        finally
        {
            request.Content = content;
            ticket.Exit();
        }
    }
}
