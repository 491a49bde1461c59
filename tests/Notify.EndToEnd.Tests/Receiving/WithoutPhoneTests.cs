using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Emulators.Meta;
using Notify.EndToEnd.Tests.Processes;
using Notify.Messages;
using Notify.Testing;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>A person who shows no phone number, in a whole app on SQLite, against the emulator of Meta, over HTTP both ways.</summary>
public sealed class WithoutPhoneTests : IAsyncLifetime, IDisposable
{
    private const string Phone = "+250788123456";
    private const string User = "RW.13491208655302741918";

    private readonly Workspace _workspace = new();
    private readonly HttpClient _http = new();
    private readonly ScriptedSender _sms = new(Channel.Sms);
    private MetaEmulator _emulator = null!;
    private ReceivingApp _app = null!;

    public async Task InitializeAsync()
    {
        _emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions { ReceiptStep = TimeSpan.Zero, AppSecret = "secret", PhoneNumberIds = ["100"] });
        _app = new ReceivingApp(notify => notify
            .UseSqlite(_workspace.Database)
            .AddSender(_sms)
            .AddWhatsApp(o =>
            {
                (o.AccessToken, o.PhoneNumberId, o.AppSecret, o.VerifyToken) = ("token", "100", "secret", "verify-token");
                (o.BaseAddress, o.TemplateSyncInterval) = (_emulator.BaseAddress, TimeSpan.Zero);
            }));
        await _app.StartAsync();
        _emulator.WebhookUrl = new Uri(_app.Address, "/notify/webhooks/whatsapp");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Person_without_a_phone_is_answered_and_stays_the_same_when_the_phone_is_seen()
    {
        await WriteAsync($"\"user_id\":\"{User}\"", "Muraho");
        await AcceptedAsync(1);
        _emulator.Accepted[0].Should().Match<AcceptedMessage>(m => m.To == User && m.Text == "You wrote: Muraho");
        var before = await FindAsync(User);
        (await SmsAsync()).Should().Be((DeliveryState.Blocked, Reasons.NoPhone));
        _sms.Requests.Should().BeEmpty();

        await WriteAsync($"\"from\":\"{Phone}\",\"user_id\":\"{User}\"", "Again");
        await AcceptedAsync(2);

        (await FindAsync(Phone)).Should().Match<Contact>(c => c.Id == before!.Id);
        (await SmsAsync()).State.Should().Be(DeliveryState.Sent);
        _sms.Requests.Should().ContainSingle().Which.To.Should().Be(Address.Phone(Phone));

        await WriteAsync($"\"user_id\":\"{User}\"", "STOP");
        await Eventually.TrueAsync(async () => (await FindAsync(Phone))!.IsOptedOut, "STOP by the user id holds for the phone");
    }

    private async Task WriteAsync(string person, string text)
    {
        using var content = new StringContent($$$"""{{{{person}}},"type":"text","text":{"body":"{{{text}}}"}}""", Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(_emulator.BaseAddress, "_emulator/inbound"), content);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task<(DeliveryState State, string? Reason)> SmsAsync()
    {
        var queued = await _app.Notifier.QueueAsync(new Notification(User, new TextMessage("Murakaza neza")) { Channels = ChannelPlan.Sms });
        await _app.IdleAsync();
        var selection = new DeliverySelection(Notification.DefaultTenant) { NotificationId = queued.NotificationId };
        var sms = (await _app.Deliveries.PageAsync(selection, 10, null, default)).Deliveries.Single();
        return (sms.State, sms.Reason);
    }

    private Task AcceptedAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(_emulator.Accepted.Count == count), $"{count} are accepted");

    private Task<Contact?> FindAsync(string address) => _app.Contacts.FindAsync(Notification.DefaultTenant, address);
}
