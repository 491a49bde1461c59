using Notify.Sending;
using Notify.Templates;

namespace Notify.Contacts;

/// <summary>Which of a person's addresses a message goes to.</summary>
internal static class AddressChoice
{
    /// <summary>
    /// The first that the sender takes, by its own order; of several of a kind the one learned of last, for people move. Null where it takes none of them. Without
    /// a sender, the one that was written.
    /// </summary>
    /// <param name="contact">The person.</param>
    /// <param name="written">What the app wrote when it queued the message.</param>
    /// <param name="sender">The sender.</param>
    /// <param name="category">What the template is for; null for plain content.</param>
    public static Address? Of(Contact contact, Address written, IChannelSender? sender, TemplateCategory? category)
    {
        if (sender is null)
        {
            return written;
        }

        var kinds = sender.AddressKindsFor(category);
        for (var i = 0; i < kinds.Count; i++)
        {
            if (contact.AddressOf(kinds[i]) is { } known)
            {
                return known;
            }

            if (written.Kind == kinds[i])
            {
                return written;
            }
        }

        return null;
    }
}
