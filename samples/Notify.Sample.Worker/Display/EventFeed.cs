using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Notify.Sample.Worker.Display;

/// <summary>Keeps the log in a file of the data folder and the last lines of it for the live view.</summary>
internal sealed class EventFeed : ILoggerProvider
{
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly Queue<string> _last = new();
    private readonly StreamWriter _file;
    private readonly TimeProvider _clock;

    public EventFeed(string path, TimeProvider clock)
    {
        _file = new StreamWriter(path, append: true) { AutoFlush = true };
        _clock = clock;
    }

    public IReadOnlyList<string> Last()
    {
        lock (_gate)
        {
            return [.. _last];
        }
    }

    /// <summary>Shows a line in the live view only: what people write is nothing for a log.</summary>
    public void Show(string text)
    {
        lock (_gate)
        {
            _last.Enqueue(text);
            while (_last.Count > Kept)
            {
                _last.Dequeue();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    private void Add(LogLevel level, string text, Exception? exception)
    {
        lock (_gate)
        {
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow():O} {level} {text}"));
            if (exception is not null)
            {
                _file.WriteLine(exception);
            }

        }

        Show(text);
    }

    private sealed class Logger(EventFeed feed) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            feed.Add(logLevel, $"{eventId.Name} {formatter(state, exception)}".TrimStart(), exception);
    }
}
