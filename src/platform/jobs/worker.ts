import { CHANGE_CHANNEL, changeText } from '../database/changes.js';
import type { Database } from '../database/database.js';
import { systemPrincipal } from '../principal.js';
import { isPassing, JobFault, maskedFailure, Postponed } from './failures.js';
import { JobHandlers } from './handlers.js';
import { Job, JobPayload, LeaseOptions } from './job.js';
import { JobLog, JobMetrics } from './observe.js';
import { OUTBOX_CHANNEL, rowsOf, SqlClient } from './outbox.js';
import { JobDeclaration, JobRegistry } from './registry.js';

/** How a run ended: `skipped` = there was nothing to do (finished, dead or cleaned away). Failures are thrown. */
export type RunOutcome = 'finished' | 'skipped';

/** The last attempt failed and the row is among the dead letters; `cause` is what the handler threw. */
export class JobDied extends JobFault {
  constructor(message: string, cause: unknown) {
    super(message, true);
    this.name = 'JobDied';
    this.cause = cause;
  }
}

interface LoadedRow {
  kind: string;
  payload: JobPayload;
  payload_version: number;
  causer: string;
  entry_id: string | null;
  attempts: number;
  ended: boolean;
}

export interface RunnerParts {
  /** Statements as `lagrum_queue`. */
  store: SqlClient;
  /** Effects, as the application under row security. */
  database: Pick<Database, 'transact'>;
  registry: JobRegistry;
  handlers: () => JobHandlers;
  metrics: JobMetrics;
  log: JobLog;
}

/** A newer release understands what this one does not; how long it has to come and take it. */
const LEAVE_TO_NEWER = 5_000;
const PASSING_WAIT = 2_000;
/** Whoever waits for it hears that it ended or failed. */
const TOLD = `pg_notify('${CHANGE_CHANNEL}', 'job:' || id || ':')`;

/** Runs one outbox row to its end. The queue's worker and `drainJobs` of the tests both come through here. */
export class JobRunner {
  constructor(private readonly parts: RunnerParts) {}

  async run(
    outboxId: string,
    progress: (percent: number) => Promise<void> = async () => undefined,
  ): Promise<RunOutcome> {
    const row = await this.load(outboxId);
    if (!row || row.ended) return 'skipped';
    const declaration = this.parts.registry.get(row.kind);
    if (!declaration || declaration.payloadVersion < row.payload_version) {
      throw new Postponed(LEAVE_TO_NEWER, 'The kind or payload version is of a newer release');
    }
    const handler = this.parts.handlers().of(row.kind);
    if (!handler) throw new JobFault('No handler is bound to this kind');
    const job = new RunningJob(this.parts, declaration, outboxId, row, progress);
    const begun = process.hrtime.bigint();
    try {
      await handler(job);
    } catch (error) {
      throw await this.fail(outboxId, error);
    }
    // Should this be lost, the job is delivered again and finds the receipts of its effects.
    await this.parts.store.query(
      `update outbox set finished_at = now(), failure = null where id = $1 and finished_at is null returning ${TOLD}`,
      [outboxId],
    );
    this.parts.metrics.processed(row.kind, Number(process.hrtime.bigint() - begun) / 1e9);
    return 'finished';
  }

  /** The queue gave a job up because its process died again and again: counts as one failure. */
  async abandoned(outboxId: string, error: Error): Promise<void> {
    await this.fail(outboxId, error);
  }

  /** Counts the failure where it cannot be lost, and answers with what to throw at the queue. */
  private async fail(outboxId: string, error: unknown): Promise<Error> {
    if (error instanceof Postponed) return error;
    if (isPassing(error)) return new Postponed(PASSING_WAIT, maskedFailure(error));
    const failure = maskedFailure(error);
    const row = await this.load(outboxId);
    const most = this.parts.registry.get(row?.kind ?? '')?.attempts ?? 1;
    const final = error instanceof JobFault && error.final;
    const counted = rowsOf<{ kind: string; attempts: number; dead: boolean }>(
      await this.parts.store.query(
        `with failed as (
           update outbox
              set attempts = attempts + 1, failure = $2,
                  failed_at = case when $4 or attempts + 1 >= $3 then now() end
            where id = $1 and finished_at is null and failed_at is null
           returning id, kind, attempts, failed_at
         ), dead as (
           insert into dead_letter (outbox_id, kind, attempts, error, failed_at)
           select id, kind, attempts, $2, failed_at from failed where failed_at is not null
           on conflict (outbox_id) do update
              set attempts = excluded.attempts, error = excluded.error, failed_at = excluded.failed_at
         )
         select kind, attempts, failed_at is not null as dead, ${TOLD} from failed`,
        [outboxId, failure, most, final],
      ),
    )[0];
    // Another delivery of the same row ended it meanwhile.
    if (!counted) return new JobFault(failure, true);
    const facts = { outboxId, kind: counted.kind, attempts: counted.attempts, failure };
    if (!counted.dead) {
      this.parts.metrics.failed(counted.kind);
      this.parts.log.warn(facts, 'job failed; it will be tried again');
      return new JobFault(failure);
    }
    this.parts.metrics.dead(counted.kind);
    this.parts.log.error(facts, 'job failed for the last time; an operator must look');
    return new JobDied(failure, error);
  }

