using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Conversations;

/// <summary>Forgets the windows of which a provider says that they are closed.</summary>
internal sealed class WindowCloser(IConversationWindows windows, ILogger<WindowCloser> logger)
{
    /// <summary>Forgets them, but for those opened since the refused message was sent. One that could not be forgotten costs a refusal more; nobody fails with it.</summary>
    public async Task CloseAsync(IReadOnlyList<WindowClosing> closed, CancellationToken cancellationToken)
    {
        if (closed.Count == 0)
        {
            return;
        }

        try
        {
            if (await windows.ForgetAsync(closed, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                logger.WindowsForgotten(count);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.WindowsNotForgotten(new MaskedError(e));
        }
    }
}
