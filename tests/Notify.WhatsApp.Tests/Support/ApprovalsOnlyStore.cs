using System.Collections.Concurrent;
using Notify.Storage;
using Notify.Templates;

namespace Notify.WhatsApp.Tests.Support;

/// <summary>A template store that takes approvals, and refuses everything else.</summary>
internal sealed class ApprovalsOnlyStore : ITemplateStore
{
    public ConcurrentQueue<IReadOnlyList<Approval>> Saved { get; } = new();

    public bool IsDown { get; set; }

    public Task<IReadOnlyList<bool>> SaveApprovalsAsync(IReadOnlyList<Approval> approvals, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new StorageException(StorageFailure.NotStored, "save approvals", null);
        }

        Saved.Enqueue(approvals);
        return Task.FromResult<IReadOnlyList<bool>>([.. approvals.Select(_ => true)]);
    }

    public Task<long> GetRevisionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TemplateSet> LoadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> SaveAsync(IReadOnlyList<Template> templates, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> SetActiveAsync(string? tenant, string key, bool isActive, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
