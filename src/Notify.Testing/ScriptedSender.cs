using Notify.Contacts;
using Notify.Outcomes;
using Notify.Sending;
using Notify.Templates;
using Notify.Testing.Sending;

namespace Notify.Testing;

/// <summary>
/// A channel's sender that sends nothing: it answers by script, records what it was asked to send, and can hold sends until they are released. Accepts
/// everything unless told otherwise. Give it to <c>AddSender</c>. Thread-safe.
/// </summary>
public sealed class ScriptedSender : IChannelSender
{
    // As the channels themselves do.
    private static readonly string[] PhoneOnly = [Address.PhoneKind];
    private static readonly string[] PhoneOrUser = [Address.PhoneKind, Address.WhatsAppUserKind];

    private readonly Lock _lock = new();
    private readonly List<SendRequest> _requests = [];
    private readonly Queue<Func<SendRequest, Outcome>> _script = new();
    private readonly CountWaiters _waiters = new();
    private Func<SendRequest, Outcome> _otherwise = Accept;
    private Task _released = Task.CompletedTask;

    /// <summary>Makes a sender.</summary>
    /// <param name="channel">Its channel; WhatsApp where it is left out.</param>
    /// <param name="account">Its account's name.</param>
    public ScriptedSender(Channel? channel = null, string account = "default")
    {
        Channel = channel ?? Channel.WhatsApp;
        Account = account;
    }

    /// <inheritdoc/>
    public Channel Channel { get; }

    /// <inheritdoc/>
    public string Account { get; }

    /// <summary>The tenants it serves. Default: none named, which means all.</summary>
    public IReadOnlyCollection<string> Tenants { get; init; } = [];

    /// <summary>The longest a send may take. Default 10 s.</summary>
    public TimeSpan LongestSend { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most messages a second over all workers. Default null: any number.</summary>
    public int? MaxPerSecond { get; init; }

    /// <summary>How long after a person last wrote they may be sent anything but a template. Default null: always.</summary>
    public TimeSpan? ServiceWindow { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> AddressKindsFor(TemplateCategory? category) =>
        Channel == Channel.WhatsApp && category != TemplateCategory.Authentication ? PhoneOrUser : PhoneOnly;

    /// <summary>What it was asked to send so far, in order. Holds personal data: do not log it.</summary>
    public IReadOnlyList<SendRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Scripts the next send that has no answer yet; further calls script those after it.</summary>
    public ScriptedSender AnswerNext(Outcome outcome) => AnswerNext(_ => outcome);

    /// <summary>Scripts the next send that has no answer yet, by what is asked. A function that throws stands for a sender with a bug.</summary>
    public ScriptedSender AnswerNext(Func<SendRequest, Outcome> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (_lock)
        {
            _script.Enqueue(answer);
        }

        return this;
    }

    /// <summary>What is answered once the script has run out. Default: accepted.</summary>
    public ScriptedSender Otherwise(Func<SendRequest, Outcome> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (_lock)
        {
            _otherwise = answer;
        }

        return this;
    }

    /// <summary>
    /// From now on sends are recorded and then wait until what this returns is released or disposed. A send that is cancelled while it waits answers
    /// <see cref="OutcomeClass.Unknown"/>: it may have left.
    /// </summary>
    /// <exception cref="InvalidOperationException">Sends are held already.</exception>
    public SendHold Hold()
    {
        lock (_lock)
        {
            if (!_released.IsCompleted)
            {
                throw new InvalidOperationException("Sends are held already; release the first hold.");
            }

            var hold = new SendHold();
            _released = hold.Released;
            return hold;
        }
    }

    /// <summary>Returns once it was asked for at least this many sends since it was made, held ones included.</summary>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return _waiters.WaitAsync(count, _requests.Count).WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Func<SendRequest, Outcome> answer;
        Task released;
        lock (_lock)
        {
            _requests.Add(request);
            answer = _script.TryDequeue(out var scripted) ? scripted : _otherwise;
            released = _released;
            _waiters.Tell(_requests.Count);
        }

        await released.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return released.IsCompleted ? answer(request) : Outcome.Unknown("cancelled", "The send was cancelled while it was under way.");
    }

    private static Outcome Accept(SendRequest request) => Outcome.Accepted($"scripted.{request.Reference}");
}
