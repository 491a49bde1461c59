using System.Text.RegularExpressions;

namespace Notify.Core.Tests.Queueing;

public sealed partial class InvalidInputTests
{
    private const string Secret = "hunter2-secret-value";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "bad number", "Recipient", NotificationErrorCodes.RecipientInvalid },
        { "local number", "Recipient", NotificationErrorCodes.RecipientInvalid },
        { "no number", "Recipient", NotificationErrorCodes.Required },
        { "unknown template", "TemplateKey", NotificationErrorCodes.TemplateUnknown },
        { "template of another tenant", "TemplateKey", NotificationErrorCodes.TemplateUnknown },
        { "no template and no content", "TemplateKey", NotificationErrorCodes.Required },
        { "template switched off", "TemplateKey", NotificationErrorCodes.TemplateInactive },
        { "template not approved", "TemplateKey", NotificationErrorCodes.TemplateNotApproved },
        { "variable missing", "Variables.name", NotificationErrorCodes.VariableMissing },
        { "variable empty", "Variables.name", NotificationErrorCodes.VariableMissing },
        { "variable extra", "Variables.colour", NotificationErrorCodes.VariableExtra },
        { "variables make the text too long", "Variables", NotificationErrorCodes.TooLong },
        { "variables with plain content", "Variables", NotificationErrorCodes.VariableExtra },
        { "text too long", "Content.Body", NotificationErrorCodes.TooLong },
        { "text empty", "Content.Body", NotificationErrorCodes.Required },
        { "no media", "Content.Media", NotificationErrorCodes.Required },
        { "media without a file", "Content.Media", NotificationErrorCodes.Required },
        { "media with link and id", "Content.Media", NotificationErrorCodes.Required },
        { "media over http", "Content.Media.Link", NotificationErrorCodes.Malformed },
        { "caption too long", "Content.Caption", NotificationErrorCodes.TooLong },
        { "caption on audio", "Content.Caption", NotificationErrorCodes.Malformed },
        { "provider template as content", "Content", NotificationErrorCodes.Malformed },
        { "expired", "ExpiresAt", NotificationErrorCodes.ExpiryPast },
        { "expires now", "ExpiresAt", NotificationErrorCodes.ExpiryPast },
        { "expires before it starts", "ExpiresAt", NotificationErrorCodes.ExpiryPast },
        { "tenant with a space", "Tenant", NotificationErrorCodes.Malformed },
        { "tenant with a line break", "Tenant", NotificationErrorCodes.Malformed },
        { "no tenant", "Tenant", NotificationErrorCodes.Malformed },
        { "unknown priority", "Priority", NotificationErrorCodes.Malformed },
        { "locale with a space", "Locale", NotificationErrorCodes.Malformed },
        { "channel nobody serves", "Channels", NotificationErrorCodes.ChannelUnknown },
        { "unknown account", "Account", NotificationErrorCodes.AccountUnknown },
        { "idempotency key too long", "IdempotencyKey", NotificationErrorCodes.TooLong },
        { "idempotency key empty", "IdempotencyKey", NotificationErrorCodes.Malformed },
        { "correlation id too long", "CorrelationId", NotificationErrorCodes.TooLong },
        { "campaign id too long", "CampaignId", NotificationErrorCodes.TooLong },
        { "domain too long", "Domain", NotificationErrorCodes.TooLong },
        { "domain with a space", "Domain", NotificationErrorCodes.Malformed },
        { "idempotency key with a null character", "IdempotencyKey", NotificationErrorCodes.Malformed },
        { "correlation id with half a surrogate pair", "CorrelationId", NotificationErrorCodes.Malformed },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task QueueAsync_many_bad_one_gets_its_own_error_and_the_rest_is_stored(string what, string field, string code)
    {
        await using var app = await AppAsync();

        var results = await app.Notifier.QueueAsync([A.Text(), Bad(what, app.Store.Now), A.Text("+250788000001")]);

        results.Select(r => r.Status).Should().Equal(QueueStatus.Queued, QueueStatus.Invalid, QueueStatus.Queued);
        results[1].IsStored.Should().BeFalse();
        results[1].NotificationId.Should().BeEmpty();
        var error = results[1].Errors.Should().ContainSingle().Subject;
        error.Field.Should().Be(field);
        error.Code.Should().Be(code);
        error.Message.Should().MatchRegex(RemedyPattern(), "it should say what to do");
        (await app.Store.DeliveriesAsync()).Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task QueueAsync_one_bad_throws_with_the_error_and_stores_nothing(string what, string field, string code)
    {
        await using var app = await AppAsync();

        var queue = () => app.Notifier.QueueAsync(Bad(what, app.Store.Now));

        var thrown = (await queue.Should().ThrowAsync<InvalidNotificationException>()).Which;
        thrown.Errors.Should().ContainSingle().Which.Should().Match<NotificationError>(e => e.Field == field && e.Code == code);
        thrown.Message.Should().Contain(field).And.Contain(code);
        (await app.Store.DeliveriesAsync()).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task QueueAsync_errors_never_repeat_numbers_or_values(string what, string field, string code)
    {
        await using var app = await AppAsync();

        var result = (await app.Notifier.QueueAsync([Bad(what, app.Store.Now)]))[0];

        var said = string.Join(' ', result.Errors) + " " + string.Join(' ', app.Log.Lines.Select(l => l.Everything));
        said.Should().Contain(field).And.Contain(code);
        said.Should().NotContain(Secret).And.NotContain("788654321").And.NotContain("788-654");
    }

    [Fact]
    public async Task QueueAsync_several_things_wrong_tells_all_of_them()
    {
        await using var app = await AppAsync();
        var bad = new Notification("nobody", "") { Tenant = "a b", Locale = "x", CorrelationId = new string('c', 101) };

        var errors = (await app.Notifier.QueueAsync([bad]))[0].Errors;

        errors.Select(e => e.Field).Should().BeEquivalentTo("Recipient", "TemplateKey", "Tenant", "Locale", "CorrelationId");
    }

    [Fact]
    public async Task QueueAsync_every_variable_that_is_wrong_is_named()
    {
        await using var app = await AppAsync();
        await app.Store.SaveAsync(A.Template("order", "{{a}} {{b}} {{c}}"));

        var errors = (await app.Notifier.QueueAsync([A.Note("order", A.Number, ("a", "1"), ("d", "2"))]))[0].Errors;

        errors.Select(e => (e.Field, e.Code)).Should().BeEquivalentTo([
            ("Variables.b", NotificationErrorCodes.VariableMissing),
            ("Variables.c", NotificationErrorCodes.VariableMissing),
            ("Variables.d", NotificationErrorCodes.VariableExtra)]);
    }

    private static async Task<TestApp> AppAsync()
    {
        var app = TestApp.Create();
        await app.Store.SaveAsync(
            A.Template(),
            A.Template("theirs", "Hello", tenant: "other"),
            A.Template("off", "Hello") with { IsActive = false },
            A.ProviderTemplate("pending", "Hello") with { Status = ApprovalStatus.Pending });
        return app;
    }

    private static Notification Bad(string what, DateTimeOffset now) => what switch
    {
        "bad number" => A.Text("+250 788-654-321-789-000-1", Secret),
        "local number" => A.Text("0788654321", Secret),
        "no number" => A.Text(" ", Secret),
        "unknown template" => A.Note("nothing", A.Number, ("name", Secret)),
        "template of another tenant" => A.Note("theirs"),
        "no template and no content" => A.Note(""),
        "template switched off" => A.Note("off"),
        "template not approved" => A.Note("pending"),
        "variable missing" => A.Note(),
        "variable empty" => A.Note("greeting", A.Number, ("name", "")),
        "variable extra" => A.Note("greeting", A.Number, ("name", Secret), ("colour", Secret)),
        "variables make the text too long" => A.Note("greeting", A.Number, ("name", string.Concat(Enumerable.Repeat(Secret, 250)))),
        "variables with plain content" => With(A.Text(), n => n.Variables["name"] = Secret),
        "text too long" => A.Text(body: string.Concat(Enumerable.Repeat(Secret, 250))),
        "text empty" => A.Text(body: "\n"),
        "no media" => Media(null!),
        "media without a file" => Media(new Media(MediaKind.Image)),
        "media with link and id" => Media(new Media(MediaKind.Image, "https://example.test/a.png", "77")),
        "media over http" => Media(new Media(MediaKind.Image, "http://example.test/" + Secret)),
        "caption too long" => Media(new Media(MediaKind.Image, Id: "1"), new string('x', 1025)),
        "caption on audio" => Media(new Media(MediaKind.Audio, Id: "1"), Secret),
        "provider template as content" => new Notification(A.Number, new TemplateMessage { Name = "n", Language = "en" }),
        "expired" => With(A.Text(), n => n.ExpiresAt = now.AddSeconds(-1)),
        "expires now" => With(A.Text(), n => n.ExpiresAt = now),
        "expires before it starts" => With(A.Text(), n => (n.NotBefore, n.ExpiresAt) = (now.AddHours(2), now.AddHours(1))),
        "tenant with a space" => With(A.Text(), n => n.Tenant = "a b"),
        "tenant with a line break" => With(A.Text(), n => n.Tenant = "acme\n"),
        "no tenant" => With(A.Text(), n => n.Tenant = ""),
        "unknown priority" => With(A.Text(), n => n.Priority = (Priority)9),
        "locale with a space" => With(A.Text(), n => n.Locale = "en US"),
        "channel nobody serves" => With(A.Text(), n => n.Channels = ChannelPlan.Sms),
        "unknown account" => With(A.Text(), n => n.Account = "shop"),
        "idempotency key too long" => With(A.Text(), n => n.IdempotencyKey = new string('k', 201)),
        "idempotency key empty" => With(A.Text(), n => n.IdempotencyKey = ""),
        "correlation id too long" => With(A.Text(), n => n.CorrelationId = new string('k', 101)),
        "campaign id too long" => With(A.Text(), n => n.CampaignId = new string('k', 101)),
        "domain with a space" => With(A.Text(), n => n.Domain = "two words"),
        "idempotency key with a null character" => With(A.Text(), n => n.IdempotencyKey = "order\042"),
        "correlation id with half a surrogate pair" => With(A.Text(), n => n.CorrelationId = "order \ud83d"),
        "domain too long" => With(A.Text(), n => n.Domain = new string('k', 101)),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such case."),
    };

    private static Notification With(Notification notification, Action<Notification> change)
    {
        change(notification);
        return notification;
    }

    private static Notification Media(Media media, string? caption = null) => new(A.Number, new MediaMessage(media, caption));

    [GeneratedRegex("[Gg]ive|must start|[Uu]se|add it|switch|approved|leave it|shorten|add its package|Name one|write", RegexOptions.None, 1000)]
    private static partial Regex RemedyPattern();
}
