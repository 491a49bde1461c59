using System.Text;
using Notify.Contacts;
using Notify.Inbound;

namespace Notify.Sms.Mtn.Tests.Webhooks;

public class InboundTests
{
    [Theory]
    [InlineData("""{"dateTime":"2026-09-01T10:00:00Z","registrationId":"r","message":"YES","senderAddress":"250788123456","messageID":"m-1"}""")]
    [InlineData("""{"status":"0","to":"2442","from":"250788123456","message":"YES","messageId":"m-1","sentTimestamp":"2026-09-01T10:00:00Z"}""")]
    [InlineData("""{"MSISDN":"tel:+250788123456","text":"YES","id":"m-1","timestamp":1788256800}""")]
    public void Message_is_read_in_the_shapes_of_v2_and_v1_and_likely_ones(string body)
    {
        var message = Hook.Read(body).Messages.Should().ContainSingle().Subject;

        message.From.Should().Be(Address.Phone("+250788123456"));
        message.Content.Should().Be(new InboundText("YES"));
        (message.ProviderMessageId, message.Account, message.Channel).Should().Be(("m-1", "rwanda", Channel.Sms));
        message.SentAt.Should().Be(new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero));
        Encoding.UTF8.GetString(message.Raw.Span).Should().Be(body);
    }

    [Fact]
    public void Fields_may_have_names_of_the_accounts_own()
    {
        var account = Hook.Account with { InboundFields = new Dictionary<string, string> { ["From"] = "who", ["Text"] = "what", ["Id"] = "nr", ["SentAt"] = "when" } };

        var message = Hook.Read("""{"who":"250788123456","what":"STOP","nr":5,"when":1788256800}""", account).Messages.Single();

        (message.Content.Text, message.ProviderMessageId, message.SentAt.HasValue).Should().Be(("STOP", "5", true));
    }

    [Fact]
    public void Message_without_an_id_gets_one_that_is_the_same_every_time()
    {
        const string one = """{"from":"250788123456","message":"YES","dateTime":"2026-09-01T10:00:00Z"}""";
        var id = Hook.Read(one).Messages.Single().ProviderMessageId;

        Hook.Read(one.Replace(",", " , ", StringComparison.Ordinal)).Messages.Single().ProviderMessageId.Should().Be(id);
        id.Should().NotContain("788123456");
        new[] { one.Replace("YES", "NO", StringComparison.Ordinal), one.Replace("10:00", "10:01", StringComparison.Ordinal), one.Replace("456", "457", StringComparison.Ordinal) }
            .Should().OnlyContain(other => Hook.Read(other, null).Messages.Single().ProviderMessageId != id);
    }

    [Fact]
    public void Empty_message_is_one() => Hook.Read("""{"from":"250788123456","message":""}""").Messages.Single().Content.Text.Should().BeEmpty();

    [Theory]
    [InlineData("MTN")]
    [InlineData("2442")]
    [InlineData("+0788123456")]
    public void Sender_that_is_no_number_is_ignored(string from)
    {
        var reading = Hook.Read($$"""{"from":"{{from}}","message":"x"}""");

        (reading.Messages.Count, reading.Ignored).Should().Be((0, 1));
    }

    [Fact]
    public void Report_with_a_text_is_no_message() =>
        Hook.Read("""{"deliveryStatus":"DELIVERED","senderAddress":"2442","message":"x"}""").Messages.Should().BeEmpty();
}
