using Notify.Contacts;
using Notify.Messages;

namespace Notify.Sending;

/// <summary>One send.</summary>
/// <param name="Reference">Delivery and send number, to travel with the message and come back in its receipts.</param>
/// <param name="To">The person's address.</param>
/// <param name="Message">What to send.</param>
public sealed record SendRequest(SendReference Reference, Address To, Message Message);
