// What both peers share: settings, payloads, phases and the line of JSON at the end.
import pg from "pg";

const perPerson = 5;
const tenants = ["orders-ltd", "savings-coop", "rides-co", "wallet-plc"];

/** Come as one argument. */
const given = JSON.parse(process.argv[2]);
export const settings = { connection: given.connection, ...given.settings };

// As many as go through Notify's measured database; a tenth where each job does the work of a delivery, which is slow.
const warmUp = settings.work ? 20000 : 200000;

/** What Notify's row holds, as a job's payload. */
export function payload(number) {
  return {
    contact: contactId(number),
    tenant: tenants[number % tenants.length],
    template: "order_paid",
    kind: "phone",
    address: `+250${700000000 + Math.floor(number / perPerson)}`,
    variables: { amount: `RWF ${1000 + (number % 9000)}`, name: "Aline", order: String(number).padStart(7, "0") },
    correlation: `order-${number}`,
  };
}

/** How many contacts there are: a person is one of each tenant's. */
export const contacts = Math.ceil(Math.max(settings.deliveries, warmUp) / perPerson) * tenants.length;

function contactId(number) {
  const contact = Math.floor(number / perPerson) * tenants.length + (number % tenants.length);
  return `00000000-0000-7000-8000-${contact.toString(16).padStart(12, "0")}`;
}

/** Runs the same phases for every peer: warm-up, enqueue, drain. A peer has start, enqueue, drain (until all is durably done), rest and stop. */
export async function measure(peer) {
  const admin = new pg.Client({ connectionString: settings.connection });
  await admin.connect();
  await peer.start(admin);
  await enqueue(peer, 0, warmUp, settings.producers);
  await peer.drain(warmUp, admin);
  await peer.rest();
  await settle(admin);
  // Half by one producer, the rest by all.
  const half = Math.floor(settings.deliveries / 2);
  const oneSeconds = await time(() => enqueue(peer, 0, half, 1));
  const enqueueSeconds = await time(() => enqueue(peer, half, settings.deliveries, settings.producers));
  await settle(admin);
  const drainSeconds = await time(() => peer.drain(settings.deliveries, admin));
  await peer.rest();
  await check(admin);
  await peer.stop();
  await admin.end();
  console.log(JSON.stringify({
    deliveries: settings.deliveries,
    enqueueByOnePerSecond: Math.round(half / oneSeconds),
    enqueuePerSecond: Math.round((settings.deliveries - half) / enqueueSeconds),
    drainPerSecond: Math.round(settings.deliveries / drainSeconds),
  }));
}

async function enqueue(peer, first, end, producers) {
  let next = first;
  const producer = async () => {
    while (next < end) {
      const from = next;
      next = Math.min(end, from + settings.batch);
      await peer.enqueue(Array.from({ length: next - from }, (_, i) => payload(from + i)));
    }
  };
  await Promise.all(Array.from({ length: producers }, producer));
}

// Statistics and clean pages for everybody, and no checkpoint left over from the phase before.
async function settle(admin) {
  await admin.query("VACUUM (ANALYZE)");
  await admin.query("CHECKPOINT");
}

async function check(admin) {
  if (settings.work) {
    const { rows: [row] } = await admin.query("SELECT count(*)::int AS sent FROM history WHERE state = 'sent'");
    if (row.sent !== settings.deliveries + warmUp) {
      throw new Error(`${row.sent} were sent.`);
    }
  }
}

async function time(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
