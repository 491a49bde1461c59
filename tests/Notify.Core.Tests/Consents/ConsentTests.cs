using System.Text;
using Notify.Consents;

namespace Notify.Core.Tests.Consents;

public sealed class ConsentTests
{
    private const string Tenant = Notification.DefaultTenant;

    [Fact]
    public async Task RunOnce_topic_that_needs_consent_is_blocked_without_it_and_when_it_was_revoked()
    {
        await using var app = App(o => o.Topics.Add("offers"));

        var missing = await SendAsync(app, "offers");
        await app.Consents.GrantAsync(Tenant, A.Number, "offers", "web form");
        var granted = await SendAsync(app, "offers");
        app.Advance(TimeSpan.FromMinutes(1));
        await app.Consents.RevokeAsync(Tenant, A.Number, "offers", "call centre");
        var revoked = await SendAsync(app, "offers");

        missing.Should().Be((DeliveryState.Blocked, Reasons.ConsentMissing));
        granted.State.Should().Be(DeliveryState.Sent);
        revoked.Should().Be((DeliveryState.Blocked, Reasons.ConsentRevoked));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("receipts")]
    public async Task RunOnce_other_topics_need_none(string? topic)
    {
        await using var app = App(o => o.Topics.Add("offers"));

        (await SendAsync(app, topic)).State.Should().Be(DeliveryState.Sent);
    }

    [Theory]
    [InlineData(null, "marketing")]
    [InlineData("sale", "sale")]
    public async Task RunOnce_category_that_needs_consent_takes_the_templates_topic_or_its_own_name(string? own, string needed)
    {
        await using var app = App(o => o.Categories.Add(TemplateCategory.Marketing));
        await app.Store.SaveAsync(A.Template(body: "Buy") with { Category = TemplateCategory.Marketing, Topic = own });

        var missing = await StateAsync(app, A.Note());
        await app.Consents.GrantAsync(Tenant, A.Number, needed, "web form");

        (missing, await StateAsync(app, A.Note())).Should().Be((DeliveryState.Blocked, DeliveryState.Sent));
    }

    [Fact]
    public async Task Explain_gives_the_reason()
    {
        await using var app = App(o => o.Topics.Add("offers"));
        var text = A.Text();
        text.Topic = "offers";

        var explained = await app.Notifier.ExplainAsync(text);

        explained.Deliveries.Single().Result.Reason.Should().Be(Reasons.ConsentMissing);
    }

