using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Hosting;

namespace Notify.Policies;

/// <summary>Checks <see cref="QuietHoursOptions"/>.</summary>
internal sealed class QuietHoursOptionsValidator : IValidateOptions<QuietHoursOptions>
{
    public ValidateOptionsResult Validate(string? name, QuietHoursOptions options) => new Check("QuietHours")
        .True(nameof(options.End), options.End != options.Start, "must differ from Start")
        .True(nameof(options.Zone), Zones.Find(options.Zone) is not null, $"must be an IANA time zone such as Africa/Kigali; '{options.Zone}' is none, or tzdata is not installed")
        .Result();
}
