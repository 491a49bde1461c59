namespace Notify.Http;

/// <summary>That an account was added, and from which configuration section; null where code configures it.</summary>
internal sealed record AccountRegistration<TOptions>(string Name, string? Section)
{
    /// <summary>How to name one of the account's settings to a person.</summary>
    public string Key(string setting) => Section is null ? $"{typeof(TOptions).Name}.{setting}" : $"{Section}:{setting}";
}
