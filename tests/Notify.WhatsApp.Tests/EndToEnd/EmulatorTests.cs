using Microsoft.Extensions.DependencyInjection;
using Notify.Emulators.Meta;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Receipts;
using Notify.Sending;
using Notify.Templates;
using Notify.WhatsApp.Approvals;
using Notify.WhatsApp.Tests.Support;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.EndToEnd;

/// <summary>The package against the emulator, which checks requests more strictly than Meta's documentation asks.</summary>
public sealed class EmulatorTests : IAsyncLifetime
{
    private static readonly SendReference Send = new(new Guid("01998f3a-0000-7000-8000-000000000002"), 3);

    private ServiceProvider _services = null!;
    private WebhookEndpoint _endpoint = null!;
    private MetaEmulator _emulator = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await WebhookEndpoint.StartAsync(() => _services.GetRequiredService<WhatsAppWebhookReader>());
        _emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            OpenWindows = true,
            AccessTokens = [Rig.Token],
            PhoneNumberIds = ["106540352242922"],
            BusinessAccountId = "102290129340398",
            AppSecret = "test_app_secret",
            VerifyToken = "verify-1",
            WebhookUrl = _endpoint.Address,
            ReceiptStep = TimeSpan.Zero,
            TemplatesJson = Templates(450),
        });
        var services = new ServiceCollection();
        services.AddSingleton<ITemplateStore, ApprovalsOnlyStore>();
        new TestBuilder(services).AddWhatsApp(o =>
        {
            Rig.Fill(o);
            o.BaseAddress = _emulator.BaseAddress;
        });
        _services = services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        await _endpoint.DisposeAsync();
        await _services.DisposeAsync();
    }

    public static TheoryData<Message> Messages => new()
    {
        new TextMessage("Muraho, Aline 👋", PreviewUrl: true),
        new MediaMessage(new Media(MediaKind.Document, Link: "https://files.example/r.pdf", FileName: "r.pdf"), "Your receipt"),
        new MediaMessage(new Media(MediaKind.Audio, Id: "123")),
        new TemplateMessage { Name = "order_paid", Language = "en", Body = [new("1", "Aline")], Buttons = [new(0, TemplateButtonKind.Url, "42")] },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Messages))]
    public async Task Message_is_accepted_and_its_receipts_come_back(Message message)
    {
        var outcome = await SendAsync("+250788123456", message);

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Accepted, "{0}", outcome);
        var statuses = new List<ReceiptStatus>();
        for (var i = 0; i < 3; i++)
        {
            var receipt = await _endpoint.NextAsync();
            (receipt.Account, receipt.Reference, receipt.ProviderMessageId).Should().Be(("default", Send, outcome.ProviderMessageId));
            statuses.Add(receipt.Status);
        }

        statuses.Should().Equal(ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Read);
    }

    [Theory]
    [InlineData("+99911310260001", OutcomeClass.Rejected, OutcomeScope.Recipient)]
    [InlineData("+99911304290001", OutcomeClass.Retry, OutcomeScope.Number)]
    [InlineData("+99910800070001", OutcomeClass.Defer, OutcomeScope.Account)]
    [InlineData("+99910001900001", OutcomeClass.Stopped, OutcomeScope.App)]
    [InlineData("+99911320150001", OutcomeClass.Defer, OutcomeScope.Template)]
    public async Task Errors_come_classed(string to, OutcomeClass @class, OutcomeScope scope)
    {
        var outcome = await SendAsync(to);

        outcome.Should().Match<Outcome>(o => o.Class == @class && o.Scope == scope);
        _emulator.Accepted.Should().BeEmpty();
    }

    [Fact]
    public async Task Throttling_says_when_to_come_back() =>
        (await SendAsync("+99910800070001")).RetryAfter.Should().Be(TimeSpan.FromMinutes(1));

    [Theory(Timeout = 60_000)]
    [InlineData("+99950000000001")]
    [InlineData("+99950000010001")]
    public async Task Dropped_after_accepting_is_doubt_and_sent_once(string to)
    {
        (await SendAsync(to)).Class.Should().Be(OutcomeClass.Unknown);
        _emulator.Accepted.Should().ContainSingle();
    }

    [Fact(Timeout = 60_000)]
    public async Task Doubt_is_settled_by_the_receipt()
    {
        await SendAsync("+99950000000001");

        (await _endpoint.NextAsync()).Reference.Should().Be(Send);
    }

    [Fact(Timeout = 60_000)]
    public async Task Failure_by_receipt_is_classed()
    {
        (await SendAsync("+99921310490001")).Class.Should().Be(OutcomeClass.Accepted);

        Receipt receipt;
        do
        {
            receipt = await _endpoint.NextAsync();
        }
        while (receipt.Status != ReceiptStatus.Failed);
        receipt.Failure.Should().Match<Outcome>(o => o.Code == "131049" && o.Class == OutcomeClass.Defer && o.RetryAfter >= TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Approvals_are_read_over_all_pages()
    {
        _emulator.SetTemplateStatus("order_paid", "en", "PAUSED").Should().BeTrue();

        var result = await _services.GetRequiredService<WhatsAppTemplateSync>().SyncAsync();

        result.Should().Be(new WhatsAppSyncResult("default", 451, 0, null));
        var saved = ((ApprovalsOnlyStore)_services.GetRequiredService<ITemplateStore>()).Saved.Single().Select(a => a with { Age = default });
        saved.Should().OnlyHaveUniqueItems().And.Contain(new Approval(Channel.WhatsApp, "default", "order_paid", "en", ApprovalStatus.Paused));
    }

    private Task<Outcome> SendAsync(string to, Message? message = null) => _services.GetRequiredKeyedService<IChannelSender>("default")
        .SendAsync(Rig.Request(message, to: to) with { Reference = Send }, CancellationToken.None);

    private static string Templates(int more)
    {
        var filler = Enumerable.Range(1, more).Select(i =>
            $$"""{"name":"filler_{{i}}","language":"en","category":"UTILITY","status":"APPROVED","components":[{"type":"BODY","text":"Hello"}]}""");
        const string OrderPaid = """
            {"name":"order_paid","language":"en","category":"UTILITY","status":"APPROVED","components":[
              {"type":"BODY","text":"Thank you, {{1}}."},
              {"type":"BUTTONS","buttons":[{"type":"URL","text":"See it","url":"https://shop.example/o/{{1}}"}]}]}
            """;
        return $$"""{"data":[{{string.Join(',', filler.Prepend(OrderPaid))}}]}""";
    }
}
