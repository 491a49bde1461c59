using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Templates;

/// <summary>Checks <see cref="TemplateOptions"/>.</summary>
internal sealed class TemplateOptionsValidator : IValidateOptions<TemplateOptions>
{
    public ValidateOptionsResult Validate(string? name, TemplateOptions options) => new Check("Templates")
        .True(nameof(options.DefaultLocale), options.DefaultLocale is { Length: >= 2 and <= 35 }, "must be a BCP 47 tag such as en")
        .Range(nameof(options.RefreshInterval), options.RefreshInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))
        .Result();
}
