import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { createApp } from '../../src/bootstrap.js';
import { loadConfig } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { JobService } from '../../src/platform/jobs/jobs.module.js';
import { TestClock } from './clock.js';
import { makeDatabase, TestDatabase, TEST_SECRET } from './cluster.js';

export interface GraphqlAnswer<T> {
  data: T;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions?: { code?: string; reason?: string; reference?: string };
  }[];
  status: number;
}

/** Somebody who asks: `await lawyer.ask(query, variables)`. */
export interface Client {
  email: string | null;
  personId: string | null;
  /** The whole answer, errors included. */
  raw<T = Record<string, never>>(
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ): Promise<GraphqlAnswer<T>>;
  /** The data; throws when there are top-level errors. */
  ask<T = Record<string, never>>(query: string, variables?: object, headers?: Record<string, string>): Promise<T>;
  /** The payload of the only mutation in the query; throws on userErrors unless told to return them. */
  act<T = Record<string, never>>(
    query: string,
    input: object,
    headers?: Record<string, string>,
  ): Promise<T & { userErrors: UserErrorView[] }>;
  authorization: Record<string, string>;
}

export interface UserErrorView {
  code: string;
  message: string;
  path: string[];
  details?: string | null;
}

export interface TestApp {
  app: NestFastifyApplication;
  database: TestDatabase;
  db: Database;
  clock: TestClock;
  home: string;
  /** Log lines as they left. */
  logs: string[];
  /** Deploy login, past row security. */
  sql<T extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  as(email: string): Promise<Client>;
  anonymous: Client;
  /** Runs outbox rows in this process until none is due; throws when one fails. */
  drainJobs(options?: { until?: Date; scheduled?: string[] }): Promise<void>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  env?: Record<string, string>;
  now?: string;
  /** Where the built pages lie; none when left out. */
  pages?: string;
}

/** The real application on a database of its own, without a port: requests go through Fastify's inject. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await makeDatabase();
  const home = mkdtempSync(join(tmpdir(), 'lagrum-test-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    SECRET_KEY: TEST_SECRET,
    LAGRUM_HOME: home,
    DATABASE_URL: database.url,
    PORT: '0',
    DEMO: 'false',
    LOG_LEVEL: 'debug',
    RATE_LIMIT_PER_MINUTE: '100000',
    ...options.env,
  });
  const logs: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logs.push(line) });
  const clock = new TestClock(options.now);
  const app = await createApp({
    config,
    urls: database.urls,
    logger,
    work: false,
    clock,
    pages: options.pages ?? null,
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const pool = new pg.Pool({ connectionString: database.url, max: 3 });
  pool.on('error', () => undefined);
  const sql = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await pool.query<T>(text, values)).rows;
  const jobs = app.get(JobService);

  return {
    app,
    database,
    clock,
    home,
    logs,
    sql,
    db: app.get(Database),
    anonymous: client(app, null, null, {}),
    as: async (email) => {
      const [person] = await sql<{ id: string }>('select id from person where email = $1', [email]);
      if (!person) throw new Error(`There is no person ${email}`);
      const token = `lgr_${randomBytes(32).toString('base64url')}`;
      await sql(
        `insert into access_token (id, token_hash, person_id, label, scopes, created_at, expires_at)
         values ($1, $2, $3, 'test', null, now(), '2100-01-01')`,
        [newId('AccessToken'), createHash('sha256').update(token).digest(), person.id],
      );
      return client(app, email, person.id, { authorization: `Bearer ${token}` });
    },
    drainJobs: async ({ until, scheduled } = {}) => {
      // The test's clock may stand before or after the machine's: what is due by either is due.
      const due = until ?? new Date(Math.max(clock.now().getTime(), Date.now()));
      await jobs.drain({ includeFuture: due, scheduled });
    },
    close: async () => {
      await app.close();
      await pool.end();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function client(
  app: NestFastifyApplication,
  email: string | null,
  personId: string | null,
  authorization: Record<string, string>,
): Client {
  const raw = async <T>(
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<GraphqlAnswer<T>> => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query, variables },
      headers: { 'content-type': 'application/json', 'accept-language': 'sv', ...authorization, ...headers },
    });
    return {
      ...(JSON.parse(response.payload) as { data: T; errors?: GraphqlAnswer<T>['errors'] }),
      status: response.statusCode,
    };
  };
  const ask = async <T>(query: string, variables?: object, headers?: Record<string, string>): Promise<T> => {
    const answer = await raw<T>(query, variables, headers);
    if (answer.errors?.length) throw new Error(`${email ?? 'anonymous'}: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  };
  return {
    email,
    personId,
    authorization,
    raw,
    ask,
    act: async <T>(query: string, input: object, headers?: Record<string, string>) => {
      const data = await ask<Record<string, T & { userErrors: UserErrorView[] }>>(query, { input }, headers);
      return Object.values(data)[0]!;
    },
  };
}
