using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Sessions;

/// <summary>Checks <see cref="SessionOptions"/>.</summary>
internal sealed class SessionOptionsValidator : IValidateOptions<SessionOptions>
{
    public ValidateOptionsResult Validate(string? name, SessionOptions options) => new Check("Sessions")
        .Range(nameof(options.Lifetime), options.Lifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30))
        .Range(nameof(options.Keep), options.Keep, TimeSpan.FromHours(1), TimeSpan.FromDays(3650))
        .Result();
}
