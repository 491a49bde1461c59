using System.Text;
using System.Text.Json.Nodes;
using Notify.Contacts;
using Notify.Inbound;
using Notify.Messages;
using Notify.Webhooks;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Webhooks;

/// <summary>Messages people write: every type of Meta's list, what is around it, and what is not as it should be.</summary>
public class InboundMessageTests
{
    private const string Text = "\"type\":\"text\",\"text\":{\"body\":\"x\"}";

    public static TheoryData<string, InboundContent> Types => new()
    {
        { """ "type":"text","text":{"body":"Muraho 👋"}""", new InboundText("Muraho 👋") },
        { """ "type":"image","image":{"id":"1","mime_type":"image/jpeg","sha256":"x=","caption":"Look"}""", Media(MediaKind.Image, "image/jpeg", "x=", "Look") },
        { """ "type":"video","video":{"id":"1","mime_type":"video/mp4"}""", Media(MediaKind.Video, "video/mp4") },
        { """ "type":"audio","audio":{"id":"1","mime_type":"audio/ogg","voice":true}""", Media(MediaKind.Audio, "audio/ogg", isVoice: true) },
        { """ "type":"audio","audio":{"id":"1","voice":false}""", Media(MediaKind.Audio) },
        { """ "type":"document","document":{"id":"1","filename":"r.pdf"}""", Media(MediaKind.Document, fileName: "r.pdf") },
        { """ "type":"sticker","sticker":{"id":"1","animated":true}""", Media(MediaKind.Sticker) },
        { """ "type":"location","location":{"latitude":-1.9441,"longitude":30.0619,"name":"Kigali","address":"KN 1"}""", new InboundLocation(-1.9441, 30.0619, "Kigali", "KN 1") },
        { """ "type":"reaction","reaction":{"message_id":"wamid.0","emoji":"👍"}""", new InboundReaction("wamid.0", "👍") },
        { """ "type":"reaction","reaction":{"message_id":"wamid.0","emoji":""}""", new InboundReaction("wamid.0", null) },
        { """ "type":"reaction","reaction":{"message_id":"wamid.0"}""", new InboundReaction("wamid.0", null) },
        { """ "type":"button","button":{"payload":"yes-1","text":"Yes"}""", new InboundButton("yes-1", "Yes") },
        { """ "type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"a","title":"A"}}""", new InboundChoice("a", "A", null) },
        { """ "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"a","title":"A","description":"d"}}""", new InboundChoice("a", "A", "d") },
        { """ "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\"k\":1}"}}""", new InboundForm("flow", """{"k":1}""", "Sent") },
        { """ "type":"order","order":{"catalog_id":"c","text":"soon","product_items":[{},{}]}""", new InboundOrder("c", "soon", 2) },
        { """ "type":"system","system":{"type":"user_changed_number","body":"Changed","wa_id":"250788000001"}""", new InboundSystem("user_changed_number", "+250788000001", "Changed") },
        { """ "type":"system","system":{"type":"user_changed_user_id","user_id":"RW.2","previous_user_id":"RW.1"}""", new InboundSystem("user_changed_user_id", "RW.2", null) },
        { """ "type":"unsupported","errors":[{"code":131051,"title":"Message type unknown"}]""", new InboundUnsupported("unsupported", "131051") },
        { """ "type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"better"}}}""", new InboundEdit("wamid.0", "better") },
        { """ "type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"image","image":{"id":"1","caption":"new"}}}""", new InboundEdit("wamid.0", "new") },
        { """ "type":"revoke","revoke":{"original_message_id":"wamid.0"}""", new InboundRevoke("wamid.0") },
        { """ "type":"hologram","hologram":{"id":"1"}""", new InboundUnsupported("hologram", null) },
        { """ "type":"text","text":"not as it should be" """, new InboundUnsupported("text", null) },
        { """ "type":"location","location":{"latitude":1e999,"longitude":1}""", new InboundUnsupported("location", null) },
        { """ "type":"interactive","interactive":{"type":"later"}""", new InboundUnsupported("interactive", null) },
        { """ "type":7""", new InboundUnsupported("unsupported", null) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_gives_the_content_of_each_type(string fields, InboundContent expected)
    {
        var reading = Hook.Read(Hook.Messages(Hook.Message(fields)));

        reading.Messages.Should().ContainSingle().Which.Content.Should().Be(expected);
        (reading.Ignored, reading.Receipts.Count, reading.Events.Count).Should().Be((0, 0, 0));
    }

    [Fact]
    public void Read_gives_the_names_of_cards() =>
        Read(""" "type":"contacts","contacts":[{"name":{"formatted_name":"Aline"}},{"phones":[]}]""").Content
            .Should().BeOfType<InboundContacts>().Which.Names.Should().Equal("Aline", "");

    [Fact]
    public void Read_gives_all_that_is_around_a_message()
    {
        var message = Read(""" "type":"text","text":{"body":"Yes"},"context":{"from":"1","id":"wamid.0","frequently_forwarded":true}""");

        message.Should().BeEquivalentTo(new
        {
            Channel = Channel.WhatsApp,
            Account = "rwanda",
            ProviderMessageId = "wamid.in",
            From = Address.Phone("+250788123456"),
            ProfileName = "Aline",
            SentAt = DateTimeOffset.FromUnixTimeSeconds(1750030073),
            InReplyTo = "wamid.0",
            IsForwarded = true,
        });
    }

    [Fact]
    public void Read_keeps_each_messages_own_json_as_it_came()
    {
        var first = Hook.Message(""" "type":"text","text":{"body":"\u00e9\/"}""", "wamid.a");
        var second = Hook.Message(""" "type":"hologram","hologram":[1.50]""", "wamid.b");

        var messages = Hook.Read(Hook.Messages(first, second)).Messages;

        messages.Select(m => Encoding.UTF8.GetString(m.Raw.Span)).Should().Equal(first, second);
    }

    [Fact]
    public void Read_takes_a_message_without_a_phone_number_by_its_user_id()
    {
        var message = Hook.Read(Sample.Meta("incoming_text_no_phone").ToJsonString()).Messages.Single();

        message.From.Should().Be(new Address("whatsapp-user", "US.13491208655302741918"));
        message.ProfileName.Should().Be("Sheena Nelson");
        message.Content.Text.Should().Be("Does it come in another color?");
    }

    public static TheoryData<string, string, string[]> People => new()
    {
        { "\"from\":\"250788123456\"", Text, [] },
        { "\"from_user_id\":\"RW.1\"", Text, [] },
        { "\"from\":\"250788123456\",\"from_user_id\":\"RW.1\"", Text, ["+250788123456", "RW.1"] },
        { "\"from\":\"250788123456\"", Changed("number", "wa_id", "250788000001"), ["+250788123456", "+250788000001"] },
        { "\"from\":\"250788123456\",\"from_user_id\":\"RW.1\"", Changed("number", "wa_id", "250788000001", "user_id", "RW.2"), ["+250788123456", "RW.1", "+250788000001", "RW.2"] },
        { "\"from_user_id\":\"RW.2\"", Changed("user_id", "user_id", "RW.2", "previous_user_id", "RW.1"), ["RW.1", "RW.2"] },
        { "\"x\":1", Changed("user_id", "user_id", "RW.2", "wa_id", "250788123456"), ["+250788123456", "RW.2"] },
        { "\"x\":1", Changed("user_id", "user_id", "RW.2", "previous_user_id", "RW.1"), ["RW.1", "RW.2"] },
    };

    [Theory]
    [MemberData(nameof(People))]
    public void Read_gives_all_addresses_of_who_wrote_the_old_ones_first(string from, string fields, string[] expected)
    {
        var message = Hook.Read(Hook.Messages(Hook.Message(fields, from: from))).Messages.Single();

        message.Linked.All().Select(a => a.Value).Should().Equal(expected);
        message.Linked.All().Should().NotContain(a => (a.Kind == Address.PhoneKind) != (a.Value[0] == '+'));
    }

    [Fact]
    public void Read_gives_the_new_id_of_who_keeps_the_number() =>
        Read(Changed("user_id", "user_id", "RW.2", "wa_id", "250788123456")).Content.Should().Be(new InboundSystem("user_changed_user_id", "RW.2", null));

    [Theory]
    [InlineData(""" "from":"nobody" """)]
    [InlineData(""" "from":7 """)]
    [InlineData(""" "from":"123456789012345678901234567890" """)]
    [InlineData(""" "from_user_id":"a b" """)]
    public void Read_counts_what_nobody_wrote(string from) =>
        Hook.Read(Hook.Messages(Hook.Message(""" "type":"text","text":{"body":"x"}""", from: from))).Should().BeEquivalentTo(new WebhookReading { Ignored = 1 });

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public void Read_counts_a_message_it_could_not_know_again(int length) =>
        Hook.Read(Hook.Messages(Hook.Message(""" "type":"text","text":{"body":"x"}""", id: new string('a', length)))).Ignored.Should().Be(1);

    [Fact]
    public void Read_gives_no_messages_of_another_accounts_number()
    {
        var body = Hook.Messages(Hook.Message(""" "type":"text","text":{"body":"x"}""")).Replace(Hook.Number, "7", StringComparison.Ordinal);

        Hook.Read(body).Should().BeEquivalentTo(new WebhookReading { Ignored = 1 });
    }

    [Fact]
    public void Read_gives_statuses_and_messages_of_one_body()
    {
        var value = new JsonObject
        {
            ["metadata"] = new JsonObject { ["phone_number_id"] = Hook.Number },
            ["statuses"] = new JsonArray(JsonNode.Parse(Hook.Status("read"))),
            ["messages"] = new JsonArray(JsonNode.Parse(Hook.Message(""" "type":"text","text":{"body":"x"}"""))),
        };

        var reading = Hook.Read(Hook.Envelope(new JsonObject { ["field"] = "messages", ["value"] = value }.ToJsonString()));

        (reading.Receipts.Count, reading.Messages.Count).Should().Be((1, 1));
    }

    private static InboundMessage Read(string fields) => Hook.Read(Hook.Messages(Hook.Message(fields))).Messages.Single();

    private static InboundMedia Media(
        MediaKind kind, string? mimeType = null, string? sha256 = null, string? caption = null, string? fileName = null, bool isVoice = false) =>
        new(kind, "1", mimeType, sha256, caption, fileName, isVoice);

    private static string Changed(string what, params string[] fields) =>
        $"\"type\":\"system\",\"system\":{{\"type\":\"user_changed_{what}\",{string.Join(',', fields.Chunk(2).Select(f => $"\"{f[0]}\":\"{f[1]}\""))}}}";
}
