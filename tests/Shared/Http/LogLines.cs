using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Notify.Tests.Http;

/// <summary>Keeps every log line with its event's name.</summary>
internal sealed class LogLines : ILoggerProvider
{
    public ConcurrentQueue<(string? Event, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(Lines);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<(string? Event, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((eventId.Name, $"{formatter(state, exception)} {exception}"));
    }
}
