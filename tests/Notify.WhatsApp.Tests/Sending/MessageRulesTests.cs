using Notify.Contacts;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sending;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Sending;

public class MessageRulesTests
{
    private static readonly Media Image = new(MediaKind.Image, Link: "https://x.rw/a.png");
    private static readonly TemplateMessage Template = new() { Name = "welcome", Language = "en" };

    public static TheoryData<Message, string> Refused => new()
    {
        { new TextMessage(""), "text_empty" },
        { new TextMessage(new string('x', 4097)), "text_too_long" },
        { new MediaMessage(Image, new string('x', 1025)), "caption_too_long" },
        { new MediaMessage(Image with { Kind = MediaKind.Audio }, "x"), "caption_not_allowed" },
        { new MediaMessage(Image with { Kind = MediaKind.Sticker }, "x"), "caption_not_allowed" },
        { new MediaMessage(Image with { Id = "1" }), "media_source" },
        { new MediaMessage(new Media(MediaKind.Image)), "media_source" },
        { new MediaMessage(Image with { Link = "http://x.rw/a.png" }), "media_link" },
        { new MediaMessage(Image with { Link = "/a.png" }), "media_link" },
        { new MediaMessage(Image with { FileName = "a.png" }), "filename_not_allowed" },
        { Template with { Name = "Welcome" }, "template_name" },
        { Template with { Name = new string('a', 513) }, "template_name" },
        { Template with { Language = "english (UK)" }, "template_language" },
        { Template with { HeaderText = new("a", "b"), HeaderMedia = Image }, "header_twice" },
        { Template with { HeaderMedia = Image with { Kind = MediaKind.Audio } }, "header_media" },
        { Template with { HeaderMedia = new Media(MediaKind.Image) }, "media_source" },
        { Template with { NamedParameters = true, Body = [new("", "b")] }, "parameter_name" },
        { Template with { Buttons = [new(0, TemplateButtonKind.PhoneNumber, "1")] }, "button_kind" },
        { Template with { Buttons = [new(10, TemplateButtonKind.Url, "1")] }, "button_index" },
        { new OtherMessage(), "unsupported_message" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Send_refuses_before_the_call_with_a_clear_code(Message message, string code)
    {
        await using var rig = await Rig.StartAsync();

        var outcome = await rig.SendAsync(message);

        outcome.Class.Should().Be(OutcomeClass.Rejected);
        outcome.Code.Should().Be(code);
        outcome.Remedy.Should().NotBeNullOrEmpty();
        rig.Graph.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_takes_text_and_caption_of_the_longest_length()
    {
        await using var rig = await Rig.StartAsync();

        (await rig.SendAsync(new TextMessage(new string('é', 4096)))).Class.Should().Be(OutcomeClass.Accepted);
        (await rig.SendAsync(new MediaMessage(Image, new string('é', 1024)))).Class.Should().Be(OutcomeClass.Accepted);
    }

    [Theory]
    [InlineData("phone", "250788123456")]
    [InlineData("phone", "+0788123456")]
    [InlineData("phone", "+250 788 123")]
    [InlineData("email", "+250788123456")]
    [InlineData(Address.WhatsAppUserKind, "+250788123456")]
    public async Task Send_refuses_what_is_no_number(string kind, string value)
    {
        await using var rig = await Rig.StartAsync();

        var request = Rig.Request() with { To = new Address(kind, value) };
        var outcome = await rig.Sender.SendAsync(request, CancellationToken.None);

        outcome.Code.Should().Be("invalid_recipient");
        outcome.Scope.Should().Be(OutcomeScope.Recipient);
        rig.Graph.Requests.Should().BeEmpty();
    }

    private sealed record OtherMessage : Message
    {
        public override string Text => "";

        public override Message MapText(Func<string, string> map) => this;
    }
}
