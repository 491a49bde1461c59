using Notify.Messages;
using Notify.Outcomes;
using Notify.Sms.Mtn.Tests.Support;

namespace Notify.Sms.Mtn.Tests.Sending;

public class MessageShapeTests
{
    private const string Reference = "01998f3a0000700080000000000000011";

    [Fact]
    public async Task V3_body_is_flat_with_one_receiver_and_our_correlator()
    {
        await using var rig = await Rig.StartAsync();

        await rig.SendAsync(new TextMessage("Muraho €"));

        rig.Mtn.Posts.Single().ToJsonString().Should().Be(Json(
            $$"""{"message":"Muraho €","serviceCode":"2442","receiverAddress":["250788123456"],"clientCorrelatorId":"{{Reference}}","requestDeliveryReceipt":true}"""));
        rig.Mtn.Requests.Single().Path.Should().Be("/v3/sms/messages/sms/outbound");
    }

    [Fact]
    public async Task Sender_address_is_repeated_as_service_code()
    {
        await using var rig = await Rig.StartAsync(o => (o.ServiceCode, o.SenderAddress) = ("", "ACME"));

        await rig.SendAsync();

        var post = rig.Mtn.Posts.Single();
        (post["serviceCode"]!.GetValue<string>(), post["senderAddress"]!.GetValue<string>()).Should().Be(("ACME", "ACME"));
    }

    [Fact]
    public async Task V2_body_has_its_own_names_and_path()
    {
        await using var rig = await Rig.StartAsync(o => (o.Body, o.NumberFormat) = (MtnBody.V2, MtnNumberFormat.Plus));
        rig.Mtn.Answer = c => FakeMtn.Json(c, 201, """{"data":{"requestId":"r-7","clientCorrelator":"x"}}""");

        var outcome = await rig.SendAsync();

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Accepted && o.ProviderMessageId == "r-7");
        rig.Mtn.Requests.Single().Path.Should().Be("/v2/messages/sms/outbound");
        rig.Mtn.Posts.Single().ToJsonString().Should().Be(Json(
            $$"""{"message":"hi","senderAddress":"2442","receiverAddress":["+250788123456"],"clientCorrelator":"{{Reference}}"}"""));
    }

    [Fact]
    public async Task Nested_body_asks_for_its_report_itself()
    {
        await using var rig = await Rig.StartAsync(o =>
        {
            (o.Body, o.NumberFormat) = (MtnBody.Nested, MtnNumberFormat.Tel);
            o.NotifyUrl = new Uri("https://app.example/hook");
        });
        rig.Mtn.Answer = c => FakeMtn.Json(c, 201, """{"outboundSMSMessageRequest":{"resourceURL":"https://x/1"}}""");

        (await rig.SendAsync()).ProviderMessageId.Should().Be("https://x/1");

        rig.Mtn.Posts.Single().ToJsonString().Should().Be(Json(
            """{"outboundSMSMessageRequest":{"address":["tel:+250788123456"],"senderAddress":"2442","outboundSMSTextMessage":{"message":"hi"},"clientCorrelator":"REF","receiptRequest":{"notifyURL":"https://app.example/hook","callbackData":"REF"}}}"""
                .Replace("REF", Reference, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Host_and_path_are_the_accounts_own()
    {
        await using var rig = await Rig.StartAsync(o => (o.SendPath, o.ApiKey) = ("/sms/v3/send", "key-1"));

        await rig.SendAsync();

        rig.Mtn.Requests.Single().Should().Be(("/sms/v3/send", "Bearer token-1", "key-1"));
    }

    [Fact]
    public async Task Correlator_of_the_last_send_fits_in_36_characters()
    {
        await using var rig = await Rig.StartAsync();

        await rig.SendAsync(send: 9999);

        rig.Mtn.Posts.Single()["clientCorrelatorId"]!.GetValue<string>().Should().HaveLength(36).And.EndWith("9999");
    }

    [Fact]
    public async Task Typographic_characters_give_way_where_that_saves_segments()
    {
        await using var rig = await Rig.StartAsync();

        var outcome = await rig.SendAsync(new TextMessage("“" + new string('a', 100) + "”"));

        rig.Mtn.Posts.Single()["message"]!.GetValue<string>().Should().StartWith("\"a").And.EndWith("a\"");
        outcome.Detail.Should().Be("1 × Gsm7");
    }

    [Fact]
    public async Task Text_of_too_many_segments_is_cut()
    {
        await using var rig = await Rig.StartAsync(o => o.MaxSegments = 2);

        var outcome = await rig.SendAsync(new TextMessage(new string('a', 1000)));

        rig.Mtn.Posts.Single()["message"]!.GetValue<string>().Should().HaveLength(306).And.EndWith("...");
        outcome.Detail.Should().Be("2 × Gsm7, cut");
    }

    [Fact]
    public async Task Template_goes_as_the_text_it_was_rendered_to()
    {
        await using var rig = await Rig.StartAsync();

        await rig.SendAsync(new TemplateMessage { Name = "order_paid", Language = "en", RenderedText = "Paid: RWF 12,000" });

        rig.Mtn.Posts.Single()["message"]!.GetValue<string>().Should().Be("Paid: RWF 12,000");
    }

    [Fact]
    public async Task What_is_no_text_is_refused_without_a_call()
    {
        await using var rig = await Rig.StartAsync();

        (await rig.SendAsync(new MediaMessage(new Media(MediaKind.Image, "https://x/y.png")))).Code.Should().Be("unsupported_message");
        (await rig.SendAsync(new TextMessage(""))).Code.Should().Be("text_empty");
        (await rig.SendAsync(new TemplateMessage { Name = "x", Language = "en" })).Code.Should().Be("text_empty");
        (await rig.Sender.SendAsync(Rig.Request(to: "0788"), CancellationToken.None)).Should().Match<Outcome>(o => o.Code == "invalid_recipient" && o.Scope == OutcomeScope.Recipient);
        rig.Mtn.Requests.Should().BeEmpty();
    }

    private static string Json(string text) => System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString();
}
