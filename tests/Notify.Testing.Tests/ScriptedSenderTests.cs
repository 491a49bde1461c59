using Notify.Contacts;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Testing.Tests;

public sealed class ScriptedSenderTests
{
    private readonly ScriptedSender _sender = new();

    [Fact]
    public async Task SendAsync_accepts_unless_told_otherwise()
    {
        var request = Request(1);

        var outcome = await _sender.SendAsync(request, default);

        outcome.Class.Should().Be(OutcomeClass.Accepted);
        outcome.ProviderMessageId.Should().EndWith(request.Reference.ToString());
        _sender.Requests.Should().Equal(request);
    }

    [Fact]
    public async Task SendAsync_answers_by_script_then_otherwise()
    {
        _sender
            .AnswerNext(Outcome.Rejected("131026", null))
            .AnswerNext(r => Outcome.Unknown($"send {r.Reference.SendNumber}", null))
            .Otherwise(_ => Outcome.Rejected("100", null));

        string?[] codes = [(await SendAsync(1)).Code, (await SendAsync(2)).Code, (await SendAsync(3)).Code, (await SendAsync(4)).Code];

        codes.Should().Equal("131026", "send 2", "100", "100");
        _sender.Requests.Select(r => r.Reference.SendNumber).Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task SendAsync_throws_what_the_script_throws()
    {
        _sender.AnswerNext(_ => throw new InvalidOperationException("bug"));

        await _sender.Awaiting(s => s.SendAsync(Request(1), default)).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Hold_keeps_sends_until_released()
    {
        var hold = _sender.Hold();
        var first = SendAsync(1);
        var second = SendAsync(2);
        await _sender.WaitForRequestsAsync(2);
        first.IsCompleted.Should().BeFalse();

        hold.Release();

        (await first).Class.Should().Be(OutcomeClass.Accepted);
        (await second).Class.Should().Be(OutcomeClass.Accepted);
        (await SendAsync(3)).Class.Should().Be(OutcomeClass.Accepted);
    }

    [Fact]
    public async Task Hold_cancelled_while_sending_is_unknown()
    {
        using var hold = _sender.Hold();
        using var stop = new CancellationTokenSource();
        var sending = _sender.SendAsync(Request(1), stop.Token);

        await stop.CancelAsync();

        (await sending).Class.Should().Be(OutcomeClass.Unknown);
    }

    [Fact]
    public void Hold_twice_is_refused_until_released()
    {
        _sender.Hold().Dispose();
        using var hold = _sender.Hold();

        _sender.Invoking(s => s.Hold()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task WaitForRequests_returns_when_the_count_is_reached()
    {
        var two = _sender.WaitForRequestsAsync(2);
        await SendAsync(1);
        two.IsCompleted.Should().BeFalse();

        await SendAsync(2);

        await two;
        await _sender.WaitForRequestsAsync(1);
    }

    [Fact]
    public void It_says_which_channel_and_account_it_is()
    {
        var sender = new ScriptedSender(Channel.Sms, "texts") { Tenants = ["acme"], LongestSend = TimeSpan.FromSeconds(3) };

        (sender.Channel, sender.Account, sender.LongestSend).Should().Be((Channel.Sms, "texts", TimeSpan.FromSeconds(3)));
        sender.Tenants.Should().Equal("acme");
        (_sender.Channel, _sender.Account).Should().Be((Channel.WhatsApp, "default"));
    }

    private static SendRequest Request(int send) =>
        new(new SendReference(Guid.Parse("0197c1a0-0000-7000-8000-000000000001"), send), Address.Phone("+250788123456"), new TextMessage("Hello"));

    private Task<Outcome> SendAsync(int send) => _sender.SendAsync(Request(send), default);
}
