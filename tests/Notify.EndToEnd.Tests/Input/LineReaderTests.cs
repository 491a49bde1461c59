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
