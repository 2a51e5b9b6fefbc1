import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../test/harness/app.js';
import { seedDemo } from '../seed.js';
import { seedDemoCases } from './case.seed.js';

describe('the demo cases', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp();
    await seedDemo(t.app);
  }, 240_000);
  afterAll(() => t.close());

  it('are walked once, linked to the questions and barriers of the demo, and again nothing is done', async () => {
    const rows = await t.sql(
      `select c.diary_number as diary, e.state, (select count(*)::int from case_document d where d.entry_id = e.id) as documents,
         (select count(*)::int from case_decision d where d.entry_id = e.id) as decisions,
         (select array_agg(l.type order by l.type) from link l where e.id in (l.from_id, l.to_id)) as links
       from case_file c join entry e on e.id = c.id order by c.diary_number`,
    );
    expect(rows).toEqual([
      { diary: 'SN 2026/00088', state: 'CLOSED', documents: 2, decisions: 1, links: ['ASKS_IN'] },
      { diary: 'SN 2026/00142', state: 'DECIDED', documents: 3, decisions: 1, links: ['ASKS_IN'] },
      { diary: 'SN 2026/00190', state: 'OPEN', documents: 1, decisions: 0, links: ['ASKS_IN', 'CONCERNS'] },
      { diary: 'SN 2026/00231', state: 'OPEN', documents: 1, decisions: 0, links: null },
    ]);
    expect(await seedDemoCases(t.app)).toBe(0);
    await t.sql('delete from idempotency');
    expect(await seedDemoCases(t.app)).toBe(0);
  });

  it('go on where a kill stopped them', async () => {
    await t.sql(`delete from entry where kind = 'CASE' and title like 'Underskrift i e-tj%'`);
    let steps = 0;
    const dying = new Proxy(t.app, {
      get: (app, name) =>
        name === 'get'
          ? (token: never, options: never) => {
              if (steps++ === 12) throw new Error('cut');
              return app.get(token, options) as unknown;
            }
          : (Reflect.get(app, name) as unknown),
    });
    await expect(seedDemoCases(dying)).rejects.toThrow('cut');
    const rest = await seedDemoCases(t.app);
    expect(rest).toBeGreaterThan(0);
    expect(await seedDemoCases(t.app)).toBe(0);
    const rows = await t.sql(
      `select e.state from case_file c join entry e on e.id = c.id where c.diary_number = 'SN 2026/00088'`,
    );
    expect(rows).toEqual([{ state: 'CLOSED' }]);
  });
});
