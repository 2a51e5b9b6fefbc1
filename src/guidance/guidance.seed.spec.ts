import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { projectRoot } from '../platform/config.js';
import { SeedFiles } from '../platform/database/seeding.js';
import { readQuestions } from '../questions/question.seed.js';
import { seedDemoQuestions } from './guidance.seed.js';

const FILE = 'demo/questions.json';

describe('demo seeds', () => {
  let test: TestApp;
  let folder: string;
  const seed = () => seedDemoQuestions(test.app, undefined, new SeedFiles(folder));
  const restore = (): void => fs.cpSync(join(projectRoot, 'seeds'), folder, { recursive: true });
  const edit = (from: string, to: string): void => {
    const path = join(folder, FILE);
    const text = fs.readFileSync(path, 'utf8');
    expect(text).toContain(from);
    fs.writeFileSync(path, text.replace(from, to));
  };
  /** Everything that a second run could touch. */
  const everything = () =>
    test.sql(`select 'entry' as what, id::text, version as n, state from entry
      union all select 'revision', id::text, version, state from revision
      union all select 'outbox', id::text, attempts, kind from outbox
      union all select 'audit', subject_id::text, seq, action from audit_event
      union all select 'task', id::text, version, state from task
      union all select 'notification', id::text, 0, '' from notification order by 1, 2, 3`);

  beforeAll(async () => {
    test = await createTestApp();
    folder = fs.mkdtempSync(join(tmpdir(), 'lagrum-demo-'));
    restore();
    await seed();
  });
  afterAll(async () => {
    await test.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('take every question to the state that its file says', async () => {
    const rows = await test.sql<{ title: string; state: string }>(
      `select title, state from entry where kind = 'QUESTION'`,
    );
    const expected = readQuestions(new SeedFiles()).map(({ title, state }) => ({ title, state }));
    const byTitle = (a: { title: string }, b: { title: string }) => a.title.localeCompare(b.title);
    expect(rows.sort(byTitle)).toEqual(expected.sort(byTitle));
  });

  it('publish guidance that anybody reads, credited only where the asker agreed', async () => {
    const rows = await test.sql(
      `select e.visibility, e.state, o.short_name as credited from guidance g join entry e on e.id = g.id
       left join organisation o on o.id = g.credit_org_id order by e.title`,
    );
    expect(rows).toEqual([
      { visibility: 'WORLD', state: 'PUBLISHED', credited: 'Sala' },
      { visibility: 'WORLD', state: 'PUBLISHED', credited: 'Linköping' },
      { visibility: 'WORLD', state: 'PUBLISHED', credited: null },
    ]);
  });

  it('leave no job behind', async () => {
    expect(await test.sql('select kind, failure from outbox where finished_at is null')).toEqual([]);
    expect(await test.sql('select from dead_letter')).toEqual([]);
  });

  it('change nothing the second time', async () => {
    const before = await everything();
    expect(await seed()).toEqual({ taken: 0, left: [] });
    expect(await everything()).toEqual(before);
  });

  it('change nothing either when the idempotency keys have been cleared away', async () => {
    await test.sql(`create table kept as select * from idempotency where key like 'seed-%'`);
    await test.sql(`delete from idempotency where key like 'seed-%'`);
    const before = await everything();
    expect(await seed()).toEqual({ taken: 0, left: [] });
    expect(await everything()).toEqual(before);
    await test.sql('insert into idempotency select * from kept');
    await test.sql('drop table kept');
  });

  it('bring a changed text into a draft that nobody has touched, once', async () => {
    edit('Får elevers omdömen ligga i en lärplattform', 'Får omdömen om elever ligga i en lärplattform');
    expect(await seed()).toEqual({ taken: 1, left: [] });
    expect(await seed()).toEqual({ taken: 0, left: [] });
    expect(await test.sql(`select version from entry where title like 'Får omdömen om elever%'`)).toEqual([
      { version: 2 },
    ]);
  });

  it('leave a draft that its asker has changed, and what has been sent', async () => {
    const asker = await test.as('handlaggare@kommun-b.demo');
    const [draft] = await test.sql<{ id: string; version: number }>(
      `select id, version from entry where title like 'Får omdömen om elever%'`,
    );
    await asker.act(
      `mutation ($input: QuestionUpdateInput!) { questionUpdate(input: $input) { userErrors { code } } }`,
      { id: draft!.id, expectedVersion: draft!.version, title: 'Min egen rubrik' },
    );
    edit('Får omdömen om elever ligga', 'Får skriftliga omdömen ligga');
    edit('Får vi ta betalt för bygglovsdata', 'Får kommunen ta betalt för bygglovsdata');
    const { taken, left } = await seed();
    expect(taken).toBe(0);
    expect(left.map((line) => line.split(':')[0])).toEqual(['demo/fraga/oppna-data-avgift', 'demo/fraga/larplattform']);
    expect(await test.sql('select title from entry where id = $1', [draft!.id])).toEqual([
      { title: 'Min egen rubrik' },
    ]);
    restore();
  });
});

describe('a demo walk that was cut off', () => {
  it('goes on where it stopped', async () => {
    const test = await createTestApp();
    const folder = fs.mkdtempSync(join(tmpdir(), 'lagrum-demo-'));
    try {
      fs.cpSync(join(projectRoot, 'seeds'), folder, { recursive: true });
      const files = new SeedFiles(folder);
      const steps = readQuestions(files).reduce(
        (sum, one) => sum + 1 + one.steps.length + (one.guidance?.steps.length ?? 0),
        0,
      );
      // Cut when the first answer is to be sent to review, as by a kill.
      let calls = 0;
      const dying = {
        get: (token: { name?: string }, options: never): unknown => {
          if (token.name === 'RevisionService' && ++calls === 2) throw new Error('cut');
          return test.app.get(token as never, options);
        },
      } as unknown as INestApplicationContext;
      await expect(seedDemoQuestions(dying, undefined, files)).rejects.toThrow('cut');
      const [{ done }] = (await test.sql<{ done: number }>(
        `select count(*)::int as done from idempotency where key like 'seed-%' and key not like '%-note'`,
      )) as [{ done: number }];
      expect(done).toBe(4);
      expect((await seedDemoQuestions(test.app, undefined, files)).taken).toBe(steps - done);
      expect(await test.sql(`select from entry where kind = 'QUESTION'`)).toHaveLength(12);
    } finally {
      await test.close();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
