using System.Globalization;
using Notify.Deliveries;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Notify.Sample.Worker.Display;

/// <summary>A table by domain and state that renews itself, with the last events below.</summary>
internal sealed class LiveView(IAnsiConsole console, EventFeed events, TimeProvider clock) : IRunView
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);
    private static readonly DeliveryState[] Columns = Enum.GetValues<DeliveryState>();

    public Task ShowAsync(SnapshotReader snapshots, CancellationToken until) =>
        console.Live(new Text("")).AutoClear(true).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Pace, clock);
            try
            {
                do
                {
                    live.UpdateTarget(Draw(await snapshots.ReadAsync(until)));
                }
                while (await timer.WaitForNextTickAsync(until));
            }
            catch (OperationCanceledException) when (until.IsCancellationRequested)
            {
                // The run is over.
            }
        });

    private Rows Draw(RunSnapshot snapshot)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("domain");
        foreach (var state in Columns)
        {
            table.AddColumn(new TableColumn(state.ToString().ToLowerInvariant()).RightAligned());
        }

        foreach (var (domain, states) in snapshot.Domains)
        {
            table.AddRow([new Text(domain), .. Columns.Select(state => Cell(states.GetValueOrDefault(state)))]);
        }

        var status = string.Create(CultureInfo.InvariantCulture, $"{snapshot.Elapsed:mm\\:ss}   {snapshot.PerSecond:0} a second");
        IEnumerable<IRenderable> feed = events.Last().Select(line => new Text(line, new Style(Color.Grey)).Ellipsis());
        return new Rows([table, new Text(status), .. feed]);
    }

    private static Text Cell(long count) =>
        count == 0 ? new Text("·", new Style(Color.Grey)) : new Text(count.ToString(CultureInfo.InvariantCulture));
}
