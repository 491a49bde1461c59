using System.Text.Json;

namespace Notify.Bench;

/// <summary>The line of JSON each command ends with.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static void Print<T>(T report) => Console.WriteLine(Write(report));

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Format);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Format)!;
}
