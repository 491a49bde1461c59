using Notify.Outcomes;
using Notify.Receipts;
using Notify.Sms.Mtn.Errors;

namespace Notify.Sms.Mtn.Tests.Webhooks;

public class ReportTests
{
    [Theory]
    [InlineData("ACCEPTD", ReceiptStatus.Sent)]
    [InlineData("ENROUTE", ReceiptStatus.Sent)]
    [InlineData("DELIVERED", ReceiptStatus.Delivered)]
    [InlineData("delivered", ReceiptStatus.Delivered)]
    [InlineData("DELETED", ReceiptStatus.Failed)]
    [InlineData("EXPIRED", ReceiptStatus.Failed)]
    [InlineData("REJECTED", ReceiptStatus.Failed)]
    [InlineData("UNDELIVERED", ReceiptStatus.Failed)]
    [InlineData("DeliveredToTerminal", ReceiptStatus.Delivered)]
    [InlineData("DeliveredToNetwork", ReceiptStatus.Sent)]
    [InlineData("MessageWaiting", ReceiptStatus.Sent)]
    [InlineData("DeliveryImpossible", ReceiptStatus.Failed)]
    public void Every_status_is_a_receipt_of_the_send_it_names(string status, ReceiptStatus reported)
    {
        var reading = Hook.Read($$"""{"clientCorrelatorId":"{{Hook.Reference}}","deliveryStatus":"{{status}}","receiverAddress":"250788123456","id":77}""");

        var receipt = reading.Receipts.Should().ContainSingle().Subject;
        (receipt.Status, receipt.Reference.ToString(), receipt.Account, receipt.Channel, receipt.ProviderMessageId)
            .Should().Be((reported, Hook.Reference, "rwanda", Channel.Sms, "77"));
        (receipt.Failure?.Class).Should().Be(reported == ReceiptStatus.Failed ? OutcomeClass.Rejected : null);
    }

    [Theory]
    [InlineData("UNKNOWN")]
    [InlineData("DeliveryUncertain")]
    [InlineData("DeliveryNotificationNotSupported")]
    [InlineData("")]
    public void Status_that_proves_nothing_is_ignored(string status)
    {
        var reading = Hook.Read($$"""{"clientCorrelatorId":"{{Hook.Reference}}","deliveryStatus":"{{status}}"}""");

        (reading.Receipts.Count, reading.Ignored).Should().Be((0, 1));
    }

    [Fact]
    public void Failure_is_classed_by_the_accounts_table()
    {
        var table = MtnErrorTable.Mtn.With([new("UNDELIVERED", new MtnErrorOverride { Class = OutcomeClass.Retry })]);

        var failure = Hook.Read(
            """{"deliveryStatus":"UNDELIVERED","details":"absent subscriber 250788123456","error":"6"}""", Hook.Account with { Errors = table }).Receipts.Single().Failure!;

        (failure.Class, failure.Scope, failure.Code).Should().Be((OutcomeClass.Retry, OutcomeScope.Recipient, "UNDELIVERED"));
        failure.Detail.Should().StartWith("absent subscriber").And.EndWith("| 6").And.NotContain("788123456");
    }

    [Fact]
    public void Error_code_that_the_table_has_wins_over_the_status() =>
        Hook.Read("""{"deliveryStatus":"REJECTED","error":"6000"}""").Receipts.Single().Failure!.Class.Should().Be(OutcomeClass.Stopped);

    [Theory]
    [InlineData("2026-09-01T10:00:00Z", "2026-09-01T10:00:00Z")]
    [InlineData("2026-09-01T12:00:00+02:00", "2026-09-01T10:00:00Z")]
    [InlineData("2026-09-01 10:00:00", "2026-09-01T10:00:00Z")]
    [InlineData("1788256800", "2026-09-01T10:00:00Z")]
    [InlineData("1788256800000", "2026-09-01T10:00:00Z")]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", null)]
    public void Time_is_read_in_any_form(string given, string? time) =>
        Hook.Read($$"""{"deliveryStatus":"DELIVERED","completedDate":"{{given}}"}""").Receipts.Single().OccurredAt
            .Should().Be(time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("""[{0},{0}]""", 2)]
    [InlineData("""{{"data":{0}}}""", 1)]
    [InlineData("""{{"data":{{"deliveryInfoList":{{"deliveryInfo":[{0},{0},{0}]}}}}}}""", 3)]
    public void Wrapped_reports_are_found(string shape, int count) =>
        Hook.Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, """{"DeliveryStatus":"DELIVERED"}""")).Receipts.Should().HaveCount(count);

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("{}", 1)]
    [InlineData("7", 1)]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"deliveryStatus":"DELIVERED"}}}}}}}""", 1)]
    [InlineData("""{"clientCorrelatorId":7,"deliveryStatus":{"a":1}}""", 1)]
    public void What_is_nothing_known_is_counted(string body, int ignored) => Hook.Read(body).Ignored.Should().Be(ignored);

    [Fact]
    public void Report_without_our_correlator_is_a_receipt_without_reference() =>
        Hook.Read("""{"deliveryStatus":"DELIVERED","clientCorrelatorId":"theirs"}""").Receipts.Single().Reference.Should().BeNull();
}
