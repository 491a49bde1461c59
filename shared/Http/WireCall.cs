using System.Net.Http.Headers;
using Polly;

namespace Notify.Http;

/// <summary>One send over the wire: posts a body once, and tells what came of it.</summary>
/// <param name="Client">The account's client, whose innermost handler is a <see cref="SinglePassHandler"/>.</param>
/// <param name="Calls">The account's time-out and concurrency limit.</param>
internal sealed record WireCall(HttpClient Client, ResiliencePipeline Calls)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Posts a body of JSON once. Takes the body over, and never throws.</summary>
    /// <param name="body">The body.</param>
    /// <param name="prepare">Makes the request without its body; what it throws is the result's <see cref="WireResult.Error"/>, and nothing has left.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<WireResult> PostAsync(
        PooledBuffer body, Func<CancellationToken, ValueTask<HttpRequestMessage>> prepare, CancellationToken cancellationToken)
    {
        var ticket = new SendTicket();
        Exception? error = null;
        try
        {
            await Calls.ExecuteAsync(
                static (send, token) => new ValueTask(send.Call.PostAsync(send.Ticket, send.Body, send.Prepare, token)),
                (Call: this, Ticket: ticket, Body: body, Prepare: prepare),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Every way a call can end is an outcome, those of the app's own handlers too.
            error = e;
        }

        ticket.Close();
        if (ticket.BodyIsFree)
        {
            body.Return();
        }

        return new WireResult(ticket.Answer, ticket.MayHaveLeft, error, cancellationToken.IsCancellationRequested);
    }

    private async Task PostAsync(
        SendTicket ticket, PooledBuffer body, Func<CancellationToken, ValueTask<HttpRequestMessage>> prepare, CancellationToken cancellationToken)
    {
        using var post = await prepare(cancellationToken).ConfigureAwait(false);
        post.Content = new ReadOnlyMemoryContent(body.Written) { Headers = { ContentType = Json } };
        post.Options.Set(SendTicket.Key, ticket);
        using var response = await Client.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (ticket.Answer is null)
        {
            // A handler of the app answered by itself; nobody knows what it did before.
            ticket.MarkLeft();
            ticket.Answer = await Answer.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }
}
