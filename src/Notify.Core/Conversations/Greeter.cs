using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Inbound;
using Notify.Sessions;
using Notify.Templates;

namespace Notify.Conversations;

/// <summary>Greets each person once a session. The session keeps which message greets, so that every run of it does and no other message does.</summary>
internal sealed class Greeter(IOptions<GreetingOptions> options, IOptions<TemplateOptions> templates, ILogger<Greeter> logger)
{
    /// <summary>The key under which the session's context has the id of the message that greets.</summary>
    public const string Key = "notify.greeted";

    /// <summary>The greeting to put in front of the first reply to a message; null for none.</summary>
    public async Task<string?> GreetAsync(InboundContext context, CancellationToken cancellationToken)
    {
        if (options.Value.Texts.Count == 0)
        {
            return null;
        }

        var session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        if (session.Context[Key] is null)
        {
            var change = new SessionChange(session.Id) { ValuesIfAbsent = new JsonObject { [Key] = context.Id.ToString("N") } };
            await context.ChangeSessionAsync(change, cancellationToken).ConfigureAwait(false);
            session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        }

        if (session.Context.Text(Key) != context.Id.ToString("N"))
        {
            return null;
        }

        logger.Greeted(context.Contact.Id, context.Tenant, session.Id, context.Id);
        return Wordings.In(options.Value.Texts, context.Contact.Locale, templates.Value.DefaultLocale);
    }
}
