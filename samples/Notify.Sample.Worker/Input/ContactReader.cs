using System.Globalization;
using System.Text.Json;
using Notify.Contacts;

namespace Notify.Sample.Worker.Input;

/// <summary>Reads a line's <c>contact</c>.</summary>
internal static class ContactReader
{
    private static readonly string[] ContactFields = ["locale", "zone", "optedOut", "quietHours", "wrote"];
    private static readonly string[] QuietFields = ["start", "end"];

    public static ContactSetup Read(JsonElement contact, DateTimeOffset now, LineErrors errors)
    {
        var fields = new JsonFields(contact, "contact.", ContactFields, errors);
        var zone = fields.Text("zone");
        var preferences = new ContactPreferences
        {
            Locale = fields.Text("locale"),
            Zone = zone,
            QuietHours = fields.Find("quietHours", JsonValueKind.Object) is { } quiet ? ReadQuietHours(quiet, zone, now, errors) : null,
        };
        return new ContactSetup(preferences, fields.Flag("optedOut"), fields.Text("wrote"));
    }

    private static QuietHours ReadQuietHours(JsonElement quiet, string? zone, DateTimeOffset now, LineErrors errors)
    {
        var fields = new JsonFields(quiet, "contact.quietHours.", QuietFields, errors);
        var local = TimeOnly.FromDateTime((zone is null ? now : TimeZones.ToLocal(now, zone)).DateTime);
        return new QuietHours(Clock(fields, "start", local, errors), Clock(fields, "end", local, errors));
    }

    private static TimeOnly? Clock(JsonFields fields, string field, TimeOnly local, LineErrors errors)
    {
        if (fields.Text(field) is not { } text)
        {
            return null;
        }

        if (When.TryReadOffset(text, out var offset))
        {
            var time = local.Add(offset);
            return new TimeOnly(time.Hour, time.Minute);
        }

        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            errors.Malformed($"contact.quietHours.{field}", "is no time of day; write 22:00, or -1h, +7h from now.");
        }

        return clock;
    }
}
