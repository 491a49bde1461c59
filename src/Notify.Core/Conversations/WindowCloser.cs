using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Conversations;

/// <summary>Forgets the windows of which a provider says that they are closed.</summary>
internal sealed class WindowCloser(IConversationWindows windows, ILogger<WindowCloser> logger)
{
    /// <summary>Forgets them, but for those opened again since. One that could not be forgotten costs a refusal more; nobody fails with it.</summary>
    /// <param name="closed">Whose, and when the provider said so; null for now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task CloseAsync(IReadOnlyList<(WindowKey Key, DateTimeOffset? SaidAt)> closed, CancellationToken cancellationToken)
    {
        if (closed.Count == 0)
        {
            return;
        }

        try
        {
            var opened = await windows.ReadAsync([.. closed.Select(c => c.Key)], cancellationToken).ConfigureAwait(false);
            var over = closed.Where((c, i) => opened[i] is { } at && (c.SaidAt is null || at <= c.SaidAt)).Select(c => c.Key).Distinct().ToList();
            if (over.Count > 0)
            {
                await windows.ForgetAsync(over, cancellationToken).ConfigureAwait(false);
                logger.WindowsForgotten(over.Count);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.WindowsNotForgotten(new MaskedError(e));
        }
    }
}
