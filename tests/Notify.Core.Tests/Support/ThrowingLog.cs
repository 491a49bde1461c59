using Microsoft.Extensions.Logging;

namespace Notify.Core.Tests.Support;

/// <summary>A log that throws on one event, as a full disk makes some do.</summary>
internal sealed class ThrowingLog(string eventName) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == eventName)
        {
            throw new IOException("The log is full.");
        }
    }

    public void Dispose()
    {
    }
}
