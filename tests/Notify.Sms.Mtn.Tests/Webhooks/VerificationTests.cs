using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notify.Sms.Mtn.Errors;
using Notify.Sms.Mtn.Tests.Support;
using Notify.Sms.Mtn.Webhooks;
using Notify.Testing;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Tests.Webhooks;

public class VerificationTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"deliveryStatus":"DELIVERED"}""");

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("SHA256=")]
    public void Signature_over_the_raw_bytes_names_the_account(string prefix) =>
        Hook.Reader().Check(Hook.Signed(Body, prefix + Hook.Sign(Body))).Should().Be(WebhookCheck.Valid("rwanda"));

    [Fact]
    public void Signature_in_capitals_is_taken() =>
        Hook.Reader().Check(Hook.Signed(Body, Hook.Sign(Body).ToUpperInvariant())).Status.Should().Be(WebhookStatus.Valid);

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz")]
    [InlineData("sha256=")]
    public void Anything_else_is_refused(string signature) =>
        Hook.Reader().Check(Hook.Signed(Body, signature)).Status.Should().Be(WebhookStatus.Unsigned);

    [Fact]
    public void Every_changed_bit_is_refused()
    {
        var signature = Hook.Sign(Body);
        for (var bit = 0; bit < 8 * Body.Length; bit++)
        {
            var changed = (byte[])Body.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Hook.Reader().Check(Hook.Signed(changed, signature)).Status.Should().Be(WebhookStatus.Unsigned);
        }
    }

    [Fact]
    public void Header_is_the_accounts_own()
    {
        var reader = Hook.Reader(Hook.Account with { SignatureHeader = "X-Relay" });

        reader.Check(Hook.Signed(Body, header: "x-relay")).Status.Should().Be(WebhookStatus.Valid);
        reader.Check(Hook.Signed(Body)).Status.Should().Be(WebhookStatus.Unsigned);
    }

    [Theory]
    [InlineData(Hook.Token, WebhookStatus.Valid)]
    [InlineData($"{Hook.Token}/receipts", WebhookStatus.Valid)]
    [InlineData($"receipts/{Hook.Token}", WebhookStatus.Unsigned)]
    [InlineData($"{Hook.Token}x", WebhookStatus.Unsigned)]
    [InlineData("", WebhookStatus.Unsigned)]
    public void Secret_path_vouches_for_its_account(string path, WebhookStatus status)
    {
        var check = Hook.Reader().Check(new WebhookRequest(Body, _ => null, path));

        (check.Status, check.Route).Should().Be((status, status == WebhookStatus.Valid ? "uganda" : ""));
    }

    [Fact]
    public void Account_with_neither_lets_nobody_in()
    {
        var reader = Hook.Reader(new MtnWebhookAccount("bare", MtnErrorTable.Mtn));

        reader.Check(Hook.Signed(Body, Hook.Sign(Body, ""))).Status.Should().Be(WebhookStatus.Unsigned);
        reader.Check(new WebhookRequest(Body, _ => null)).Status.Should().Be(WebhookStatus.Unsigned);
    }

    [Fact]
    public void Body_that_is_no_json_is_malformed() =>
        Hook.Reader().Check(Hook.Signed("oops"u8.ToArray())).Status.Should().Be(WebhookStatus.Malformed);

    [Fact]
    public async Task Refusal_is_logged_without_the_secret_part_of_the_path()
    {
        await using var rig = await Rig.StartAsync();
        var reader = rig.Services.GetServices<IWebhookReader>().Single();

        reader.Check(new WebhookRequest(Body, _ => null, "guessed-token"));

        rig.Log.Lines.Should().ContainSingle(l => l.Event == "MTN_SIGNATURE_VERIFICATION_ERROR").Which.Text.Should().NotContain("guessed-token");
    }

    [Fact]
    public async Task Refusals_write_one_line_a_minute_that_counts_those_between()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        var reader = rig.Services.GetServices<IWebhookReader>().Single();
        for (var i = 0; i < 3; i++)
        {
            reader.Check(new WebhookRequest(Body, _ => null));
        }

        time.Advance(TimeSpan.FromMinutes(1));
        reader.Check(new WebhookRequest(Body, _ => null));

        rig.Log.Lines.Where(l => l.Event == "MTN_SIGNATURE_VERIFICATION_ERROR").Select(l => l.Text)
            .Should().SatisfyRespectively(first => first.Should().Contain("1 refused since"), second => second.Should().Contain("3 refused since"));
    }

    [Theory]
    [InlineData("", "", true, true)]
    [InlineData("", "", false, false)]
    [InlineData("hook-secret-1", "", true, false)]
    [InlineData("", "a-token-of-16-letters", true, false)]
    public async Task Start_account_that_asks_for_reports_and_lets_none_in_is_told(string secret, string token, bool asks, bool isTold)
    {
        await using var rig = await Rig.StartAsync(o => (o.WebhookSecret, o.WebhookToken, o.RequestDeliveryReceipt) = (secret, token, asks));

        foreach (var service in rig.Services.GetServices<IHostedService>().Where(s => s.GetType().Namespace == "Notify.Sms.Mtn.Hosting"))
        {
            await service.StartAsync(default);
        }

        rig.Log.Lines.Count(l => l.Event == "MTN_NOTHING_LET_IN").Should().Be(isTold ? 1 : 0);
    }
}
