using System.Diagnostics.Metrics;

namespace Notify.Core.Tests.Diagnostics;

public sealed class MetricsTests
{
    [Fact]
    public async Task RunOnce_over_the_limit_counts_the_sent_and_the_deferred()
    {
        await using var app = TestApp.Create();
        using var counted = new Counted(app.Services);
        await app.Notifier.QueueAsync([.. A.Texts(30)]);

        await app.RunOnceAsync();

        counted["notification_sent"].Should().Be(20);
        counted["notification_filtered_rate_limit"].Should().Be(10);
        counted["notification_deferred"].Should().Be(10);
        counted["notification_worker_processed"].Should().Be(30);
    }

    /// <summary>Adds up the counters of one app.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly Dictionary<string, long> _sums = [];
        private readonly MeterListener _listener = new();

        public Counted(IServiceProvider services)
        {
            var meters = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            {
                lock (_sums)
                {
                    _sums[instrument.Name] = _sums.GetValueOrDefault(instrument.Name) + value;
                }
            });
            _listener.Start();
        }

        public long this[string name]
        {
            get
            {
                lock (_sums)
                {
                    return _sums.GetValueOrDefault(name);
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
