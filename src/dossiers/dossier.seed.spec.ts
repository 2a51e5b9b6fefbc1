import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../test/harness/app.js';
import { SeedFiles } from '../platform/database/seeding.js';
import { seedId } from '../platform/ids.js';
import { seedReference } from '../seed.js';
import { readOutcomes } from '../strategy/strategy.seed.js';
import { readDossiers, seedDemoDossiers } from './dossier.seed.js';

describe('dossiers that come with the product', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp();
  }, 60_000);
  afterAll(() => t.close());

  it('hold every document of the legislative process that the outcomes of the strategy name', () => {
    const files = new SeedFiles();
    const held = new Set(readDossiers(files).flatMap((row) => row.stages.map((one) => one.document)));
    const named = readOutcomes(files)
      .flatMap((row) => row.chains.flatMap((chain) => chain.documents.map((one) => one.id)))
      .filter((id) => /^(dir|sou|ds|prop|bet|rskr)\//.test(id));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((id) => !held.has(id))).toEqual([]);
  });

  it('are public, with their chain in order, and unverified where they are uncertain', async () => {
    const { dossier } = await t.anonymous.ask<{
      dossier: {
        state: string;
        verified: boolean;
        inForceOn: string;
        stages: { document: string; verified: boolean }[];
      };
    }>('query ($id: ID!) { dossier(id: $id) { state verified inForceOn stages { document verified } } }', {
      id: seedId('Dossier', 'arende/sammanhallen-vard-och-omsorgsdokumentation'),
    });
    expect(dossier).toMatchObject({ state: 'IN_FORCE', verified: false, inForceOn: '2023-01-01' });
    expect(dossier.stages.find((one) => !one.verified)).toEqual({ document: 'SOU 2021:4', verified: false });
    expect(dossier.stages).toHaveLength(5);
  });

  it('change nothing the second time, also after they have got their numbers', async () => {
    await t.drainJobs({ scheduled: ['dossier.clock'] });
    const report = await seedReference(t.database.url);
    const { inserted, updated, kept } = report.find((one) => one.file === 'reference/dossiers.json')!;
    expect({ inserted, updated, kept }).toEqual({ inserted: 0, updated: 0, kept: [] });
  });

  it('are joined in the demo by a remiss whose last day lies ahead, once', async () => {
    expect(await seedDemoDossiers(t.app)).toBe(2);
    expect(await seedDemoDossiers(t.app)).toBe(0);
    const rows = await t.sql<{ deadline: string; milestones: number; asked: number }>(
      `select s.deadline::text, (select count(*)::int from dossier_milestone m where m.stage_id = s.id) as milestones,
         (select count(*)::int from dossier_consultee c where c.stage_id = s.id) as asked
       from dossier_stage s join entry e on e.id = s.entry_id where e.title like '%(demo)'`,
    );
    expect(rows).toEqual([{ deadline: '2027-01-25', milestones: 4, asked: 4 }]);
  });
});
