using System.Text.Json.Nodes;
using Notify.Contacts;
using Notify.Messages;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Sending;

public class MessageShapeTests
{
    private const string Reference = "01998f3a0000700080000000000000011";

    [Fact]
    public async Task Template_positional_is_metas_sample()
    {
        var expected = Sample.Meta("send_template_positional");
        expected["biz_opaque_callback_data"] = Reference;

        var posted = await PostAsync(new TemplateMessage
        {
            Name = "order_confirmation",
            Language = "en_US",
            HeaderMedia = new Media(MediaKind.Document, Id: "1003383421387256", FileName: "r.pdf"),
            Body = [new TemplateParameter("name", "Mark")],
            Buttons = [new TemplateButton(0, TemplateButtonKind.Url, "abc")],
        });

        ShouldEqual(posted, expected);
    }

    [Fact]
    public async Task Send_to_a_user_id_names_it_as_the_recipient_and_no_number()
    {
        await using var rig = await Rig.StartAsync();

        var outcome = await rig.Sender.SendAsync(Rig.Request() with { To = Address.WhatsAppUser("US.13491208655302741918") }, default);

        outcome.Class.Should().Be(Notify.Outcomes.OutcomeClass.Accepted);
        var posted = rig.Graph.Posts.Single();
        ((string?)posted["recipient"], posted["to"]).Should().Be(("US.13491208655302741918", null));
    }

    [Fact]
    public async Task Template_named_is_metas_sample()
    {
        var posted = await PostAsync(new TemplateMessage
        {
            Name = "welcome",
            Language = "en",
            NamedParameters = true,
            Body = [new TemplateParameter("first_name", "Mark")],
        });

        ShouldEqual(posted["template"]!["components"]![0]!, Sample.Meta("send_template_named_body"));
    }

    [Fact]
    public async Task Template_header_text_and_buttons_have_their_shapes()
    {
        var posted = await PostAsync(new TemplateMessage
        {
            Name = "welcome",
            Language = "fr",
            NamedParameters = true,
            HeaderText = new TemplateParameter("shop", "Zoë"),
            Buttons =
            [
                new TemplateButton(0, TemplateButtonKind.QuickReply, "yes"),
                new TemplateButton(1, TemplateButtonKind.CopyCode, "1234"),
            ],
        });

        ShouldEqual(posted["template"]!, JsonNode.Parse("""
            {
              "name": "welcome",
              "language": { "code": "fr" },
              "components": [
                { "type": "header", "parameters": [{ "type": "text", "parameter_name": "shop", "text": "Zoë" }] },
                { "type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{ "type": "payload", "payload": "yes" }] },
                { "type": "button", "sub_type": "copy_code", "index": "1", "parameters": [{ "type": "coupon_code", "coupon_code": "1234" }] }
              ]
            }
            """)!);
    }

    [Fact]
    public async Task Template_without_values_has_no_components()
    {
        var posted = await PostAsync(new TemplateMessage { Name = "hello_world", Language = "en_US" });

        ShouldEqual(posted["template"]!, JsonNode.Parse("""{ "name": "hello_world", "language": { "code": "en_US" } }""")!);
    }

    [Fact]
    public async Task Text_has_its_shape()
    {
        var posted = await PostAsync(new TextMessage("Muraho \"Aline\" 👋\n<b> \ud83d", PreviewUrl: true));

        posted["to"]!.GetValue<string>().Should().Be(Rig.To);
        posted["recipient_type"]!.GetValue<string>().Should().Be("individual");
        posted["biz_opaque_callback_data"]!.GetValue<string>().Should().Be(Reference);
        posted["type"]!.GetValue<string>().Should().Be("text");
        posted["text"]!["preview_url"]!.GetValue<bool>().Should().BeTrue();
        posted["text"]!["body"]!.GetValue<string>().Should().Be("Muraho \"Aline\" 👋\n<b> \ufffd", "half a surrogate pair is not text");
    }

    [Theory]
    [InlineData(MediaKind.Image, """{"link":"https://x.rw/a","caption":"see"}""")]
    [InlineData(MediaKind.Video, """{"link":"https://x.rw/a","caption":"see"}""")]
    [InlineData(MediaKind.Document, """{"link":"https://x.rw/a","caption":"see"}""")]
    [InlineData(MediaKind.Audio, """{"link":"https://x.rw/a"}""")]
    [InlineData(MediaKind.Sticker, """{"link":"https://x.rw/a"}""")]
    public async Task Media_has_its_shape(MediaKind kind, string expected)
    {
        var caption = kind is MediaKind.Audio or MediaKind.Sticker ? null : "see";
        var posted = await PostAsync(new MediaMessage(new Media(kind, Link: "https://x.rw/a"), caption));

        var type = posted["type"]!.GetValue<string>();
        type.Should().Be(kind.ToString().ToLowerInvariant());
        ShouldEqual(posted[type]!, JsonNode.Parse(expected)!);
    }

    [Fact]
    public async Task Send_goes_to_the_number_with_version_and_token()
    {
        await using var rig = await Rig.StartAsync(o => o.ApiVersion = "v24.0");

        await rig.SendAsync();

        rig.Graph.Requests.Should().Equal(("/v24.0/106540352242922/messages", "Bearer " + Rig.Token));
    }

    [Fact]
    public async Task Base_address_may_have_a_path()
    {
        await using var rig = await Rig.StartAsync(o => o.BaseAddress = new Uri(o.BaseAddress, "meta"));

        await rig.SendAsync();

        rig.Graph.Requests.Single().Path.Should().Be("/meta/v25.0/106540352242922/messages");
    }

    private static async Task<JsonNode> PostAsync(Message message)
    {
        await using var rig = await Rig.StartAsync();
        var outcome = await rig.SendAsync(message);
        outcome.ProviderMessageId.Should().Be(FakeGraph.MessageId);
        return rig.Graph.Posts.Single();
    }

    private static void ShouldEqual(JsonNode actual, JsonNode expected) =>
        JsonNode.DeepEquals(actual, expected).Should().BeTrue("{0} should be {1}", actual.ToJsonString(), expected.ToJsonString());
}
