namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>Tables with many rows, as those of a store that has been in use for weeks.</summary>
internal static class BigTables
{
    public static IReadOnlyCollection<string> Names { get; } =
        ["live", "message", "history", "ended", "idempotency_key", "contact", "contact_window", "rate_limit", "audit", "receipt", "stray",
            "webhook", "inbound", "session", "consent", "erasure", "erased_address", "standing_opt_out"];

    /// <summary>
    /// Fills them: so many live deliveries, half as many contacts, and as many of everything else, over the last eight weeks. Of ten live ones eight are due,
    /// one is due tomorrow and one is in doubt; of a hundred people one has not heeded an opt-out yet; of ten finished ones nine were sent and one failed. Half of all is one tenant's. Of WhatsApp's webhooks that wait
    /// half were put off too long ago to hold up a fallback, and half came too late for it. They may be filled again with more; people and keys are numbered from
    /// <paramref name="first"/> on.
    /// </summary>
    public static string Fill(int rows, int first = 1) => $$"""
        CREATE FUNCTION pg_temp.id_at(at timestamptz, n bigint) RETURNS uuid LANGUAGE sql AS $$
          SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 10, '0') || '01')::uuid
        $$;

        INSERT INTO notify.flow (tenant, channel, account, domain, template, priority)
        SELECT 'tenant-' || t, 'whatsapp', 'main', 'orders', 'bulk', 2 FROM generate_series(1, 20) t ON CONFLICT DO NOTHING;

        INSERT INTO notify.contact (id, tenant, kind, value)
        SELECT pg_temp.id_at(notify.clock() - n * interval '1 minute', n), 'tenant-' || 1 + n % 20, 'phone', '+2507' || lpad((n + {{first - 1}})::text, 8, '0')
        FROM generate_series(1, {{rows / 2}}) n;

        INSERT INTO notify.standing_opt_out (hash, opted_out_at, reason, actor_id)
        SELECT sha256(n::text::bytea), notify.clock(), 'wrote STOP', 1 FROM generate_series(1, {{rows / 100}}) n ON CONFLICT DO NOTHING;
        UPDATE notify.contact SET standing_hash = sha256('1') WHERE value LIKE '%50';

        INSERT INTO notify.erasure (contact_id, erased_at, look_at) SELECT gen_random_uuid(), notify.clock(), 'infinity' FROM generate_series(1, {{rows / 100}});

        CREATE TEMPORARY TABLE delivery AS
        SELECT n, n <= {{rows}} AS is_live, CASE WHEN n % 2 = 0 THEN 1 ELSE 2 + n / 2 % 19 END AS flow_id,
          pg_temp.id_at(queued_at, n) AS id, queued_at, nextval('notify.entry_number') AS number
        FROM generate_series(1, {{rows * 2}}) n
        CROSS JOIN LATERAL (
          SELECT notify.clock() - CASE WHEN n <= {{rows}} THEN interval '1 hour' ELSE interval '1 day' + interval '55 days' * (n - {{rows}}) / {{rows}} END AS queued_at) t;

        INSERT INTO notify.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, correlation_id, campaign_id, payload)
        SELECT d.id, d.queued_at, d.number, c.id, d.flow_id, 0, d.queued_at, 'order-' || d.n, 'campaign-' || d.n % 100, '\x00'
        FROM delivery d JOIN (SELECT id, row_number() OVER () AS n FROM notify.contact) c ON c.n = 1 + d.n % {{rows / 2}};

        INSERT INTO notify.live (id, queued_at, ready_at, number, flow_id, state, due_at, doubt_at, sends)
        SELECT id, queued_at, CASE n / 20 % 10 WHEN 8 THEN 'infinity' WHEN 9 THEN notify.clock() + interval '1 day' ELSE queued_at END, number, flow_id,
          CASE n / 20 % 10 WHEN 8 THEN 8 ELSE 1 END, CASE n / 20 % 10 WHEN 8 THEN queued_at END, CASE n / 20 % 10 WHEN 8 THEN notify.clock() END, CASE n / 20 % 10 WHEN 8 THEN 1 ELSE 0 END
        FROM delivery WHERE is_live;

        INSERT INTO notify.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at)
        SELECT id, queued_at, nextval('notify.entry_number'), queued_at, flow_id, 1, CASE n / 20 % 10 WHEN 9 THEN 7 ELSE 4 END, 1, 1, 0, 1, queued_at
        FROM delivery WHERE NOT is_live;

        INSERT INTO notify.ended (id, queued_at, flow_id, state)
        SELECT id, queued_at, flow_id, 7 FROM delivery WHERE NOT is_live AND n / 20 % 10 = 9;

        INSERT INTO notify.idempotency_key (tenant, key, notification_id, content_hash, expires_at)
        SELECT 'tenant-' || flow_id, 'key-' || n + {{first - 1}}, id, 1, queued_at + interval '30 days' FROM delivery WHERE is_live;

        INSERT INTO notify.rate_limit (key, span, idle_at, most, total, grants)
        SELECT 'contact:' || replace(id::text, '-', ''), 3600000000, notify.micros(notify.clock()) + 3600000000, 20, 1, ARRAY[notify.micros(notify.clock()), 1]
        FROM notify.contact ON CONFLICT DO NOTHING;

        INSERT INTO notify.contact_window (contact_id, channel, account, last_inbound_at)
        SELECT id, 'whatsapp', 'main', notify.clock() - interval '1 hour' FROM notify.contact ON CONFLICT DO NOTHING;

        INSERT INTO notify.audit (number, at, event, tenant, contact_id, actor_id)
        SELECT nextval('notify.entry_number'), notify.clock() - interval '1 day', 'opted_in', tenant, id, 1 FROM notify.contact;

        INSERT INTO notify.receipt (stored_at, channel, account, delivery_id, send, status, effect)
        SELECT queued_at, 'whatsapp', 'main', id, 1, 1, 1 FROM delivery WHERE NOT is_live;

        INSERT INTO notify.session (id, contact_id, started_at, active_at, expires_at, ended_at, version, status, tenant, started_over, last_channel)
        SELECT id, id, notify.clock() - interval '1 day', notify.clock() - interval '1 day', notify.clock(), notify.clock() - interval '1 hour', 1, 2, tenant, 'whatsapp', 'whatsapp'
        FROM notify.contact ON CONFLICT DO NOTHING;

        INSERT INTO notify.consent (contact_id, topic, is_granted, source, at)
        SELECT id, 'news', true, 'import', notify.clock() - interval '1 day' FROM notify.contact ON CONFLICT DO NOTHING;

        INSERT INTO notify.webhook (received_at, due_at, channel, reader, route, state, attempts, reason, body)
        SELECT notify.clock() + CASE n % 4 WHEN 0 THEN interval '-2 hours' WHEN 2 THEN interval '1 hour' ELSE interval '0' END, notify.clock(),
          CASE WHEN n % 2 = 0 THEN 'whatsapp' ELSE 'sms' END, 'reader', '', CASE WHEN n <= {{rows}} THEN 2 ELSE 0 END, 0, CASE WHEN n % 4 = 0 THEN 'no reader' END, '\x00'
        FROM generate_series(1, {{rows * 2}}) n;

        INSERT INTO notify.inbound (id, contact_id, received_at, due_at, state, tenant, channel, account, kind, content, raw)
        SELECT pg_temp.id_at(notify.clock(), i.k), c.id, notify.clock() - interval '1 day', notify.clock() - interval '1 hour',
          CASE i.k / {{rows}} WHEN 0 THEN 2 WHEN 1 THEN 1 ELSE 0 END, c.tenant, 'sms', 'main', 'text', '\x00', '\x00'
        FROM generate_series(1, {{rows * 3 - 1}}) AS i (k) JOIN (SELECT id, tenant, row_number() OVER () AS n FROM notify.contact) c ON c.n = 1 + i.k % {{rows / 2}};
        """;
}
