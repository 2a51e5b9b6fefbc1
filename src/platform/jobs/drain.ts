import { Postponed } from './failures.js';
import { rowsOf, SqlClient } from './outbox.js';
import { insertScheduled } from './reconciler.js';
import { JobRegistry } from './registry.js';
import { JobDied, JobRunner } from './worker.js';

export interface DrainOptions {
  /** Runs also what is due until this moment, for clocks and deadlines. */
  includeFuture?: Date;
  /** Scheduled kinds to run once first; none by default. */
  scheduled?: readonly string[];
  /** Dead letters are expected; otherwise they are thrown, so that no test passes over a job that died. */
  allowDead?: boolean;
}

export interface Drained {
  finished: number;
  failures: number;
  dead: { outboxId: string; kind: string; error: unknown }[];
}

interface DrainParts {
  store: SqlClient;
  registry: JobRegistry;
  runner: JobRunner;
}

/**
 * Runs outbox rows in this process, one after the other, until none is due, through the same code as the worker but
 * without queue or waiting: a failed attempt is made again at once. For tests and for commands that want their
 * consequences before they end.
 */
export async function drainJobs({ store, registry, runner }: DrainParts, options: DrainOptions = {}): Promise<Drained> {
  for (const kind of options.scheduled ?? []) {
    const declaration = registry.get(kind);
    if (!declaration?.every) throw new Error(`Job kind "${kind}" is not scheduled.`);
    const at = options.includeFuture ?? new Date();
    await insertScheduled(store, declaration, Math.floor(at.getTime() / (declaration.every * 1_000)));
  }
  const drained: Drained = { finished: 0, failures: 0, dead: [] };
  const postponed: string[] = [];
  for (;;) {
    const due = await store.query(
      `select o.id, o.kind
         from outbox o
         join unnest($1::text[], $2::int[]) known (kind, version)
           on known.kind = o.kind and known.version >= o.payload_version
        where o.finished_at is null and o.failed_at is null and o.due_at <= coalesce($3::timestamptz, now())
          and o.id <> all($4::uuid[])
        order by o.due_at, o.id limit 1`,
      [...registry.known(), options.includeFuture ?? null, postponed],
    );
    const row = rowsOf<{ id: string; kind: string }>(due)[0];
    if (!row) break;
    try {
      await runner.run(row.id);
      drained.finished++;
    } catch (error) {
      if (error instanceof Postponed) postponed.push(row.id);
      else if (error instanceof JobDied) drained.dead.push({ outboxId: row.id, kind: row.kind, error: error.cause });
      else drained.failures++;
    }
  }
  if (drained.dead.length > 0 && !options.allowDead) {
    throw new AggregateError(
      drained.dead.map(({ error }) => error),
      `Jobs died: ${drained.dead.map(({ kind, error }) => `${kind} (${String(error)})`).join(', ')}`,
    );
  }
  return drained;
}
