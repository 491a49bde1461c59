using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.Http;

/// <summary>What is particular to the accounts of one provider.</summary>
internal sealed record AccountKind<TOptions>
{
    /// <summary>The provider, as messages name it.</summary>
    public required string Provider { get; init; }

    /// <summary>The keys an account's section may have.</summary>
    public required string[] Settings { get; init; }

    /// <summary>The keys a change of one error code may have.</summary>
    public required string[] ErrorSettings { get; init; }

    /// <summary>Whether a key is an error code.</summary>
    public required Func<string, bool> IsErrorCode { get; init; }

    /// <summary>An error code, to show what one looks like.</summary>
    public required string ErrorCodeExample { get; init; }

    /// <summary>Reads a section.</summary>
    public required Action<IConfigurationSection, TOptions> Bind { get; init; }

    /// <summary>Adds what all accounts share.</summary>
    public required Action<IServiceCollection> AddShared { get; init; }

    /// <summary>Adds an account's sender.</summary>
    public required Action<IServiceCollection, string> AddSender { get; init; }

    /// <summary>The name of an account's client at <see cref="IHttpClientFactory"/>.</summary>
    public string ClientName(string account) => $"Notify.{Provider}:{account}";
}
