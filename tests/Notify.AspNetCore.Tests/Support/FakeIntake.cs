using System.Collections.Concurrent;
using Notify.Webhooks;

namespace Notify.AspNetCore.Tests.Support;

/// <summary>An intake that checks, keeps what it takes, and fails when told to.</summary>
internal sealed class FakeIntake : IWebhookIntake
{
    public ConcurrentQueue<(string Reader, string Route, byte[] Body)> Stored { get; } = [];

    /// <summary>What it throws in the place of storing.</summary>
    public Exception? Failure { get; set; }

    public Task<WebhookCheck> ReceiveAsync(IWebhookReader reader, WebhookRequest request, CancellationToken cancellationToken = default)
    {
        var check = reader.Check(request);
        if (check.Status == WebhookStatus.Valid)
        {
            if (Failure is { } failure)
            {
                return Task.FromException<WebhookCheck>(failure);
            }

            Stored.Enqueue((reader.Name, check.Route, request.Body.ToArray()));
        }

        return Task.FromResult(check);
    }
}
