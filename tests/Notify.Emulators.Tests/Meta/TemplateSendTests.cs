using System.Net;
using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

public sealed class TemplateSendTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Number = """{"type":"header","parameters":[{"type":"text","parameter_name":"number","text":"42"}]}""";
    private const string Paid = """{"type":"body","parameters":[{"type":"text","parameter_name":"amount","text":"RWF 5"},{"type":"text","parameter_name":"name","text":"Aline"}]}""";
    private const string Receipt = """{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"abc"}]}""";

    public static TheoryData<string, string, string, int> Invalid => new()
    {
        { "unknown", "en", "", 132001 },
        { "reminder", "rw", "", 132001 },
        { "waiting", "en", "", 132001 },
        { "reminder", "en", "", 132000 },
        { "reminder", "en", Positional("a"), 132000 },
        { "reminder", "en", Positional("a", "b", "c"), 132000 },
        { "reminder", "en", """{"type":"body","parameters":[{"type":"text","parameter_name":"x","text":"a"},{"type":"text","text":"b"}]}""", 132012 },
        { "reminder", "en", Positional("a", "two\\nlines"), 132018 },
        { "reminder", "en", Positional("a", "wide     gap"), 132018 },
        { "reminder", "en", Positional("a", new string('x', 1024)), 132005 },
        { "reminder", "en", Positional("a", ""), 100 },
        { "reminder", "en", Positional("a", "b") + "," + Positional("a", "b"), 100 },
        { "reminder", "en", Positional("a", "b") + "," + Number, 132000 },
        { "reminder", "en", Positional("a", "b") + "," + Receipt, 132000 },
        { "reminder", "en", """{"type":"carousel","parameters":[]}""", 100 },
        { "reminder", "en", """{"type":"body","colour":"red"}""", 100 },
        { "order_paid", "en", Number + "," + Positional("a", "b") + "," + Receipt, 132012 },
        { "order_paid", "en", Number + "," + Paid.Replace("amount", "price", StringComparison.Ordinal) + "," + Receipt, 132012 },
        { "order_paid", "en", Number + "," + Paid.Replace("amount", "name", StringComparison.Ordinal) + "," + Receipt, 132012 },
        { "order_paid", "en", Number + "," + Paid, 131008 },
        { "order_paid", "en", Paid + "," + Receipt, 132000 },
        { "order_paid", "en", Number + "," + Paid + "," + Receipt.Replace("\"0\"", "\"5\"", StringComparison.Ordinal), 132000 },
        { "order_paid", "en", Number + "," + Paid + "," + Receipt.Replace("\"0\"", "\"1\"", StringComparison.Ordinal), 132012 },
        { "statement", "en", "", 132012 },
        { "statement", "en", """{"type":"header","parameters":[{"type":"image","image":{"id":"1"}}]}""", 132012 },
        { "statement", "en", """{"type":"header","parameters":[{"type":"document","document":{"link":"http://example.com/a.pdf"}}]}""", 131009 },
        { "coupon", "en", "", 131008 },
        { "verify_code", "en", """{"type":"body","parameters":[{"type":"text","text":"123456"}]}""", 131008 },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Send_that_does_not_fit_its_template_is_refused(string name, string language, string components, int code)
    {
        var answer = await fixture.Client.SendAsync(Template(name, language, components));

        answer.Code.Should().Be(code, answer.Details);
        answer.Status.Should().Be(code == 132001 ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Named_parameters_fill_header_body_and_button()
    {
        var message = await AcceptAsync(Template("order_paid", "en", $"{Number},{Paid},{Receipt}"));

        message.Text.Should().Be("Hello *Aline*, we got RWF 5. Thank you, Aline!");
        message.Header.Should().Be(new MessageHeader("text", "Order 42", Source: null));
        message.Footer.Should().Be("Reply STOP to opt out");
        message.Buttons.Should().Equal(
            new MessageButton("url", "Receipt", "https://example.com/r/abc"), new MessageButton("quick_reply", "Thanks", Value: null));
        message.TemplateName.Should().Be("order_paid");
        message.TemplateLanguage.Should().Be("en");
        message.Category.Should().Be("utility");
    }

    [Theory]
    [InlineData("en", "Aline, RWF 5 is due")]
    [InlineData("fr", "Aline, à payer : RWF 5")]
    public async Task Positional_parameters_fill_the_body_of_the_language(string language, string text)
        => (await AcceptAsync(Template("reminder", language, Positional("Aline", "RWF 5")))).Text.Should().Be(text);

    [Fact]
    public async Task Currency_and_date_parameters_show_their_fallback()
    {
        const string Components = """
            {"type":"body","parameters":[{"type":"date_time","date_time":{"fallback_value":"1 June"}},
              {"type":"currency","currency":{"fallback_value":"RWF 5","code":"RWF","amount_1000":5000}}]}
            """;

        (await AcceptAsync(Template("reminder", "en", Components))).Text.Should().Be("1 June, RWF 5 is due");
    }

    [Fact]
    public async Task Document_header_is_taken_from_the_send()
    {
        var message = await AcceptAsync(Template(
            "statement", "en", """{"type":"header","parameters":[{"type":"document","document":{"link":"https://example.com/s.pdf","filename":"s.pdf"}}]}"""));

        message.Header.Should().Be(new MessageHeader("document", "s.pdf", "https://example.com/s.pdf"));
    }

    [Fact]
    public async Task Location_header_is_taken_from_the_send()
    {
        var message = await AcceptAsync(Template(
            "meeting", "en", """{"type":"header","parameters":[{"type":"location","location":{"latitude":-1.95,"longitude":30.06,"name":"Hall"}}]}"""));

        message.Header.Should().Be(new MessageHeader("location", "Hall", "-1.95, 30.06"));
    }

    [Fact]
    public async Task One_time_code_fills_Metas_sentence_and_the_button()
    {
        var message = await AcceptAsync(Template(
            "verify_code", "en", Positional("482913") + """,{"type":"button","sub_type":"url","index":0,"parameters":[{"type":"text","text":"482913"}]}"""));

        message.Text.Should().Be("*482913* is your verification code.");
        message.Footer.Should().Be("This code expires in 10 minutes.");
        message.Buttons.Should().Equal(new MessageButton("otp", "Copy code", "482913"));
    }

    [Fact]
    public async Task One_time_code_to_a_user_id_is_refused()
    {
        var body = Template("verify_code", "en", string.Empty).Replace("\"to\":\"+250788000004\"", "\"recipient\":\"US.1\"", StringComparison.Ordinal);

        (await fixture.Client.SendAsync(body)).Code.Should().Be(131062);
    }

    [Theory]
    [InlineData("PAUSED", 132015)]
    [InlineData("DISABLED", 132016)]
    [InlineData("REJECTED", 132001)]
    public async Task Template_that_lost_its_approval_is_refused(string status, int code)
    {
        var name = $"lost_{status.ToLowerInvariant()}";
        var template = $$"""{"name":"{{name}}","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"}]}""";
        await fixture.Client.PostAsync("/v25.0/1/message_templates", template);
        await AcceptAsync(Template(name, "en", string.Empty));

        await fixture.Client.PostAsync("/_emulator/templates/status", $$"""{"name":"{{name}}","language":"en","status":"{{status}}"}""");

        (await fixture.Client.SendAsync(Template(name, "en", string.Empty))).Code.Should().Be(code);
    }

    private static string Template(string name, string language, string components) => $$$"""
        {"messaging_product":"whatsapp","to":"+250788000004","type":"template",
         "template":{"name":"{{{name}}}","language":{"code":"{{{language}}}"},"components":[{{{components}}}]}}
        """;

    private static string Positional(params string[] values)
        => $$"""{"type":"body","parameters":[{{string.Join(',', values.Select(value => $$"""{"type":"text","text":"{{value}}"}"""))}}]}""";

    private async Task<AcceptedMessage> AcceptAsync(string body)
    {
        var answer = await fixture.Client.SendAsync(body);
        answer.Status.Should().Be(HttpStatusCode.OK, answer.Body.ToString());
        answer.Body.GetProperty("messages")[0].GetProperty("message_status").GetString().Should().Be("accepted");
        return fixture.Emulator.Accepted.Single(message => message.Id == answer.MessageId);
    }
}
