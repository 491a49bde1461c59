using Microsoft.Extensions.DependencyInjection;
using Notify.EndToEnd.Tests.Processes;
using Notify.Hosting;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Stopping;

public sealed class SqliteStopRaceTests(ITestOutputHelper output) : StopRaceTests(output), IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private protected override Task<Action<INotifyBuilder>> MakeStoreAsync() =>
        Task.FromResult<Action<INotifyBuilder>>(notify => notify.UseSqlite(_workspace.Database));
}
