using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Outcomes;
using Notify.Receipts;
using Notify.Webhooks;
using Notify.Sending;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Tests.Support;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Webhooks;

public class WhatsAppWebhookReaderTests
{
    [Theory]
    [InlineData("sent", ReceiptStatus.Sent)]
    [InlineData("delivered", ReceiptStatus.Delivered)]
    [InlineData("read", ReceiptStatus.Read)]
    [InlineData("played", ReceiptStatus.Read)]
    public void Read_gives_the_receipt_of_a_status(string status, ReceiptStatus expected)
    {
        var reading = Hook.Read(Hook.Statuses(Hook.Status(status)));

        reading.Problem.Should().BeNull();
        SendReference.TryParse(Hook.Reference, out var reference).Should().BeTrue();
        reading.Receipts.Should().Equal(new Receipt
        {
            Channel = Channel.WhatsApp,
            Account = "rwanda",
            Reference = reference,
            Status = expected,
            ProviderMessageId = "wamid.1",
            OccurredAt = DateTimeOffset.FromUnixTimeSeconds(1750030073),
        });
    }

    [Fact]
    public void Read_classes_failures_as_a_send_would()
    {
        var receipt = Hook.Read(Sample.Meta("status_failed").ToJsonString()).Receipts.Single();

        receipt.Status.Should().Be(ReceiptStatus.Failed);
        receipt.Reference.Should().BeNull();
        receipt.Failure.Should().Be(WhatsAppErrorTable.Meta.Classify(131049) with { Detail = "Not delivered. | Too many marketing messages." });
    }

    [Fact]
    public void Read_uses_the_accounts_own_error_table()
    {
        var failed = Hook.Status("failed", more: ""","errors":[{"title":"no code"},{"code":"131000","title":"x"}] """);

        Hook.Read(Hook.Statuses(failed)).Receipts.Single().Failure!.Class.Should().Be(OutcomeClass.Retry);
        Hook.Read(Hook.Statuses(failed), Hook.Account with { Errors = WhatsAppErrorTable.Legacy })
            .Receipts.Single().Failure!.Class.Should().Be(OutcomeClass.Rejected);
    }

    [Fact]
    public void Read_takes_a_failure_without_errors_as_rejected() =>
        Hook.Read(Hook.Statuses(Hook.Status("failed"))).Receipts.Single().Failure!.Class.Should().Be(OutcomeClass.Rejected);

    [Fact]
    public void Read_does_without_a_phone_number()
    {
        var receipt = Hook.Read(Sample.Meta("status_delivered_no_phone").ToJsonString()).Receipts.Single();

        receipt.Status.Should().Be(ReceiptStatus.Delivered);
        receipt.OccurredAt.Should().NotBeNull();
    }

    [Theory]
    [InlineData("security")]
    [InlineData("message_echoes")]
    [InlineData("")]
    public void Read_counts_fields_nobody_reads(string field)
    {
        var reading = Hook.Read(Hook.Event(field, """{"event":"X","messages":[{}]}"""));

        reading.Should().BeEquivalentTo(new WebhookReading { Ignored = 1 });
    }

    [Fact]
    public void Read_keeps_the_good_beside_the_bad_and_their_order()
    {
        var reading = Hook.Read(Hook.Envelope(
            Hook.Change(Hook.Status("read") + ",7," + Hook.Status("dancing") + "," + Hook.Status("sent", reference: "someone else's")),
            """{"field":"messages","value":"text"}""",
            Hook.Change("null," + Hook.Status("delivered"))));

        reading.Receipts.Select(r => r.Status).Should().Equal(ReceiptStatus.Read, ReceiptStatus.Sent, ReceiptStatus.Delivered);
        reading.Receipts[1].Reference.Should().BeNull();
        reading.Ignored.Should().Be(4);
    }

    [Fact]
    public void Read_takes_batches_of_a_thousand()
    {
        var reading = Hook.Read(Hook.Statuses(string.Join(',', Enumerable.Repeat(Hook.Status("sent"), 1000))));

        reading.Receipts.Should().HaveCount(1000);
    }

    [Fact]
    public void Read_finds_the_account_by_its_number()
    {
        var other = new WhatsAppWebhookAccount("kenya", "2", Hook.Secret, WhatsAppErrorTable.Meta);
        var body = Hook.Envelope(Hook.Change(Hook.Status("sent")), Hook.Change(Hook.Status("sent"), "2"), Hook.Change(Hook.Status("sent"), "3"));

        var reading = Hook.Read(body, Hook.Account, other);

        reading.Receipts.Select(r => r.Account).Should().Equal("rwanda", "kenya");
        reading.Ignored.Should().Be(1);
    }

    [Fact]
    public void Read_believes_each_account_its_own_secret_only()
    {
        var other = new WhatsAppWebhookAccount("kenya", "2", "secret-b", WhatsAppErrorTable.Meta);
        var reader = new WhatsAppWebhookReader([Hook.Account, other]);
        var body = Encoding.UTF8.GetBytes(Hook.Envelope(Hook.Change(Hook.Status("sent")), Hook.Change(Hook.Status("sent"), "2")));

        Hook.Read(reader, Hook.Signed(body, Hook.Secret)).Receipts.Select(r => r.Account).Should().Equal("rwanda");
        Hook.Read(reader, Hook.Signed(body, "secret-b")).Receipts.Select(r => r.Account).Should().Equal("kenya");
        reader.Check(Hook.Signed(body, "secret-c")).Status.Should().Be(WebhookStatus.Unsigned);
    }

    [Fact]
    public void Read_refuses_a_body_without_signature()
    {
        var reading = new WhatsAppWebhookReader([Hook.Account]).Check(new WebhookRequest("{}"u8.ToArray(), _ => null));

        reading.Status.Should().Be(WebhookStatus.Unsigned);
        reading.Problem.Should().Contain("X-Hub-Signature-256");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"entry":7}""")]
    [InlineData("""{"entry":[]}}""")]
    public void Read_calls_signed_rubbish_malformed(string body) => Hook.Check(body).Status.Should().Be(WebhookStatus.Malformed);

    [Theory]
    [InlineData("1750030073")]
    [InlineData("\"99999999999999999\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("{}")]
    public void Read_does_without_a_sensible_timestamp(string timestamp)
    {
        var receipt = Hook.Read(Hook.Statuses($$"""{"id":"wamid.1","status":"sent","timestamp":{{timestamp}}}""")).Receipts.Single();

        receipt.OccurredAt.Should().Be(timestamp == "1750030073" ? DateTimeOffset.FromUnixTimeSeconds(1750030073) : null);
    }

    [Fact]
    public async Task Reader_and_handshake_come_with_the_accounts()
    {
        await using var rig = await Rig.StartAsync();

        var reader = rig.Services.GetServices<IWebhookReader>().Should().ContainSingle().Which;
        reader.Should().BeSameAs(rig.Services.GetRequiredService<WhatsAppWebhookReader>());
        Hook.Read(rig.Services.GetRequiredService<WhatsAppWebhookReader>(), Hook.Signed(Encoding.UTF8.GetBytes(Hook.Statuses(Hook.Status("sent"))), "test_app_secret"))
            .Receipts.Single().Account.Should().Be("default");
        reader.Answer(name => name switch { "hub.mode" => "subscribe", "hub.verify_token" => "verify-1", _ => "42" }).Should().Be("42");
    }
}
