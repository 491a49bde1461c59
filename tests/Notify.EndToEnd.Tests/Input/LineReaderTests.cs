using Notify.Messages;
using Notify.Sample.Worker.Input;
using Notify.Testing;

namespace Notify.EndToEnd.Tests.Input;

public sealed class LineReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 10, 0, 0, TimeSpan.Zero);
    private readonly LineReader _reader = new(new ManualTimeProvider(Now));

    [Fact]
    public void Read_sets_the_marker_in_the_variable_of_a_template()
    {
        var line = Line("""{"to":"+250788123456","template":"welcome","variables":{"name":"Aline"}}""");

        line.Notification.Variables.Should().Equal(new Dictionary<string, string> { ["name"] = "Aline", ["ref"] = "#L0007" });
        line.Notification.IdempotencyKey.Should().Be("#L0007");
    }

    [Fact]
    public void Read_appends_the_marker_to_text_and_caption()
    {
        Content("""{"to":"+250788123456","text":"Hello"}""").Text.Should().Be("Hello #L0007");
        Content("""{"to":"+250788123456","media":{"kind":"image","link":"https://x.example/a.jpg"}}""").Text.Should().Be("#L0007");
    }

    [Fact]
    public void Read_puts_the_marker_of_sound_into_its_link() =>
        Content("""{"to":"+250788123456","media":{"kind":"audio","link":"https://x.example/a.ogg"}}""").Should()
            .BeOfType<MediaMessage>().Which.Media.Link.Should().Be("https://x.example/a.ogg#L0007");

    [Fact]
    public void Read_leaves_an_empty_text_empty_for_Notify_to_refuse() => Content("""{"to":"+250788123456","text":""}""").Text.Should().BeEmpty();

    [Theory]
    [InlineData("+90s", "2026-12-01T10:01:30Z")]
    [InlineData("-5m", "2026-12-01T09:55:00Z")]
    [InlineData("+2h", "2026-12-01T12:00:00Z")]
    [InlineData("+3d", "2026-12-04T10:00:00Z")]
    [InlineData("2027-01-01T08:00:00+02:00", "2027-01-01T06:00:00Z")]
    [InlineData("2027-01-01T08:00:00Z", "2027-01-01T08:00:00Z")]
    public void Read_takes_times_absolute_and_relative(string written, string meant) =>
        Line($$"""{"to":"+250788123456","text":"Hello","notBefore":"{{written}}"}""").Notification.NotBefore
            .Should().Be(DateTimeOffset.Parse(meant, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Read_takes_quiet_hours_on_the_clock_of_the_zone()
    {
        var line = Line("""{"to":"+250788123456","text":"Hello","contact":{"zone":"Africa/Kigali","quietHours":{"start":"-1h","end":"06:30"}}}""");

        line.Contact!.Preferences.QuietHours.Should().Be(new Notify.Contacts.QuietHours(new TimeOnly(11, 0), new TimeOnly(6, 30)));
    }

    [Theory]
    [InlineData("""{"to":"+250788123456","text":"half \ud83d"}""")]
    [InlineData("""{"to":"+250788123456","text":"Hello","\ud83d":"half"}""")]
    [InlineData("""{"to":"+250788123456","template":"welcome","variables":{"name":"\ude00"}}""")]
    public void Read_refuses_half_of_a_character(string json)
    {
        var (line, errors) = _reader.Read(7, json);

        line.Should().BeNull();
        errors.Should().ContainSingle().Which.Field.Should().Be("line");
    }

    [Fact]
    public void Read_refuses_a_field_that_is_there_twice()
    {
        var (line, errors) = _reader.Read(7, """{"to":"+250788123456","text":"Hello","to":"+250788000001"}""");

        line.Should().BeNull();
        errors.Should().ContainSingle().Which.Message.Should().Contain("twice");
    }

    [Fact]
    public void Read_takes_channels_that_are_used_at_the_same_time() =>
        Line("""{"to":"+250788123456","text":"Hello","channels":["whatsapp","sms"]}""").Notification.Channels!.Channels
            .Should().Equal(Channel.WhatsApp, Channel.Sms);

    [Fact]
    public void Read_without_channels_leaves_them_to_Notify() => Line("""{"to":"+250788123456","text":"Hello"}""").Notification.Channels.Should().BeNull();

    [Theory]
    [InlineData("""{"to":"sms","after":"5s"}""", 5, null)]
    [InlineData("""{"to":"sms","after":"2m","unsentAfter":"1h"}""", 120, 3600)]
    public void Read_takes_a_fallback_of_WhatsApp(string written, int after, int? unsentAfter)
    {
        var plan = Line($$"""{"to":"+250788123456","text":"Hello","fallback":{{written}}}""").Notification.Channels!;

        plan.Channels.Should().Equal(Channel.WhatsApp);
        (plan.Fallback!.Channel, plan.Fallback.After.TotalSeconds, plan.Fallback.UnsentAfter?.TotalSeconds).Should().Be((Channel.Sms, after, unsentAfter));
    }

    [Theory]
    [InlineData("""{"channels":[]}""", "channels", "name at least one")]
    [InlineData("""{"channels":"sms"}""", "channels", "a list")]
    [InlineData("""{"channels":["sms",7]}""", "channels", "list of strings")]
    [InlineData("""{"channels":["pigeon"]}""", "channels", "whatsapp, sms")]
    [InlineData("""{"channels":["whatsapp","sms"],"fallback":{"to":"sms","after":"5s"}}""", "fallback", "one channel")]
    [InlineData("""{"channels":["sms"],"fallback":{"to":"sms","after":"5s"}}""", "fallback.to", "the other one")]
    [InlineData("""{"fallback":{"to":"pigeon","after":"5s"}}""", "fallback.to", "whatsapp, sms")]
    [InlineData("""{"fallback":{"after":"5s"}}""", "fallback.to", "give it")]
    [InlineData("""{"fallback":{"to":"sms"}}""", "fallback.after", "give it")]
    [InlineData("""{"fallback":{"to":"sms","after":"soon"}}""", "fallback.after", "5s, 2m")]
    [InlineData("""{"fallback":{"to":"sms","after":"0s"}}""", "fallback.after", "1s to 7d")]
    [InlineData("""{"fallback":{"to":"sms","after":"5s","unsentAfter":"8d"}}""", "fallback.unsentAfter", "1s to 7d")]
    [InlineData("""{"fallback":{"to":"sms","after":"5s","when":"now"}}""", "fallback.when", "after")]
    [InlineData("""{"writesBack":{}}""", "writesBack.text", "give it")]
    [InlineData("""{"writesBack":{"text":"Hi","over":"pigeon"}}""", "writesBack.over", "whatsapp, sms")]
    public void Read_refuses_a_plan_that_cannot_be(string fields, string field, string remedy)
    {
        var (line, errors) = _reader.Read(7, $$"""{"to":"+250788123456","text":"Hello",{{fields[1..]}}""");

        line.Should().BeNull();
        errors.Should().ContainSingle().Which.Should().Match<NotificationError>(e => e.Field == field && e.Message.Contains(remedy));
    }

    [Fact]
    public void Read_gives_what_the_person_writes_back_the_lines_marker()
    {
        var answer = Line("""{"to":"+250788123456","text":"Hello","writesBack":{"text":"STATUS SK-4413","over":"sms"}}""").Answer!;

        (answer.Text, answer.Over).Should().Be(("STATUS SK-4413 #L0007", Channel.Sms));
    }

    [Fact]
    public void Read_says_everything_that_is_wrong_at_once()
    {
        var (line, errors) = _reader.Read(7, """{"to":"+250788123456","text":"Hello","then":"burn","priority":5,"contact":{"optedOut":"yes","age":7}}""");

        line.Should().BeNull();
        errors.Select(e => e.Field).Should().BeEquivalentTo("then", "priority", "contact.optedOut", "contact.age");
    }

    private InputLine Line(string json)
    {
        var (line, errors) = _reader.Read(7, json);
        errors.Should().BeEmpty();
        return line!;
    }

    private Message Content(string json) => Line(json).Notification.Content!;
}
