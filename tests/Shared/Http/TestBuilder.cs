using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;

namespace Notify.Tests.Http;

internal sealed class TestBuilder(IServiceCollection services) : INotifyBuilder
{
    public IServiceCollection Services => services;
}
