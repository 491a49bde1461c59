using System.Text;
using System.Text.Json;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Messages;
using Notify.Queueing;

namespace Notify.Core.Tests.Queueing;

public sealed class PayloadWriterTests
{
    private static readonly Address Aline = Address.Phone("+250788123456");

    public static TheoryData<Notification> Notifications() =>
    [
        new(Aline.Value, "order_paid"),
        new(Aline.Value, "order_paid") { Variables = { ["order"] = "42", ["name"] = "Aline \"é\" <b>\n", ["amount"] = "RWF 12,000" } },
        new(Aline.Value, new TextMessage("Hello")),
        new(Aline.Value, new MediaMessage(new Media(MediaKind.Image, "https://example.com/a.png")) { Caption = "A" }),
    ];

    [Theory]
    [MemberData(nameof(Notifications))]
    public void Payload_written_is_what_its_type_is_as_json(Notification notification)
    {
        using var writer = new PayloadWriter(1);

        var payload = writer.Write(Aline, notification);

        Encoding.UTF8.GetString(payload.Span).Should().Be(JsonSerializer.Serialize(DeliveryPayload.Of(Aline, notification), NotifyJson.Default.DeliveryPayload));
    }

    [Fact]
    public void Payloads_of_one_call_stay_apart()
    {
        using var writer = new PayloadWriter(2);

        var payloads = Enumerable.Range(0, 2000).Select(i => writer.Write(Aline, new Notification(Aline.Value, new TextMessage($"Text {i}")))).ToList();

        payloads.Select(p => ((TextMessage)DeliveryPayload.TryRead(p)!.Content!).Body).Should().Equal(Enumerable.Range(0, 2000).Select(i => $"Text {i}"));
    }

    [Fact]
    public void Hash_tells_contents_and_templates_apart()
    {
        using var writer = new PayloadWriter(1);
        var one = writer.Write(Aline, new Notification(Aline.Value, "a") { Variables = { ["x"] = "1", ["y"] = "2" } });
        var same = writer.Write(Aline, new Notification(Aline.Value, "a") { Variables = { ["y"] = "2", ["x"] = "1" } });
        var other = writer.Write(Aline, new Notification(Aline.Value, "a") { Variables = { ["x"] = "2", ["y"] = "1" } });

        writer.Hash(same.Span, "a").Should().Be(writer.Hash(one.Span, "a"));
        new[] { writer.Hash(other.Span, "a"), writer.Hash(one.Span, "b"), writer.Hash(one.Span, null) }.Should().NotContain(writer.Hash(one.Span, "a"));
    }
}
