using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;

namespace Notify.Testing.Tests;

internal sealed class TestNotifyBuilder : INotifyBuilder
{
    public IServiceCollection Services { get; } = new ServiceCollection();
}
