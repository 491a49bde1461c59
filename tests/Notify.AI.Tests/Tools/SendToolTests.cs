using System.Text.Json;
using Notify.AI.Tools;
using Notify.Policies;
using Notify.Templates;

namespace Notify.AI.Tests.Tools;

public sealed class SendToolTests
{
    private static readonly string[] SendingTools = [AgentToolNames.SendWhatsApp, AgentToolNames.SendSms, AgentToolNames.SendBoth];

    public static TheoryData<string> Sending => [.. SendingTools];

    [Theory]
    [InlineData(AgentToolNames.SendWhatsApp, 1, 0)]
    [InlineData(AgentToolNames.SendSms, 0, 1)]
    [InlineData(AgentToolNames.SendBoth, 1, 1)]
    public async Task Text_is_queued_and_sent_over_the_tools_channels(string tool, int whatsApp, int sms)
    {
        await using var rig = Rig();

        var answer = await rig.CallAsync(tool, new { recipient = AiRig.Number, text = "Your parcel is here." });
        await rig.RunAsync();

        Status(answer).Should().Be("queued");
        (rig.WhatsApp.Requests.Count, rig.Sms.Requests.Count).Should().Be((whatsApp, sms));
        (await rig.DeliveriesAsync()).Should().OnlyContain(d => d.NotificationId == answer.GetProperty("notification_id").GetGuid());
        rig.Log.Of("NOTIFY_AGENT_TOOL").Should().ContainSingle();
        rig.Log.Lines.Should().NotContain(l => l.Everything.Contains("788000001") || l.Everything.Contains("parcel"));
    }

