namespace Notify.Sample.Worker.Input;

/// <summary>The channels the sample has.</summary>
internal static class ChannelReader
{
    private static readonly Channel[] Known = [Channel.WhatsApp, Channel.Sms];

    public static Channel? Read(string name, string field, LineErrors errors)
    {
        foreach (var channel in Known)
        {
            if (channel.Name == name)
            {
                return channel;
            }
        }

        errors.Malformed(field, $"has a value this format does not know; use one of {string.Join(", ", Known)}.");
        return null;
    }
}
