namespace Notify.Emulators.Meta.Hosting;

/// <summary>Refuses options that cannot work, naming the option and the remedy.</summary>
internal static class OptionsCheck
{
    private const int MostStatuses = 1000;
    private const int MostConcurrency = 64;

    public static void Run(MetaEmulatorOptions options)
    {
        Require(
            Uri.TryCreate(options.Urls, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp,
            nameof(options.Urls), "must be one http:// address, such as http://127.0.0.1:0");
        Require(options.WebhookUrl is null || IsWebAddress(options.WebhookUrl), nameof(options.WebhookUrl), "must be an absolute http:// or https:// address");
        Require(
            options.Mtn?.WebhookUrl is null || IsWebAddress(options.Mtn.WebhookUrl),
            $"{nameof(options.Mtn)}.{nameof(options.Mtn.WebhookUrl)}", "must be an absolute http:// or https:// address");
        Require(options.StatusesPerWebhook is >= 1 and <= MostStatuses, nameof(options.StatusesPerWebhook), "must be from 1 to 1000");
        Require(options.WebhookConcurrency is >= 1 and <= MostConcurrency, nameof(options.WebhookConcurrency), "must be from 1 to 64");
        Require(IsWithinDay(options.ReceiptStep), nameof(options.ReceiptStep), "must be from zero to one day");
        Require(IsWithinDay(options.ReceiptWindow), nameof(options.ReceiptWindow), "must be from zero to one day");
        Require(options.WebhookTimeout > TimeSpan.Zero, nameof(options.WebhookTimeout), "must be more than zero");
        Require(
            options.WebhookRetryFirst > TimeSpan.Zero && options.WebhookRetryFirst <= options.WebhookRetryLongest,
            nameof(options.WebhookRetryFirst), "must be more than zero and at most WebhookRetryLongest");
        Require(options.AppSecret is not "", nameof(options.AppSecret), "must have a text, or be null for unsigned webhooks");
        Require(options.TemplatesFile is null || File.Exists(options.TemplatesFile), nameof(options.TemplatesFile), $"must name a file that exists, and {PathOf(options.TemplatesFile)} does not");
    }

    public static bool IsWebAddress(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static string PathOf(string? file) => string.IsNullOrEmpty(file) ? "an empty path" : Path.GetFullPath(file);

    private static bool IsWithinDay(TimeSpan time) => time >= TimeSpan.Zero && time <= TimeSpan.FromDays(1);

    private static void Require(bool condition, string option, string rule)
    {
        if (!condition)
        {
            throw new ArgumentException($"{nameof(MetaEmulatorOptions)}.{option} {rule}.", option);
        }
    }
}
