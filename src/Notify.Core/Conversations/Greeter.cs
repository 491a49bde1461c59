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
        while (session.Context[Key] is null)
        {
            var change = new SessionChange(session.Id) { Values = new JsonObject { [Key] = context.Id.ToString("N") }, ExpectedVersion = session.Version };
            if (await context.ChangeSessionAsync(change, IsGreetedBy, cancellationToken).ConfigureAwait(false) == SessionChangeStatus.TooLong)
            {
                return null;
            }

            // Where it ended meanwhile, for instance joined with another of the same person, the one that goes on may have its greeting.
            session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!IsGreetedBy(session))
        {
            return null;
        }

        bool IsGreetedBy(Session asked) => asked.Context.Text(Key) == context.Id.ToString("N");

        logger.Greeted(context.Contact.Id, context.Tenant, session.Id, context.Id);
        return Wordings.In(options.Value.Texts, context.Contact.Locale, templates.Value.DefaultLocale);
    }
}
