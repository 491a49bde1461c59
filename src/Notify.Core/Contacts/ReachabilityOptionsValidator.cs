using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Contacts;

/// <summary>Checks <see cref="ReachabilityOptions"/>.</summary>
internal sealed class ReachabilityOptionsValidator : IValidateOptions<ReachabilityOptions>
{
    public ValidateOptionsResult Validate(string? name, ReachabilityOptions options) => new Check("Reachability")
        .Range(nameof(options.NotOnChannelFor), options.NotOnChannelFor, TimeSpan.FromHours(1), TimeSpan.FromDays(365))
        .Result();
}
