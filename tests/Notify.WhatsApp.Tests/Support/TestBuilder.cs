using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;

namespace Notify.WhatsApp.Tests.Support;

internal sealed class TestBuilder(IServiceCollection services) : INotifyBuilder
{
    public IServiceCollection Services => services;
}
