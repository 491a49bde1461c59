using Notify.Sample.Worker.Input;

namespace Notify.EndToEnd.Tests.Input;

public sealed class MarkerTests
{
    [Theory]
    [InlineData(1, "#L0001")]
    [InlineData(42, "#L0042")]
    [InlineData(123456, "#L123456")]
    public void Of_gives_what_FindIn_finds(int line, string marker)
    {
        Marker.Of(line).Should().Be(marker);
        Marker.FindIn($"Hello. Ref {marker}.").Should().Be(marker);
    }

    [Fact]
    public void FindIn_takes_the_last_because_the_program_writes_last() => Marker.FindIn("You said #L0007 to us #L0042").Should().Be("#L0042");

    [Theory]
    [InlineData("")]
    [InlineData("no marker")]
    [InlineData("#L12")]
    [InlineData("#L12345x")]
    public void FindIn_without_a_marker_finds_none(string text) => Marker.FindIn(text).Should().BeNull();

    [Fact]
    public void OfReplyTo_has_the_number_of_the_line_that_was_answered()
    {
        Marker.OfReplyTo("STATUS SK-4413 #L0277").Should().Be("#R0277");
        Marker.OfReplyTo("STATUS SK-4413").Should().BeNull();
        Marker.IsOfReply("#R0277").Should().BeTrue();
        Marker.IsOfReply("#L0277").Should().BeFalse();
    }
}