    [Theory]
    [MemberData(nameof(Sending))]
    public async Task Opted_out_person_gets_nothing_and_the_agent_the_reason(string tool)
    {
        await using var rig = Rig();
        await rig.Contacts.OptOutAsync("default", AiRig.Number, "STOP");

        var answer = await rig.CallAsync(tool, new { recipient = AiRig.Number, text = "Hello" });
        await rig.RunAsync();

        (Status(answer), Reason(answer)).Should().Be(("blocked", "opt_out"));
        answer.GetProperty("message").GetString().Should().StartWith("Nothing was sent. The person opted out");
        answer.TryGetProperty("until", out _).Should().BeFalse();
        await NothingAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Sending))]
    public async Task Person_with_quiet_hours_gets_nothing_and_the_agent_the_end_of_them(string tool)
    {
        await using var rig = Rig();
        await rig.Contacts.SaveAsync("default", AiRig.Number, new ContactPreferences { QuietHours = new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 30)) });

        var answer = await rig.CallAsync(tool, new { recipient = AiRig.Number, text = "Hello" });
        await rig.RunAsync();

        (Status(answer), Reason(answer)).Should().Be(("deferred", "quiet_hours"));
        answer.GetProperty("until").GetDateTimeOffset().Should().Be(new DateTimeOffset(2026, 6, 1, 14, 30, 0, TimeSpan.Zero));
        await NothingAsync(rig);
        rig.Clock.Advance(TimeSpan.FromHours(3));
        await rig.RunAsync();
        await NothingAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Sending))]
    public async Task Person_over_the_limit_gets_nothing_more_and_asking_takes_nothing_of_the_limit(string tool)
    {
        await using var rig = Rig(configure: n => n.ConfigureRateLimit(o => o.Limit = 2));
        await rig.CallAsync(tool, new { recipient = AiRig.Number, text = "1" });
        await rig.RunAsync();
        await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "2" });
        await rig.RunAsync();

        var answer = await rig.CallAsync(tool, new { recipient = AiRig.Number, text = "3" });
        await rig.RunAsync();

        (Status(answer), Reason(answer)).Should().Be(("deferred", "rate_limit"));
        answer.GetProperty("until").GetDateTimeOffset().Should().Be(rig.Clock.GetUtcNow().AddHours(1));
        rig.SentCount.Should().Be(2);
        rig.Clock.Advance(TimeSpan.FromHours(1));
        Status(await rig.CallAsync(tool, new { recipient = AiRig.Number, text = "3" })).Should().Be("queued");
    }

    [Theory]
    [InlineData(true, "rate_limit")]
    [InlineData(false, "quota")]
    public async Task Both_with_room_for_one_goes_over_the_first_alone(bool isLimited, string reason)
    {
        await using var rig = Rig(configure: n => n.ConfigureRateLimit(o => o.Limit = isLimited ? 1 : 20));
        if (!isLimited)
        {
            await rig.Services.GetRequiredService<Limits.IQuotas>().SetAsync(new Limits.QuotaChange("default", 1, TimeSpan.FromDays(1), "aline", "trial"), default);
        }

        var answer = await rig.CallAsync(AgentToolNames.SendBoth, new { recipient = AiRig.Number, text = "1" });
        await rig.RunAsync();

        Status(answer).Should().Be("queued");
        answer.GetProperty("channels")[1].GetProperty("reason").GetString().Should().Be(reason);
        (rig.WhatsApp.Requests.Count, rig.Sms.Requests.Count).Should().Be((1, 0));
        (await rig.DeliveriesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Tenant_without_quota_left_sends_nothing()
    {
        await using var rig = Rig();
        var quotas = rig.Services.GetRequiredService<Limits.IQuotas>();
        await quotas.SetAsync(new Limits.QuotaChange("default", 1, TimeSpan.FromDays(1), "aline", "trial"), default);
        await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "1" });
        await rig.RunAsync();

        var answer = await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "2" });

        (Status(answer), Reason(answer)).Should().Be(("deferred", "quota"));
        rig.SentCount.Should().Be(1);
    }

    [Fact]
    public async Task Closed_window_wants_a_template()
    {
        await using var rig = new AiRig(tools: Allow(o => o.Templates.Add("parcel")), sender: new ScriptedSender(Channel.WhatsApp) { ServiceWindow = TimeSpan.FromHours(24) });
        await SaveAsync(rig, "parcel");

        var text = await rig.CallAsync(AgentToolNames.SendWhatsApp, new { recipient = AiRig.Number, text = "Hello" });
        var template = await rig.CallAsync(AgentToolNames.SendWhatsApp, new { recipient = AiRig.Number, template = "parcel", variables = new { name = "Aline" } });

        (Status(text), Reason(text)).Should().Be(("blocked", "window_closed"));
        text.GetProperty("message").GetString().Should().Contain("give template instead of text");
        Status(template).Should().Be("queued");
    }

    [Fact]
    public async Task Sanitizer_that_blocks_is_told()
    {
        await using var rig = Rig(configure: n => n.AddSanitizer(SanitizerRule.Block("pin", new("PIN", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))));

        var answer = await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Send me your PIN" });

        (Status(answer), Reason(answer)).Should().Be(("blocked", "sanitizer:pin"));
    }

    [Fact]
    public async Task Both_with_one_channel_forbidden_goes_over_the_other_alone()
    {
        await using var rig = Rig();
        await rig.Contacts.SaveAsync("default", AiRig.Number, new ContactPreferences { AllowsSms = false });

        var answer = await rig.CallAsync(AgentToolNames.SendBoth, new { recipient = AiRig.Number, text = "Hello" });
        await rig.RunAsync();

        Status(answer).Should().Be("queued");
        answer.GetProperty("channels").EnumerateArray().Select(c => $"{c.GetProperty("channel")} {c.GetProperty("decision")}").Should().Equal("whatsapp allow", "sms block");
        (rig.WhatsApp.Requests.Count, rig.Sms.Requests.Count).Should().Be((1, 0));
        (await rig.DeliveriesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Policy_that_comes_between_asking_and_sending_still_holds()
    {
        await using var rig = Rig();
        Status(await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello" })).Should().Be("queued");
        await rig.Contacts.SaveAsync("default", AiRig.Number, new ContactPreferences { AllowsSms = false });

        await rig.RunAsync();

        rig.SentCount.Should().Be(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("monday")]
    public async Task Same_call_after_the_first_was_stopped_says_that_it_never_left(string? key)
    {
        await using var rig = Rig();
        var call = new { recipient = AiRig.Number, text = "Hello", idempotency_key = key };
        await rig.CallAsync(AgentToolNames.SendSms, call);
        await rig.Contacts.SaveAsync("default", AiRig.Number, new ContactPreferences { AllowsSms = false });
        await rig.RunAsync();
        await rig.Contacts.SaveAsync("default", AiRig.Number, new ContactPreferences());

        var again = await rig.CallAsync(AgentToolNames.SendSms, call);

        (Status(again), again.GetProperty("reason").GetString()).Should().Be(("already_queued", Reasons.SmsNotAllowed));
        again.GetProperty("message").GetString().Should().Contain($"sms blocked ({Reasons.SmsNotAllowed}). It never left.");
    }

    [Fact]
    public async Task Same_call_again_sends_once_also_where_it_filled_the_limit()
    {
        await using var rig = Rig(configure: n => n.ConfigureRateLimit(o => o.Limit = 1));
        var first = await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello" });
        await rig.RunAsync();

        var second = await rig.CallAsync(AgentToolNames.SendSms, new { recipient = "+250 788-000-001", text = "Hello" });
        await rig.RunAsync();

        Status(second).Should().Be("already_queued");
        second.GetProperty("message").GetString().Should().Contain("The first one's state: sms sent (accepted). To send it again on purpose");
        second.GetProperty("notification_id").GetGuid().Should().Be(first.GetProperty("notification_id").GetGuid());
        rig.SentCount.Should().Be(1);
    }

    [Fact]
    public async Task Key_of_the_agents_own_says_what_is_one_message()
    {
        await using var rig = Rig();
        await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello", idempotency_key = "monday" });

        Status(await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello", idempotency_key = "monday" })).Should().Be("already_queued");
        var other = await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Something else", idempotency_key = "monday" });
        other.ToString().Should().Contain("If this is another message, give another key.");
        Status(await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello", idempotency_key = "tuesday" })).Should().Be("queued");
    }

    [Fact]
    public async Task Nothing_is_allowed_by_default()
    {
        await using var rig = new AiRig();
        foreach (var tool in AgentToolNames.All)
        {
            Status(await rig.CallAsync(tool, new { recipient = AiRig.Number, text = "Hello" })).Should().Be("not_permitted");
        }

        await NothingAsync(rig);
    }

    [Fact]
    public async Task Permission_is_the_tenants_own()
    {
        await using var rig = Rig();

        Status(await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello" }, tenant: "acme")).Should().Be("not_permitted");

        await NothingAsync(rig);
    }

    [Fact]
    public async Task Tenant_cannot_be_given_by_the_model()
    {
        await using var rig = Rig();

        var answer = await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello", tenant = "acme" });

        Status(answer).Should().Be("invalid");
        answer.GetProperty("errors")[0].GetProperty("field").GetString().Should().Be("tenant");
        await NothingAsync(rig);
    }

    [Theory]
    [InlineData("""{"text":"Hello"}""", "recipient", "required")]
    [InlineData("""{"recipient":"+250788000001"}""", "text", "required")]
    [InlineData("""{"recipient":"+250788000001","text":"a","template":"b"}""", "text", "required")]
    [InlineData("""{"recipient":"0788 not a number","text":"Hello"}""", "recipient", "recipient_invalid")]
    [InlineData("""{"recipient":"+250788000001","text":["Hello"]}""", "text", "malformed")]
    [InlineData("""{"recipient":"+250788000001","text":"Hello","locale":"not a locale"}""", "locale", "malformed")]
    [InlineData("""{"recipient":"+250788000001","text":"Hello","variables":{"a":"b"}}""", "variables", "variable_extra")]
    [InlineData("""{"recipient":"+250788000001","template":"parcel"}""", "variables.name", "variable_missing")]
    [InlineData("""{"recipient":"+250788000001","template":"other"}""", "template", "template_unknown")]
    public async Task Bad_call_names_the_argument_and_the_remedy(string arguments, string field, string code)
    {
        await using var rig = new AiRig(tools: Allow(o => o.Templates.Add("*")));
        await SaveAsync(rig, "parcel");

        var answer = await rig.CallAsync(AgentToolNames.SendWhatsApp, JsonDocument.Parse(arguments).RootElement);

        Status(answer).Should().Be("invalid");
        var error = answer.GetProperty("errors")[0];
        (error.GetProperty("field").GetString(), error.GetProperty("code").GetString()).Should().Be((field, code));
        error.GetProperty("message").GetString().Should().NotBeNullOrEmpty().And.NotContain("not a number").And.NotContain("788000001");
        await NothingAsync(rig);
    }

    [Fact]
    public async Task Text_longer_than_allowed_is_refused()
    {
        await using var rig = new AiRig(tools: o =>
        {
            o.MaxTextLength = 10;
            Allow()(o);
        });

        var answer = await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello world" });

        answer.GetProperty("errors")[0].GetProperty("message").GetString().Should().Be("The text has 11 characters, at most 10 are allowed; shorten it.");
    }

    [Fact]
    public async Task Template_and_free_text_need_their_own_permission()
    {
        await using var rig = new AiRig(tools: Allow(o => (o.FreeText, _) = (false, 0)));

        Status(await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, text = "Hello" })).Should().Be("not_permitted");
        Status(await rig.CallAsync(AgentToolNames.SendSms, new { recipient = AiRig.Number, template = "parcel" })).Should().Be("not_permitted");
        await NothingAsync(rig);
    }

    private static AiRig Rig(Action<INotifyBuilder>? configure = null) => new(tools: Allow(), configure: configure);

    private static Action<AgentToolOptions> Allow(Action<AgentPermissions>? more = null) => o =>
    {
        var permissions = new AgentPermissions();
        foreach (var tool in SendingTools)
        {
            permissions.Tools.Add(tool);
        }

        more?.Invoke(permissions);
        o.Tenants["default"] = permissions;
    };

    private static Task SaveAsync(AiRig rig, string key) => rig.Services.GetRequiredService<ITemplateStore>().SaveAsync(
        [
            new Template
            {
                Key = key,
                Channel = Channel.WhatsApp,
                Locale = "en",
                Domain = "orders",
                Variables = ["name"],
                Content = new TemplateContent { Body = "Hello {{name}}, your parcel is here.", ProviderName = key },
            },
        ],
        default);

    private static async Task NothingAsync(AiRig rig)
    {
        rig.SentCount.Should().Be(0);
        (await rig.DeliveriesAsync()).Should().BeEmpty("nothing may be queued that could be sent later");
    }

    private static string? Status(JsonElement answer) => answer.GetProperty("status").GetString();

    private static string? Reason(JsonElement answer) => answer.GetProperty("reason").GetString();
}
