using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Bench.Sending;

/// <summary>Accepts at once, so that what is measured is Notify.</summary>
internal sealed class InstantSender : IChannelSender
{
    private long _count;

    public Channel Channel => Channel.WhatsApp;

    public string Account => "default";

    public IReadOnlyCollection<string> Tenants => [];

    public TimeSpan LongestSend => TimeSpan.FromSeconds(1);

    public Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _count);
        return Task.FromResult(Outcome.Accepted($"wamid.{number:x16}"));
    }
}
