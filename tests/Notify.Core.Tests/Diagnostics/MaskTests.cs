using Notify.Diagnostics;

namespace Notify.Core.Tests.Diagnostics;

public sealed class MaskTests
{
    [Theory]
    [InlineData("+250788123456", "+250*******56")]
    [InlineData("1234567", "*******")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Address_keeps_the_country_and_two_digits(string? value, string expected) => Mask.Address(value).Should().Be(expected);

    [Theory]
    [InlineData("Recipient +250788123456 is not valid", "Recipient +250*******56 is not valid")]
    [InlineData("250 788 123-456 or (078) 812.3456", "788123456")]
    [InlineData("code 131026, HTTP 400", "code 131026, HTTP 400")]
    [InlineData("(RW.1a2b3c4d5e) and recipient US.13491208655302741918.", "(RW.1*******5e) and recipient US.1*****************18.")]
    [InlineData("System.IO.Http2Connection of the U.S.A.", "System.IO.Http2Connection of the U.S.A.")]
    public void Text_masks_long_numbers_only(string value, string expected)
    {
        var masked = Mask.Text(value);

        if (expected == "788123456")
        {
            masked.Should().NotContain("788").And.NotContain("8123").And.NotContain("812.3456");
        }
        else
        {
            masked.Should().Be(expected);
        }
    }

    [Fact]
    public void Address_printed_is_masked()
    {
        var address = Notify.Contacts.Address.Phone(A.Number);

        $"{address}".Should().NotContain("788654321");
        new SendRequest(new SendReference(Guid.Empty, 1), address, new TextMessage("secret")).ToString().Should().NotContain("788654321").And.NotContain("secret");
    }
}
