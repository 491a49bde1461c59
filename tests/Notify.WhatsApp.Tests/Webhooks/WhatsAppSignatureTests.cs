using System.Text;
using Notify.WhatsApp.Tests.Support;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Webhooks;

public class WhatsAppSignatureTests
{
    private static readonly string Secret = Sample.File("signature.json")["app_secret"]!.GetValue<string>();
    private static readonly string Header = Sample.File("signature.json")["header"]!.GetValue<string>();
    private static readonly byte[] Body = Encoding.ASCII.GetBytes(Sample.File("signature.json")["raw_body"]!.GetValue<string>());

    [Fact]
    public void Verify_accepts_the_vector() => WhatsAppSignature.Verify(Body, Header, Secret).Should().BeTrue();

    [Fact]
    public void Verify_accepts_upper_case() =>
        WhatsAppSignature.Verify(Body, Header.ToUpperInvariant(), Secret).Should().BeTrue();

    [Fact]
    public void Verify_refuses_any_other_byte()
    {
        for (var i = 0; i < Body.Length; i++)
        {
            var changed = (byte[])Body.Clone();
            changed[i] ^= 1;
            WhatsAppSignature.Verify(changed, Header, Secret).Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha1=156b8950db35a3b9e40cc2fed984558c8d4522ece4f82c499d01e45482d1a854")]
    [InlineData("156b8950db35a3b9e40cc2fed984558c8d4522ece4f82c499d01e45482d1a854")]
    [InlineData("sha256=156b8950db35a3b9e40cc2fed984558c8d4522ece4f82c499d01e45482d1a85")]
    [InlineData("sha256=156b8950db35a3b9e40cc2fed984558c8d4522ece4f82c499d01e45482d1a8540")]
    [InlineData("sha256=156b8950db35a3b9e40cc2fed984558c8d4522ece4f82c499d01e45482d1a85g")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public void Verify_refuses_other_headers(string? header) => WhatsAppSignature.Verify(Body, header, Secret).Should().BeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("another")]
    public void Verify_refuses_other_secrets(string secret) => WhatsAppSignature.Verify(Body, Header, secret).Should().BeFalse();
}
