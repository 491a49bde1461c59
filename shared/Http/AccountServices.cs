using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notify.Sending;

namespace Notify.Http;

/// <summary>Registers accounts: named options, a sealed HTTP client, and what their kind brings.</summary>
internal static partial class AccountServices
{
    /// <summary>Under which key a section lists several accounts.</summary>
    public const string AccountsKey = "Accounts";

    private const string DefaultAccount = "default";

    /// <summary>Adds the account <c>default</c> from a section or, where the section has a list of accounts, one account per key in it.</summary>
    public static void AddAll<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceCollection services, AccountKind<TOptions> kind, IConfigurationSection section, Action<IHttpClientBuilder>? configureHttp)
        where TOptions : class
    {
        var accounts = section.GetSection(AccountsKey).GetChildren().ToList();
        if (accounts.Count == 0)
        {
            Add(services, kind, DefaultAccount, [section], null, configureHttp, holdsAccounts: true);
        }

        foreach (var account in accounts)
        {
            Add(services, kind, account.Key, [section, account], null, configureHttp, holdsAccounts: true);
        }
    }

    /// <summary>Adds an account: options from the sections in order, then from code. The first section may hold a list of accounts where that is said.</summary>
    public static void Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceCollection services,
        AccountKind<TOptions> kind,
        string name,
        IReadOnlyList<IConfigurationSection> sections,
        Action<TOptions>? configure,
        Action<IHttpClientBuilder>? configureHttp,
        bool holdsAccounts = false)
        where TOptions : class
    {
        if (name is null || !AccountName().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' is no account name: use 1 to 64 letters, digits, '.', '-' and '_'.", nameof(name));
        }

        var registration = new AccountRegistration<TOptions>(name, sections.Count > 0 ? sections[^1].Path : null);
        if (registration.Section is not null && Has<TOptions>(services, r => r == registration))
        {
            return;
        }

        var isNew = !Has<TOptions>(services, r => r.Name == name);
        services.AddSingleton(registration);
        AddOptions(services, kind, name, sections, configure, holdsAccounts);
        var client = services.AddHttpClient(kind.ClientName(name));
        if (isNew)
        {
            services.AddLogging();
            services.TryAddSingleton(TimeProvider.System);
            kind.AddShared(services);
            kind.AddSender(services, name);
            WireClient.Configure(client);
        }

        configureHttp?.Invoke(client);
    }

    /// <summary>Adds a sender that is there by its own type and key, as what the pipeline looks for.</summary>
    public static void AddSender<TSender>(IServiceCollection services, string name)
        where TSender : class, IChannelSender
    {
        services.AddKeyedSingleton<IChannelSender>(name, static (sp, key) => sp.GetRequiredKeyedService<TSender>(key));

        // By its own type: another channel's account may have the same name.
        services.AddSingleton<IChannelSender>(sp => sp.GetRequiredKeyedService<TSender>(name));
    }

    private static bool Has<TOptions>(IServiceCollection services, Func<AccountRegistration<TOptions>, bool> matches) =>
        services.Any(s => s is { IsKeyedService: false, ImplementationInstance: AccountRegistration<TOptions> r } && matches(r));

    private static void AddOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceCollection services, AccountKind<TOptions> kind, string name, IReadOnlyList<IConfigurationSection> sections, Action<TOptions>? configure, bool holdsAccounts)
        where TOptions : class
    {
        var options = services.AddOptions<TOptions>(name).ValidateOnStart();
        foreach (var section in sections)
        {
            options.Configure(o => kind.Bind(section, o));
            services.AddSingleton<IValidateOptions<TOptions>>(
                new AccountKeysValidator<TOptions>(kind, name, section, holdsAccounts && ReferenceEquals(section, sections[0])));
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AccountName();
}
