namespace Notify.Core.Tests.Contacts;

public sealed class CallingCodesTests
{
    [Theory]
    [InlineData("+12025550123", "1")]
    [InlineData("+79161234567", "7")]
    [InlineData("+27821234567", "27")]
    [InlineData("+33612345678", "33")]
    [InlineData("+447700900123", "44")]
    [InlineData("+989121234567", "98")]
    [InlineData("+211912345678", "211")]
    [InlineData("+250788123456", "250")]
    [InlineData("+256772123456", "256")]
    [InlineData("+353851234567", "353")]
    [InlineData("+998901234567", "998")]
    public void Of_phone_number_gives_its_code(string number, string code) => CallingCodes.Of(Address.Phone(number)).Should().Be(code);

    [Fact]
    public void Of_what_is_no_phone_number_gives_none()
    {
        CallingCodes.Of(null).Should().BeNull();
        CallingCodes.Of(new Address("bsuid", "RW.123456")).Should().BeNull();
        CallingCodes.Of(new Address("erased", "0199")).Should().BeNull();
    }
}
