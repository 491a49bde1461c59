using Microsoft.Extensions.DependencyInjection;

namespace Notify.Hosting;

/// <summary>What packages hang their <c>Add…</c> and <c>Use…</c> methods on. They may be called twice; what the app registered itself wins.</summary>
public interface INotifyBuilder
{
    /// <summary>The app's services.</summary>
    IServiceCollection Services { get; }
}