  private async load(outboxId: string): Promise<LoadedRow | null> {
    const result = await this.parts.store.query(
      `select kind, payload, payload_version, causer, entry_id, attempts,
              finished_at is not null or failed_at is not null as ended
         from outbox where id = $1`,
      [outboxId],
    );
    return rowsOf<LoadedRow>(result)[0] ?? null;
  }
}

class RunningJob implements Job {
  readonly kind: string;
  readonly payload: JobPayload;
  readonly payloadVersion: number;
  readonly causer: string;
  readonly entryId: string | null;
  readonly attempts: number;
  readonly principal;

  constructor(
    private readonly parts: RunnerParts,
    declaration: JobDeclaration,
    readonly outboxId: string,
    row: LoadedRow,
    private readonly tell: (percent: number) => Promise<void>,
  ) {
    this.kind = row.kind;
    this.payload = row.payload;
    this.payloadVersion = row.payload_version;
    this.causer = row.causer;
    this.entryId = row.entry_id;
    this.attempts = row.attempts;
    this.principal = systemPrincipal(row.kind, [...declaration.reads], row.causer);
  }

  /**
   * The receipt comes first: its primary key makes a second delivery (also one by a worker that was paused and lost
   * its lock) wait for the first, and then skip if that committed or do the work if it rolled back.
   */
  effect: Job['effect'] = async (name, work) => {
    let mine = false;
    const outcome = await this.parts.database.transact(this.principal, async (tx) => {
      const receipt = await tx.query(
        `insert into job_receipt (outbox_id, effect, done_at) values ($1, $2, now())
         on conflict do nothing returning effect`,
        [this.outboxId, name],
      );
      // Set on each try: `transact` runs again after a deadlock.
      mine = receipt.length > 0;
      if (mine) return work(tx);
    });
    return (mine ? outcome : null) as Awaited<ReturnType<typeof work>> | null;
  };

  async once(
    name: string,
    work: (repetitionId: string) => Promise<void>,
    { leaseSeconds = 60 }: LeaseOptions = {},
  ): Promise<boolean> {
    const { store } = this.parts;
    const leased = await store.query(
      `insert into job_receipt (outbox_id, effect, lease_until)
       values ($1, $2, clock_timestamp() + make_interval(secs => $3))
       on conflict (outbox_id, effect) do update set lease_until = excluded.lease_until
        where job_receipt.done_at is null
          and (job_receipt.lease_until is null or job_receipt.lease_until < clock_timestamp())
       returning lease_until::text as lease`,
      [this.outboxId, name, leaseSeconds],
    );
    const lease = rowsOf<{ lease: string }>(leased)[0]?.lease;
    if (lease === undefined) {
      const done = await store.query(
        'select 1 from job_receipt where outbox_id = $1 and effect = $2 and done_at is not null',
        [this.outboxId, name],
      );
      if (rowsOf(done).length > 0) return false;
      throw new Postponed(PASSING_WAIT, 'Another worker holds the lease');
    }
    try {
      await work(`${this.outboxId}.${name}`);
    } catch (error) {
      // Only our own lease is given back: after a long pause it may be somebody else's by now.
      await store
        .query(
          `update job_receipt set lease_until = null
            where outbox_id = $1 and effect = $2 and done_at is null and lease_until = $3::timestamptz`,
          [this.outboxId, name, lease],
        )
        .catch(() => undefined);
      throw error;
    }
    await store.query(
      'update job_receipt set done_at = now(), lease_until = null where outbox_id = $1 and effect = $2',
      [this.outboxId, name],
    );
    return true;
  }

  async progress(percent: number): Promise<void> {
    const done = Math.round(Math.max(0, Math.min(100, percent)));
    await this.tell(done);
    // Only for people who wait: not worth failing for.
    await this.parts.store
      .query(`select pg_notify('${CHANGE_CHANNEL}', $1)`, [changeText({ on: 'job', id: this.outboxId, percent: done })])
      .catch(() => undefined);
  }
}

/**
 * Gives a dead letter a new life: attempts start over, effects that have a receipt are not repeated. Runs in whatever
 * transaction the client is in, so that the audit row of the operator commits with it. False when it is not dead.
 */
export async function redriveJob(client: SqlClient, outboxId: string, by: string): Promise<boolean> {
  const redriven = await client.query(
    `with again as (
       update outbox set failed_at = null, failure = null, attempts = 0, relayed_at = null
        where id = $1 and failed_at is not null returning id
     ), noted as (
       update dead_letter set redriven_at = now(), redriven_by = $2 from again where outbox_id = again.id
     )
     select id, pg_notify('${OUTBOX_CHANNEL}', '') from again`,
    [outboxId, by],
  );
  return rowsOf(redriven).length > 0;
}
