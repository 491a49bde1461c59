using System.Text;
using Notify.WhatsApp.Tests.Support;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Webhooks;

public class WhatsAppSignatureTests
{
    private static readonly string _secret = Sample.File("signature.json")["app_secret"]!.GetValue<string>();
    private static readonly string _header = Sample.File("signature.json")["header"]!.GetValue<string>();
    private static readonly byte[] _body = Encoding.ASCII.GetBytes(Sample.File("signature.json")["raw_body"]!.GetValue<string>());

    [Fact]
    public void Verify_accepts_the_vector() => WhatsAppSignature.Verify(_body, _header, _secret).Should().BeTrue();

    [Fact]
    public void Verify_accepts_upper_case() =>
        WhatsAppSignature.Verify(_body, _header.ToUpperInvariant(), _secret).Should().BeTrue();

    [Fact]
    public void Verify_refuses_any_other_byte()
    {
        for (var i = 0; i < _body.Length; i++)
        {
            var changed = (byte[])_body.Clone();
            changed[i] ^= 1;
            WhatsAppSignature.Verify(changed, _header, _secret).Should().BeFalse();
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
    public void Verify_refuses_other_headers(string? header) => WhatsAppSignature.Verify(_body, header, _secret).Should().BeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("another")]
    public void Verify_refuses_other_secrets(string secret) => WhatsAppSignature.Verify(_body, _header, secret).Should().BeFalse();
}
