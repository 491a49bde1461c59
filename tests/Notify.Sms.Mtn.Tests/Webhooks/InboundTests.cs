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
    public void Message_without_an_id_and_a_time_is_the_same_within_the_hour_it_came_in()
    {
        var came = new DateTimeOffset(2026, 9, 1, 12, 5, 0, TimeSpan.FromHours(2));

        IdAt(came.AddMinutes(54)).Should().Be(IdAt(came)).And.Be(IdAt(came.ToUniversalTime()));
        IdAt(came.AddHours(1)).Should().NotBe(IdAt(came));

        static string IdAt(DateTimeOffset time) => Hook.Read("""{"from":"250788123456","message":"YES"}""", receivedAt: time).Messages.Single().ProviderMessageId;
    }

    [Theory]
    [InlineData("RW", "0788123456", "+250788123456")]
    [InlineData("RW", "tel:0788 123 456", "+250788123456")]
    [InlineData("rw", "788123456", "+250788123456")]
    [InlineData("RW", "250788123456", "+250788123456")]
    [InlineData("RW", "+256772123456", "+256772123456")]
    [InlineData("RW", "00256772123456", "+256772123456")]
    [InlineData("UG", "0772123456", "+256772123456")]
    [InlineData("CI", "0512345678", "+2250512345678")]
    [InlineData("NG", "08031234567", "+2348031234567")]
    public void Sender_may_be_written_as_in_the_accounts_country(string country, string from, string expected) =>
        Hook.Read($$"""{"from":"{{from}}","message":"x"}""", Hook.Account with { Country = country }).Messages.Single().From.Should().Be(Address.Phone(expected));

    [Theory]
    [InlineData("RW", "07881234")]
    [InlineData("RW", "0")]
    [InlineData("RW", "MTN")]
    [InlineData("RW", "2442")]
    [InlineData("", "0788123456")]
    public void Sender_that_is_no_number_of_the_country_is_ignored(string country, string from)
    {
        var reading = Hook.Read($$"""{"from":"{{from}}","message":"x"}""", Hook.Account with { Country = country });

        (reading.Messages.Count, reading.Ignored).Should().Be((0, 1));
    }

    [Fact]
    public void Country_that_is_not_known_is_refused() =>
        FluentActions.Invoking(() => Hook.Reader(Hook.Account with { Country = "XX" })).Should().Throw<ArgumentException>().WithMessage("*'XX'*RW*");

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
