using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Emulators.Meta;
using Notify.Emulators.Mtn;
using Notify.EndToEnd.Tests.Receiving;
using Notify.Hosting;
using Notify.Messages;
using Notify.OptOut;
using Notify.Tests.Http;

namespace Notify.EndToEnd.Tests.Stopping;

/// <summary>
/// STOP raced against two whole apps, each with workers, senders and memory of its own, over one store: two tenants keep queueing to each person over both channels
/// while the word comes in, twice, as the emulators' webhooks. Where the accounts list no tenants, ever more tenants get to know the person meanwhile. What arrived at
/// the emulators is the proof.
/// </summary>
internal sealed class StopRace : IAsyncDisposable
{
    private const int AtOnce = 25;
    private const int MostMessages = 60;
    private const int ShortWait = 15;
    private const int LongWait = 1000;
    private const string Token = "path-token-0123456789";
    private const string Confirmation = "You have opted out";

    private static readonly string[] Tenants = ["north", "south"];
    private static readonly string[] AllTenants = [Notification.DefaultTenant, .. Tenants, .. Enumerable.Range(0, MostMessages).Select(NewTenant)];
    private static readonly DeliveryState[] Moving = [DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending];
    private static readonly DeliveryState[] Sent = [DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read];
    private static readonly ChannelPlan[] Plans = [ChannelPlan.WhatsApp, ChannelPlan.Sms, ChannelPlan.WhatsApp.And(Channel.Sms)];

    private readonly OptOutScope _scope;
    private readonly bool _listsTenants;
    private readonly ReceivingApp[] _apps;
    private readonly HttpClient _http = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private MetaEmulator _emulator = null!;
    private int _rounds;

    /// <param name="useStore">Names the store.</param>
    /// <param name="scope">What STOP opts out of.</param>
    /// <param name="listsTenants">Whether the accounts list the tenants they serve, or serve all.</param>
    public StopRace(Action<INotifyBuilder> useStore, OptOutScope scope, bool listsTenants)
    {
        (_scope, _listsTenants) = (scope, listsTenants);
        _apps = [App(useStore), App(useStore)];
    }

    /// <summary>Messages that arrived, without the confirmations.</summary>
    public int Accepted { get; private set; }

    /// <summary>Messages that were called off, or blocked once they were queued.</summary>
    public int Ended { get; private set; }

    public string Figures => string.Create(
        CultureInfo.InvariantCulture,
        $"{_scope}, {(_listsTenants ? "two tenants" : "all tenants")}: {_rounds} rounds in {TimeProvider.System.GetElapsedTime(_began).TotalSeconds:0} s, {Accepted} messages arrived, {Ended} ended as opted out.");

