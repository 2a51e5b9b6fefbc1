import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { seedId } from '../platform/ids.js';

interface Acts {
  acts: { nodes: { key: string; names: { text: string }[] }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
}

const ACTS = `query ($query: String, $on: Date, $first: Int = 20, $after: String) {
  acts(query: $query, on: $on, first: $first, after: $after) {
    nodes { key names(on: $on) { text } } pageInfo { endCursor hasNextPage } } }`;

describe('names of acts', () => {
  let test: TestApp;
  const first = async (query: string, on?: string): Promise<string | undefined> =>
    (await test.anonymous.ask<Acts>(ACTS, { query, on })).acts.nodes[0]?.key;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it.each([
    ['SoL', '2001-12-31', 'sfs/1980:620'],
    ['SoL', '2011-04-01', 'sfs/2001:453'],
    ['SoL', '2025-06-30', 'sfs/2001:453'],
    ['SoL', '2025-07-01', 'sfs/2025:400'],
    ['sol', '2026-09-01', 'sfs/2025:400'],
    ['KL', '2011-04-01', 'sfs/1991:900'],
    ['KL', '2026-09-01', 'sfs/2017:725'],
    ['LOU', '2011-04-01', 'sfs/2007:1091'],
    ['patientdatalagen', '2011-04-01', 'sfs/2008:355'],
  ])('%s on %s is %s', async (name, on, key) => {
    expect(await first(name, on)).toBe(key);
  });

  it('that no act bears give nothing', async () => {
    expect(await first('lagen om ingenting', '2011-04-01')).toBeUndefined();
  });

  it('give only the names that held on the day', async () => {
    const { acts } = await test.anonymous.ask<Acts>(ACTS, { query: 'sfs/2001:453', on: '2026-01-01' });
    expect(acts.nodes).toMatchObject([{ key: 'sfs/2001:453', names: [] }]);
  });

  it('page through all acts without a gap or a repetition', async () => {
    const keys: string[] = [];
    for (let after: string | null = null; ;) {
      const { acts }: Acts = await test.anonymous.ask<Acts>(ACTS, { first: 50, after });
      keys.push(...acts.nodes.map((act) => act.key));
      if (!acts.pageInfo.hasNextPage) break;
      after = acts.pageInfo.endCursor;
    }
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength((await test.sql('select from act')).length);
  });

  it.each(['%', '_', '\\', "' or 1=1 --", '\u0000', 'å'.repeat(5_000)])('take %j as text', async (query) => {
    const answer = await test.anonymous.raw<Acts>(ACTS, { query, first: 5 });
    expect(answer.errors).toBeUndefined();
  });

  it('follow successions by the day', async () => {
    const query = `query ($on: Date) { successions(on: $on) {
      date kind from { name organisation { shortName } act { key successor { key } } } to { name act { key } } } }`;
    type View = {
      date: string;
      kind: string;
      from: { act: { key: string } | null };
      to: { act: { key: string } | null }[];
    };
    const all = (await test.anonymous.ask<{ successions: View[] }>(query)).successions;
    expect(all).toHaveLength(15);
    const gdpr = all.find((one) => one.from.act?.key === 'sfs/1998:204')!;
    expect(gdpr.to.map((party) => party.act?.key)).toEqual(['celex/32016R0679', 'sfs/2018:218']);
    const early = (await test.anonymous.ask<{ successions: View[] }>(query, { on: '2011-04-01' })).successions;
    expect(early.map((one) => one.date)).toEqual(['2009-06-30']);
  });

  it('are found by id', async () => {
    const { node } = await test.anonymous.ask<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { ... on Act { key validTo successor { key } } } }',
      {
        id: seedId('Act', 'sfs/2001:453'),
      },
    );
    expect(node).toEqual({ key: 'sfs/2001:453', validTo: '2025-07-01', successor: { key: 'sfs/2025:400' } });
  });
});
