using System.Net;
using Microsoft.Extensions.Logging;
using Notify.Http;
using Notify.Outcomes;
using Notify.Sending;
using Notify.Sms.Mtn.Accounts;
using Notify.Sms.Mtn.Diagnostics;
using Notify.Sms.Mtn.Tokens;

namespace Notify.Sms.Mtn.Sending;

/// <summary>Sends text from one account over MTN's SMS API.</summary>
internal sealed class MtnSender : IChannelSender
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly MtnAccount _account;
    private readonly MtnMetrics _metrics;
    private readonly ILogger<MtnSender> _logger;

    public MtnSender(MtnAccount account, MtnMetrics metrics, ILogger<MtnSender> logger)
    {
        (_account, _metrics, _logger) = (account, metrics, logger);
        Tenants = [.. account.Options.Tenants.Distinct(StringComparer.Ordinal)];
    }

    public Channel Channel => Channel.Sms;

    public string Account => _account.Name;

    public IReadOnlyCollection<string> Tenants { get; }

    public int? MaxPerSecond => _account.Options.MaxPerSecond;

    public TimeSpan LongestSend => _account.Options.Timeout + Margin;

    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = SendActivity.Start("notify.sms.send", this, request);
        var outcome = MessageRules.Check(request) ?? await FitAndCallAsync(request, cancellationToken).ConfigureAwait(false);
        SendActivity.End(activity, outcome);
        _logger.Report(Account, request.Reference, outcome);
        return outcome;
    }

    private async Task<Outcome> FitAndCallAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var text = SmsText.Fit(request.Message.Text, _account.Options.MaxSegments, _account.Options.SmartEncoding);
        var body = new PooledBuffer();
        MessageWriter.Write(body, _account.Options, request, text.Text);
        var outcome = await CallAsync(body, cancellationToken).ConfigureAwait(false);
        if (outcome.Class != OutcomeClass.Accepted)
        {
            return outcome;
        }

        _metrics.Sent(Account, text.Size);
        return outcome with { Detail = $"{text.Size.Segments} × {text.Size.Encoding}{(text.IsCut ? ", cut" : "")}" };
    }

    private async Task<Outcome> CallAsync(PooledBuffer body, CancellationToken cancellationToken)
    {
        Token? token = null;
        var result = await _account.Wire.PostAsync(
            body,
            async stop =>
            {
                token = _account.Tokens is { } tokens ? await tokens.GetAsync(stop).ConfigureAwait(false) : null;
                return _account.Request(token);
            },
            cancellationToken).ConfigureAwait(false);
        return result switch
        {
            { Answer: { } answer } => Read(answer, token),
            { Error: TokenException noToken, MayHaveLeft: false } => noToken.Outcome,
            _ => result.WithoutAnswer(),
        };
    }

    // A refused token means that nothing was taken. The post is not repeated here all the same: one mark, one post. The next send brings a new token.
    private Outcome Read(Answer answer, Token? token)
    {
        if (answer.Status != (int)HttpStatusCode.Unauthorized)
        {
            token?.Taken();
            return AnswerReader.Read(answer, _account);
        }

        var isWorthATry = token is { IsHopeless: false };
        if (token is not null)
        {
            _account.Tokens!.Refuse(token);
        }

        return AnswerReader.Unauthorized(answer, _account, isWorthATry);
    }
}
