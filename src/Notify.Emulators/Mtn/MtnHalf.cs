using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notify.Emulators.Meta;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Journals;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Mtn;

/// <summary>MTN's API beside Meta's: tokens, sends, delivery reports, and what people write as SMS. It shares the phone's list and journal.</summary>
internal sealed class MtnHalf : IAsyncDisposable
{
    private readonly MtnWebhook _webhook;
    private readonly ReceiptDispatcher _reports;
    private readonly TokenEndpoint _tokens;
    private readonly SmsEndpoint _sends;
    private readonly SmsInboundEndpoints _inbound;

    public MtnHalf(MetaEmulatorOptions options, MtnEmulatorOptions mtn, AcceptedStore store)
    {
        _webhook = new MtnWebhook(options);
        _reports = new ReceiptDispatcher(options, store, _webhook);
        _tokens = new TokenEndpoint(mtn, options.TimeProvider);
        _sends = new SmsEndpoint(_tokens, store, _reports, options.TimeProvider);
        _inbound = new SmsInboundEndpoints(store, _reports, options.TimeProvider);
    }

    public int Pending => _reports.Pending;

    public Uri? WebhookUrl
    {
        get => _webhook.Url;
        set => _webhook.Url = value;
    }

    public void Start(JournalState before) => _reports.Start(before, entry => entry.Message.IsSms());

    public void RemoveUpTo(long sequence) => _reports.RemoveUpTo(sequence);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/oauth/access_token", _tokens.GiveAsync);
        routes.MapPost("/v1/oauth/access_token/accesstoken", _tokens.GiveAsync);
        routes.MapPost("/v3/sms/messages/sms/outbound", _sends.SendAsync);
        routes.MapPost("/_emulator/mtn/inbound", _inbound.WriteAsync);
        routes.MapPost("/_emulator/phone/conversations/{id}/sms", _inbound.ReplyAsync);
        routes.MapPut("/_emulator/mtn/webhook", SetWebhookAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _reports.DisposeAsync().ConfigureAwait(false);
        _webhook.Dispose();
    }

    private async Task SetWebhookAsync(HttpContext context)
    {
        var (isRead, url) = await ControlEndpoints.ReadWebhookAsync(context).ConfigureAwait(false);
        if (!isRead)
        {
            await MtnAnswers.ErrorAsync(context, MtnError.Invalid("Send url: an absolute http:// or https:// address, or null for none.")).ConfigureAwait(false);
            return;
        }

        _webhook.Url = url;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
