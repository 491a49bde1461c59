using Notify.Emulators.Meta;

namespace Notify.Emulators.Tests.Meta;

public sealed class OptionsTests
{
    public static TheoryData<MetaEmulatorOptions, string> Wrong => new()
    {
        { new() { Urls = "https://127.0.0.1:0" }, "Urls" },
        { new() { WebhookUrl = new Uri("ftp://example.com") }, "WebhookUrl" },
        { new() { StatusesPerWebhook = 0 }, "StatusesPerWebhook" },
        { new() { StatusesPerWebhook = 1001 }, "StatusesPerWebhook" },
        { new() { WebhookConcurrency = 0 }, "WebhookConcurrency" },
        { new() { ReceiptStep = TimeSpan.FromSeconds(-1) }, "ReceiptStep" },
        { new() { WebhookTimeout = TimeSpan.Zero }, "WebhookTimeout" },
        { new() { WebhookRetryFirst = TimeSpan.FromMinutes(1) }, "WebhookRetryFirst" },
        { new() { AppSecret = "" }, "AppSecret" },
        { new() { TemplatesFile = "nowhere.json" }, "TemplatesFile" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Start_with_an_option_that_cannot_work_names_it(MetaEmulatorOptions options, string name)
    {
        var start = () => MetaEmulator.StartAsync(options);

        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage($"MetaEmulatorOptions.{name} *");
    }
}
