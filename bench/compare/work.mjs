// The work Notify does for a delivery, as one would write it in a job's handler: a transaction of single queries.
import pg from "pg";
import { contacts, settings } from "./run.mjs";

const ratePerHour = 20;

export async function createTables(admin) {
  await admin.query(`
    CREATE TABLE contact (
      id uuid PRIMARY KEY, tenant text NOT NULL, kind text NOT NULL, value text NOT NULL, opted_out_at timestamptz,
      quiet_start time, quiet_end time, locale text, zone text, UNIQUE (tenant, kind, value));
    CREATE TABLE rate (contact_id uuid PRIMARY KEY, window_start timestamptz NOT NULL, taken integer NOT NULL) WITH (fillfactor = 70);
    CREATE TABLE history (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, correlation text NOT NULL, contact_id uuid NOT NULL, tenant text NOT NULL,
      template text NOT NULL, state text NOT NULL, provider_message_id text, at timestamptz NOT NULL DEFAULT clock_timestamp());
    CREATE INDEX history_contact ON history (contact_id, number);
    CREATE TABLE audit (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, correlation text NOT NULL, contact_id uuid NOT NULL,
      event text NOT NULL, actor text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
    CREATE INDEX audit_correlation ON audit (correlation, number);`);
  await admin.query(
    `INSERT INTO contact (id, tenant, kind, value)
     SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'tenant-' || n % 4, 'phone', '+250' || 700000000 + n / 4
     FROM generate_series(0, $1::integer) AS n`,
    [contacts]);
}

/** A handler of one job, and the end of its pool. */
export function createWork() {
  const pool = new pg.Pool({ connectionString: settings.connection, max: settings.connections });
  let sent = 0;
  return { deliver, end: () => pool.end() };

  async function deliver(job) {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await decideAndSend(client, job);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  }

  async function decideAndSend(client, job) {
    const { rows: [contact] } = await client.query({
      name: "contact", text: "SELECT opted_out_at, quiet_start, quiet_end, locale, zone FROM contact WHERE id = $1", values: [job.contact],
    });
    if (contact.opted_out_at) {
      return;
    }

    const { rows: [rate] } = await client.query({
      name: "rate",
      text: `INSERT INTO rate AS r (contact_id, window_start, taken) VALUES ($1, now(), 1)
             ON CONFLICT (contact_id) DO UPDATE SET
               window_start = CASE WHEN r.window_start < now() - interval '1 hour' THEN now() ELSE r.window_start END,
               taken = CASE WHEN r.window_start < now() - interval '1 hour' THEN 1 ELSE r.taken + 1 END
             RETURNING taken`,
      values: [job.contact],
    });
    if (rate.taken > ratePerHour) {
      throw new Error("over the limit");
    }

    const providerId = send(render(job));
    await client.query({
      name: "audit",
      text: "INSERT INTO audit (correlation, contact_id, event, actor) VALUES ($1, $2, 'claimed', $3), ($1, $2, 'sending', $3), ($1, $2, 'sent', $3)",
      values: [job.correlation, job.contact, "worker-1"],
    });
    await client.query({
      name: "history",
      text: "INSERT INTO history (correlation, contact_id, tenant, template, state, provider_message_id) VALUES ($1, $2, $3, $4, 'sent', $5)",
      values: [job.correlation, job.contact, job.tenant, job.template, providerId],
    });
  }

  function render({ variables: v }) {
    return `Hello ${v.name}, we received ${v.amount} for your order ${v.order}. Thank you!`;
  }

  // Answers at once, as the sender Notify is measured with.
  function send(text) {
    return text ? `wamid.${(++sent).toString(16).padStart(16, "0")}` : null;
  }
}
