using System.Collections.Concurrent;
using System.Text.Json;
using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restart_keeps_messages_first_sends_and_templates()
    {
        IReadOnlyList<AcceptedMessage> before;
        await using (var emulator = await StartAsync(TemplateSamples.Json))
        {
            using var client = new MetaClient(emulator.BaseAddress);
            await client.SendTextAsync("+250788000001", "Grüße 😀", "ref-1");
            await client.SendTextAsync("+99931310160001");
            await client.SendTextAsync("+99971310260001");
            emulator.SetTemplateStatus("reminder", "en", "PAUSED").Should().BeTrue();
            await Until.TrueAsync(() => emulator.PendingReceipts == 0);
            before = emulator.Accepted;
        }

        await using var again = await StartAsync(TemplateSamples.Json);
        using var after = new MetaClient(again.BaseAddress);

        again.Accepted.Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
        again.PendingReceipts.Should().Be(0);
        (await after.SendTextAsync("+99931310160001")).MessageId.Should().StartWith("wamid.");
        var second = await after.SendTextAsync("+99971310260001");
        await Until.TrueAsync(() => again.Accepted.Single(message => message.Id == second.MessageId).Status == AcceptedStatus.Read);
        again.Accepted.Select(message => message.Sequence).Should().Equal(1, 2, 3, 4);
        (await after.GetAsync("/v25.0/1/message_templates?name=reminder&language=en")).Body.GetProperty("data")[0].GetProperty("status").GetString().Should().Be("PAUSED");
    }

    [Fact]
    public async Task Restart_brings_the_receipts_that_were_not_taken()
    {
        await using (var emulator = await StartAsync(webhook: new Uri("http://127.0.0.1:9/")))
        {
            using var client = new MetaClient(emulator.BaseAddress);
            await client.SendTextAsync("+250788000001");
            await client.SendTextAsync("+99921310490001");
            emulator.PendingReceipts.Should().Be(4);
        }

        await using var webhook = await WebhookEndpoint.StartAsync();
        await using var again = await StartAsync(webhook: webhook.Url);
        var statuses = await webhook.StatusesAsync(4);

        statuses.Select(status => status.GetProperty("status").GetString()).Should().BeEquivalentTo("sent", "delivered", "read", "failed");
        await Until.TrueAsync(() => again.PendingReceipts == 0);
    }

    [Fact]
    public async Task Restart_after_clear_starts_empty_and_goes_on_counting()
    {
        await using (var emulator = await StartAsync())
        {
            using var client = new MetaClient(emulator.BaseAddress);
            await client.SendTextAsync("+250788000001");
            await emulator.ClearAsync();
        }

        await using var again = await StartAsync();
        using var after = new MetaClient(again.BaseAddress);
        again.Accepted.Should().BeEmpty();
        await after.SendTextAsync("+250788000001");
        again.Accepted.Single().Sequence.Should().Be(2);
    }

    [Fact]
    public async Task Half_a_line_at_the_end_is_cut_off()
    {
        await using (var emulator = await StartAsync())
        {
            using var client = new MetaClient(emulator.BaseAddress);
            await client.SendTextAsync("+250788000001");
        }

        await File.AppendAllTextAsync(_folder.File("accepted.jsonl"), """{"accepted":{"seq":2,"id":"wam""");

        await using (var again = await StartAsync())
        {
            using var client = new MetaClient(again.BaseAddress);
            again.Accepted.Should().ContainSingle();
            await client.SendTextAsync("+250788000002");
        }

        await using var third = await StartAsync();
        third.Accepted.Select(message => message.To).Should().Equal("+250788000001", "+250788000002");
    }

    [Fact]
    public async Task Damaged_line_stops_the_start_and_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("accepted.jsonl"), "nonsense\n{}\n");

        var start = () => StartAsync();

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("accepted.jsonl, line 1, is damaged*");
    }

    [Fact]
    public async Task Folder_serves_one_emulator_at_a_time()
    {
        await using var emulator = await StartAsync();

        var second = () => StartAsync();

        await second.Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Killed_process_has_every_message_it_answered_for()
    {
        var answered = new ConcurrentBag<string>();
        for (var round = 0; round < 3; round++)
        {
            using var process = await EmulatorProcess.StartAsync("--open-windows", "--data", _folder.FullName);
            using var client = new MetaClient(process.Address);
            var enough = new TaskCompletionSource();
            var before = answered.Count;
            var senders = Enumerable.Range(0, 8).Select(_ => SendUntilDeadAsync(client, answered, () => answered.Count >= before + 200, enough)).ToArray();

            await enough.Task;
            await process.KillAsync();
            await Task.WhenAll(senders);
        }

        using var last = await EmulatorProcess.StartAsync("--open-windows", "--data", _folder.FullName);
        using var reader = new MetaClient(last.Address);
        var kept = await reader.AcceptedAsync();

        kept.Select(message => message.Id).Should().Contain(answered).And.OnlyHaveUniqueItems();
        kept.Select(message => message.Sequence).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    private static async Task SendUntilDeadAsync(MetaClient client, ConcurrentBag<string> answered, Func<bool> isEnough, TaskCompletionSource enough)
    {
        while (true)
        {
            try
            {
                answered.Add((await client.SendTextAsync("+250788000001")).MessageId);
            }
            catch (Exception problem) when (problem is HttpRequestException or IOException or JsonException)
            {
                return;
            }

            if (isEnough())
            {
                enough.TrySetResult();
            }
        }
    }

    private Task<MetaEmulator> StartAsync(string? templates = null, Uri? webhook = null) => MetaEmulator.StartAsync(new MetaEmulatorOptions
    {
        OpenWindows = true,
        DataDirectory = _folder.FullName,
        TemplatesJson = templates,
        WebhookUrl = webhook,
        ReceiptStep = TimeSpan.FromMilliseconds(1),
        ReceiptWindow = TimeSpan.Zero,
    });
}
