using System.Globalization;
using Notify.Deliveries;

namespace Notify.Sample.Worker.Display;

/// <summary>A line whenever something changed, once a second at most.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider clock) : IRunView
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public async Task ShowAsync(SnapshotReader snapshots, CancellationToken until)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        var last = "";
        try
        {
            do
            {
                var snapshot = await snapshots.ReadAsync(until);
                var states = Describe(snapshot);
                if (states != last)
                {
                    await output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"{snapshot.Elapsed:mm\\:ss}  {states}  ({snapshot.PerSecond:0}/s)"));
                    last = states;
                }
            }
            while (await timer.WaitForNextTickAsync(until));
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private static string Describe(RunSnapshot snapshot)
    {
        var parts = Enum.GetValues<DeliveryState>()
            .Select(state => (State: state, Count: snapshot.Count(state)))
            .Where(p => p.Count > 0)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.State.ToString().ToLowerInvariant()} {p.Count}"));
        return string.Join(" · ", parts);
    }
}
