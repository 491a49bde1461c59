using System.Collections.Concurrent;
using System.Diagnostics;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Bench;

/// <summary>Accepts at once, so that what is measured is Notify.</summary>
internal sealed class InstantSender : IChannelSender
{
    private long _count;

    /// <summary>When each address was written to; null until somebody asks for it.</summary>
    public ConcurrentDictionary<string, long>? SentAt { get; set; }

    public Channel Channel => Channel.WhatsApp;

    public string Account => "default";

    public IReadOnlyCollection<string> Tenants => [];

    public TimeSpan LongestSend => TimeSpan.FromSeconds(1);

    public long Count => Interlocked.Read(ref _count);

    public Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        SentAt?.TryAdd(request.To.Value, Stopwatch.GetTimestamp());
        var number = Interlocked.Increment(ref _count);
        return Task.FromResult(Outcome.Accepted($"wamid.{number:x16}"));
    }
}
