import { EntityTarget, ObjectLiteral, QueryDeepPartialEntity, QueryRunner } from 'typeorm';
import { isEntryId } from '../ids.js';
import { insertOutbox, insertOutboxes } from '../jobs/outbox.js';
import { JobRegistry } from '../jobs/registry.js';
import { personBehind, Principal } from '../principal.js';
import { notFound, UserError } from '../user-error.js';
import { Change, CHANGE_CHANNEL, changeText } from './changes.js';
import { Row } from './reads.js';

/** What is written down of an action; see `migrations/…-platform.ts`, `audit_append`. */
export interface AuditRecord {
  /** The entry, organisation, person … whose chain the event joins. */
  subject: string;
  /** Past tense, `revision.published`. */
  action: string;
  /** Ids, states, numbers: kept in clear. */
  facts?: Record<string, string | number | boolean | null | string[]>;
  /** Text that was set: kept only as a salted hash, so that disposal can make it unreadable and the fact stays. */
  values?: Record<string, string | null>;
  /** INTERNAL events are shown only to the actor's own organisation and to auditors. */
  audience?: 'SHARED' | 'INTERNAL';
}

/** The answer of an action: ids and numbers only, since it is kept for a replay with the same idempotency key. */
export interface Outcome {
  id: string;
  [more: string]: string | number | null;
}

/** Version and state that a guarded update demands. */
export interface Guard {
  id: string;
  /** What the caller saw; absent for additive actions. */
  version?: number;
  from?: readonly string[];
  /** Input path for the error. */
  path?: string;
}

/** Every write goes through here: one transaction, its audit rows and its outbox rows. */
export class Tx {
  constructor(
    readonly principal: Principal,
    readonly now: Date,
    private readonly runner: QueryRunner,
    private readonly registry: JobRegistry,
  ) {}

  async query<T extends object = Row>(sql: string, values: unknown[] = []): Promise<T[]> {
    const result: unknown = await this.runner.query(sql, values);
    // TypeORM answers [rows, count] for UPDATE and DELETE, rows for the rest.
    if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') {
      return result[0] as T[];
    }
    return result as T[];
  }

  async one<T extends object = Row>(sql: string, values: unknown[] = []): Promise<T | null> {
    return (await this.query<T>(sql, values))[0] ?? null;
  }

  /** Plain INSERT; never a silent overwrite. */
  async insert<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    rows: QueryDeepPartialEntity<T> | QueryDeepPartialEntity<T>[],
  ): Promise<void> {
    if (Array.isArray(rows) && rows.length === 0) return;
    await this.runner.manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows)
      .updateEntity(false)
      .returning([])
      .execute();
  }

  /**
   * `UPDATE … SET …, version = version + 1 WHERE id AND version = $expected AND state = ANY($from)`.
   *
   * Throws NOT_FOUND when the row is not there or not visible, CONFLICT when it moved on, WRONG_STATE when the action
   * is not possible from where it stands. Returns the new version.
   */
  async guard<T extends ObjectLiteral & { id: string; version: number; state?: string }>(
    entity: EntityTarget<T>,
    { id, version, from, path }: Guard,
    set: QueryDeepPartialEntity<T>,
  ): Promise<number> {
    const metadata = this.runner.connection.getMetadata(entity);
    const hasTime = metadata.findColumnWithPropertyName('updatedAt') !== undefined;
    const query = this.runner.manager
      .createQueryBuilder()
      .update(entity)
      .set({
        ...set,
        version: () => 'version + 1',
        ...(hasTime ? { updatedAt: this.now } : {}),
      } as QueryDeepPartialEntity<T>)
      .where('id = :id', { id })
      .returning(['version'])
      .updateEntity(false);
    if (version !== undefined) query.andWhere('version = :expected', { expected: version });
    if (from) query.andWhere('state = any(:from)', { from: [...from] });
    const done = await query.execute();
    const row = (done.raw as { version: number }[])[0];
    if (row) return row.version;
    const current = await this.one<{ version: number; state?: string }>(
      `select * from "${metadata.tableName}" where id = $1`,
      [id],
    );
    if (!current) throw notFound(path ?? 'input.id');
    if (version !== undefined && current.version !== version) {
      throw new UserError(
        'CONFLICT',
        'input.expectedVersion',
        { expected: version, actual: current.version, state: current.state ?? null },
        id,
      );
    }
    throw new UserError('WRONG_STATE', path ?? 'input.id', { state: current.state ?? null, from: from ?? [] }, id);
  }

  /** Joins an event to the hash chain of its subject. */
  async record(event: AuditRecord): Promise<void> {
    const { principal } = this;
    const organisation = principal.context?.organisations[0] ?? null;
    // Whoever may read the event in the trail may hear that it happened. What the system notes for itself nobody hears.
    const internal = event.audience === 'INTERNAL';
    const heard = isEntryId(event.subject) && (!internal || organisation !== null);
    const change = changeText({
      on: 'entry',
      id: event.subject,
      organisation: internal ? organisation : null,
      by: personBehind(principal),
    });
    const notify = heard ? `, pg_notify('${CHANGE_CHANNEL}', $11)` : '';
    await this.query(`select audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)${notify}`, [
      event.subject,
      event.action,
      principal.id,
      principal.causer ?? null,
      organisation,
      event.audience ?? 'SHARED',
      this.now,
      principal.requestId ?? null,
      event.facts ?? {},
      event.values ?? {},
      ...(heard ? [change] : []),
    ]);
  }

  /** Tells listeners, at the commit, what was touched; an entry is announced by `record`. */
  async announce(...changes: Change[]): Promise<void> {
    if (changes.length === 0) return;
    await this.query(`select pg_notify('${CHANGE_CHANNEL}', change) from unnest($1::text[]) as change`, [
      changes.map(changeText),
    ]);
  }

  /** The same event about many things, in one statement. */
  async emitEach(event: string, payloads: readonly Record<string, unknown>[]): Promise<void> {
    const client = { query: (sql: string, values?: unknown[]) => this.query(sql, values) };
    const causer = this.principal.causer ?? this.principal.id;
    await insertOutboxes(
      client,
      this.registry,
      payloads.map((payload) => ({
        event,
        payload,
        causer,
        entryId: typeof payload.entryId === 'string' ? payload.entryId : undefined,
      })),
    );
  }

  /**
   * One outbox row for each subscriber of the event. The payload holds ids, never text. Answers with the ids of the jobs,
   * for an action whose caller follows one of them.
   */
  async emit(
    event: string,
    payload: Record<string, unknown>,
    options: { entryId?: string; dueAt?: Date; dedupeKey?: string } = {},
  ): Promise<readonly string[]> {
    const rows = await insertOutbox(
      { query: (sql: string, values?: unknown[]) => this.query(sql, values) },
      this.registry,
      {
        event,
        payload,
        causer: this.principal.causer ?? this.principal.id,
        entryId: options.entryId ?? (typeof payload.entryId === 'string' ? payload.entryId : undefined),
        dueAt: options.dueAt,
        dedupeKey: options.dedupeKey,
      },
    );
    return rows.map(({ id }) => id);
  }
}
