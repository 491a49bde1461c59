using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Inbound;

namespace Notify.OptOut;

/// <summary>Heeds STOP, START and HELP before any handler of the app's sees them. Repeatable: what a run did before it died is known by its mark in the reason.</summary>
internal sealed class WordHandler(
    WordBook words,
    AccountPeople people,
    ConsentTrail trail,
    FirstWord first,
    IContactStore contacts,
    IOpenQuestions questions,
    NotifyMetrics metrics,
    IOptions<OptOutOptions> options,
    ILogger<WordHandler> logger) : IInboundHandler
{
    public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        if (!options.Value.IsEnabled || words.Find(context.Message) is not { } match)
        {
            return InboundResult.PassOn;
        }

        switch (match.Kind)
        {
            case WordKind.Stop:
                await StopAsync(context, match, cancellationToken).ConfigureAwait(false);
                return InboundResult.Handled;
            case WordKind.Help:
                await HelpAsync(context, match, cancellationToken).ConfigureAwait(false);
                return InboundResult.Handled;
            default:
                return await StartAsync(context, match, cancellationToken).ConfigureAwait(false) ? InboundResult.Handled : InboundResult.PassOn;
        }
    }

    private async Task StopAsync(InboundContext context, WordMatch match, CancellationToken cancellationToken)
    {
        var channel = context.Message.Channel;
        var keys = await KeysOfAsync(context, cancellationToken).ConfigureAwait(false);
        var all = keys;
        keys = await trail.NotOvertakenAsync(context, keys, cancellationToken).ConfigureAwait(false);
        if (keys.Count == 0)
        {
            logger.Overtaken(context.Id, context.Tenant, context.Contact.Id);
            return;
        }

        var cancelled = await OptOutAsync(context, keys, match, cancellationToken).ConfigureAwait(false);
        if (IsStanding(context))
        {
            // Those that got to know them before it stood; whoever does from now on begins with it.
            List<ContactKey> late = [.. (await KeysOfAsync(context, cancellationToken).ConfigureAwait(false)).Except(all)];
            cancelled += await OptOutAsync(context, late, match, cancellationToken).ConfigureAwait(false);
            keys = [.. keys, .. late];
        }

        if (!await first.IsOptOutAsync(context, keys, cancellationToken).ConfigureAwait(false))
        {
            logger.OptedOutAgain(context.Contact.Id, context.Tenant, channel.Name, context.Id);
            return;
        }

        metrics.Word("stop", channel);
        logger.OptedOut(context.Contact.Id, context.Tenant, channel.Name, context.Id, keys.Count, cancelled);
        await AnswerAsync(context, AnswerDomains.OptedOut, match.Wording(context.Contact.Locale).Stopped, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> OptOutAsync(InboundContext context, IReadOnlyList<ContactKey> keys, WordMatch match, CancellationToken cancellationToken)
    {
        var cancelled = 0;
        foreach (var key in keys)
        {
            var change = Change(context, key, true, match) with { Channel = options.Value.Scope == OptOutScope.Channel ? context.Message.Channel : null };
            cancelled += await contacts.SetConsentAsync(change, cancellationToken).ConfigureAwait(false);
        }

        return cancelled;
    }

    // For who is not opted out it is a word like any other.
    private async Task<bool> StartAsync(InboundContext context, WordMatch match, CancellationToken cancellationToken)
    {
        var channel = context.Message.Channel;
        var keys = await KeysOfAsync(context, cancellationToken).ConfigureAwait(false);
        var found = await people.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        var optedOut = found.Zip(keys).Where(p => p.First?.IsOptedOutOf(channel) == true).ToList();
        if (optedOut.Count == 0)
        {
            return await StartAgainAsync(context, match, keys, cancellationToken).ConfigureAwait(false);
        }

        if (match.Kind == WordKind.Yes && await questions.IsAskedAsync(context, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        // What was tried again may be older than a STOP that came after it.
        var later = await trail.LaterAsync(context, [.. optedOut.Select(static p => p.First!)], keys, cancellationToken).ConfigureAwait(false);
        optedOut.RemoveAll(p => later.Contains(p.First!.Id));
        if (optedOut.Count == 0)
        {
            logger.Overtaken(context.Id, context.Tenant, context.Contact.Id);
            return true;
        }

        foreach (var (contact, key) in optedOut)
        {
            var isOfOne = options.Value.Scope == OptOutScope.Channel && !contact!.IsOptedOut;
            var change = Change(context, key, false, match) with { Channel = isOfOne ? channel : null };
            await contacts.SetConsentAsync(change, cancellationToken).ConfigureAwait(false);
        }

        await StartedAsync(context, match, keys, optedOut.Count, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> StartAgainAsync(InboundContext context, WordMatch match, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        if (!await trail.IsLastOptInAsync(context, keys, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await StartedAsync(context, match, keys, keys.Count, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task StartedAsync(InboundContext context, WordMatch match, IReadOnlyList<ContactKey> keys, int tenants, CancellationToken cancellationToken)
    {
        metrics.Word("start", context.Message.Channel);
        logger.OptedIn(context.Contact.Id, context.Tenant, context.Message.Channel.Name, context.Id, tenants);
        if (!await first.IsOptInAsync(context, keys, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await AnswerAsync(context, AnswerDomains.OptedIn, match.Wording(context.Contact.Locale).Started, cancellationToken).ConfigureAwait(false);
        await TellAsync(context, () => questions.AskAgainAsync(context, cancellationToken).AsTask()).ConfigureAwait(false);
    }

    private async Task HelpAsync(InboundContext context, WordMatch match, CancellationToken cancellationToken)
    {
        metrics.Word("help", context.Message.Channel);
        logger.HelpAsked(context.Contact.Id, context.Tenant, context.Message.Channel.Name, context.Id);
        await AnswerAsync(context, AnswerDomains.Help, match.Wording(context.Contact.Locale).Help, cancellationToken).ConfigureAwait(false);
    }

    private Task AnswerAsync(InboundContext context, string domain, string text, CancellationToken cancellationToken) =>
        TellAsync(context, () => context.AnswerAsync(domain, text, cancellationToken));

    // An account that takes messages in and sends none is no reason to heed a STOP again and again.
    private async Task TellAsync(InboundContext context, Func<Task> tell)
    {
        try
        {
            await tell().ConfigureAwait(false);
        }
        catch (InvalidNotificationException e)
        {
            logger.Unanswered(context.Id, context.Tenant, string.Join(' ', e.Errors));
        }
    }

    private Task<IReadOnlyList<ContactKey>> KeysOfAsync(InboundContext context, CancellationToken cancellationToken) =>
        people.KeysOfAsync(context.Contact, context.Message.Channel, context.Message.Account, context.Message.From, cancellationToken);

    private bool IsStanding(InboundContext context) => people.ServesAll(context.Message.Channel, context.Message.Account);

    private ConsentChange Change(InboundContext context, ContactKey key, bool optedOut, WordMatch match) =>
        new(key, optedOut, $"wrote {match.Word} {ConsentTrail.MarkOf(context)})", "contact") { IsStanding = IsStanding(context) };
}
