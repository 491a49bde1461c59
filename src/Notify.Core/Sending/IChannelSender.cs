using Notify.Contacts;
using Notify.Outcomes;
using Notify.Templates;

namespace Notify.Sending;

/// <summary>Sends messages over one channel from one account. Thread-safe.</summary>
/// <remarks>
/// For implementers: call the provider once and never again for the same request; answer <see cref="OutcomeClass.Unknown"/> whenever the request may
/// have left and no readable answer came, also when cancelled. Throw only for bugs: the pipeline takes an exception as unknown.
/// </remarks>
public interface IChannelSender
{
    /// <summary>The channel.</summary>
    Channel Channel { get; }

    /// <summary>The account's name, unique in the channel.</summary>
    string Account { get; }

    /// <summary>The tenants this account serves; empty for all.</summary>
    IReadOnlyCollection<string> Tenants { get; }

    /// <summary>The longest a send may take, its time-out included. The lease must outlive it.</summary>
    TimeSpan LongestSend { get; }

    /// <summary>
    /// The most messages a second the provider takes from this account, over all workers; null or 0 for any number, which costs nothing. They are sent evenly
    /// spaced. Up to 10,000. The lease must then be 1 s longer than <see cref="LongestSend"/>.
    /// </summary>
    int? MaxPerSecond => null;

    /// <summary>
    /// How long after a person last wrote to this account they may be sent anything but a provider's template: WhatsApp's customer service window. Null, the
    /// default, for a channel without one.
    /// </summary>
    TimeSpan? ServiceWindow => null;

    /// <summary>
    /// The kinds of address it sends to, the one it likes best first: a person with several is written to by the first of these they have, and one with none is
    /// not written to (reason <c>no_phone</c>). Asked for each message: give arrays made once. Default: phone numbers.
    /// </summary>
    /// <param name="category">What the template is for; null for plain content.</param>
    IReadOnlyList<string> AddressKindsFor(TemplateCategory? category) => Address.PhoneOnly;

    /// <summary>Sends one message.</summary>
    Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken);
}
