using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Messages;
using Notify.Templates;

namespace Notify.Policies;

/// <summary>What policies see of one delivery. Not thread-safe; used by one worker, then dropped.</summary>
public sealed class PolicyContext
{
    private readonly Func<Message>? _render;
    private Message? _message;
    private Dictionary<Type, object>? _data;

    internal PolicyContext(Func<Message>? render) => _render = render;

    /// <summary>The time to use: the store's, as the claim returned it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Tenant, channel, account, domain, template and lane.</summary>
    public required FlowKey Flow { get; init; }

    /// <summary>The person.</summary>
    public required Contact Contact { get; init; }

    /// <summary>The address it goes to.</summary>
    public required Address Address { get; init; }

    /// <summary>The template in the locale chosen; null for plain content, or where the catalogue no longer has it.</summary>
    public ResolvedTemplate? Template { get; init; }

    /// <summary>The topic: the app's, else the template's; null for none.</summary>
    public string? Topic { get; init; }

    /// <summary>Not to be sent at or after.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the app calls this by.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whether another channel takes this one's place where it does not reach the person.</summary>
    public bool HasFallback { get; init; }

    /// <summary>Attempts used so far.</summary>
    public int Attempts { get; init; }

    /// <summary>The message as it would leave, with what policies before this one changed; null where there is no template to write it from.</summary>
    public Message? Message => _message ??= _render?.Invoke();

    /// <summary>Data a loader put in, or null.</summary>
    public T? Get<T>()
        where T : class => _data?.GetValueOrDefault(typeof(T)) as T;

    /// <summary>Puts data in for a policy.</summary>
    public void Set<T>(T data)
        where T : class => (_data ??= [])[typeof(T)] = data;

    /// <summary>Whether the channel takes the address.</summary>
    internal bool HasAddress { get; init; } = true;

    /// <summary>What may be sent while the person's service window is closed; null for nothing.</summary>
    internal WindowSubstitute? Substitute { get; init; }

    /// <summary>When it was stored, by the clock that gave <see cref="Now"/>.</summary>
    internal DateTimeOffset QueuedAt { get; init; }

    internal void Replace(Message message) => _message = message;
}