    [Theory]
    [InlineData("Offers!", "web", null, 0, "Topic")]
    [InlineData("offers", "", null, 0, "Source")]
    [InlineData("offers", "web\u0007", null, 0, "Source")]
    [InlineData("offers", "web", "", 0, "Proof")]
    [InlineData("offers", "web", null, 2, "At")]
    public async Task Grant_refuses_what_cannot_be_kept(string topic, string source, string? proof, int hoursAhead, string field)
    {
        await using var app = App(_ => { });

        var grant = () => app.Consents.GrantAsync(Tenant, A.Number, topic, source, proof, app.Store.Now.AddHours(hoursAhead));

        (await grant.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    [Fact]
    public async Task Grant_writes_no_number_of_its_source_to_the_log()
    {
        await using var app = App(_ => { });

        await app.Consents.GrantAsync(Tenant, A.Number, "offers", $"a call from {A.Number}");

        app.Log.Of("NOTIFY_CONSENT_RECORDED").Should().ContainSingle().Which.Everything.Should().NotContain(A.Number);
    }

    [Fact]
    public async Task Grant_refuses_proof_that_is_too_long()
    {
        await using var app = App(_ => { });

        var grant = () => app.Consents.GrantAsync(Tenant, A.Number, "offers", "web", new string('x', 2001));

        (await grant.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors.Should().ContainSingle().Which.Code.Should().Be(NotificationErrorCodes.TooLong);
        (await app.Consents.GrantAsync(Tenant, A.Number, "offers", "web", new string('x', 2000))).Should().Be(ConsentResult.Saved);
    }

    [Fact]
    public async Task Import_takes_what_export_wrote()
    {
        await using var one = App(_ => { });
        await using var other = App(_ => { });
        for (var i = 0; i < 1200; i++)
        {
            await one.Consents.GrantAsync(Tenant, $"+2507880{i:00000}", i % 2 == 0 ? "offers" : "news", "web form", proof: $"form {i}\n\"ë\"");
        }

        using var lines = new MemoryStream();
        (await one.Consents.ExportAsync(Tenant, lines)).Should().Be(1200);
        lines.Position = 0;
        var import = await other.Consents.ImportAsync(Tenant, lines);

        (import.Read, import.Saved, import.Refused).Should().Be((1200, 1200, 0));
        (await other.Consents.FindAsync(Tenant, "+250788000007")).Single().Should().Match<Consent>(c => c.Topic == "news" && c.IsGranted && c.Proof == "form 7\n\"ë\"");
        lines.Position = 0;
        (await other.Consents.ImportAsync(Tenant, lines)).Older.Should().Be(1200);
        other.Log.Lines.Should().NotContain(l => l.Everything.Contains("form 7"));
    }

    [Fact]
    public async Task Export_escapes_only_what_JSON_must()
    {
        await using var app = App(_ => { });
        await app.Consents.GrantAsync(Tenant, "+250788000007", "offers", "the shop's form");

        using var lines = new MemoryStream();
        await app.Consents.ExportAsync(Tenant, lines);

        System.Text.Encoding.UTF8.GetString(lines.ToArray()).Should().StartWith("""{"recipient":"+250788000007","topic":"offers","granted":true,"source":"the shop's form",""");
    }

    [Fact]
    public async Task Import_names_line_and_field_of_what_it_cannot_take_and_takes_the_rest()
    {
        await using var app = App(_ => { });
        const string Good = """{"recipient":"+250788000001","topic":"offers","granted":true,"source":"web","at":"2020-05-01T10:00:00Z"}""";
        var lines = string.Join('\n',
            Good,
            "",
            "no json",
            """{"recipient":"0799","topic":"offers","granted":true,"source":"web","at":"2020-05-01T10:00:00Z"}""",
            """{"recipient":"+250788000001","topic":"Special Offers","source":"web"}""",
            """{"recipient":"+250788000001","topic":"offers","granted":"yes","source":"web","at":"2020-05-01T10:00:00Z"}""",
            """{"recipient":"+250788000001","topic":"offers","granted":true,"source":"web","at":"2020-05-01T10:00:00Z","prof":"x"}""",
            Good.Replace("000001", "000002"));

        var import = await app.Consents.ImportAsync(Tenant, new MemoryStream(Encoding.UTF8.GetBytes(lines)));

        (import.Read, import.Saved, import.Refused).Should().Be((7, 2, 5));
        import.Problems.Select(p => (p.Line, p.Field)).Should().Equal(
            (3, ""), (4, "recipient"), (5, "topic"), (5, "granted"), (5, "at"), (6, "granted"), (7, "prof"));
        import.Problems.Should().OnlyContain(p => !p.Message.Contains("Special") && !p.Message.Contains("0799"));
        import.Problems.Single(p => p.Line == 6).Message.Should().StartWith("It has a value of the wrong kind");
        import.Problems.Single(p => p.Line == 7).Message.Should().StartWith("There is no such field");
    }

    [Fact]
    public void Validate_refuses_what_is_no_topic()
    {
        var options = new ConsentOptions();
        options.Topics.Add("Special Offers");

        new ConsentOptionsValidator().Validate(null, options).FailureMessage.Should().Contain("Notify:Consent:Topics has 'Special Offers'; use 1 to 100 of a-z");
    }

    private static TestApp App(Action<ConsentOptions> configure) => TestApp.Create(n => n.ConfigureConsent(configure));

    private static async Task<(DeliveryState State, string? Reason)> SendAsync(TestApp app, string? topic)
    {
        var text = A.Text();
        text.Topic = topic;
        var id = await app.QueueAsync(text);
        await app.RunOnceAsync();
        var record = await app.Store.DeliveryAsync(id);
        return (record.State, record.Reason);
    }

    private static async Task<DeliveryState> StateAsync(TestApp app, Notification notification)
    {
        var id = await app.QueueAsync(notification);
        await app.RunOnceAsync();
        return await app.StateAsync(id);
    }
}
