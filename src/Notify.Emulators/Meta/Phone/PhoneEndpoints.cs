using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notify.Emulators.Calls;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Meta.Phone;

/// <summary>The phone page and what it reads.</summary>
internal sealed class PhoneEndpoints(AcceptedList list, bool hasSms, CallEndpoints calls, TimeProvider clock)
{
    private static readonly TimeSpan BetweenEvents = TimeSpan.FromMilliseconds(250);

    private readonly PhoneView _view = new(list, hasSms, calls);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Redirect);
        routes.MapGet("/phone", context => PageFile.SendAsync(context, "phone.html"));
        routes.MapGet("/phone/{file}", context => PageFile.SendAsync(context, AccessCheck.Part(context, "file")));
        routes.MapGet("/_emulator/phone/conversations", ConversationsAsync);
        routes.MapGet("/_emulator/phone/conversations/{id}", MessagesAsync);
        routes.MapGet("/_emulator/phone/events", EventsAsync);
        calls.Map(routes);
    }

    private static Task Redirect(HttpContext context)
    {
        context.Response.Redirect("/phone");
        return Task.CompletedTask;
    }

    private Task ConversationsAsync(HttpContext context)
        => Answers.JsonAsync(context, _view.Conversations(PhoneQuery.Read(context.Request)), EmulatorJson.Default.ConversationPage);

    private Task MessagesAsync(HttpContext context)
    {
        var known = int.TryParse(AccessCheck.Part(context, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        if (known && _view.Messages(id, PhoneQuery.Read(context.Request)) is { } page)
        {
            return Answers.JsonAsync(context, page, EmulatorJson.Default.MessagePage);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Server-sent events: the version of the list, whenever it changed, a few times a second at most.</summary>
    private async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var told = -1L;
        while (!context.RequestAborted.IsCancellationRequested)
        {
            if (list.Version is var version && version != told)
            {
                told = version;
                await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"data: {version}\n\n"), context.RequestAborted).ConfigureAwait(false);
            }

            await Task.Delay(BetweenEvents, clock, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
