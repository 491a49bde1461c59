using System.Text;

namespace Notify.Tests.Webhooks;

/// <summary>Breaks webhooks' bodies in many ways, the same ones in every run. Each has a message of its own.</summary>
internal sealed class Mutations(int seed)
{
    private const string MessageId = "wamid.2";

    private const string Whole = """
        {"object":"whatsapp_business_account","entry":[{"id":"200","time":1751247548,"changes":[
        {"field":"messages","value":{"metadata":{"phone_number_id":"100"},"contacts":[{"wa_id":"250788123456","profile":{"name":"Aline"}}],
        "statuses":[{"id":"wamid.1","status":"sent","timestamp":"1750030073","biz_opaque_callback_data":"01998f3a0000700080000000000000017"}],
        "messages":[{"from":"250788123456","id":"wamid.2","timestamp":"1750030073","type":"text","text":{"body":"Muraho"},"context":{"id":"wamid.0"}}]}},
        {"field":"account_update","value":{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","expiration":1751333948}]}},
        {"field":"user_preferences","value":{"user_preferences":[{"wa_id":"250788123456","category":"marketing_messages","value":"stop","timestamp":1}]}}]}]}
        """;

    private static readonly string[] Wrong =
        ["null", "true", "{}", "[]", "-1", "1e999", "123456789012345678901234567890", "-99999999999999999999999999999999999999e99", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "{\"\\udc00\":1}"];

    private readonly Random _random = new(seed);
    private int _made;

    public byte[] Next()
    {
        var body = new List<byte>(Encoding.UTF8.GetBytes(Whole.Replace(MessageId, $"{MessageId}.{++_made}", StringComparison.Ordinal)));
        for (var changes = _random.Next(1, 4); changes > 0 && body.Count > 1; changes--)
        {
            Change(body, _random.Next(body.Count));
        }

        return [.. body];
    }

    private void Change(List<byte> body, int at)
    {
        switch (_random.Next(6))
        {
            case 0:
                body[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                body.RemoveRange(at, body.Count - at);
                break;
            case 2:
                var depth = _random.Next(1, 2000);
                body.InsertRange(at, Encoding.ASCII.GetBytes(new string('[', depth) + (_random.Next(2) == 0 ? new string(']', depth) : "")));
                break;
            case 3:
                byte[] noText = [0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80];
                body.InsertRange(at, noText);
                break;
            default:
                Replace(body, at);
                break;
        }
    }

    // A value of another type or size in the place of a text, so that the body often stays JSON.
    private void Replace(List<byte> body, int at)
    {
        var start = body.IndexOf((byte)':', at) + 1;
        if (start > 0 && start < body.Count && body[start] == (byte)'"' && body.IndexOf((byte)'"', start + 1) is > 0 and var end)
        {
            body.RemoveRange(start, end - start + 1);
            body.InsertRange(start, Encoding.ASCII.GetBytes(Wrong[_random.Next(Wrong.Length)]));
        }
    }
}
