using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Sessions;

/// <summary>Checks <see cref="SessionOptions"/>.</summary>
internal sealed class SessionOptionsValidator : IValidateOptions<SessionOptions>
{
    private const int MaxKey = 100;

    public ValidateOptionsResult Validate(string? name, SessionOptions options) => new Check("Sessions")
        .Range(nameof(options.Lifetime), options.Lifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30))
        .Range(nameof(options.Keep), options.Keep, TimeSpan.FromHours(1), TimeSpan.FromDays(3650))
        .True(nameof(options.SummaryTemplate), options.SummaryTemplate is { Length: > 0 and <= MaxKey }, $"must be a template's key of 1 to {MaxKey} characters")
        .Result();
}
