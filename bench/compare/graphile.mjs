// graphile-worker: local queue and batched completion on, bare add_jobs.
import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, runMigrations } from "graphile-worker";
import pg from "pg";
import { measure, settings } from "./run.mjs";
import { createTables, createWork } from "./work.mjs";

const silent = new Logger(() => () => {});
const pool = new pg.Pool({ connectionString: settings.connection, max: settings.producers });
const work = settings.work ? createWork() : null;
let done = 0;
let runner;

await measure({
  async start(admin) {
    await runMigrations({ connectionString: settings.connection, logger: silent });
    if (work) {
      await createTables(admin);
    }
  },
  async enqueue(payloads) {
    await pool.query({
      name: "add_jobs",
      text: `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
               SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object('identifier', 'deliver', 'payload', p))
               FROM json_array_elements($1::json) AS p))`,
      values: [JSON.stringify(payloads)],
    });
  },
  async drain(count, admin) {
    done = 0;
    runner = await run({
      taskList: { deliver: async (job) => { await work?.deliver(job); done++; } },
      crontab: "",
      noHandleSignals: true,
      preset: {
        worker: {
          connectionString: settings.connection,
          maxPoolSize: settings.connections,
          logger: silent,
          concurrentJobs: settings.concurrency,
          localQueue: { size: 500 },
          completeJobBatchDelay: settings.completeDelay,
          failJobBatchDelay: 0,
        },
      },
    });
    while (done < count) {
      await pause(2);
    }
    while ((await admin.query("SELECT EXISTS (SELECT FROM graphile_worker._private_jobs) AS left")).rows[0].left) {
      await pause(2);
    }
  },
  rest: () => runner.stop(),
  async stop() {
    await work?.end();
    await pool.end();
  },
});
