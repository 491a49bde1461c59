using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Receipts;

/// <summary>Checks <see cref="ReceiptOptions"/>.</summary>
internal sealed class ReceiptOptionsValidator : IValidateOptions<ReceiptOptions>
{
    public ValidateOptionsResult Validate(string? name, ReceiptOptions options) => new Check("Receipts")
        .Range(nameof(options.Window), options.Window, TimeSpan.Zero, TimeSpan.FromHours(24))
        .True(nameof(options.Unconfirmed), Enum.IsDefined(options.Unconfirmed), "must be Auto, Never or Resend")
        .Result();
}
