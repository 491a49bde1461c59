using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Sending;
using Notify.Sms.Mtn.Tests.Support;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Tests.Accounts;

public class MtnOptionsTests
{
    [Theory]
    [InlineData("ClientId", "", "ClientId is missing")]
    [InlineData("ClientSecret", "", "Only one of")]
    [InlineData("ApiKey", "a b", "ApiKey has spaces")]
    [InlineData("ServiceCode", "", "ServiceCode is missing")]
    [InlineData("ServiceCode", "a name that is too long", "is not one")]
    [InlineData("SenderAddress", "ACME", "differ")]
    [InlineData("BaseAddress", "https://api.mtn.com/?x=1", "BaseAddress is not an address")]
    [InlineData("SendPath", "a b", "SendPath is not a path")]
    [InlineData("TokenPath", "a b", "TokenPath is not a path")]
    [InlineData("NotifyUrl", "ftp://x/", "NotifyUrl is not an address")]
    [InlineData("Timeout", "00:11:00", "Timeout is 00:11:00")]
    [InlineData("MaxConcurrency", "0", "MaxConcurrency is 0")]
    [InlineData("MaxPerSecond", "-1", "MaxPerSecond is -1")]
    [InlineData("MaxSegments", "11", "MaxSegments is 11")]
    [InlineData("WebhookToken", "short", "WebhookToken is not fit")]
    [InlineData("SignatureHeader", "X Y", "SignatureHeader is no header")]
    [InlineData("Country", "Rwanda", "Country is 'Rwanda'")]
    [InlineData("InboundFields:Who", "x", "InboundFields:Who")]
    [InlineData("UnknownErrors", "Accepted", "UnknownErrors is Accepted")]
    [InlineData("Errors:6000:Class", "Accepted", "Errors:6000:Class is Accepted")]
    [InlineData("Errors:6000:Delay", "8.00:00:00", "Errors:6000:Delay")]
    [InlineData("Errors:6000:Colour", "red", "Errors:6000:Colour is not a setting")]
    [InlineData("ServiceCod", "1", "ServiceCod is not a setting")]
    public void Wrong_setting_is_refused_by_its_name(string key, string value, string message)
    {
        using var services = Build(new() { [$"Notify:Mtn:{key}"] = value });

        FluentActions.Invoking(() => services.GetRequiredService<IOptionsMonitor<MtnOptions>>().Get("default"))
            .Should().Throw<OptionsValidationException>().Which.Message.Should().Contain(message).And.Contain("MTN account 'default'").And.NotContain("client-secret");
    }

    [Fact]
    public void Accounts_are_listed_by_name_and_share_what_stands_beside_them()
    {
        using var services = Build(new()
        {
            ["Notify:Mtn:Accounts:rwanda:ServiceCode"] = "2442",
            ["Notify:Mtn:Accounts:uganda:ServiceCode"] = "8080",
            ["Notify:Mtn:Accounts:uganda:Tenants:0"] = "acme",
            ["Notify:Mtn:WebhookSecret"] = null,
        });

        services.GetServices<IChannelSender>().Select(s => s.Account).Should().Equal("rwanda", "uganda");
        services.GetRequiredKeyedService<IChannelSender>("uganda").Tenants.Should().Equal("acme");
        services.GetServices<IWebhookReader>().Should().ContainSingle().Which.Name.Should().Be("mtn");
    }

    [Theory]
    [InlineData("WebhookSecret", "the-same-secret")]
    [InlineData("WebhookToken", "the-same-token-of-two")]
    public void Accounts_with_one_webhook_secret_are_refused(string key, string value)
    {
        using var services = Build(new() { [$"Notify:Mtn:{key}"] = value, ["Notify:Mtn:Accounts:a:ServiceCode"] = "1", ["Notify:Mtn:Accounts:b:ServiceCode"] = "2" });

        FluentActions.Invoking(() => services.GetServices<IWebhookReader>().ToList()).Should().Throw<OptionsValidationException>().WithMessage($"*'a' and 'b'*same {key}*");
    }

    [Fact]
    public void Account_of_another_channel_may_have_the_same_name_and_adding_twice_changes_nothing()
    {
        var configuration = Configuration([]);
        var services = new ServiceCollection();
        var builder = new TestBuilder(services);

        builder.AddMtnSms(configuration.GetSection("Notify:Mtn")).AddMtnSms(configuration.GetSection("Notify:Mtn"));

        using var provider = services.BuildServiceProvider();
        provider.GetServices<IChannelSender>().Should().ContainSingle().Which.Channel.Should().Be(Channel.Sms);
    }

    [Fact]
    public void Options_never_print_a_secret()
    {
        var options = new MtnOptions();
        Rig.Fill(options);

        options.ToString().Should().Be("MtnOptions 2442");
    }

    private static ServiceProvider Build(Dictionary<string, string?> changes)
    {
        var services = new ServiceCollection();
        new TestBuilder(services).AddMtnSms(Configuration(changes).GetSection("Notify:Mtn"));
        return services.BuildServiceProvider();
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string?> changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Notify:Mtn:ClientId"] = "client-1",
            ["Notify:Mtn:ClientSecret"] = "client-secret-1",
            ["Notify:Mtn:ServiceCode"] = "2442",
        };
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings.Where(s => s.Value is not null)).Build();
    }
}
