import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { PATIENT_DATA, type Planted, plantLaw } from '../../test/harness/law-world.js';
import { newId } from '../platform/ids.js';

type View = Record<string, never> & { [key: string]: unknown };

describe('change sets', () => {
  let t: TestApp;
  let pdl: Planted;
  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00.000Z' });
    pdl = await plantLaw(t, PATIENT_DATA);
    const set = newId('ChangeSet');
    await t.sql(
      `insert into change_set (id, source_id, edition_id, from_edition, made_at, added, changed, repealed, renumbered, editorial, lapsed,
         new_acts, indirect) values ($1, $2, $3, 1, now(), 1, 1, 1, 1, 0, 0, '{2014:829,2019:900}', '[]')`,
      [set, pdl.id, pdl.editions[1]],
    );
    const rows = [
      ['CHANGED', 'K6P2', null, '2014:829', '2015-01-01', 0, 1],
      ['ADDED', 'K6P2a', null, '2014:829', '2015-01-01', null, 0],
      ['REPEALED', 'K6P3', null, '2022:914', '2023-01-01', 0, 1],
      ['RENUMBERED', 'K6P6', 'K6P7', '2019:900', '2020-01-01', 0, null],
    ] as const;
    for (const [i, [kind, fragment, to, act, on, before, after]] of rows.entries())
      await t.sql(
        `insert into provision_change (id, change_set_id, ordinal, source_id, provision_id, kind, fragment, to_fragment, to_provision_id,
           act, effective_on, effective_undecided, same_words, before_wording_id, after_wording_id, documents)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, false, true, $12, $13, '{prop/2013/14:202}')`,
        [
          newId('ProvisionChange'),
          set,
          i,
          pdl.id,
          pdl.provisions.get(fragment),
          kind,
          fragment,
          to,
          to && pdl.provisions.get(to),
          act,
          on,
          before === null ? null : pdl.wordings.get(fragment)![before],
          after === null ? null : pdl.wordings.get(fragment)![after],
        ],
      );
  }, 120_000);
  afterAll(() => t.close());

  const CHANGES = `query ($first: Int = 20, $kinds: [ProvisionChangeKind!]) { changeSets(source: "sfs/2008:355", first: 3) { totalCount nodes {
    id added changed fromEdition edition { number } source { key } amendments { act }
    changes(first: $first, kinds: $kinds) { nodes { kind label effectiveOn act provision { key } toProvision { key } before { plain } after { plain }
      diff { op text } amendment { documents { label } } documents { label } } } } } }`;
  type Sets = { changeSets: { nodes: { id: string; changes: { nodes: View[] } }[] } };

  it('say what became of each provision, with both wordings and the words that differ', async () => {
    const { changeSets } = await t.anonymous.ask<Sets>(CHANGES);
    expect(changeSets).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          fromEdition: 1,
          edition: { number: 2 },
          amendments: [{ act: '2014:829' }, { act: '2019:900' }],
          changes: {
            nodes: [
              {
                kind: 'CHANGED',
                label: '6 kap. 2 §',
                effectiveOn: '2015-01-01',
                before: { plain: '2 § En vårdgivare får ha direktåtkomst.' },
                documents: [{ label: 'prop. 2013/14:202' }],
              },
              { kind: 'ADDED', before: null, diff: [{ op: 'INSERT', text: '2 a § Ny paragraf. Lag (2014:829).' }] },
              { kind: 'REPEALED' },
              { kind: 'RENUMBERED', toProvision: { key: 'sfs/2008:355#K6P7' } },
            ],
          },
        },
      ],
    });
    const words = changeSets.nodes[0]!.changes.nodes[0]!.diff as unknown as { op: string; text: string }[];
    expect(words[0]).toEqual({ op: 'EQUAL', text: '2 § En vårdgivare får ha ' });
    const only = await t.anonymous.ask<Sets>(CHANGES, { kinds: ['REPEALED'] });
    expect(only.changeSets.nodes[0]!.changes.nodes).toHaveLength(1);
  });

  it('are found alone, and of no source but a known one', async () => {
    const { changeSets } = await t.anonymous.ask<Sets>(CHANGES);
    const one = await t.anonymous.ask(
      `query ($id: ID!) { changeSet(id: $id) { added changes(first: 1) { nodes { changeSet { id } } } } }`,
      { id: changeSets.nodes[0]!.id },
    );
    expect(one).toMatchObject({ changeSet: { added: 1 } });
    const none = await t.anonymous.raw('{ changeSets(source: "sfs/1:1") { nodes { id } } }');
    expect(none.errors?.[0]?.extensions).toMatchObject({ reason: 'NOT_FOUND' });
    expect((await t.anonymous.ask<Sets>('{ changeSets { nodes { id } } }')).changeSets.nodes).toHaveLength(1);
  });

  it('take as many statements for four changes as for two', async () => {
    const statements = async (first: number) => {
      const before = t.db.reads.statements;
      await t.anonymous.ask(CHANGES, { first });
      return t.db.reads.statements - before;
    };
    // The fourth is a renumbering: provisions under new numbers are one statement more, however many there are.
    const two = await statements(2);
    expect(await statements(4)).toBe(two + 1);
    expect(await statements(20)).toBe(two + 1);
  });

  it('show under the act that made them', async () => {
    const answer = await t.anonymous.ask(
      '{ lawSource(id: "sfs/2008:355") { amendments { nodes { act key changes { nodes { fragment } } } } } }',
    );
    expect(answer).toMatchObject({
      lawSource: {
        amendments: {
          nodes: [
            { act: '2026:8', changes: { nodes: [] } },
            { act: '2026:7' },
            { act: '2022:914' },
            { act: '2019:900' },
            { act: '2014:829', key: 'sfs/2014:829', changes: { nodes: [{ fragment: 'K6P2' }, { fragment: 'K6P2a' }] } },
          ],
        },
      },
    });
  });
});
