using System.Diagnostics.Metrics;
using Notify.Diagnostics;

namespace Notify.Core.Tests.Diagnostics;

/// <summary>Collects what one app's instruments measure.</summary>
internal sealed class TestMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, double Value, string Tags)> _seen = [];
    private readonly HashSet<string> _instruments = [];

    public TestMeter(TestApp app)
    {
        var scope = app.Services.GetRequiredService<IMeterFactory>();
        app.Services.GetRequiredService<NotifyMetrics>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Notify" && ReferenceEquals(instrument.Meter.Scope, scope))
            {
                _instruments.Add(instrument.Name);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Add(i.Name, v, tags));
        _listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Add(i.Name, v, tags));
        _listener.Start();
    }

    public IEnumerable<string> Instruments => _instruments;

    /// <summary>Sums by tags, as <c>key=value</c> pairs sorted by key.</summary>
    public Dictionary<string, double> Of(string name)
    {
        lock (_seen)
        {
            return _seen.Where(s => s.Name == name).GroupBy(s => s.Tags).ToDictionary(g => g.Key, g => g.Sum(s => s.Value));
        }
    }

    /// <summary>What gauges say now.</summary>
    public Dictionary<string, double> Read(string gauge)
    {
        lock (_seen)
        {
            _seen.RemoveAll(s => s.Name == gauge);
        }

        _listener.RecordObservableInstruments();
        return Of(gauge);
    }

    public void Dispose() => _listener.Dispose();

    private void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var pairs = tags.ToArray().Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal);
        lock (_seen)
        {
            _seen.Add((name, value, string.Join(' ', pairs)));
        }
    }
}
