using System.Collections.Concurrent;

namespace Notify.Core.Tests.Support;

/// <summary>A sender that answers as a test says and remembers what it was asked to send.</summary>
internal sealed class TestSender(Channel? channel = null, string account = "main", params string[] tenants) : IChannelSender
{
    private readonly ConcurrentQueue<SendRequest> _requests = new();
    private int _running;
    private int _mostAtOnce;

    public Channel Channel { get; } = channel ?? Channel.WhatsApp;

    public string Account { get; } = account;

    public IReadOnlyCollection<string> Tenants { get; } = tenants;

    public TimeSpan LongestSend { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What it answers; accepted unless told otherwise.</summary>
    public Func<SendRequest, CancellationToken, Task<Outcome>> Answer { get; set; } =
        (request, _) => Task.FromResult(Outcome.Accepted($"wamid.{request.Reference}"));

    public IReadOnlyList<SendRequest> Requests => [.. _requests];

    public IReadOnlyList<string> Texts => [.. _requests.Select(r => TextOf(r.Message))];

    /// <summary>The most calls that were under way at the same time.</summary>
    public int MostAtOnce => _mostAtOnce;

    public void AnswerWith(Outcome outcome) => Answer = (_, _) => Task.FromResult(outcome);

    /// <summary>Answers once with each outcome in turn, then accepts.</summary>
    public void AnswerInTurn(params Outcome[] outcomes)
    {
        var next = new ConcurrentQueue<Outcome>(outcomes);
        Answer = (_, _) => Task.FromResult(next.TryDequeue(out var outcome) ? outcome : Outcome.Accepted("later"));
    }

    /// <summary>Holds every send until it is let go or cancelled.</summary>
    public TestHold Hold()
    {
        var hold = new TestHold();
        Answer = hold.SendAsync;
        return hold;
    }

    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(running);
        try
        {
            return await Answer(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static string TextOf(Message message) =>
        message is TemplateMessage template ? string.Join('|', template.Body.Select(p => p.Value)) : message.Text;

    private void InterlockedMax(int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref _mostAtOnce)) < value && Interlocked.CompareExchange(ref _mostAtOnce, value, seen) != seen)
        {
        }
    }
}
