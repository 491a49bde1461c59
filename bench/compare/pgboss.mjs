// pg-boss: large batches, workers that fetch again at once while batches come back full.
import { setTimeout as pause } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { measure, settings } from "./run.mjs";
import { createTables, createWork } from "./work.mjs";

const queue = "deliver";
const boss = new PgBoss({ connectionString: settings.connection, max: settings.connections, schedule: false });
const work = settings.work ? createWork() : null;
let done = 0;

boss.on("error", (error) => { throw error; });
await measure({
  async start(admin) {
    await boss.start();
    await boss.createQueue(queue);
    if (work) {
      await createTables(admin);
    }
  },
  enqueue: (payloads) => boss.insert(queue, payloads.map((data) => ({ data }))),
  async drain(count, admin) {
    done = 0;
    await boss.work(
      queue,
      { batchSize: settings.fetch, localConcurrency: settings.concurrency, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5, orderByCreatedOn: false, priority: false },
      async (jobs) => {
        if (work) {
          await Promise.all(jobs.map((job) => work.deliver(job.data)));
        }
        done += jobs.length;
      });
    while (done < count) {
      await pause(2);
    }
    while ((await admin.query("SELECT EXISTS (SELECT FROM pgboss.job WHERE name = $1 AND state < 'completed') AS left", [queue])).rows[0].left) {
      await pause(2);
    }
  },
  rest: () => boss.offWork(queue),
  stop: () => boss.stop({ graceful: false }),
});
