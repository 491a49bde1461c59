using Notify.AI.HandingOver;

namespace Notify.AI.Tests.Support;

/// <summary>Notes what it is told of.</summary>
internal sealed class Receiver(CrashPoints crash) : IHandOverReceiver
{
    public List<HandOver> Told { get; } = [];

    public Task ReceiveAsync(HandOver handOver, CancellationToken cancellationToken) => crash.StepAsync(() =>
    {
        Told.Add(handOver);
        return Task.FromResult(true);
    });
}
