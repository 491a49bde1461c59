using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify;
using Notify.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The recording notifier's registration.</summary>
public static class RecordingNotifierExtensions
{
    /// <summary>
    /// Puts a <see cref="RecordingNotifier"/> in the place of the app's <see cref="INotifier"/>, whether Notify was added before, is added after, or not at
    /// all. Ask the services for <see cref="RecordingNotifier"/> to look at what was queued. Calling it twice changes nothing.
    /// </summary>
    public static IServiceCollection AddRecordingNotifierForTests(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(s => new RecordingNotifier(s.GetService<TimeProvider>()));
        services.Replace(ServiceDescriptor.Singleton<INotifier>(s => s.GetRequiredService<RecordingNotifier>()));
        return services;
    }
}
