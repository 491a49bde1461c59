using Notify.Deliveries;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Sample.Worker.Emulation;
using Notify.Sample.Worker.Input;
using Notify.Sample.Worker.Running;

namespace Notify.Sample.Worker.Talking;

/// <summary>The people of the input file who write back: each once, when the line's message has reached them.</summary>
internal sealed class People(IInboundLog log, IDeliveryLog deliveries, EmulatorClient emulator, IReadOnlyList<QueuedLine> lines)
{
    private const int PageSize = 1000;

    // What people write belongs to the tenant whose message it answers.
    private readonly string[] _tenants = [.. lines.Where(l => l.Answer is not null).Select(l => l.Tenant).Append(Notification.DefaultTenant).Distinct(StringComparer.Ordinal)];
    private readonly List<QueuedLine> _silent = [.. lines.Where(l => l.Answer is not null)];
    private readonly HashSet<string> _wrote = new(StringComparer.Ordinal);
    private bool _knowsBefore;

    /// <summary>Lets those write whose message has arrived.</summary>
    /// <returns>Whether anybody wrote.</returns>
    public async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        if (_silent.Count == 0)
        {
            return false;
        }

        await LearnWhoWroteBeforeAsync(cancellationToken);
        var arrived = await emulator.AcceptedAsync(cancellationToken);
        var writers = _silent.Where(l => arrived.PhoneOf(l.Answer!.Over, Marker.Of(l.Number)) is not null).ToList();
        foreach (var line in writers)
        {
            var phone = arrived.PhoneOf(line.Answer!.Over, Marker.Of(line.Number))!;
            await emulator.WriteAsync(line.Answer.Over, phone, line.Answer.Text, cancellationToken);
            _wrote.Add(Marker.Of(line.Number));
            _silent.Remove(line);
        }

        return writers.Count > 0;
    }

    /// <summary>What became of what they wrote.</summary>
    public async Task<TalkResult> ReadAsync(CancellationToken cancellationToken)
    {
        var handled = await ReadAsync(m => m is { State: InboxState.Done, Reason: null }, cancellationToken);
        var replies = new List<(string, LineDelivery)>();
        foreach (var tenant in _tenants)
        {
            await foreach (var delivery in deliveries.ReadAllAsync(new DeliverySelection(tenant), cancellationToken))
            {
                if (delivery.CorrelationId is { } id && Marker.IsOfReply(id))
                {
                    replies.Add((id, new LineDelivery(delivery.Flow.Channel, delivery.State, delivery.Reason)));
                }
            }
        }

        return new TalkResult(_wrote.Count, handled.Count(_wrote.Contains), replies);
    }

    // After a crash: nobody says the same again.
    private async Task LearnWhoWroteBeforeAsync(CancellationToken cancellationToken)
    {
        if (!_knowsBefore)
        {
            _wrote.UnionWith(await ReadAsync(_ => true, cancellationToken));
            _silent.RemoveAll(l => _wrote.Contains(Marker.Of(l.Number)));
            _knowsBefore = true;
        }
    }

    private async Task<HashSet<string>> ReadAsync(Func<InboundRecord, bool> wanted, CancellationToken cancellationToken)
    {
        var markers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tenant in _tenants)
        {
            await ReadAsync(tenant, wanted, markers, cancellationToken);
        }

        return markers;
    }

    private async Task ReadAsync(string tenant, Func<InboundRecord, bool> wanted, HashSet<string> markers, CancellationToken cancellationToken)
    {
        long? next = null;
        do
        {
            var page = await log.PageAsync(new InboundSelection(tenant), PageSize, next, cancellationToken);
            foreach (var message in page.Messages.Where(wanted))
            {
                if (message.Read() is { Content: InboundText text } && Marker.FindIn(text.Text) is { } marker)
                {
                    markers.Add(marker);
                }
            }

            next = page.Next;
        }
        while (next is not null);
    }
}
