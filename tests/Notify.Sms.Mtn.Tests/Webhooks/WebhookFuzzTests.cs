using System.Text;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Tests.Webhooks;

public class WebhookFuzzTests
{
    private static readonly string[] Bodies =
    [
        """[{"clientCorrelatorId":"01998f3a0000700080000000000000017","deliveryStatus":"UNDELIVERED","details":"é","error":"6000","completedDate":"1788256800","id":12}]""",
        """{"data":{"messages":[{"dateTime":"2026-09-01T10:00:00Z","message":"YES 😀","senderAddress":"250788123456","messageID":"m-1"}]}}""",
    ];

    [Fact]
    public void Mutated_bodies_never_throw()
    {
        var random = new Random(20260901);
        var reader = Hook.Reader();
        var limit = Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1" ? 100_000 : 5_000;
        for (var i = 0; i < limit; i++)
        {
            var body = Encoding.UTF8.GetBytes(Bodies[i % Bodies.Length]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            var cut = body[..random.Next(body.Length + 1)];
            foreach (var bytes in new[] { body, cut })
            {
                reader.Check(new WebhookRequest(bytes, _ => "00")).Status.Should().Be(WebhookStatus.Unsigned);
                reader.Check(Hook.Signed(bytes)).Status.Should().NotBe(WebhookStatus.Unsigned);
                reader.Read(new ReceivedWebhook("mtn", "rwanda", bytes)).Should().NotBeNull();
            }
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(10_000)]
    public void Deep_nesting_is_not_followed(int depth)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth)));

        Hook.Reader().Read(new ReceivedWebhook("mtn", "rwanda", body)).Receipts.Should().BeEmpty();
    }
}
