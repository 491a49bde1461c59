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
    [InlineData("\u202A+250\u00A0788\u2011123\u2011456\u202C", "+250788123456")] // as address books copy it
    [InlineData("00250788123456", "+250788123456")]
    [InlineData("+250 (0)788 123 456", "+250788123456")]
    [InlineData("+234 (0) 803 000 0266", "+2348030000266")]
    [InlineData("+2250505123456", "+2250505123456")]
    [InlineData("+2290195123456", "+2290195123456")]
    [InlineData("+242061234567", "+242061234567")]
    [InlineData("+22981234567", "+22981234567")]
    [InlineData("+25006123456", "+25006123456")] // Rwanda has numbers that do begin with 0
    [InlineData("+250252123456", "+250252123456")] // a fixed line may have WhatsApp
    [InlineData("+1234567", "+1234567")]
    [InlineData("+123456789012345", "+123456789012345")]
    [InlineData("+5215512345678", "+5215512345678")] // Mexico is none of the markets
    public void Parse_number_people_write_gives_E164(string text, string expected) => Number(text).Should().Be(expected);

    [Theory]
    [InlineData("0788654321", "must start with '+'")]
    [InlineData("250788654321", "must start with '+'")]
    [InlineData("+0788123456", "no E.164")]
    [InlineData("+123456", "no E.164")]
    [InlineData("+1234567890123456", "no E.164")]
    [InlineData("+25078812345x", "no E.164")]
    [InlineData("+2507881٢٣٤٥٦", "no E.164")] // Arabic-Indic digits
    [InlineData("++250788123456", "no E.164")]
    [InlineData("000250788123456", "must start with '+'")]
    [InlineData("00", "must start with '+'")]
    [InlineData("+2507881234567", "9 digits after +250, this has 10")]
    [InlineData("+2507881234", "9 digits after +250, this has 7")]
    [InlineData("+250078812345", "9 digits after +250, this has 8")] // the 0 of home, and a digit too few
    [InlineData("+256077212345", "9 digits after +256, this has 8")]
    [InlineData("+23400803000026", "a 0 too many")]
    [InlineData("+22505123456", "05 for MTN")]
    [InlineData("+22997123456", "write 01 before")]
    [InlineData("+225051234567", "10 digits after +225, this has 9")]
    public void Parse_anything_else_is_refused_and_the_remedy_named(string text, string message)
    {
        var error = Recipients.Parse(text, null, out var address);

        error.Should().Match<NotificationError>(e => e.Field == "Recipient" && e.Code == NotificationErrorCodes.RecipientInvalid);
        error!.Message.Should().Contain(message).And.NotContain(text);
        address.Should().Be(default(Address));
    }

    [Theory]
    [InlineData("RW.1")]
    [InlineData(" US.13491208655302741918\n")]
    [InlineData("KE.aB3")]
    public void Parse_id_of_a_whatsapp_user_is_kept_as_it_is(string text)
    {
        Recipients.Parse(text, null, out var address).Should().BeNull();
        address.Should().Be(new Address("whatsapp-user", text.Trim()));
    }

    [Theory]
    [InlineData("rw.123")]
    [InlineData("KE.")]
    [InlineData("RW.12-34")]
    [InlineData("RW.12.34")]
    [InlineData("RW.é")]
    public void Parse_what_looks_like_a_whatsapp_users_id_and_is_none_is_refused(string text)
    {
        var error = Recipients.Parse(text, null, out var address)!;

        (error.Field, error.Code, address).Should().Be(("Recipient", NotificationErrorCodes.RecipientInvalid, default(Address)));
        error.Message.Should().Contain("two capital letters, a dot").And.NotContain(text);
    }

    [Fact]
    public void Parse_id_of_a_whatsapp_user_has_128_letters_and_digits_at_most()
    {
        Recipients.Parse("RW." + new string('a', 128), null, out _).Should().BeNull();
        Recipients.Parse("RW." + new string('a', 129), null, out _).Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void Parse_nothing_is_required(string? text) => Recipients.Parse(text, null, out _)!.Code.Should().Be(NotificationErrorCodes.Required);

    [Theory]
    [InlineData("RW", "0788 123 456", "+250788123456")]
    [InlineData("RW", "788123456", "+250788123456")]
    [InlineData("RW", "250788123456", "+250788123456")]
    [InlineData("RW", "0252123456", "+250252123456")]
    [InlineData("RW", "252123456", "+250252123456")]
    [InlineData("RW", "250123456", "+250250123456")] // a fixed line, and not the country code with too little after it
    [InlineData("rw", "+256772123456", "+256772123456")]
    [InlineData("RW", "00256772123456", "+256772123456")]
    [InlineData("UG", "000250788123456", "+250788123456")]
    [InlineData("UG", "005250788123456", "+250788123456")]
    [InlineData("UG", "007250788123456", "+250788123456")]
    [InlineData("UG", "00250788123456", "+250788123456")]
    [InlineData("NG", "009250788123456", "+250788123456")]
    [InlineData("NG", "08030000266", "+2348030000266")]
    [InlineData("NG", "2348030000266", "+2348030000266")]
    [InlineData("KE", "000250788123456", "+250788123456")]
    [InlineData("TZ", "006250788123456", "+250788123456")]
    [InlineData("TZ", "0060123456789", "+60123456789")] // 006 would leave a country code that begins with 0
    [InlineData("ZA", "27821234567", "+27821234567")]
    [InlineData("CI", "0505123456", "+2250505123456")]
    [InlineData("BJ", "0195123456", "+2290195123456")]
    [InlineData("CG", "06 123 45 67", "+242061234567")]
    [InlineData("CM", "671234567", "+237671234567")]
    public void Parse_number_as_dialled_at_home_gives_E164(string region, string text, string expected) => Number(text, region).Should().Be(expected);

    [Theory]
    [InlineData("RW", "07881234567")]
    [InlineData("RW", "0788")]
    [InlineData("CI", "05123456")]
    [InlineData("BJ", "97123456")]
    [InlineData("RW", "07881234x6")]
    [InlineData("RW", "*182#")]
    public void Parse_number_that_is_none_at_home_is_refused(string region, string text) =>
        Recipients.Parse(text, Markets.Find(region), out _)!.Code.Should().Be(NotificationErrorCodes.RecipientInvalid);

    [Theory]
    [InlineData("+250252123456", "Rwanda")]
    [InlineData("+2252721234567", "Côte d'Ivoire")]
    [InlineData("+250788123456", null)]
    [InlineData("+33145678901", null)] // nothing is known of France
    public void CheckSms_fixed_line_of_a_known_market_is_refused(string number, string? country)
    {
        var error = Recipients.CheckSms(Address.Phone(number));

        (error?.Message).Should().Match(m => country == null ? m == null : m != null && m.Contains(country) && !m.Contains(number));
    }

    [Property(MaxTest = 500)]
    public Property Parse_never_gives_anything_but_plus_and_digits() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => Recipients.Parse(text, Markets.Find("NG"), out var address) is not null || (address.Value[0] == '+' && address.Value.Skip(1).All(char.IsAsciiDigit)));

    [Property(MaxTest = 2000)]
    public Property Parse_what_it_gave_is_given_again() => Prop.ForAll(
        (from start in Gen.Elements("", "+", "00", "0", "009", "+250", "+225", "+234(0)", "+229", "+27", "+231")
         from digits in Gen.Choose(0, 9).ListOf()
         from region in Gen.Elements([null, .. Markets.Regions])
         select (Text: start + string.Concat(digits), region)).ToArbitrary(),
        c => Recipients.Parse(c.Text, Markets.Find(c.region), out var once) is not null
            || (Recipients.Parse(once.Value, Markets.Find(c.region), out var twice) is null && once == twice));

    private static string Number(string text, string? region = null)
    {
        Recipients.Parse(text, Markets.Find(region), out var address).Should().BeNull();
        return address.Value;
    }
}
