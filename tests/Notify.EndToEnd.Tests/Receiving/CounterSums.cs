using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>What the counters of one app have come to.</summary>
internal sealed class CounterSums : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Tags), long> _sums = [];

    public CounterSums(IServiceProvider services)
    {
        var scope = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Notify" && ReferenceEquals(instrument.Meter.Scope, scope))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.Start();
    }

    /// <summary>A counter's sums by its tags.</summary>
    public Dictionary<string, long> Of(string name) => _sums.Where(s => s.Key.Name == name).ToDictionary(s => s.Key.Tags, s => s.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _sums.AddOrUpdate((name, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))), value, (_, sum) => sum + value);
}
