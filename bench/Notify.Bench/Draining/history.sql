-- One week of finished deliveries: {count} of them, spread evenly over the week from {begins} on, numbers from {first} on.
CREATE TABLE IF NOT EXISTS {schema}.message_w{week} (LIKE {schema}.message INCLUDING ALL);
CREATE TABLE IF NOT EXISTS {schema}.history_w{week} (LIKE {schema}.history INCLUDING ALL);
ALTER TABLE {schema}.message ATTACH PARTITION {schema}.message_w{week} FOR VALUES FROM ('{begins}') TO ('{ends}');
ALTER TABLE {schema}.history ATTACH PARTITION {schema}.history_w{week} FOR VALUES FROM ('{begins}') TO ('{ends}');

INSERT INTO {schema}.flow (tenant, channel, account, domain, template, priority)
SELECT t, 'whatsapp', 'default', 'orders', 'order_paid', 1 FROM unnest(ARRAY['orders-ltd', 'savings-coop', 'rides-co', 'wallet-plc']) AS t
ON CONFLICT DO NOTHING;

INSERT INTO {schema}.actor (name) VALUES ('worker of before') ON CONFLICT DO NOTHING;

CREATE TEMP TABLE filling AS
SELECT n, at,
  (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid AS id,
  md5((n / 10)::text)::uuid AS contact_id,
  flows[1 + n % 4] AS flow_id,
  actor_id
FROM generate_series({first}, {first} + {count} - 1) AS n
CROSS JOIN LATERAL (SELECT '{begins}'::timestamptz + (n - {first}) * interval '168 hours' / {count}, md5(n::text)) AS r (at, h)
CROSS JOIN (SELECT array_agg(flow_id) AS flows FROM {schema}.flow WHERE template = 'order_paid') AS f
CROSS JOIN (SELECT actor_id FROM {schema}.actor WHERE name = 'worker of before') AS a;

INSERT INTO {schema}.contact (id, tenant, kind, value)
SELECT DISTINCT ON (contact_id) contact_id, 'orders-ltd', 'phone', '+255' || 100000000 + n / 10 FROM filling
ON CONFLICT DO NOTHING;

INSERT INTO {schema}.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, correlation_id, payload)
SELECT id, at, nextval('{schema}.entry_number'), contact_id, flow_id, 1, at, 'before-' || n,
  convert_to(format('{"kind":"phone","address":"+255%s","variables":{"amount":"RWF %s","name":"Aline","order":"%s"}}', 100000000 + n / 10, 1000 + n % 9000, lpad(n::text, 7, '0')), 'UTF8')
FROM filling ORDER BY at;

INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at,
  lease, worker_id, claimed_at, marked_at, reason, provider_message_id)
SELECT id, at, nextval('{schema}.entry_number'), at + interval '2 seconds', flow_id, actor_id, 6, 1, 1, 0, 1, at,
  n / 1000, actor_id, at + interval '1 second', at + interval '1 second', 'accepted', 'wamid.' || lpad(to_hex(n), 16, '0')
FROM filling ORDER BY at;

DROP TABLE filling;
