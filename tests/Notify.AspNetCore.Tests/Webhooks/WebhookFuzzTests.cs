using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Notify.AspNetCore.Tests.Support;
using Notify.Tests.Webhooks;
using Notify.Webhooks;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Webhooks;

namespace Notify.AspNetCore.Tests.Webhooks;

/// <summary>Ten thousand broken bodies over HTTP, signed and not: an answer for each, never an error of ours, and nothing let in that is not signed.</summary>
public class WebhookFuzzTests
{
    private const int Bodies = 10_000;
    private const int SideBySide = 8;

    [Fact]
    public async Task Broken_bodies_are_answered_and_unsigned_ones_let_nothing_in()
    {
        var reader = new WhatsAppWebhookReader([new WhatsAppWebhookAccount("main", "100", "secret", WhatsAppErrorTable.Meta) { BusinessAccountId = "200" }]);
        await using var app = await TestApp.StartAsync(services: s => s.AddSingleton<IWebhookReader>(reader));
        var mutations = new Mutations(seed: 20261125);
        var calls = Enumerable.Range(0, Bodies).Select(i => (Body: mutations.Next(), Kind: i % 4)).ToList();
        var answers = new ConcurrentBag<(int Kind, HttpStatusCode Status)>();

        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (call, _) =>
        {
            using var content = new ByteArrayContent(call.Body);
            if (Signature(call.Body, call.Kind) is { } signature)
            {
                content.Headers.Add(WhatsAppSignature.Header, signature);
            }

            answers.Add((call.Kind, await app.PostAsync("/notify/webhooks/whatsapp", content)));
        });

        answers.Should().HaveCount(Bodies);
        answers.Where(a => a.Kind >= 2).Should().OnlyContain(a => a.Status == HttpStatusCode.Unauthorized);
        var signed = answers.Where(a => a.Kind < 2).ToLookup(a => a.Status);
        signed.Select(s => s.Key).Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.BadRequest], "both must have been tried");
        signed[HttpStatusCode.OK].Should().HaveCountGreaterThan(Bodies / 40);

        app.Intake.Stored.Should().HaveCount(signed[HttpStatusCode.OK].Count(), "only what is signed and can be read is let in");
        foreach (var (_, route, body) in app.Intake.Stored)
        {
            reader.Invoking(r => r.Read(new ReceivedWebhook(r.Name, route, body))).Should().NotThrow();
        }
    }

    // Two in four are signed; the others are not at all, or with another secret.
    private static string? Signature(byte[] body, int kind) => kind switch
    {
        2 => null,
        3 => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("another"u8, body)),
        _ => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("secret"u8, body)),
    };
}
