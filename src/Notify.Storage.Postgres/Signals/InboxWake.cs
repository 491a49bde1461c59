using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Signals;

/// <summary>Wakes the inbox's loops of this process, and tells those of others.</summary>
internal sealed class InboxWake(PostgresDatabase database, InboxSignal own, TimeProvider time) : IDisposable
{
    private const string WebhooksPayload = "webhooks";
    private const string MessagesPayload = "messages";

    private readonly WakeSender _webhooks = new(database, time, WebhooksPayload);
    private readonly WakeSender _messages = new(database, time, MessagesPayload);

    /// <summary>What wakes the loops of this process.</summary>
    public InboxSignal Own => own;

    /// <summary>Something came.</summary>
    public void Pulse(InboxWork work)
    {
        own.Pulse(work);
        Of(work).Send();
    }

    /// <summary>This process listens from now on: for what came before.</summary>
    public void Begin()
    {
        foreach (var work in Enum.GetValues<InboxWork>())
        {
            Of(work).ForgetEcho();
            own.Pulse(work);
        }
    }

    /// <summary>Something came to another process, or to this one.</summary>
    public void Hear(string payload, int processId)
    {
        var work = payload == WebhooksPayload ? InboxWork.Webhooks : InboxWork.Messages;
        if (!Of(work).IsEcho(processId))
        {
            own.Pulse(work);
        }
    }

    public void Dispose()
    {
        _webhooks.Dispose();
        _messages.Dispose();
    }

    private WakeSender Of(InboxWork work) => work == InboxWork.Webhooks ? _webhooks : _messages;
}
