using System.Text.Json;
using Notify.Plans;

namespace Notify.Sample.Worker.Input;

/// <summary>Reads a line's <c>channels</c> and <c>fallback</c>.</summary>
internal static class PlanReader
{
    private static readonly string[] FallbackFields = ["to", "after", "unsentAfter"];

    /// <summary>The plan; null where the line leaves it to Notify, or where something is wrong with it.</summary>
    public static ChannelPlan? Read(JsonFields fields, LineErrors errors)
    {
        var channels = fields.Find("channels", JsonValueKind.Array) is { } list ? ReadChannels(list, errors) : null;
        return fields.Find("fallback", JsonValueKind.Object) is { } fallback
            ? WithFallback(channels ?? ChannelPlan.WhatsApp, fallback, errors)
            : channels;
    }

    private static ChannelPlan? ReadChannels(JsonElement list, LineErrors errors)
    {
        ChannelPlan? plan = null;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                errors.Malformed("channels", "must be a list of strings, such as [\"whatsapp\", \"sms\"].");
            }
            else if (ChannelReader.Read(item.GetString()!, "channels", errors) is { } channel)
            {
                plan = plan?.And(channel) ?? ChannelPlan.Of(channel);
            }
        }

        if (list.GetArrayLength() == 0)
        {
            errors.Malformed("channels", "is empty; name at least one, or leave it out.");
        }

        return plan;
    }

    private static ChannelPlan? WithFallback(ChannelPlan plan, JsonElement fallback, LineErrors errors)
    {
        var fields = new JsonFields(fallback, "fallback.", FallbackFields, errors);
        var to = fields.Text("to") is { } name ? ChannelReader.Read(name, "fallback.to", errors) : null;
        var after = Wait(fields, "after", errors);
        var unsentAfter = Wait(fields, "unsentAfter", errors);
        NeedAll(fields, errors);
        if (plan.Channels.Count > 1)
        {
            errors.Malformed("fallback", "goes with one channel; channels used at the same time take none. Leave one of the channels out.");
        }
        else if (plan.Channels[0] == to)
        {
            errors.Malformed("fallback.to", "is the channel it is a fallback of; name the other one.");
        }
        else if (to is { } channel && after is { } wait && errors.All.Count == 0)
        {
            return plan.FallbackTo(channel, wait, unsentAfter);
        }

        return null;
    }

    private static void NeedAll(JsonFields fields, LineErrors errors)
    {
        foreach (var field in FallbackFields[..2].Where(f => !fields.Has(f)))
        {
            errors.Missing($"fallback.{field}");
        }
    }

    private static TimeSpan? Wait(JsonFields fields, string field, LineErrors errors)
    {
        var wait = fields.Span(field);
        if (wait < Fallback.Shortest || wait > Fallback.Longest)
        {
            errors.Malformed($"fallback.{field}", "must be 1s to 7d.");
            return null;
        }

        return wait;
    }
}
