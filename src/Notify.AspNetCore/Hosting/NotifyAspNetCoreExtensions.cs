using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notify.AspNetCore.PostCall;
using Notify.AspNetCore.RunOnce;
using Notify.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to Notify what an ASP.NET Core app may want of it.</summary>
/// <remarks>Calling a method again changes nothing but the options, of which the last wins.</remarks>
public static class NotifyAspNetCoreExtensions
{
    /// <summary>Allows the worker to be run over HTTP with the keys in a section such as <c>Notify:RunOnce</c>; <c>MapNotifyRunOnce</c> gives it an address.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section; it has <see cref="RunOnceOptions.Keys"/>.</param>
    public static INotifyBuilder AddRunOnce(this INotifyBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        builder.AddRunOnce(options =>
        {
            foreach (var key in section.GetSection(nameof(options.Keys)).GetChildren())
            {
                options.Keys.Add(key.Value ?? "");
            }
        });
        builder.Services.AddSingleton<IValidateOptions<RunOnceOptions>>(new UnknownKeysValidator(section));
        return builder;
    }

    /// <summary>Allows the worker to be run over HTTP with keys set in code; <c>MapNotifyRunOnce</c> gives it an address.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the keys.</param>
    public static INotifyBuilder AddRunOnce(this INotifyBuilder builder, Action<RunOnceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<RunOnceOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RunOnceOptions>, RunOnceOptionsValidator>());
        builder.Services.TryAddSingleton<BearerKeys>();
        builder.Services.TryAddSingleton<RunOnceEndpoint>();
        builder.Services.TryAddSingleton<PostCallEndpoint>();
        return builder;
    }
}