    public async Task StartAsync()
    {
        _emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            ReceiptStep = TimeSpan.Zero,
            ReceiptWindow = TimeSpan.Zero,
            AppSecret = "secret",
            PhoneNumberIds = ["100"],
            OpenWindows = true,
            Mtn = new MtnEmulatorOptions { ClientId = "client", ClientSecret = "client-secret" },
        });
        foreach (var app in _apps)
        {
            await app.StartAsync();
        }

        // Each app takes the webhooks of one channel.
        _emulator.WebhookUrl = new Uri(_apps[0].Address, "/notify/webhooks/whatsapp");
        _emulator.MtnWebhookUrl = new Uri(_apps[1].Address, $"/notify/webhooks/mtn/{Token}");
    }

    public async Task RunAsync(int rounds)
    {
        for (; _rounds < rounds; _rounds += AtOnce)
        {
            RacePerson[] people = [.. Enumerable.Range(_rounds, AtOnce).Select(n => new RacePerson(n))];
            var queued = await Task.WhenAll(people.Select(p => Task.Run(() => RoundAsync(p))));
            await Eventually.TrueAsync(IsSettledAsync, "everything came to its end");
            var arrived = _emulator.Accepted.ToLookup(m => m.To);
            for (var i = 0; i < AtOnce; i++)
            {
                await CheckAsync(people[i], [.. arrived[people[i].Phone]], queued[i]);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await _emulator.DisposeAsync();
        _http.Dispose();
    }

    private ReceivingApp App(Action<INotifyBuilder> useStore) => new(notify =>
    {
        useStore(notify);
        notify
            .ConfigureOptOut(o => o.Scope = _scope)
            .ConfigureRateLimit(o => o.Limit = 10_000)
            .AddWhatsApp(
                o =>
                {
                    (o.AccessToken, o.PhoneNumberId, o.AppSecret, o.VerifyToken) = ("token", "100", "secret", "verify-token");
                    (o.BaseAddress, o.TemplateSyncInterval, o.MaxPerSecond) = (_emulator.BaseAddress, TimeSpan.Zero, null);
                    Array.ForEach(_listsTenants ? Tenants : [], o.Tenants.Add);
                },
                Slow)
            .AddMtnSms(
                o =>
                {
                    (o.ClientId, o.ClientSecret, o.ServiceCode, o.BaseAddress, o.WebhookToken) = ("client", "client-secret", "2442", _emulator.BaseAddress, Token);
                    Array.ForEach(_listsTenants ? Tenants : [], o.Tenants.Add);
                },
                Slow);
        notify.Services.Configure<WorkerOptions>(o => (o.BatchSize, o.SendConcurrency) = (20, 20));
    });

    // A call takes its time to arrive: some longer than an opt-out takes to be confirmed.
    private static void Slow(IHttpClientBuilder http) => http.AddHttpMessageHandler(() => new AppHandler(async (request, next) =>
    {
        await PauseAsync(Random.Shared.Next(8) == 0 ? LongWait : ShortWait);
        return await next(request);
    }));

    private static Task PauseAsync(int most) => Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(most)), TimeProvider.System);

    // Queues until it is told that the person opted out. The word comes in at any moment of it, and once more behind it.
    private async Task<IReadOnlyList<QueueResult>> RoundAsync(RacePerson person)
    {
        foreach (var tenant in Tenants)
        {
            var contact = await _apps[0].Contacts.SaveAsync(tenant, person.Phone, new ContactPreferences());
            await _apps[0].Windows.OpenAsync([new WindowOpening(new WindowKey(contact.Id, Channel.WhatsApp, "default"))], default);
        }

        var results = new List<QueueResult> { await QueueAsync(person, "Later", Tenants[0], ChannelPlan.Of(person.First), DateTimeOffset.MaxValue.AddYears(-1)) };
        var at = Random.Shared.Next(6);
        var blocked = new HashSet<Channel>();
        for (var i = 0; i < MostMessages && !(blocked.Contains(person.First) && blocked.Contains(person.Second)); i++)
        {
            if (i == at || i == at + 2)
            {
                await SayStopAsync(person.Phone, i == at ? person.First : person.Second);
            }

            var plan = Plans[i % Plans.Length];
            var isNew = !_listsTenants && plan == ChannelPlan.Sms;
            results.Add(await QueueAsync(person, $"Message {i}", isNew ? NewTenant(i) : Tenants[i % 2], plan));
            if (i > at + 2 && results[^1].Status == QueueStatus.Blocked)
            {
                blocked.UnionWith(plan.Channels);
            }

            await PauseAsync(ShortWait);
        }

        return results;
    }

    private Task<QueueResult> QueueAsync(RacePerson person, string text, string tenant, ChannelPlan plan, DateTimeOffset? notBefore = null) =>
        _apps[Random.Shared.Next(2)].Notifier.QueueAsync(new Notification(person.Phone, new TextMessage(text)) { Tenant = tenant, Channels = plan, NotBefore = notBefore });

    private async Task SayStopAsync(string phone, Channel channel)
    {
        object body = channel == Channel.Sms ? new { from = phone, text = "STOP" } : new { from = phone, type = "text", text = new { body = "Stop!" } };
        using var answer = await _http.PostAsJsonAsync(
            new Uri(_emulator.BaseAddress, channel == Channel.Sms ? "_emulator/mtn/inbound" : "_emulator/inbound"), body);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<bool> IsSettledAsync() =>
        _emulator.PendingReceipts == 0
        && await _apps[0].Inbound.CountAsync(default) is { Webhooks: 0, Messages: 0 }
        && !await AreMovingAsync()
        && _emulator.PendingReceipts == 0
        && await _apps[0].Inbound.CountAsync(default) is { Webhooks: 0, Messages: 0 };

    private async Task<bool> AreMovingAsync()
    {
        foreach (var selection in AllTenants.SelectMany(t => Moving.Select(s => new DeliverySelection(t) { State = s })))
        {
            if ((await _apps[0].Deliveries.PageAsync(selection, 1, null, default)).Deliveries.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task CheckAsync(RacePerson person, IReadOnlyList<AcceptedMessage> arrived, IReadOnlyList<QueueResult> queued)
    {
        foreach (var channels in person.Stopped(_scope))
        {
            var list = arrived.Where(m => channels.Contains(ChannelOf(m))).Select(m => m.Text).ToList();
            list.Should().ContainSingle(text => text.StartsWith(Confirmation, StringComparison.Ordinal), "{0} is told once, of {1}", person, string.Join(", ", list));
            list[^1].Should().StartWith(Confirmation, "nothing follows the confirmation of {0}, of {1}", person, string.Join(", ", list));
        }

        var messages = arrived.Where(m => !m.Text.StartsWith(Confirmation, StringComparison.Ordinal)).ToList();
        messages.Select(m => (ChannelOf(m), m.Text)).Should().OnlyHaveUniqueItems();
        var records = new List<DeliveryRecord>();
        foreach (var tenant in AllTenants)
        {
            if (await _apps[0].Contacts.FindAsync(tenant, person.Phone) is { } contact)
            {
                records.AddRange((await _apps[0].Deliveries.PageAsync(new DeliverySelection(tenant) { ContactId = contact.Id }, 500, null, default)).Deliveries);
                person.Stopped(_scope).SelectMany(c => c).Should().OnlyContain(c => contact.IsOptedOutOf(c), "{0} said so to {1}", person, tenant);
            }
        }

        records.RemoveAll(r => r.Flow.IsAnswer);
        records.Select(r => r.NotificationId).Distinct().Should().BeEquivalentTo(queued.Select(q => q.NotificationId));
        records.Count(r => Sent.Contains(r.State)).Should().Be(messages.Count, "what arrived is known as sent");
        var unsent = records.FindAll(r => !Sent.Contains(r.State));
        unsent.Should().OnlyContain(r => (r.State == DeliveryState.Cancelled || r.State == DeliveryState.Blocked) && r.Reason == Reasons.OptOut);
        unsent.Select(r => r.Flow.Channel).Should().BeSubsetOf(person.Stopped(_scope).SelectMany(c => c));
        Accepted += messages.Count;
        Ended += unsent.Count;
    }

    private static string NewTenant(int number) => string.Create(CultureInfo.InvariantCulture, $"new-{number}");

    private static Channel ChannelOf(AcceptedMessage message) => message.Type == "sms" ? Channel.Sms : Channel.WhatsApp;
}
