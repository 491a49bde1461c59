using System.Text.Json;
using Notify.Diagnostics;

namespace Notify.Templates;

/// <summary>Writes and reads templates as JSON, for stores. The same template always gives the same bytes.</summary>
public static class TemplateJson
{
    /// <summary>Writes a template, version apart, so that equal content gives equal bytes whatever its version.</summary>
    public static byte[] WriteContent(Template template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return JsonSerializer.SerializeToUtf8Bytes(template with { Version = 0, IsActive = true }, NotifyJson.Default.Template);
    }

    /// <summary>Reads what <see cref="WriteContent"/> wrote, with the version and switch the store keeps beside it.</summary>
    public static Template ReadContent(ReadOnlySpan<byte> json, int version, bool isActive) =>
        JsonSerializer.Deserialize(json, NotifyJson.Default.Template)! with { Version = version, IsActive = isActive };
}
