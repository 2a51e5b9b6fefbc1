import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { ANONYMOUS_POOL, READER_POOL } from '../../src/platform/database/database.module.js';
import { JobService } from '../../src/platform/jobs/jobs.module.js';
import { createTestApp, TestApp } from '../harness/app.js';

/**
 * A database that dies says so to every connection at once, also to one that is being handed over: there the pool no
 * longer listens and its user does not yet. Under `kill.spec.ts` that ended the program once in some thirty deaths of its
 * database, and with the program gone nobody brought the database back.
 */
describe('a connection that breaks while it is handed over', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp();
  }, 60_000);
  afterAll(() => t.close());

  it.each([
    ['writes', () => (t.app.get(DataSource).driver as unknown as { master: pg.Pool }).master],
    ['reads', () => t.app.get<pg.Pool>(READER_POOL)],
    ['public reads', () => t.app.get<pg.Pool>(ANONYMOUS_POOL)],
    ['jobs', () => (t.app.get(JobService) as unknown as { pool: pg.Pool }).pool],
  ])('does not end the process: %s', async (_what, poolOf) => {
    const pool = poolOf();
    // All that are idle and a new one beside them.
    const taken: (() => void)[] = [];
    for (let i = 0; i <= pool.idleCount + 1 && pool.totalCount < pool.options.max!; i++)
      await new Promise<void>((resolve, reject) => {
        pool.connect((error, client, release) => {
          if (error || !client) return reject(error ?? new Error('no client'));
          taken.push(() => release());
          // Nothing has had a chance to listen yet: an EventEmitter throws when nobody does.
          try {
            client.emit('error', new Error('57P01'));
            resolve();
          } catch (thrown) {
            reject(thrown as Error);
          }
        });
      });
    expect(taken.length).toBeGreaterThan(0);
    for (const release of taken) release();
  });
});
