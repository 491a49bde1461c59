using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Hosting;
using Notify.Queueing;

namespace Notify.Consents;

/// <summary>The app's calls over the consent store.</summary>
internal sealed class ConsentService(
    Readiness readiness, IConsentStore store, IContactStore contacts, TimeProvider time, IOptions<QueueingOptions> queueing, ILogger<ConsentService> logger) : IConsents
{
    private const int PageSize = 500;

    private static readonly ReadOnlyMemory<byte> LineEnd = "\n"u8.ToArray();

    private readonly Market? _home = Markets.Find(queueing.Value.DefaultRegion);

    public Task<ConsentResult> GrantAsync(
        string tenant, string recipient, string topic, string source, string? proof = null, DateTimeOffset? at = null, CancellationToken cancellationToken = default) =>
        SaveAsync(tenant, recipient, true, topic, source, proof, at, cancellationToken);

    public Task<ConsentResult> RevokeAsync(
        string tenant, string recipient, string topic, string source, string? proof = null, DateTimeOffset? at = null, CancellationToken cancellationToken = default) =>
        SaveAsync(tenant, recipient, false, topic, source, proof, at, cancellationToken);

    public async Task<IReadOnlyList<Consent>> FindAsync(string tenant, string recipient, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        if (Recipients.Parse(recipient, _home, out var address) is { } error)
        {
            throw new InvalidNotificationException([error]);
        }

        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var contact = (await contacts.FindAsync([new ContactKey(tenant, address)], cancellationToken).ConfigureAwait(false)).Contacts[0];
        return contact is null ? [] : await store.OfAsync(contact.Id, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ConsentImport> ImportAsync(string tenant, Stream lines, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(lines);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var import = new ConsentImporter(store, tenant, _home, time);
        var report = await import.RunAsync(lines, cancellationToken).ConfigureAwait(false);
        logger.ConsentsImported(tenant, report.Read, report.Saved, report.Older, report.Erased, report.Refused);
        return report;
    }

    public async Task<long> ExportAsync(string tenant, Stream lines, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(lines);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var written = 0L;
        ConsentKey? after = null;
        do
        {
            var page = await store.PageAsync(tenant, PageSize, after, cancellationToken).ConfigureAwait(false);
            foreach (var stored in page.Consents)
            {
                await lines.WriteAsync(ConsentImporter.Write(stored), cancellationToken).ConfigureAwait(false);
                await lines.WriteAsync(LineEnd, cancellationToken).ConfigureAwait(false);
                written++;
            }

            after = page.Next;
        }
        while (after is not null);

        await lines.FlushAsync(cancellationToken).ConfigureAwait(false);
        return written;
    }

    private async Task<ConsentResult> SaveAsync(
        string tenant, string recipient, bool isGranted, string topic, string source, string? proof, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        var errors = new List<NotificationError>();
        if (Recipients.Parse(recipient, _home, out var address) is { } error)
        {
            errors.Add(error);
        }

        ConsentShape.Check(topic, source, at, proof, time.GetUtcNow(), errors);
        if (errors.Count > 0)
        {
            throw new InvalidNotificationException(errors);
        }

        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var record = new NewConsent(new ContactKey(tenant, address), topic, isGranted, source, "app") { At = at, Proof = proof };
        var result = (await store.SaveAsync([record], cancellationToken).ConfigureAwait(false))[0];
        logger.ConsentRecorded(tenant, topic, isGranted, Mask.Text(source), result.ToString());
        return result;
    }
}
