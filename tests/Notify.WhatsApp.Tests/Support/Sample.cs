using System.Text.Json.Nodes;

namespace Notify.WhatsApp.Tests.Support;

/// <summary>The JSON files beside these tests.</summary>
internal static class Sample
{
    public static JsonNode File(string name)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream)!;
    }

    public static JsonNode Meta(string name) => File("meta-samples.json")[name]!.DeepClone();
}
