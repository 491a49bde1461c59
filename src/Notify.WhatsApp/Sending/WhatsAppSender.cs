using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Notify.Outcomes;
using Notify.Sending;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Diagnostics;
using Polly.Timeout;

namespace Notify.WhatsApp.Sending;

/// <summary>Sends text, media and templates from one account over Meta's Cloud API.</summary>
internal sealed class WhatsAppSender : IChannelSender
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly WhatsAppAccount _account;
    private readonly ILogger<WhatsAppSender> _logger;

    public WhatsAppSender(WhatsAppAccount account, ILogger<WhatsAppSender> logger)
    {
        (_account, _logger) = (account, logger);
        Tenants = [.. account.Options.Tenants.Distinct(StringComparer.Ordinal)];
    }

    public Channel Channel => Channel.WhatsApp;

    public string Account => _account.Name;

    public IReadOnlyCollection<string> Tenants { get; }

    public int? MaxPerSecond => _account.Options.MaxPerSecond;

    public TimeSpan LongestSend => _account.Options.Timeout + Margin;

    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = SendActivity.Start(Account, request);
        var outcome = MessageRules.Check(request) ?? await CallAsync(request, cancellationToken).ConfigureAwait(false);
        SendActivity.End(activity, outcome);
        _logger.Report(Account, request.Reference, outcome);
        return outcome;
    }

    private async Task<Outcome> CallAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var ticket = new SendTicket();
        var body = new PooledBuffer();
        MessageWriter.Write(body, request);
        Exception? error = null;
        try
        {
            await _account.Calls.ExecuteAsync(
                static (send, token) => new ValueTask(send.Sender.PostAsync(send.Ticket, send.Body, token)),
                (Sender: this, Ticket: ticket, Body: body),
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

        return ticket.Answer is { } answer
            ? AnswerReader.Read(answer, _account, request.Reference.SendNumber)
            : WithoutAnswer(ticket, error, cancellationToken.IsCancellationRequested);
    }

    private async Task PostAsync(SendTicket ticket, PooledBuffer body, CancellationToken cancellationToken)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, _account.MessagesAddress);
        post.Headers.Authorization = _account.Authorization;
        post.Content = new ReadOnlyMemoryContent(body.Written) { Headers = { ContentType = Json } };
        post.Options.Set(SendTicket.Key, ticket);
        using var response = await _account.Client.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (ticket.Answer is null)
        {
            // A handler of the app answered by itself; nobody knows what it did before.
            ticket.MarkLeft();
            ticket.Answer = await Answer.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Outcome WithoutAnswer(SendTicket ticket, Exception? error, bool cancelled)
    {
        var code = cancelled ? "cancelled" : IsTimeout(error) ? "timeout" : "network";
        var detail = error is HttpRequestException http ? $"{http.HttpRequestError}: {http.Message}" : error?.Message;
        return ticket.MayHaveLeft
            ? Outcome.Unknown(code, Clean.Detail(detail)) with { Remedy = "Wait for the receipt; it tells whether the message was taken." }
            : new Outcome
            {
                Class = OutcomeClass.Retry,
                Code = code,
                Detail = Clean.Detail(detail),
                Remedy = "Nothing was sent. Check the network, the proxy and BaseAddress.",
            };
    }

    private static bool IsTimeout(Exception? error) => error is TimeoutRejectedException or OperationCanceledException or TimeoutException;
}
