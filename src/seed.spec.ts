import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { makeDatabase, TestDatabase } from '../test/harness/cluster.js';
import { projectRoot } from './platform/config.js';
import { SeedFiles, SeedReport } from './platform/database/seeding.js';
import { seedDemoPeople, seedReference } from './seed.js';
import { readBarriers2011, readOutcomes } from './strategy/strategy.seed.js';

const ORGANISATIONS = 'reference/organisations.tsv';
const AREAS = 'reference/subject-areas.json';
const ACTS = 'reference/acts.json';

describe('reference seeds', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let folder: string;

  const rows = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await client.query<T>(text, values)).rows;
  const seed = (): Promise<SeedReport> => seedReference(database.url, undefined, new SeedFiles(folder));
  const of = (report: SeedReport, file: string) => report.find((one) => one.file === file)!;
  const edit = (file: string, from: string, to: string): void => {
    const path = join(folder, file);
    const text = fs.readFileSync(path, 'utf8');
    expect(text).toContain(from);
    fs.writeFileSync(path, text.replace(from, to));
  };
  const restore = (): void => fs.cpSync(join(projectRoot, 'seeds'), folder, { recursive: true });

  beforeAll(async () => {
    database = await makeDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    folder = fs.mkdtempSync(join(tmpdir(), 'lagrum-seeds-'));
    restore();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('hold 290 municipalities and 21 with the tasks of a region, Gotland once', async () => {
    const [count] = await rows(`select
      count(*) filter (where kind = 'MUNICIPALITY')::int as municipalities,
      count(*) filter (where kind = 'REGION' or regional_tasks)::int as regions,
      count(*) filter (where kind in ('MUNICIPALITY', 'REGION'))::int as persons,
      count(*) filter (where kind = 'ASSOCIATION' and valid_to is null)::int as associations from organisation`);
    expect(count).toEqual({ municipalities: 290, regions: 21, persons: 310, associations: 1 });
    const without = await rows(
      `select key from organisation o where kind in ('MUNICIPALITY', 'REGION', 'ASSOCIATION')
       and not exists (select from unit u where u.organisation_id = o.id)`,
    );
    expect(without).toEqual([]);
    const gotland = await rows(
      `select u.name from unit u join organisation o on o.id = u.organisation_id where o.scb_code = '0980'`,
    );
    expect(gotland).toEqual([{ name: 'Regionstyrelsen' }]);
  });

  it('hold the 28 measures of the strategy, 7 + 10 + 3 + 8, each with goals', async () => {
    const areas = await rows(
      `select a.code, count(*)::int as n from strategy_measure m join strategy_group g on g.id = m.group_id
       join strategy_area a on a.id = g.area_id where cardinality(m.goal_ids) > 0 group by a.code order by a.code`,
    );
    expect(areas).toEqual([
      { code: '1', n: 7 },
      { code: '2', n: 10 },
      { code: '3', n: 3 },
      { code: '4', n: 8 },
    ]);
    const astray = await rows(
      `select m.code from strategy_measure m, unnest(m.goal_ids) as goal (id)
       where not exists (select from strategy_goal g where g.id = goal.id)`,
    );
    expect(astray).toEqual([]);
  });

  it('change nothing the second time', async () => {
    const report = [...(await seed()), ...(await seedDemoPeople(database.url))];
    for (const one of report)
      expect(one).toEqual({ ...one, inserted: 0, updated: 0, kept: [], overwritten: [], vanished: [] });
    expect(report.reduce((sum, one) => sum + one.unchanged, 0)).toBeGreaterThan(1_500);
  });

  it('write a changed row only where it changed, and move its version on', async () => {
    const before = await rows('select * from organisation order by id');
    edit(ORGANISATIONS, 'Vallentuna kommun\tVallentuna', 'Vallentuna kommun\tVallentuna i Roslagen');
    expect(of(await seed(), ORGANISATIONS)).toMatchObject({ inserted: 0, updated: 1, kept: [], vanished: [] });
    const after = await rows('select * from organisation order by id');
    const changed = after.filter((row, i) => JSON.stringify(row) !== JSON.stringify(before[i]));
    expect(changed).toHaveLength(1);
    const was = before.find((row) => row.id === changed[0]!.id)!;
    expect(changed[0]).toEqual({
      ...was,
      short_name: 'Vallentuna i Roslagen',
      version: (was.version as number) + 1,
      updated_at: expect.any(Date) as unknown,
    });
    restore();
    await seed();
  });

  it("keep an operator's edit until the file says something new of that very column", async () => {
    await client.query(`update subject_area set target_working_days = 7, definition = 'Vår egen' where key = 'skola'`);
    expect(of(await seed(), AREAS)).toMatchObject({
      updated: 0,
      kept: ['subject_area skola: definition', 'subject_area skola: target_working_days'],
    });

    // Another column of the same row changes in the file: the edit stays all the same.
    const areas = JSON.parse(fs.readFileSync(join(folder, AREAS), 'utf8')) as {
      key: string;
      label: { sv: string };
      targetWorkingDays: { normal: number };
    }[];
    const school = areas.find((area) => area.key === 'skola')!;
    school.label.sv = 'Skola och förskola';
    fs.writeFileSync(join(folder, AREAS), JSON.stringify(areas));
    expect(of(await seed(), AREAS)).toMatchObject({ updated: 1, overwritten: [] });
    const read = () => rows(`select label_sv, target_working_days, definition from subject_area where key = 'skola'`);
    expect(await read()).toEqual([{ label_sv: 'Skola och förskola', target_working_days: 7, definition: 'Vår egen' }]);

    school.targetWorkingDays.normal = 12;
    fs.writeFileSync(join(folder, AREAS), JSON.stringify(areas));
    expect(of(await seed(), AREAS).overwritten).toEqual(['subject_area skola: target_working_days']);
    expect(await read()).toEqual([{ label_sv: 'Skola och förskola', target_working_days: 12, definition: 'Vår egen' }]);
    restore();
    await client.query(`update subject_area set definition = 'Vår egen' where key = 'skola'`);
    await seed();
  });

  it('keep a column that no file holds', async () => {
    await client.query(`update organisation set approves_sending = true where key = 'kommun-0580'`);
    edit(ORGANISATIONS, 'Linköpings kommun\tLinköping', 'Linköpings kommun\tLinköpings');
    await seed();
    const [linkoping] = await rows(`select approves_sending, short_name from organisation where key = 'kommun-0580'`);
    expect(linkoping).toEqual({ approves_sending: true, short_name: 'Linköpings' });
    restore();
    await seed();
  });

  it('report a row that left its file, and leave it', async () => {
    edit(ORGANISATIONS, fs.readFileSync(join(folder, ORGANISATIONS), 'utf8').split('\n')[1]! + '\n', '');
    const report = of(await seed(), ORGANISATIONS);
    expect(report).toMatchObject({ inserted: 0, updated: 0, vanished: ['organisation kommun-0114'] });
    expect(await rows(`select from organisation where key = 'kommun-0114'`)).toHaveLength(1);
    restore();
    expect(of(await seed(), ORGANISATIONS).vanished).toEqual([]);
  });

  it.each([
    [
      'an organisation number with a wrong check digit',
      ORGANISATIONS,
      '212000-0803',
      '212000-0804',
      /kommun-0980.*orgNumber/,
    ],
    [
      'a reference to nothing',
      AREAS,
      '"skr/avdelningen-for-juridik"',
      '"skr/finns-inte"',
      /skr\/finns-inte.*units\.json/,
    ],
    ['a date that does not exist', ACTS, '"2025-07-01"', '"2025-02-30"', /sfs\//],
    ['broken JSON', ACTS, '[', '{', /acts\.json/],
  ])('refuse %s with file and row, and write nothing', async (_, file, from, to, problem) => {
    edit(file, from, to);
    await expect(seed()).rejects.toThrow(problem);
    restore();
    for (const one of await seed()) expect(one).toMatchObject({ inserted: 0, updated: 0 });
  });

  it('survive two starts at once', async () => {
    const both = await Promise.all([seed(), seed()]);
    for (const one of both.flat()) expect(one).toMatchObject({ inserted: 0, updated: 0 });
  });

  it('hold barriers and outcomes that fit measures and acts', () => {
    const files = new SeedFiles();
    expect(readBarriers2011(files)).toHaveLength(13);
    const outcomes = readOutcomes(files);
    expect(outcomes.map((row) => row.measure.split('-').at(-1))).toEqual([
      '2.1',
      '2.2',
      '2.3',
      '2.4',
      '2.5',
      '2.6',
      '2.7',
      '2.8',
      '2.9',
      '2.10',
    ]);
    expect(outcomes.flatMap((row) => row.chains).every((chain) => chain.verified === (chain.certainty === 'H'))).toBe(
      true,
    );
  });

  it('are written by nobody but the deploy login', async () => {
    const writable = await rows(
      `select r.rolname, t.name from pg_roles r, unnest(array['act', 'act_name', 'succession', 'strategy', 'strategy_goal',
         'strategy_area', 'strategy_group', 'strategy_measure', 'interoperability_layer', 'seed_row']) as t (name)
       where r.rolname in ('lagrum_app', 'lagrum_reader', 'lagrum_anonymous', 'lagrum_queue')
         and has_table_privilege(r.rolname, t.name, 'insert, update, delete, truncate')`,
    );
    expect(writable).toEqual([]);
  });
});
