using System.Text;
using Notify.Contacts;
using Notify.Messages;
using Notify.Queueing;

namespace Notify.Core.Tests.Queueing;

public sealed class DeliveryPayloadTests
{
    private static readonly SortedDictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["amount"] = "RWF 12,000",
        ["name"] = "Aïné \"the\" \\ 日本 😀\n<&>",
        ["zone"] = "",
    };

    [Fact]
    public void TryRead_gives_back_an_address_and_variables()
    {
        var read = DeliveryPayload.TryRead(Write(Address.Phone("+250788123456"), With(new Notification("+250788123456", "order_paid"))));

        (read!.Kind, read.Address, read.Content).Should().Be(("phone", "+250788123456", null));
        read.Variables.Should().Equal(Variables);
    }

    [Fact]
    public void TryRead_gives_back_another_kind_of_address_without_variables()
    {
        var read = DeliveryPayload.TryRead(Write(new Address("whatsapp-user", "RW.1234"), new Notification("RW.1234", "order_paid")));

        read.Should().Be(new DeliveryPayload("whatsapp-user", "RW.1234", null, null));
    }

    [Fact]
    public void TryRead_gives_back_content()
    {
        var read = DeliveryPayload.TryRead(Write(Address.Phone("+250788123456"), With(new Notification("+250788123456", new TextMessage("Hello")))));

        read!.Content.Should().Be(new TextMessage("Hello"));
        read.Variables.Should().Equal(Variables);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"kind\":1,\"address\":\"a\"}")]
    [InlineData("{\"kind\":\"phone\",\"address\":\"a\",\"variables\":{\"a\":1}}")]
    [InlineData("{\"kind\":\"phone\",\"address\":\"a\",\"variables\":{\"a\":\"b\"")]
    [InlineData("{\"kind\":\"phone\",\"address\":\"a\"} {}")]
    public void TryRead_of_bytes_nobody_wrote_gives_null(string bytes) =>
        DeliveryPayload.TryRead(Encoding.UTF8.GetBytes(bytes)).Should().BeNull();

    private static byte[] Write(in Address address, Notification notification)
    {
        using var writer = new PayloadWriter(1);
        return writer.Write(address, notification).ToArray();
    }

    private static Notification With(Notification notification)
    {
        foreach (var (name, value) in Variables)
        {
            notification.Variables[name] = value;
        }

        return notification;
    }
}
