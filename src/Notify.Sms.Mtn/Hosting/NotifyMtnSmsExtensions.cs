using Microsoft.Extensions.Configuration;
using Notify.Hosting;
using Notify.Http;
using Notify.Sms.Mtn;
using Notify.Sms.Mtn.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds SMS accounts at MTN to Notify.</summary>
/// <remarks>
/// Every account brings a sender (also by DI key, the account's name) and its part of the webhook reader. Calling a method again with the same name and section
/// changes nothing; with other options, both apply and the last wins.
/// </remarks>
public static class NotifyMtnSmsExtensions
{
    /// <summary>
    /// Adds the account <c>default</c> from a section such as <c>Notify:Mtn</c> or, where the section has a list <c>Accounts</c>, one account per key in it;
    /// settings beside the list hold for all of them unless an account has its own.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <param name="configureHttp">Adds to each account's HTTP client, for instance a handler of the app's own.</param>
    public static INotifyBuilder AddMtnSms(this INotifyBuilder builder, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        AccountServices.AddAll(builder.Services, MtnServices.Kind, section, configureHttp);
        return builder;
    }

    /// <summary>Adds the account <c>default</c> in code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets its options.</param>
    /// <param name="configureHttp">Adds to the account's HTTP client, for instance a handler of the app's own.</param>
    public static INotifyBuilder AddMtnSms(this INotifyBuilder builder, Action<MtnOptions> configure, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddMtnSms(MtnOptions.DefaultAccount, configure, configureHttp);

    /// <summary>Adds an account by name from its own section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The account's name: 1 to 64 letters, digits, '.', '-' and '_'.</param>
    /// <param name="section">The account's section.</param>
    /// <param name="configureHttp">Adds to the account's HTTP client, for instance a handler of the app's own.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public static INotifyBuilder AddMtnSms(
        this INotifyBuilder builder, string name, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        AccountServices.Add(builder.Services, MtnServices.Kind, name, [section], null, configureHttp);
        return builder;
    }

    /// <summary>Adds an account by name in code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The account's name: 1 to 64 letters, digits, '.', '-' and '_'.</param>
    /// <param name="configure">Sets its options.</param>
    /// <param name="configureHttp">Adds to the account's HTTP client, for instance a handler of the app's own.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public static INotifyBuilder AddMtnSms(
        this INotifyBuilder builder, string name, Action<MtnOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        AccountServices.Add(builder.Services, MtnServices.Kind, name, [], configure, configureHttp);
        return builder;
    }
}
