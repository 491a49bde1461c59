using Notify.Conversations;

namespace Notify.Core.Tests.Policies;

public sealed class WindowPolicyTests
{
    [Fact]
    public async Task RunOnce_person_never_wrote_blocks_free_text()
    {
        await using var app = WindowApp.Create();
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason, delivery.Sends).Should().Be((DeliveryState.Blocked, Reasons.WindowClosed, 0));
        app.Sender.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(-1, DeliveryState.Sent)]
    [InlineData(0, DeliveryState.Blocked)]
    public async Task RunOnce_window_lasts_as_long_as_the_sender_says(int secondsAfterItsEnd, DeliveryState expected)
    {
        await using var app = WindowApp.Create();
        await WindowApp.OpenAsync(app);
        app.Advance(WindowApp.Day + TimeSpan.FromSeconds(secondsAfterItsEnd));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(expected);
    }

    [Fact]
    public async Task RunOnce_window_of_another_account_or_channel_does_not_count()
    {
        await using var app = WindowApp.Create();
        await WindowApp.OpenAsync(app, Channel.WhatsApp, "other");
        await WindowApp.OpenAsync(app, Channel.Sms);
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Blocked);
    }

    [Fact]
    public async Task RunOnce_sender_without_a_window_sends_free_text_at_any_time()
    {
        await using var app = TestApp.Create();
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_catalogue_text_without_a_providers_template_needs_the_window_and_a_providers_template_does_not()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.Template("free", "Hello"), A.ProviderTemplate("approved", "Hello"));
        var free = await app.QueueAsync(A.Note("free"));
        var approved = await app.QueueAsync(A.Note("approved"));

        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(free)).Reason.Should().Be(Reasons.WindowClosed);
        (await app.StateAsync(approved)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_batch_of_templates_reads_no_window()
    {
        var windows = new CountingWindows();
        await using var app = WindowApp.Create(register: s => s.AddSingleton<IConversationWindows>(windows));
        await app.Store.SaveAsync(A.ProviderTemplate("approved", "Hello"));
        await app.QueueAsync(A.Note("approved"));
        await app.RunOnceAsync();
        windows.Reads.Should().Be(0);

        await app.Notifier.QueueAsync([A.Text(), A.Note("approved"), A.Text("+250788654322")]);
        await app.RunOnceAsync();

        windows.Reads.Should().Be(1, "all who need it are read at once");
        windows.Keys.Should().Be(2);
    }

    [Fact]
    public async Task RunOnce_closed_window_takes_nothing_from_the_rate_limit()
    {
        await using var app = WindowApp.Create(configure: n => n.ConfigureRateLimit(o => o.Limit = 1));
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        await WindowApp.OpenAsync(app);
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_closed_window_goes_to_the_plans_fallback()
    {
        var sms = new ScriptedSender(Channel.Sms);
        await using var app = WindowApp.Create(configure: n => n.AddSender(sms));
        var id = await app.QueueAsync(new Notification(A.Number, new TextMessage("Hello")) { Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, TimeSpan.FromMinutes(5)) });

        await app.RunOnceAsync();
        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.WindowClosed);
        sms.Requests.Should().ContainSingle().Which.Message.Text.Should().Be("Hello");
    }

    private sealed class CountingWindows : IConversationWindows
    {
        public int Reads { get; private set; }

        public int Keys { get; private set; }

        public Task OpenAsync(IReadOnlyList<WindowOpening> openings, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(IReadOnlyList<WindowKey> keys, CancellationToken cancellationToken)
        {
            Reads++;
            Keys += keys.Count;
            return Task.FromResult<IReadOnlyList<DateTimeOffset?>>(new DateTimeOffset?[keys.Count]);
        }

        public Task<int> ForgetAsync(IReadOnlyList<WindowClosing> closings, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
