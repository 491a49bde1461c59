namespace Notify.Core.Tests.Contacts;

public sealed class NationalNumbersTests
{
    [Theory]
    [InlineData("RW", "0788123456", "+250788123456")]
    [InlineData("RW", "0788 123-456", "+250788123456")]
    [InlineData("rw", "788123456", "+250788123456")]
    [InlineData("RW", "00256772123456", "+256772123456")]
    [InlineData("UG", "000256772123456", "+256772123456")]
    [InlineData("CI", "0512345678", "+2250512345678")]
    [InlineData("BJ", "0196123456", "+2290196123456")]
    public void Read_number_as_it_is_written_in_the_country_gives_E164(string country, string text, string expected) =>
        new NationalNumbers(country).Read(text).Should().Be(Address.Phone(expected));

    [Theory]
    [InlineData("250788123456")]
    [InlineData("+250788123456")]
    [InlineData("07881234")]
    [InlineData("0")]
    [InlineData("2442")]
    [InlineData("MTN")]
    [InlineData("")]
    [InlineData(null)]
    public void Read_anything_else_gives_none(string? text) => new NationalNumbers("RW").Read(text).Should().BeNull();

    [Fact]
    public void Country_that_is_not_known_is_refused() =>
        FluentActions.Invoking(() => new NationalNumbers("XX")).Should().Throw<ArgumentException>().WithMessage("*'XX'*RW*");
}
