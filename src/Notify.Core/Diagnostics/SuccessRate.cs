using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Notify.Diagnostics;

/// <summary>The share of sends that were accepted, by domain.</summary>
internal sealed class SuccessRate
{
    private readonly ConcurrentDictionary<string, Counts> _byDomain = new(StringComparer.Ordinal);

    public void Count(string domain, bool success)
    {
        var counts = _byDomain.GetOrAdd(domain, static _ => new Counts());
        Interlocked.Increment(ref counts.All);
        if (success)
        {
            Interlocked.Increment(ref counts.Good);
        }
    }

    public IEnumerable<Measurement<double>> Read() => _byDomain.Select(d => new Measurement<double>(
        Interlocked.Read(ref d.Value.Good) / (double)Math.Max(1, Interlocked.Read(ref d.Value.All)),
        new KeyValuePair<string, object?>("domain", d.Key)));

    private sealed class Counts
    {
        public long All;
        public long Good;
    }
}
