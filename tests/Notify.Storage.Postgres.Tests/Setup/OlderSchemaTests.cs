using Microsoft.Extensions.DependencyInjection;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Inbox;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Setup;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Setup;

/// <summary>A database of an earlier version, with rows of every kind in it, is brought forward and worked off.</summary>
public sealed class OlderSchemaTests : EmptyDatabaseTest
{
    private const int Version = 7;
    private const string OldKey = "order-1";

    private static readonly RecoveryRequest Recovery =
        new(100, new UnconfirmedPolicy(UnconfirmedAction.Never, TimeSpan.FromDays(1), 1), new Dictionary<(string?, Channel, string), UnconfirmedPolicy>());

    private readonly Guid _contact = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    private readonly Guid _queued = New(), _claimed = New(), _sending = New(), _inDoubt = New(), _sent = New(), _failed = New(), _primary = New();

    private Guid Held => Ids.Delivery(Ids.NotificationOf(_primary), 2);

    [Fact]
    public async Task PrepareAsync_of_an_older_schema_makes_what_a_new_one_has()
    {
        var other = await TestServer.CreateEmptyAsync();
        await Sql.RunAsync(other, PostgresSchema.Script());
        await OlderSchema.MakeAsync(Database, Version);

        await using var host = await MigrateAsync();

        (await Catalogue.ReadAsync(Database)).Should().BeEquivalentTo(await Catalogue.ReadAsync(other));
        await TestServer.DropAsync(other);
    }

    [Fact]
    public async Task Rows_of_an_older_schema_are_worked_off()
    {
        await OlderSchema.MakeAsync(Database, Version);
        await FillAsync();
        await using var host = await MigrateAsync();
        var store = StoragePorts.From(host.Services);

        var report = await store.Queue.RecoverAsync(Recovery, default);

        (report.ClaimsReturned, report.NowUnconfirmed, report.FellBack).Should().Be((1, 1, 1));
        var batch = await store.Queue.ClaimAsync(new ClaimRequest("worker-1", 100, TimeSpan.FromMinutes(5)), default);
        batch.Deliveries.Select(d => d.Id).Should().BeEquivalentTo([_queued, _claimed, Held]);
        batch.Deliveries.Should().OnlyContain(d => d.Payload.Length == 3 && d.ContactId == _contact);
        var marks = await store.Queue.MarkAsync(batch.Lease, [.. batch.Deliveries.Select(d => new MarkItem(d.Id, null))], default);
        await store.Queue.SettleAsync(batch.Lease, [.. batch.Deliveries.Zip(marks).Select(p => Settlement.Sent(p.First.Id, p.Second.SendNumber, null))], default);
        await store.Receipts.ApplyAsync([Delivered(_inDoubt), Delivered(_sending), Delivered(_sent)], default);
        (await store.Commands.RequeueAsync(new DeliverySelection("acme") { DeliveryId = _failed }, new CommandInfo("claire", "mended"), default)).Should().Be(1);

        var states = (await store.Log.GetAsync([_queued, _claimed, Held, _primary, _inDoubt, _sending, _sent, _failed], default)).ToDictionary(r => r.Key, r => r.Value.State);
        states.Should().Equal(new Dictionary<Guid, DeliveryState>
        {
            [_queued] = DeliveryState.Sent,
            [_claimed] = DeliveryState.Sent,
            [Held] = DeliveryState.Sent,
            [_primary] = DeliveryState.Cancelled,
            [_inDoubt] = DeliveryState.Delivered,
            [_sending] = DeliveryState.Delivered,
            [_sent] = DeliveryState.Delivered,
            [_failed] = DeliveryState.Queued,
        });
    }

    [Fact]
    public async Task A_fallback_of_an_older_schema_whose_clock_begins_later_takes_over()
    {
        await OlderSchema.MakeAsync(Database, Version);
        await FillAsync();
        await Sql.RunAsync(Database, "UPDATE notify.live SET fires_at = NULL WHERE state = 12");
        await using var host = await MigrateAsync();

        // As where what it waits for was sent, and long before the webhook came that waits to be read.
        await Sql.RunAsync(Database, "UPDATE notify.live SET fires_at = now() - interval '1 hour', falls_after = NULL WHERE state = 12");

        (await StoragePorts.From(host.Services).Queue.RecoverAsync(Recovery, default)).FellBack.Should().Be(1);
    }

    [Fact]
    public async Task People_keys_and_inbox_of_an_older_schema_are_known()
    {
        await OlderSchema.MakeAsync(Database, Version);
        await FillAsync();
        await using var host = await MigrateAsync();
        var store = StoragePorts.From(host.Services);

        var people = (await store.Contacts.FindAsync([Key("+250788000001"), Key("+250788000002")], default)).Contacts;
        (people[0]!.Id, people[0]!.IsOptedOut, people[1]!.IsOptedOut, people[1]!.AllowsMarketing).Should().Be((_contact, false, true, false));
        var again = Backlog.New(Backlog.Flow("acme"), _contact, TimeProvider.System) with { IdempotencyKey = OldKey, ContentHash = 5 };
        (await store.Queue.EnqueueAsync([again], null, default)).Should().Equal(new EnqueueResult(Ids.NotificationOf(_queued), true, false));
        var webhooks = await store.Inbox.ClaimWebhooksAsync(new InboxClaim(10, TimeSpan.FromMinutes(1)), default);
        webhooks.Webhooks.Should().ContainSingle();
        await store.Inbox.SettleWebhooksAsync(webhooks.Lease, [new WebhookSettlement(webhooks.Webhooks[0].Number, InboxVerdict.Done)], default);
        var messages = await store.Inbox.ClaimMessagesAsync(new InboxClaim(10, TimeSpan.FromMinutes(1)), default);
        messages.Messages.Should().ContainSingle().Which.ContactId.Should().Be(_contact);
        (await store.Inbound.ReadDeadWebhooksAsync(10, null, default)).Should().ContainSingle();
        (await store.Erasure.EraseAsync(new ErasureRequest(Key("+250788000001"), "asked", "claire"), default)).Payloads.Should().Be(8);
    }

