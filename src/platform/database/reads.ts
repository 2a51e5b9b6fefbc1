import pg from 'pg';
import { contextSql } from './context.js';
import { Principal } from '../principal.js';

/** Rows shaped as the entity, camelCase by their SQL aliases. */
export type Row = Record<string, unknown>;

/** A read that the reader of restricted entries must be logged for; see `catalogue/restricted-reads.ts`. */
export type RestrictedRead = (principal: Principal, entryIds: string[]) => void;

/** What a read needs of its caller: who reads, and where a read of something restricted is noted. */
export interface Reader {
  principal: Principal;
  /** Ids of RESTRICTED entries whose rows were read; flushed to the log before the answer leaves. */
  restricted?: Set<string>;
}

/**
 * Plain SQL reads under row security, that cannot write.
 *
 * Nobody signed in: the `lagrum_anonymous` login, whose policies show public rows only, without a transaction.
 * Signed in: BEGIN READ ONLY with the context, the query, and COMMIT in one round trip (`pipeline: true` of pg 8.23).
 * The result of BEGIN is looked at first: if it failed, the query has run without context and its rows are thrown away.
 */
export class Reads {
  /** Statements sent; query-budget specs read it. Transaction control does not count. */
  statements = 0;

  constructor(
    private readonly reader: pg.Pool,
    private readonly anonymous: pg.Pool,
  ) {}

  async all<T extends object = Row>(
    by: Principal | Reader,
    name: string,
    text: string,
    values: unknown[] = [],
  ): Promise<T[]> {
    const reader: Reader = 'principal' in by ? by : { principal: by };
    this.statements++;
    const query = { name, text, values };
    const context = reader.principal.context;
    const rows = context ? await this.signedIn<T>(contextSql(context), query) : await this.public<T>(query);
    if (reader.restricted) note(reader.restricted, rows as Row[]);
    return rows;
  }

  async one<T extends object = Row>(
    by: Principal | Reader,
    name: string,
    text: string,
    values: unknown[] = [],
  ): Promise<T | null> {
    return (await this.all<T>(by, name, text, values))[0] ?? null;
  }

  /** Tables without row security, for the platform itself (who is it?); sees public rows only of the others. */
  async plain<T extends object = Row>(name: string, text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.reader.query<T & Row>({ name, text, values })).rows;
  }

  private async public<T extends object>(query: pg.QueryConfig): Promise<T[]> {
    return (await this.anonymous.query<T & Row>(query)).rows;
  }

  private async signedIn<T extends object>(context: string, query: pg.QueryConfig): Promise<T[]> {
    const client = await this.reader.connect();
    let broken: Error | undefined;
    try {
      const begin = client.query(`begin read only; ${context}`);
      const read = client.query<T & Row>(query);
      const commit = client.query('commit');
      const [begun, result, ended] = await Promise.allSettled([begin, read, commit]);
      if (begun.status === 'rejected') throw (broken = begun.reason as Error);
      if (ended.status === 'rejected') throw (broken = ended.reason as Error);
      if (result.status === 'rejected') throw result.reason;
      return result.value.rows;
    } finally {
      client.release(broken);
    }
  }
}

function note(restricted: Set<string>, rows: Row[]): void {
  for (const row of rows) {
    if (row.visibility === 'RESTRICTED') restricted.add(String(row.entryId ?? row.id));
  }
}
