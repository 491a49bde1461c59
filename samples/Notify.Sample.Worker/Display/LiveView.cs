using Spectre.Console;

namespace Notify.Sample.Worker.Display;

/// <summary>A table by domain and state that renews itself, with the last events below.</summary>
internal sealed class LiveView(IAnsiConsole console, EventFeed events, TimeProvider clock) : IRunView
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    public Task ShowAsync(SnapshotReader snapshots, CancellationToken until) =>
        // On a terminal too low for the table its last rows are cut off, and its head stays.
        console.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).Cropping(VerticalOverflowCropping.Bottom).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Pace, clock);
            try
            {
                do
                {
                    live.UpdateTarget(LivePicture.Draw(console, await snapshots.ReadAsync(until), events.Last()));
                }
                while (await timer.WaitForNextTickAsync(until));
            }
            catch (OperationCanceledException) when (until.IsCancellationRequested)
            {
                // The run is over.
            }
        });
}
