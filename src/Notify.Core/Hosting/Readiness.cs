using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Diagnostics;
using Notify.Storage;
using Notify.Templates;
using Notify.Templates.Files;

namespace Notify.Hosting;

/// <summary>Prepares storage and catalogue once, before the first thing that needs them. A failed try is made again by the next caller.</summary>
internal sealed class Readiness(
    IStorageSetup storage,
    ITemplateStore templates,
    IOptions<TemplateOptions> templateOptions,
    ILogger<Readiness> logger) : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private volatile bool _isReady;

    /// <summary>Returns when all is prepared.</summary>
    /// <exception cref="StorageException">The store cannot be reached.</exception>
    public ValueTask EnsureAsync(CancellationToken cancellationToken) =>
        _isReady ? ValueTask.CompletedTask : new ValueTask(PrepareAsync(cancellationToken));

    public void Dispose() => _preparing.Dispose();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isReady)
            {
                return;
            }

            await storage.PrepareAsync(cancellationToken).ConfigureAwait(false);
            foreach (var folder in templateOptions.Value.Paths)
            {
                var saved = await templates.SaveAsync(TemplateFileReader.ReadFolder(folder), cancellationToken).ConfigureAwait(false);
                logger.TemplatesImported(saved, folder);
            }

            _isReady = true;
        }
        finally
        {
            _preparing.Release();
        }
    }
}
