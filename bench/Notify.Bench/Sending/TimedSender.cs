using System.Collections.Concurrent;
using System.Diagnostics;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Bench.Sending;

/// <summary>Notes when each person is first written to, and passes the call on.</summary>
internal sealed class TimedSender(IChannelSender inner, ConcurrentDictionary<string, long> sentAt) : IChannelSender
{
    public Channel Channel => inner.Channel;

    public string Account => inner.Account;

    public IReadOnlyCollection<string> Tenants => inner.Tenants;

    public TimeSpan LongestSend => inner.LongestSend;

    public Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        sentAt.TryAdd(request.To.Value, Stopwatch.GetTimestamp());
        return inner.SendAsync(request, cancellationToken);
    }
}
