using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notify.EndToEnd.Tests.Processes;
using Notify.Inbox;
using Notify.Tests.Webhooks;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>Broken bodies into a whole app on SQLite: an answer for each, never an error of ours, no handler for what is not signed. <c>NOTIFY_LONG=1</c> sends ten times as many.</summary>
public sealed class BrokenBodyTests
{
    private const int SideBySide = 8;
    private static readonly int Bodies = Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1" ? 10_000 : 1_000;

    [Fact]
    public async Task Broken_bodies_make_no_error_and_unsigned_ones_run_no_handler()
    {
        using var workspace = new Workspace();
        await using var app = await HookApp.StartAsync(notify => notify.UseSqlite(workspace.Database));
        var mutations = new Mutations(seed: 20261126);
        var bodies = Enumerable.Range(0, Bodies).Select(_ => mutations.Next()).ToList();

        var unsigned = await PostAsync(app, bodies[..(Bodies / 2)], Forge);

        unsigned.Should().OnlyContain(status => status == HttpStatusCode.Unauthorized);
        await app.WorkedOffAsync();
        app.Handler.Runs.Should().BeEmpty();
        (await app.MessagesAsync()).Should().BeEmpty();
        (await app.Inbound.CountAsync(CancellationToken.None)).Should().Be(default(InboxCounts));

        var signed = await PostAsync(app, bodies[(Bodies / 2)..], (body, _) => MetaBody.Sign(body));

        signed.Distinct().Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.BadRequest], "both must have been tried, and nothing else is answered");
        await app.WorkedOffAsync();
        app.Handler.Runs.Should().HaveCountGreaterThan(Bodies / 40, "many are whole enough to be messages");
        (await app.Inbound.CountAsync(CancellationToken.None)).Should().Be(default(InboxCounts), "what is let in can be worked on");
    }

    // No signature, another secret's, or that of another body.
    private static string? Forge(byte[] body, int number) => (number % 3) switch
    {
        0 => null,
        1 => MetaBody.Sign(body, "another"),
        _ => MetaBody.Sign([.. body, (byte)' ']),
    };

    private static async Task<IReadOnlyCollection<HttpStatusCode>> PostAsync(HookApp app, IReadOnlyList<byte[]> bodies, Func<byte[], int, string?> sign)
    {
        var answers = new ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(
            bodies.Select((body, number) => (body, number)),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
            async (post, _) => answers.Add(await app.PostAsync(post.body, sign(post.body, post.number))));
        return answers;
    }
}
