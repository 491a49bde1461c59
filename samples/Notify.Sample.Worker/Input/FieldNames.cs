namespace Notify.Sample.Worker.Input;

/// <summary>Notify names what is wrong by its own fields; whoever wrote the file knows that file's.</summary>
internal static class FieldNames
{
    public static IReadOnlyList<NotificationError> OfFile(IEnumerable<NotificationError> errors) => [.. errors.Select(e => e with { Field = OfFile(e.Field) })];

    private static string OfFile(string field) => field switch
    {
        "Recipient" => "to",
        "TemplateKey" => "template",
        "CampaignId" => "campaign",
        "Content.Body" => "text",
        "Content.Media" => "media",
        "Content.Media.Link" => "media.link",
        "Content.Caption" => "media.caption",
        "Zone" => "contact.zone",
        "QuietHours" => "contact.quietHours",
        "" => "",
        _ => char.ToLowerInvariant(field[0]) + field[1..],
    };
}
