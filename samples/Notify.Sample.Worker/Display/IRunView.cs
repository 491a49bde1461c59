namespace Notify.Sample.Worker.Display;

/// <summary>Shows a run while it goes on: live on a terminal, line by line elsewhere.</summary>
internal interface IRunView
{
    /// <summary>Shows snapshots until told to end.</summary>
    Task ShowAsync(SnapshotReader snapshots, CancellationToken until);
}
