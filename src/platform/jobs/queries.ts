import { rowsOf, SqlClient } from './outbox.js';
import { redriveJob } from './worker.js';

export type JobState = 'PENDING' | 'FINISHED' | 'DEAD';

/** One job as operators see it: ids, moments and a masked failure, never what it was about. */
export interface JobRow {
  id: string;
  kind: string;
  state: JobState;
  causer: string;
  entryId: string | null;
  attempts: number;
  failure: string | null;
  createdAt: Date;
  dueAt: Date;
  relayedAt: Date | null;
  finishedAt: Date | null;
  failedAt: Date | null;
  redrivenAt: Date | null;
  redrivenBy: string | null;
}

export interface JobPageOptions {
  state: JobState;
  kind?: string;
  first: number;
  /** Id of the last row of the page before; ids are ordered by their moment. */
  after?: string;
}

export interface OutboxGauge {
  pending: number;
  dead: number;
  /** Seconds that the oldest due and unfinished row has waited; 0 when none does. */
  oldestSeconds: number;
}

const CONDITION: Record<JobState, string> = {
  PENDING: 'o.finished_at is null and o.failed_at is null',
  FINISHED: 'o.finished_at is not null',
  DEAD: 'o.failed_at is not null',
};

/** What operators see of the jobs. The caller checks that they may. */
export class JobQueries {
  constructor(private readonly store: SqlClient) {}

  /** Newest first, one row more than asked for is never fetched: a full page may have a next one. */
  async page({ state, kind, first, after }: JobPageOptions): Promise<JobRow[]> {
    const result = await this.store.query(
      `select o.id, o.kind, $5::text as state, o.causer, o.entry_id as "entryId", o.attempts, o.failure,
              o.created_at as "createdAt", o.due_at as "dueAt", o.relayed_at as "relayedAt",
              o.finished_at as "finishedAt", o.failed_at as "failedAt",
              d.redriven_at as "redrivenAt", d.redriven_by as "redrivenBy"
         from outbox o left join dead_letter d on d.outbox_id = o.id
        where ${CONDITION[state]} and ($1::text is null or o.kind = $1) and ($2::uuid is null or o.id < $2)
        order by o.id desc limit least($3::int, $4::int)`,
      [kind ?? null, after ?? null, first, 500, state],
    );
    return rowsOf<JobRow>(result);
  }

  async one(id: string): Promise<Pick<JobRow, 'id' | 'kind' | 'state' | 'causer' | 'attempts'> | null> {
    const result = await this.store.query(
      `select o.id, o.kind, o.causer, o.attempts,
              case when o.finished_at is not null then 'FINISHED' when o.failed_at is not null then 'DEAD' else 'PENDING' end as state
         from outbox o where o.id = $1`,
      [id],
    );
    return rowsOf<Pick<JobRow, 'id' | 'kind' | 'state' | 'causer' | 'attempts'>>(result)[0] ?? null;
  }

  async count(state: JobState, kind?: string): Promise<number> {
    const result = await this.store.query(
      `select count(*)::int as n from outbox o where ${CONDITION[state]} and ($1::text is null or o.kind = $1)`,
      [kind ?? null],
    );
    return rowsOf<{ n: number }>(result)[0]?.n ?? 0;
  }

  async gauge(): Promise<OutboxGauge> {
    const result = await this.store.query(
      `select count(*) filter (where failed_at is null)::int as pending,
              count(*) filter (where failed_at is not null)::int as dead,
              coalesce(extract(epoch from now() - min(due_at) filter (where failed_at is null and due_at <= now())), 0)
                ::float8 as "oldestSeconds"
         from outbox where finished_at is null`,
    );
    return rowsOf<OutboxGauge>(result)[0]!;
  }

  /** Outside any action of ours; a resolver that audits uses `redriveJob(tx, …)` in its own transaction instead. */
  redrive(outboxId: string, by: string): Promise<boolean> {
    return redriveJob(this.store, outboxId, by);
  }
}
