using Microsoft.Extensions.DependencyInjection;

namespace Notify.Hosting;

internal sealed class NotifyBuilder(IServiceCollection services) : INotifyBuilder
{
    public IServiceCollection Services { get; } = services;
}
