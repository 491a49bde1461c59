using System.Text.Json;

namespace Notify.Core.Tests.Sms;

/// <summary>What two public calculators agree on.</summary>
internal static class SmsVectors
{
    public static TheoryData<string> Names => [.. All.Select(v => v.Name)];

    public static SmsVector Of(string name) => All.Single(v => v.Name == name);

    public static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SmsVectors).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static IReadOnlyList<SmsVector> All { get; } = Read();

    private static List<SmsVector> Read()
    {
        using var document = JsonDocument.Parse(Resource("sms-segments.json"));
        return [.. document.RootElement.GetProperty("vectors").EnumerateArray().Select(v => new SmsVector(
            Text(v, "name"), Text(v, "body"), Encoding(v), Count(v),
            Text(v.GetProperty("smart_encoding"), "text"), Encoding(v.GetProperty("smart_encoding")), Count(v.GetProperty("smart_encoding"))))];
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static int Count(JsonElement row) => row.GetProperty("segments").GetInt32();

    private static SmsEncoding Encoding(JsonElement row) => Text(row, "encoding") == "GSM-7" ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2;
}
