using Microsoft.Extensions.Logging;

namespace Notify.Core.Tests.Support;

internal sealed record LogLine(string Event, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Values, Exception? Exception)
{
    public string Everything => $"{Event} {Text} {string.Join(' ', Values.Select(v => $"{v.Key}={v.Value}"))} {Exception}";
}
