using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Notify.Core.Tests.Contacts;

public sealed class RecipientsTests
{
    [Theory]
    [InlineData("+250788123456", "+250788123456")]
    [InlineData(" +250 (788) 123-456 ", "+250788123456")]
    [InlineData("+250.788.123.456", "+250788123456")]
    [InlineData("+250788123456\n", "+250788123456")]
    [InlineData("+1234567", "+1234567")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void TryParse_number_people_write_gives_E164(string text, string expected)
    {
        Recipients.TryParse(text, out var address).Should().BeTrue();
        address.Should().Be(Address.Phone(expected));
    }

    [Theory]
    [InlineData("0788123456")]
    [InlineData("250788123456")]
    [InlineData("+0788123456")]
    [InlineData("+123456")]
    [InlineData("+1234567890123456")]
    [InlineData("+25078812345x")]
    [InlineData("+2507881٢٣٤٥٦")] // Arabic-Indic digits
    [InlineData("++250788123456")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void TryParse_anything_else_is_refused(string? text) => Recipients.TryParse(text, out _).Should().BeFalse();

    [Property(MaxTest = 500)]
    public Property TryParse_never_gives_anything_but_plus_and_digits() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => !Recipients.TryParse(text, out var address) || (address.Value[0] == '+' && address.Value.Skip(1).All(char.IsAsciiDigit)));
}
