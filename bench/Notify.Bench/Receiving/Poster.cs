using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Notify.Bench.Receiving;

/// <summary>Posts each body at the moment planned for it, whether or not those before were answered: an app that is slow is not spared.</summary>
internal sealed class Poster(PostOrder order, Action<string> tell) : IDisposable
{
    public const string Begun = "begun";
    public const string HalfWay = "half way";

    private const int MostStatuses = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly StatusBody _body = new(order);
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly ConcurrentBag<int> _refused = [];
    private readonly Stopwatch _clock = new();

    public async Task<PostResult> RunAsync()
    {
        var sizes = new Random(order.Seed);
        var running = new List<Task>();
        _clock.Start();
        for (var next = 0; next < order.Statuses;)
        {
            var count = Math.Min(sizes.Next(1, MostStatuses + 1), order.Statuses - next);
            var content = _body.Write(next, count);
            var planned = TimeSpan.FromSeconds((double)next / order.Plan.Rate);
            if (planned - _clock.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early, TimeProvider.System);
            }

            running.Add(PostAsync(content, next, count, planned));
            Tell(order.WarmUp, next, count, Begun);
            Tell((order.WarmUp + order.Statuses) / 2, next, count, HalfWay);
            next += count;
        }

        await Task.WhenAll(running);
        return new PostResult([.. _milliseconds], [.. _refused]);
    }

    public void Dispose() => _http.Dispose();

    private void Tell(int at, int first, int count, string word)
    {
        if (at >= first && at < first + count)
        {
            tell(word);
        }
    }

    private async Task PostAsync(ByteArrayContent content, int first, int count, TimeSpan planned)
    {
        using (content)
        {
            if (!await IsAcknowledgedAsync(content))
            {
                foreach (var status in Enumerable.Range(first, count))
                {
                    _refused.Add(status);
                }
            }
            else if (first >= order.WarmUp)
            {
                _milliseconds.Add((_clock.Elapsed - planned).TotalMilliseconds);
            }
        }
    }

    private async Task<bool> IsAcknowledgedAsync(ByteArrayContent content)
    {
        try
        {
            using var answer = await _http.PostAsync(order.Address, content);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
