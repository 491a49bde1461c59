using System.Net;
using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;
using Notify.Testing;

namespace Notify.Emulators.Tests.Meta;

public sealed class MagicRecipientTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    [Theory]
    [InlineData("+99911310260001", 131026, HttpStatusCode.BadRequest)]
    [InlineData("+99910000000001", 0, HttpStatusCode.Unauthorized)]
    [InlineData("+99911310160001", 131016, HttpStatusCode.InternalServerError)]
    [InlineData("+9991131042999", 131042, HttpStatusCode.BadRequest)]
    [InlineData("+99911234560001", 123456, HttpStatusCode.BadRequest)]
    public async Task Kind_1_refuses_every_send_with_the_code(string to, int code, HttpStatusCode status)
    {
        for (var time = 0; time < 2; time++)
        {
            var answer = await fixture.Client.SendTextAsync(to);
            answer.Code.Should().Be(code);
            answer.Status.Should().Be(status);
        }

        fixture.Emulator.Accepted.Should().NotContain(message => message.To == to);
    }

    [Theory]
    [InlineData("+99911304290001")]
    [InlineData("+99910800070001")]
    [InlineData("+99910000040001")]
    public async Task Throttling_names_the_time_to_wait(string to)
    {
        var answer = await fixture.Client.SendTextAsync(to);

        answer.Status.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        answer.Headers.GetValues("X-Business-Use-Case-Usage").Single().Should().Be(
            """{"100200300400500":[{"type":"whatsapp","call_count":100,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":1}]}""");
    }

    [Fact]
    public async Task Kind_3_refuses_the_first_send_only()
    {
        (await fixture.Client.SendTextAsync("+99931310160001")).Code.Should().Be(131016);
        (await fixture.Client.SendTextAsync("+99931310160001")).Status.Should().Be(HttpStatusCode.OK);
        (await fixture.Client.SendTextAsync("+99931310160002")).Code.Should().Be(131016);
        fixture.Emulator.Accepted.Count(message => message.To == "+99931310160001").Should().Be(1);
    }

    [Fact]
    public async Task Kind_3_counts_an_invalid_send_for_nothing()
    {
        await fixture.Client.SendTextAsync("+99931310160003", new string('x', 5000));

        (await fixture.Client.SendTextAsync("+99931310160003")).Code.Should().Be(131016);
    }

    [Fact]
    public async Task Kind_4_accepts_at_once_and_answers_late()
    {
        var clock = new ManualTimeProvider();
        await using var emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions { OpenWindows = true, TimeProvider = clock });
        using var client = new MetaClient(emulator.BaseAddress);

        var answer = client.SendTextAsync("+99940300000001");
        await Until.TrueAsync(() => emulator.Accepted.Count == 1 && clock.PendingTimers == 2);
        clock.Advance(TimeSpan.FromMilliseconds(29_999));
        answer.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        (await answer).MessageId.Should().Be(emulator.Accepted.Single().Id);
    }

    [Theory]
    [InlineData("+99950000000001", 1)]
    [InlineData("+99950000010001", 1)]
    [InlineData("+99950000020001", 0)]
    public async Task Kind_5_drops_the_connection(string to, int accepted)
    {
        var send = () => fixture.Client.SendTextAsync(to);

        await send.Should().ThrowAsync<HttpRequestException>();
        fixture.Emulator.Accepted.Count(message => message.To == to).Should().Be(accepted);
    }

    [Theory]
    [InlineData("+99950000030001")]
    [InlineData("+99960000090001")]
    [InlineData("+99962000000001")]
    public async Task Magic_number_that_means_nothing_is_refused(string to)
    {
        var answer = await fixture.Client.SendTextAsync(to);

        answer.Code.Should().Be(100);
        answer.Details.Should().Contain("magic");
    }

    [Theory]
    [InlineData("+9991131026")]
    [InlineData("+999113102600001")]
    [InlineData("+99981310260001")]
    [InlineData("+250788000005")]
    public async Task Number_of_another_shape_is_an_ordinary_one(string to)
        => (await fixture.Client.SendTextAsync(to)).Status.Should().Be(HttpStatusCode.OK);

    [Fact]
    public async Task Clear_forgets_messages_and_first_sends()
    {
        await using var emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions { OpenWindows = true });
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99931310160001");
        await client.SendTextAsync("+250788000006");

        using var cleared = await client.Http.DeleteAsync("/_emulator/accepted");

        cleared.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await client.AcceptedAsync()).Should().BeEmpty();
        emulator.PendingReceipts.Should().Be(0);
        (await client.SendTextAsync("+99931310160001")).Code.Should().Be(131016);
        await client.SendTextAsync("+250788000006");
        emulator.Accepted.Single().Sequence.Should().Be(2, "a place is never used twice");
    }
}
