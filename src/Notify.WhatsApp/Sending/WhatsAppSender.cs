using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Http;
using Notify.Outcomes;
using Notify.Sending;
using Notify.Templates;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Diagnostics;

namespace Notify.WhatsApp.Sending;

/// <summary>Sends text, media and templates from one account over Meta's Cloud API.</summary>
internal sealed class WhatsAppSender : IChannelSender
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    // Meta: a person's message or call opens it for 24 hours, and each further one anew.
    private static readonly TimeSpan CustomerServiceWindow = TimeSpan.FromHours(24);

    // Meta takes the phone number where both are given; one-time codes go to nothing else ("Business-scoped user IDs").
    private static readonly string[] PhoneOnly = [Address.PhoneKind];
    private static readonly string[] PhoneOrUser = [Address.PhoneKind, Address.WhatsAppUserKind];

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

    public TimeSpan? ServiceWindow => CustomerServiceWindow;

    public TimeSpan LongestSend => _account.Options.Timeout + Margin;

    public IReadOnlyList<string> AddressKindsFor(TemplateCategory? category) => category == TemplateCategory.Authentication ? PhoneOnly : PhoneOrUser;

    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = SendActivity.Start("notify.whatsapp.send", this, request);
        var outcome = MessageRules.Check(request) ?? await CallAsync(request, cancellationToken).ConfigureAwait(false);
        SendActivity.End(activity, outcome);
        _logger.Report(Account, request.Reference, outcome);
        return outcome;
    }

    private async Task<Outcome> CallAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var body = new PooledBuffer();
        MessageWriter.Write(body, request);
        var result = await _account.Wire.PostAsync(body, Prepare, cancellationToken).ConfigureAwait(false);
        return result.Answer is { } answer ? AnswerReader.Read(answer, _account, request.Reference.SendNumber) : result.WithoutAnswer();
    }

    private ValueTask<HttpRequestMessage> Prepare(CancellationToken cancellationToken) =>
        new(new HttpRequestMessage(HttpMethod.Post, _account.MessagesAddress) { Headers = { Authorization = _account.Authorization } });
}
