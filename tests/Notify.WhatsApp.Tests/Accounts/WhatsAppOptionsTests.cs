using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notify.Outcomes;
using Notify.Sending;
using Notify.Templates;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Tests.Support;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Accounts;

public class WhatsAppOptionsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Notify:WhatsApp:PhoneNumberId"] = "1",
        ["Notify:WhatsApp:BusinessAccountId"] = "2",
        ["Notify:WhatsApp:AccessToken"] = "the-token",
        ["Notify:WhatsApp:AppSecret"] = "the-secret",
        ["Notify:WhatsApp:BaseAddress"] = "http://127.0.0.1:1/",
    };

    [Theory]
    [InlineData("PhoneNumberId", "", "Notify:WhatsApp:PhoneNumberId is missing or not an id")]
    [InlineData("PhoneNumberId", "+250788123456", "not to the phone number")]
    [InlineData("BusinessAccountId", "", "set Notify:WhatsApp:TemplateSyncInterval to 00:00:00")]
    [InlineData("AccessToken", "", "Notify:WhatsApp:AccessToken is missing")]
    [InlineData("AccessToken", "hush hush", "has spaces")]
    [InlineData("AppSecret", " ", "Notify:WhatsApp:AppSecret is missing")]
    [InlineData("ApiVersion", "25", "Write it like v25.0")]
    [InlineData("BaseAddress", "ftp://x/", "Notify:WhatsApp:BaseAddress is not an address")]
    [InlineData("BaseAddress", "graph.facebook.com", "Notify:WhatsApp:BaseAddress is not an address")]
    [InlineData("Timeout", "00:00:00", "Choose from 00:00:00.0100000 to 00:10:00")]
    [InlineData("MaxConcurrency", "0", "Choose from 1 to 10000")]
    [InlineData("MaxPerSecond", "-1", "Choose from 1 to 10000, or 0 for any number")]
    [InlineData("MaxPerSecond", "10001", "Choose from 1 to 10000, or 0 for any number")]
    [InlineData("PairBurst", "-1", "Choose from 1 to 1000, or 0 for any number")]
    [InlineData("PairInterval", "00:00:00", "Choose from 00:00:00.1000000 to 01:00:00")]
    [InlineData("TemplateSyncInterval", "00:00:00.5", "or 00:00:00 for never")]
    [InlineData("ErrorTable", "mine", "Choose 'meta' or 'legacy'")]
    [InlineData("UnknownErrors", "Accepted", "Choose Retry, Defer or Rejected")]
    [InlineData("Tenants:0", " ", "Notify:WhatsApp:Tenants has an empty name")]
    [InlineData("Errors:131026:Class", "Unknown", "Notify:WhatsApp:Errors:131026:Class is Unknown")]
    [InlineData("Errors:131026:Delay", "-00:01:00", "Notify:WhatsApp:Errors:131026:Delay is")]
    [InlineData("Errors:131026:Klass", "Retry", "Notify:WhatsApp:Errors:131026:Klass is not a setting")]
    [InlineData("AcessToken", "hush", "Notify:WhatsApp:AcessToken is not a setting")]
    [InlineData("Acounts:rwanda:PhoneNumberId", "1", "Errors, Accounts.")]
    [InlineData("Accounts", "rwanda", "Notify:WhatsApp:Accounts lists no account. Remove it, or write each account's settings under its name, such as Notify:WhatsApp:Accounts:<name>:PhoneNumberId.")]
    public async Task Start_fails_naming_key_and_remedy_and_no_secret(string key, string value, string expected)
    {
        var settings = new Dictionary<string, string?>(Good) { ["Notify:WhatsApp:" + key] = value };

        var start = () => StartAsync(settings);

        var message = (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message;
        message.Should().Contain(expected).And.Contain("WhatsApp account 'default'");
        message.Should().NotContain("the-token").And.NotContain("the-secret").And.NotContain("hush");
    }

    [Theory]
    [InlineData("Timeout", "soon")]
    [InlineData("Errors:131026:Class", "Perhaps")]
    public async Task Start_fails_naming_the_key_of_a_value_of_another_type(string key, string value)
    {
        var start = () => StartAsync(new(Good) { ["Notify:WhatsApp:" + key] = value });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage($"*Notify:WhatsApp:{key}*");
    }

    [Fact]
    public async Task Start_names_all_problems_at_once()
    {
        var start = () => StartAsync([]);

        var message = (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message;
        message.Should().ContainAll("PhoneNumberId", "BusinessAccountId", "AccessToken", "AppSecret");
    }

    [Fact]
    public async Task Start_names_the_option_where_code_configures()
    {
        var start = () => StartAsync(null, b => b.AddWhatsApp("kigali", o => Rig.Fill(o)).AddWhatsApp("kigali", o => o.AccessToken = ""));

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*account 'kigali': WhatsAppOptions.AccessToken is missing*");
    }

    [Fact]
    public async Task Start_refuses_two_accounts_on_one_number()
    {
        var start = () => StartAsync(null, b => b.AddWhatsApp("a", Offline).AddWhatsApp("b", Offline));

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*'a' and 'b' have the same PhoneNumberId*");
    }

    [Fact]
    public async Task Configuration_sets_every_option()
    {
        using var host = await StartAsync(new(Good)
        {
            ["Notify:WhatsApp:VerifyToken"] = "v",
            ["Notify:WhatsApp:ApiVersion"] = "v24.0",
            ["Notify:WhatsApp:BaseAddress"] = "https://proxy.example/meta",
            ["Notify:WhatsApp:Tenants:0"] = "acme",
            ["Notify:WhatsApp:Tenants:1"] = "zeta",
            ["Notify:WhatsApp:Timeout"] = "00:00:12",
            ["Notify:WhatsApp:MaxConcurrency"] = "7",
            ["Notify:WhatsApp:MaxPerSecond"] = "20",
            ["Notify:WhatsApp:PairBurst"] = "5",
            ["Notify:WhatsApp:PairInterval"] = "00:00:10",
            ["Notify:WhatsApp:TemplateSyncInterval"] = "00:00:00",
            ["Notify:WhatsApp:ErrorTable"] = "legacy",
            ["Notify:WhatsApp:UnknownErrors"] = "Defer",
            ["Notify:WhatsApp:Errors:131026:Class"] = "Retry",
            ["Notify:WhatsApp:Errors:131026:Scope"] = "Recipient",
            ["Notify:WhatsApp:Errors:131026:Delay"] = "00:03:00",
            ["Notify:WhatsApp:Errors:131026:Remedy"] = "Wait.",
        });

        var options = host.Services.GetRequiredService<IOptionsMonitor<WhatsAppOptions>>().Get("default");
        options.Should().BeEquivalentTo(new
        {
            PhoneNumberId = "1", BusinessAccountId = "2", AccessToken = "the-token", AppSecret = "the-secret", VerifyToken = "v", ApiVersion = "v24.0",
            BaseAddress = new Uri("https://proxy.example/meta"), Tenants = new[] { "acme", "zeta" }, Timeout = TimeSpan.FromSeconds(12),
            MaxConcurrency = 7, MaxPerSecond = 20, PairBurst = 5, PairInterval = TimeSpan.FromSeconds(10),
            TemplateSyncInterval = TimeSpan.Zero, ErrorTable = "legacy", UnknownErrors = OutcomeClass.Defer,
        });
        options.Errors[131026].Should().BeEquivalentTo(new
        {
            Class = OutcomeClass.Retry, Scope = OutcomeScope.Recipient, Delay = TimeSpan.FromMinutes(3), Remedy = "Wait.",
        });
        host.Services.GetServices<IChannelSender>().Single().Tenants.Should().Equal("acme", "zeta");
    }

    [Fact]
    public async Task Accounts_in_configuration_share_what_stands_beside_them()
    {
        using var host = await StartAsync(new()
        {
            ["Notify:WhatsApp:AccessToken"] = "shared",
            ["Notify:WhatsApp:AppSecret"] = "s",
            ["Notify:WhatsApp:TemplateSyncInterval"] = "00:00:00",
            ["Notify:WhatsApp:Accounts:rwanda:PhoneNumberId"] = "1",
            ["Notify:WhatsApp:Accounts:kenya:PhoneNumberId"] = "2",
            ["Notify:WhatsApp:Accounts:kenya:AccessToken"] = "own",
        });

        host.Services.GetServices<IChannelSender>().Select(s => s.Account).Should().BeEquivalentTo("rwanda", "kenya");
        host.Services.GetRequiredKeyedService<IChannelSender>("kenya").Account.Should().Be("kenya");
        var options = host.Services.GetRequiredService<IOptionsMonitor<WhatsAppOptions>>();
        options.Get("rwanda").AccessToken.Should().Be("shared");
        options.Get("kenya").AccessToken.Should().Be("own");
    }

    [Fact]
    public async Task Unknown_keys_of_an_account_are_refused()
    {
        var start = () => StartAsync(new(Good) { ["Notify:WhatsApp:Accounts:rwanda:Tokn"] = "x" });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*Notify:WhatsApp:Accounts:rwanda:Tokn is not a setting*, Errors.*");
    }

    [Fact]
    public async Task Adding_twice_changes_nothing()
    {
        using var host = await StartAsync(new(Good) { ["Notify:WhatsApp:Tenants:0"] = "acme" }, (b, section) => b.AddWhatsApp(section).AddWhatsApp(section));

        host.Services.GetServices<IChannelSender>().Single().Tenants.Should().Equal("acme");
        host.Services.GetServices<IHostedService>().Should().ContainSingle(s => s.GetType().Name == "TemplateSyncService");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("é")]
    public void Account_names_are_checked(string name)
    {
        var add = () => new TestBuilder(new ServiceCollection()).AddWhatsApp(name, Rig.Fill);

        add.Should().Throw<ArgumentException>().WithMessage("*is no account name*");
    }

    [Fact]
    public void Options_print_no_secret()
    {
        var options = new WhatsAppOptions();
        Rig.Fill(options);

        options.ToString().Should().NotContain(Rig.Token);
        new WhatsAppWebhookAccount("a", "1", options.AppSecret, WhatsAppErrorTable.Meta).ToString().Should().NotContain("test_app_secret");
    }

    private static void Offline(WhatsAppOptions options)
    {
        Rig.Fill(options);
        options.TemplateSyncInterval = TimeSpan.Zero;
    }

    private static Task<IHost> StartAsync(
        Dictionary<string, string?>? settings, Action<TestBuilder>? add = null) =>
        StartAsync(settings, (builder, section) => (add ?? (b => b.AddWhatsApp(section)))(builder));

    private static async Task<IHost> StartAsync(Dictionary<string, string?>? settings, Action<TestBuilder, IConfigurationSection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton<ITemplateStore, ApprovalsOnlyStore>();
        add(new TestBuilder(builder.Services), builder.Configuration.GetSection("Notify:WhatsApp"));
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