    private static Guid New() => Ids.Delivery(Ids.NewNotification(TimeProvider.System), 1);

    private static ContactKey Key(string number) => new("acme", Address.Phone(number));

    private static ReceiptUpdate Delivered(Guid id) => new(
        new Receipt { Channel = Channel.WhatsApp, Account = "main", Reference = new SendReference(id, 1), Status = ReceiptStatus.Delivered }, null);

    private async Task<TestHost> MigrateAsync()
    {
        var host = TestHost.Create(Database, store: options => options.MigrateOnStart = true);
        await host.Services.GetRequiredService<IStorageSetup>().PrepareAsync(default);
        (await Sql.ScalarAsync<int>(Database, "SELECT max(version) FROM notify.schema_version")).Should().Be(Migrations.Latest);
        return host;
    }

    private Task FillAsync() => Sql.RunAsync(Database, $"""
        INSERT INTO notify.flow (tenant, channel, account, domain, template, priority) VALUES ('acme', 'whatsapp', 'main', 'orders', 'order_paid', 2);
        INSERT INTO notify.actor (name) VALUES ('worker-0');
        INSERT INTO notify.contact (id, tenant, kind, value, opted_out_at, opt_out_reason, allows_marketing) VALUES
          ('{_contact}', 'acme', 'phone', '+250788000001', NULL, NULL, true),
          (gen_random_uuid(), 'acme', 'phone', '+250788000002', now(), 'asked to stop', false);

        INSERT INTO notify.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, payload, fallback_id, primary_id)
        SELECT u.id, now(), nextval('notify.entry_number'), '{_contact}', 1, 1, now(), '\x010203', u.fallback_id, u.primary_id
        FROM (VALUES ('{_queued}'::uuid, NULL::uuid, NULL::uuid), ('{_claimed}', NULL, NULL), ('{_sending}', NULL, NULL), ('{_inDoubt}', NULL, NULL), ('{_sent}', NULL, NULL),
          ('{_failed}', NULL, NULL), ('{_primary}', '{Held}', NULL), ('{Held}', NULL, '{_primary}')) AS u (id, fallback_id, primary_id);

        INSERT INTO notify.lease (lease, actor_id, claimed_at, ends_at, held, deliveries)
        SELECT nextval('notify.lease_number'), 10, now() - interval '2 minutes', now() - interval '1 minute', 2, ARRAY['{_claimed}', '{_sending}']::uuid[];
        INSERT INTO notify.live (id, queued_at, ready_at, number, lease, flow_id, state, attempts, sends, claimed_at, marked_at, due_at, doubt_at, fallback_id, primary_id,
          fires_at, falls_after)
        SELECT m.id, m.queued_at, CASE WHEN u.state IN (8, 12) THEN 'infinity' ELSE m.due_at END, m.number,
          CASE WHEN u.state IN (2, 3) THEN (SELECT lease FROM notify.lease) ELSE 0 END, 1, u.state, u.sends, u.sends,
          CASE WHEN u.state IN (2, 3) THEN now() - interval '2 minutes' END, CASE WHEN u.state = 3 THEN now() - interval '2 minutes' END,
          CASE WHEN u.state = 8 THEN m.due_at END, CASE WHEN u.state = 8 THEN now() END, m.fallback_id, m.primary_id,
          CASE WHEN u.state = 12 THEN now() - interval '1 second' END, CASE WHEN u.state = 12 THEN interval '5 minutes' END
        FROM (VALUES ('{_queued}'::uuid, 1, 0), ('{_claimed}', 2, 0), ('{_sending}', 3, 1), ('{_inDoubt}', 8, 1), ('{_primary}', 1, 0), ('{Held}', 12, 0)) AS u (id, state, sends)
        JOIN notify.message m ON m.id = u.id;
        INSERT INTO notify.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at, reason)
        SELECT m.id, m.queued_at, nextval('notify.entry_number'), now(), 1, 10, u.state, 1, 1, 0, 1, m.due_at, u.reason
        FROM (VALUES ('{_sent}'::uuid, 4, 'accepted'), ('{_failed}', 7, 'provider_rejected')) AS u (id, state, reason) JOIN notify.message m ON m.id = u.id;
        INSERT INTO notify.ended (id, queued_at, flow_id, state) SELECT id, queued_at, 1, 7 FROM notify.message WHERE id = '{_failed}';

        INSERT INTO notify.idempotency_key (tenant, key, notification_id, content_hash, expires_at)
        VALUES ('acme', '{OldKey}', '{Ids.NotificationOf(_queued)}', 5, now() + interval '20 days');
        INSERT INTO notify.webhook (received_at, due_at, channel, reader, route, state, body)
        VALUES (now(), now(), 'whatsapp', 'reader', '', 0, '\x01'), (now(), now(), 'whatsapp', 'reader', '', 2, '\x02');
        INSERT INTO notify.inbound (id, contact_id, received_at, due_at, tenant, channel, account, kind, content, raw)
        VALUES (gen_random_uuid(), '{_contact}', now(), now(), 'acme', 'whatsapp', 'main', 'text', '\x01', '\x01')
        """);
}
