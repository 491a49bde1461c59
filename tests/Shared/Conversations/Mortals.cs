using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;
using Notify.Testing.Conformance;
using Notify.Webhooks;

namespace Notify.Tests.Conversations;

/// <summary>
/// Processes on one store that die at a point, before or after any call to it (<see cref="FusedStore"/>), and one that lives: it takes in what people write, and the place
/// of who died.
/// </summary>
/// <param name="fixture">Moves the store's time.</param>
/// <param name="store">The store.</param>
/// <param name="configure">Adds what the app has.</param>
internal sealed class Mortals(StorageFixture fixture, StoragePorts store, Action<INotifyBuilder, Fuse> configure)
{
    // Longer than any lease.
    private static readonly TimeSpan UntilTaken = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Runs a story with a process that dies at its first point, with one that dies at the second, and so on until nothing is left to die at.
    /// </summary>
    /// <param name="tell">The story: its number, the fuse, and how a line is said (<c>ID FROM WORDS</c>) and worked on by somebody.</param>
    /// <returns>The points.</returns>
    public async Task<string> RunAsync(Func<int, Fuse, Func<string, Task>, Task> tell)
    {
        var points = new List<string>();
        await using var living = Process(Fuse.Never);
        for (var n = 1; ; n++)
        {
            var fuse = new Fuse(n);
            await using var mortal = Process(fuse);
            await tell(n, fuse, line => HearAsync(living, mortal, fuse, line));
            if (!fuse.IsBlown)
            {
                return string.Join('\n', points);
            }

            points.Add(fuse.Where);
        }
    }

    private async Task HearAsync(ServiceProvider living, ServiceProvider mortal, Fuse fuse, string line)
    {
        await living.GetRequiredService<IWebhookIntake>().ReceiveAsync(
            living.GetRequiredService<IWebhookReader>(), new WebhookRequest(Encoding.UTF8.GetBytes(line), _ => null));
        if (!fuse.IsBlown)
        {
            await WorkAsync(mortal, fuse);
            if (!fuse.IsBlown)
            {
                return;
            }

            await fixture.SetTimeAsync(fixture.Clock.GetUtcNow() + UntilTaken);
        }

        await WorkAsync(living, Fuse.Never);
    }

    private static async Task WorkAsync(ServiceProvider process, Fuse fuse)
    {
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await process.GetRequiredService<IWorker>().RunOnceAsync();
            }
            catch (IOException) when (fuse.IsBlown)
            {
                return;
            }
        }
    }

    private ServiceProvider Process(Fuse fuse) => new ServiceCollection()
        .AddSingleton<TimeProvider>(fixture.Clock)
        .AddStore(store, fuse)
        .AddSingleton<IWebhookReader>(new LineReader())
        .AddNotify(notify => configure(notify, fuse))
        .BuildServiceProvider();
}
