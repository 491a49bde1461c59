using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Tests.OptOut;

/// <summary>A provider of two workers: what a call asks for is on its list some milliseconds after the call began, and its answer takes as long again.</summary>
internal sealed class RaceSender : IChannelSender
{
    private readonly Lock _lock = new();
    private readonly List<SendRequest> _list = [];

    public Channel Channel => Channel.WhatsApp;

    public string Account => "default";

    public IReadOnlyCollection<string> Tenants { get; init; } = [];

    public TimeSpan LongestSend => TimeSpan.FromSeconds(10);

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<SendRequest> List
    {
        get
        {
            lock (_lock)
            {
                return [.. _list];
            }
        }
    }

    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(15)), TimeProvider.System, CancellationToken.None);
        lock (_lock)
        {
            _list.Add(request);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(15)), TimeProvider.System, CancellationToken.None);
        return Outcome.Accepted($"race.{request.Reference}");
    }
}
