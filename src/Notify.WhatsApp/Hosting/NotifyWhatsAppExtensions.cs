using Microsoft.Extensions.Configuration;
using Notify.Hosting;
using Notify.Http;
using Notify.WhatsApp;
using Notify.WhatsApp.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds WhatsApp accounts to Notify.</summary>
/// <remarks>
/// Every account brings a sender (also by DI key, the account's name), the webhook reader and handshake for all accounts, and the template sync.
/// Calling a method again with the same name and section changes nothing; with other options, both apply and the last wins.
/// </remarks>
public static class NotifyWhatsAppExtensions
{
    /// <summary>
    /// Adds the account <c>default</c> from a section such as <c>Notify:WhatsApp</c> or, where the section has a list <c>Accounts</c>, one
    /// account per key in it; settings beside the list hold for all of them unless an account has its own.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <param name="configureHttp">Adds to each account's HTTP client, for instance a handler of the app's own.</param>
    public static INotifyBuilder AddWhatsApp(
        this INotifyBuilder builder, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        AccountServices.AddAll(builder.Services, WhatsAppServices.Kind, section, configureHttp);
        return builder;
    }

    /// <summary>Adds the account <c>default</c> in code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets its options.</param>
    /// <param name="configureHttp">Adds to the account's HTTP client, for instance a handler of the app's own.</param>
    public static INotifyBuilder AddWhatsApp(
        this INotifyBuilder builder, Action<WhatsAppOptions> configure, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddWhatsApp(WhatsAppOptions.DefaultAccount, configure, configureHttp);

    /// <summary>Adds an account by name from its own section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The account's name: 1 to 64 letters, digits, '.', '-' and '_'.</param>
    /// <param name="section">The account's section.</param>
    /// <param name="configureHttp">Adds to the account's HTTP client, for instance a handler of the app's own.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public static INotifyBuilder AddWhatsApp(
        this INotifyBuilder builder, string name, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        AccountServices.Add(builder.Services, WhatsAppServices.Kind, name, [section], null, configureHttp);
        return builder;
    }

    /// <summary>Adds an account by name in code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The account's name: 1 to 64 letters, digits, '.', '-' and '_'.</param>
    /// <param name="configure">Sets its options.</param>
    /// <param name="configureHttp">Adds to the account's HTTP client, for instance a handler of the app's own.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public static INotifyBuilder AddWhatsApp(
        this INotifyBuilder builder, string name, Action<WhatsAppOptions> configure, Action<IHttpClientBuilder>? configureHttp = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        AccountServices.Add(builder.Services, WhatsAppServices.Kind, name, [], configure, configureHttp);
        return builder;
    }
}
