using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Notify.Core.Tests.Sending;

public sealed class SendReferenceTests
{
    [Property]
    public Property TryParse_reads_back_what_ToString_wrote() => Prop.ForAll(
        ArbMap.Default.ArbFor<Guid>(),
        Gen.Choose(1, 9999).ToArbitrary(),
        (id, send) =>
        {
            var reference = new SendReference(id, send);
            reference.ToString().Length.Should().BeLessThanOrEqualTo(36);
            SendReference.TryParse(reference.ToString(), out var read).Should().BeTrue();
            read.Should().Be(reference);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0197a0000000700080000000000000010")] // send 0
    [InlineData("0197a000000070008000000000000001")] // no send
    [InlineData("0197a00000007000800000000000000112345")] // too long
    [InlineData("0197a000000070008000000000000001+1")]
    [InlineData("0197a000000070008000000000000001 1")]
    [InlineData("0197a000000070008000000000000001-1")]
    [InlineData("zz97a0000000700080000000000000011")]
    [InlineData("0197a0000000700080000000000000011\n")]
    public void TryParse_anything_else_is_refused(string? text) => SendReference.TryParse(text, out _).Should().BeFalse();
}
