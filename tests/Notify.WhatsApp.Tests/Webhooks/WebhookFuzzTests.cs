using System.Text;
using Notify.Webhooks;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Webhooks;

/// <summary>Signed bodies, broken in ten thousand ways: the reader answers, and never throws.</summary>
public class WebhookFuzzTests
{
    private const int Mutations = 10_000;

    private static readonly string[] Pieces =
    [
        "{}", "[]", "null", "true", "-1", "1e999", "123456789012345678901234567890", "\"\\ud800\"", "\"\\u0000\"", "\"\"", "{\"\\ud800\":1}",
        "{\"\\udc00x\":{}}", "\"sent\"", "\"failed\"", "[[[[[[[[[[", "]]]]", ",", ":", "\"", "\\", "\"code\":131026", "\"errors\":[7]", "\"statuses\":{}",
    ];

    private static readonly byte[] Seed = Encoding.UTF8.GetBytes(Hook.Envelope(
        Hook.Change(Hook.Status("sent") + "," + Hook.Status("failed", more: ""","errors":[{"code":131049,"title":"t","message":"m","error_data":{"details":"d"}}] """)),
        Hook.Change(Hook.Status("read") + "," + Hook.Status("delivered")),
        $$$"""
        {"field":"messages","value":{"metadata":{"phone_number_id":"{{{Hook.Number}}}"},"contacts":[{"wa_id":"250788123456","profile":{"name":"Aline"}}],"errors":[{"code":1}],"messages":[
          {{{Hook.Message(""" "type":"text","text":{"body":"Hello"},"context":{"id":"wamid.0","forwarded":true}""")}}},
          {{{Hook.Message(""" "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"a","title":"A"}}""")}}},
          {{{Hook.Message(""" "type":"location","location":{"latitude":-1.9,"longitude":30.1}""")}}},
          {{{Hook.Message(""" "type":"contacts","contacts":[{"name":{"formatted_name":"B"}}]""")}}},
          {{{Hook.Message(""" "type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"x"}}}""")}}}]}}
        """,
        """{"field":"account_update","value":{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","expiration":"1751333948"}]}}""",
        """{"field":"user_preferences","value":{"user_preferences":[{"wa_id":"250788123456","category":"marketing_messages","value":"stop","timestamp":1751247548}]}}""",
        """{"field":"message_template_status_update","value":{"event":"PAUSED","message_template_name":"a","message_template_language":"en"}}"""));

    [Fact]
    public void Read_answers_whatever_comes()
    {
        var random = new Random(20260901);
        var reader = new WhatsAppWebhookReader([Hook.Account]);
        var seen = new Dictionary<WebhookStatus, int>();
        for (var i = 0; i < Mutations; i++)
        {
            var body = Mutate(random);

            var check = reader.Check(Hook.Signed(body));

            seen[check.Status] = seen.GetValueOrDefault(check.Status) + 1;
            var reading = Hook.Read(reader, Hook.Signed(body));
            reading.Receipts.Should().NotContainNulls();
            reading.Messages.All(m => m.ProviderMessageId.Length > 0 && m.Raw.Length > 0).Should().BeTrue();
        }

        seen.Keys.Should().BeEquivalentTo([WebhookStatus.Valid, WebhookStatus.Malformed], "both kinds must have been tried");
        seen.Values.Should().OnlyContain(n => n > Mutations / 20);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(100_000)]
    public void Read_answers_deep_nesting(int depth)
    {
        var deep = Hook.Statuses(new string('[', depth) + new string(']', depth));

        var act = () => Hook.Read(deep);

        act.Should().NotThrow();
    }

    [Fact]
    public void Read_answers_bytes_that_are_no_text()
    {
        var body = Encoding.UTF8.GetBytes(Hook.Statuses(Hook.Status("sent")));
        for (var i = 0; i < body.Length; i++)
        {
            var broken = (byte[])body.Clone();
            broken[i] = 0xff;
            var act = () => Hook.Read(new WhatsAppWebhookReader([Hook.Account]), Hook.Signed(broken));
            act.Should().NotThrow();
        }
    }

    private static byte[] Mutate(Random random)
    {
        var body = new List<byte>(Seed);
        var changes = random.Next(1, 4);
        for (var i = 0; i < changes && body.Count > 0; i++)
        {
            var at = random.Next(body.Count);
            switch (random.Next(6))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(random.Next(1, 40), body.Count - at));
                    break;
                case 2:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 200), body.Count - at)));
                    break;
                default:
                    ReplaceValue(body, random);
                    break;
            }
        }

        return [.. body];
    }

    /// <summary>Puts something of another type where a text was, so that the body stays JSON more often than not.</summary>
    private static void ReplaceValue(List<byte> body, Random random)
    {
        var start = body.IndexOf((byte)'"', random.Next(body.Count));
        var end = start < 0 ? -1 : body.IndexOf((byte)'"', start + 1);
        if (end > start)
        {
            body.RemoveRange(start, end - start + 1);
            body.InsertRange(start, Encoding.UTF8.GetBytes(Pieces[random.Next(14)]));
        }
    }
}
