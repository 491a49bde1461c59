using Microsoft.Extensions.DependencyInjection;
using Notify.EndToEnd.Tests.Processes;
using Notify.Hosting;

namespace Notify.EndToEnd.Tests.Receiving;

public sealed class SqliteHookTests : HookTests, IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private protected override Task<Action<INotifyBuilder>> MakeStoreAsync() =>
        Task.FromResult<Action<INotifyBuilder>>(notify => notify.UseSqlite(_workspace.Database));
}
