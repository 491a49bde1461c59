using System.Text.RegularExpressions;

namespace Notify.Core.Tests.Policies;

public sealed class SanitizerTests
{
    private static readonly Regex Card = new(@"\b\d{16}\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task RunOnce_rule_blocks_names_the_rule()
    {
        await using var app = TestApp.Create(n => n.AddSanitizer(SanitizerRule.Block("card_number", Card)));
        var id = await app.QueueAsync(A.Text(body: "Card 4111111111111111"));

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Blocked, "sanitizer:card_number"));
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_rule_rewrites_the_text_and_the_trail_says_so_without_the_text()
    {
        await using var app = TestApp.Create(n => n
            .AddSanitizer(SanitizerRule.Rewrite("card_number", Card, "[card]"))
            .AddSanitizer(SanitizerRule.Rewrite("shout", new Regex("!+", RegexOptions.None, TimeSpan.FromSeconds(1)), "."))
            .AddSanitizer(SanitizerRule.Rewrite("unused", new Regex("zzz", RegexOptions.None, TimeSpan.FromSeconds(1)), "")));
        var id = await app.QueueAsync(A.Text(body: "Card 4111111111111111!!!"));

        await app.RunOnceAsync();

        app.Sender.Requests.Single().Message.Text.Should().Be("Card [card].");
        var marked = (await app.Store.TrailAsync(id)).Single(e => e.Event == "sending");
        marked.Detail.Should().Be("sanitizer:card_number,shout");
    }

    [Fact]
    public async Task RunOnce_rule_falls_back_to_another_text()
    {
        await using var app = TestApp.Create(n => n.AddSanitizer(SanitizerRule.FallBack("card_number", Card, "Please open the app.")));
        await app.QueueAsync(A.Text(body: "Card 4111111111111111"));

        await app.RunOnceAsync();

        app.Sender.Requests.Single().Message.Text.Should().Be("Please open the app.");
    }

    [Fact]
    public async Task RunOnce_rules_see_every_parameter_of_a_template()
    {
        await using var app = TestApp.Create(n => n.AddSanitizer(SanitizerRule.Rewrite("card_number", Card, "[card]")));
        await app.Store.SaveAsync(A.ProviderTemplate("receipt", "Paid by {{card}} for {{what}}"));
        await app.QueueAsync(A.Note("receipt", A.Number, ("card", "4111111111111111"), ("what", "shoes")));

        await app.RunOnceAsync();

        ((TemplateMessage)app.Sender.Requests.Single().Message).Body.Select(p => p.Value).Should().Equal("[card]", "shoes");
    }

    [Fact]
    public async Task RunOnce_rules_see_captions()
    {
        await using var app = TestApp.Create(n => n.AddSanitizer(SanitizerRule.Block("card_number", Card)));
        var id = await app.QueueAsync(new Notification(A.Number, new MediaMessage(new Media(MediaKind.Image, Id: "1"), "4111111111111111")));

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Blocked);
    }

    [Fact]
    public async Task RunOnce_rule_that_throws_holds_its_message_back()
    {
        await using var app = TestApp.Create(n => n.AddSanitizer(new SanitizerRule("broken", _ => throw new FormatException())));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).Reason.Should().Be("pipeline_error:FormatException");
        app.Sender.Requests.Should().BeEmpty("what was not checked does not leave");
    }
}
