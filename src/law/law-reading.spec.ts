import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { PATIENT_DATA, type Planted, plantLaw } from '../../test/harness/law-world.js';
import { newId, seedId } from '../platform/ids.js';

type View = Record<string, never> & { [key: string]: unknown };

describe('the law as it reads on a day', () => {
  let t: TestApp;
  let pdl: Planted;
  const ask = async <T = View>(query: string, variables: object = {}): Promise<T> =>
    t.anonymous.ask<T>(query, variables);
  const provision = async (id: string, asOf: string | null, fields: string): Promise<View | null> =>
    (
      await ask<{ provision: View | null }>(
        `query ($id: ID!, $asOf: Date) { provision(id: $id, asOf: $asOf) { ${fields} } }`,
        { id, asOf },
      )
    ).provision;

  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00.000Z' });
    pdl = await plantLaw(t, PATIENT_DATA);
    await plantLaw(t, {
      key: 'sfs/1998:204',
      title: 'Personuppgiftslag (1998:204)',
      department: 'Justitiedepartementet',
      inForceOn: '1998-10-24',
      repealedOn: '2018-05-25',
      repealedBy: 'sfs/2018:218',
      pieces: [
        { kind: 'SECTION', fragment: 'P1', number: '1', wordings: [{ text: '1 § Syftet.', from: '1998-10-24' }] },
      ],
    });
    await plantLaw(t, {
      key: 'sfs/2027:1',
      title: 'Lag (2027:1) om något kommande',
      inForceOn: '2027-07-01',
      pieces: [
        { kind: 'SECTION', fragment: 'P1', number: '1', wordings: [{ text: '1 § Kommer.', from: '2027-07-01' }] },
      ],
    });
    await plantLaw(t, {
      key: 'sfs/2027:2',
      title: 'Förordning (2027:2) om något obestämt',
      form: 'Förordning',
      undecided: true,
      pieces: [
        { kind: 'SECTION', fragment: 'P1', number: '1', wordings: [{ text: '1 § Obestämt.', undecided: true }] },
      ],
    });
    await plantLaw(t, {
      key: 'sfs/1960:729',
      title: 'Lag (1960:729) om upphovsrätt',
      inForceOn: '1961-07-01',
      running: true,
      pieces: [
        {
          kind: 'CHAPTER',
          fragment: 'K2',
          number: '2',
          title: 'Inskränkningar',
          wordings: [{ text: '2 kap. Inskränkningar' }],
        },
        { kind: 'SECTION', fragment: 'P9', number: '9', chapter: 'K2', wordings: [{ text: '9 § Lagar.' }] },
      ],
    });
  }, 120_000);
  afterAll(() => t.close());

  it('has for each day the wording of the day', async () => {
    const fields = 'label status wording { validFrom validTo act plain }';
    expect(await provision('sfs/2008:355#K6P2', '2014-12-31', fields)).toMatchObject({
      label: '6 kap. 2 §',
      status: 'IN_FORCE',
      wording: { plain: '2 § En vårdgivare får ha direktåtkomst.', validTo: '2015-01-01' },
    });
    expect(await provision('sfs/2008:355#K6P2', '2015-01-01', fields)).toMatchObject({
      wording: { validFrom: '2015-01-01', validTo: null, act: '2014:829' },
    });
    expect(await provision('sfs/2008:355#K6P2', '2008-06-30', fields)).toMatchObject({
      status: 'COMING',
      wording: null,
    });
  });

  it.each([
    ['K6P2', null, 'IN_FORCE'],
    ['K6P2a', '2010-01-01', 'COMING'],
    ['K6P3', '2022-12-31', 'IN_FORCE'],
    ['K6P3', null, 'REPEALED'],
    ['K6P4', null, 'IN_FORCE'],
    ['K6P5', null, 'COMING'],
    ['K6P6', '2019-12-31', 'IN_FORCE'],
    ['K6P6', null, 'RENUMBERED'],
    ['K6P7', '2019-12-31', 'UNKNOWN'],
  ])('says of %s on %s that it is %s', async (fragment, asOf, status) => {
    expect(await provision(`sfs/2008:355#${fragment}`, asOf, 'status')).toEqual({ status });
  });

  it('reads a repealed act on its last day, one to come on its first, and one without a day whole', async () => {
    const fields = 'asOf status wording { text }';
    expect(await provision('sfs/1998:204#P1', null, fields)).toEqual({
      asOf: '2018-05-24',
      status: 'REPEALED',
      wording: { text: '1 § Syftet.' },
    });
    expect(await provision('sfs/1998:204#P1', '2018-05-25', fields)).toMatchObject({
      status: 'REPEALED',
      wording: null,
    });
    expect(await provision('sfs/2027:1#P1', null, fields)).toMatchObject({
      asOf: '2027-07-01',
      status: 'COMING',
      wording: { text: '1 § Kommer.' },
    });
    expect(await provision('sfs/2027:2#P1', null, fields)).toEqual({
      asOf: null,
      status: 'COMING',
      wording: { text: '1 § Obestämt.' },
    });
  });

  it('cuts out the piece that a place points at', async () => {
    const fields = 'fragment piece { fragment label kind text }';
    expect(await provision('sfs/2008:355#K6P2S1N1', null, fields)).toEqual({
      fragment: 'K6P2',
      piece: {
        fragment: 'K6P2S1N1',
        label: '6 kap. 2 § första stycket 1',
        kind: 'item',
        text: '1. patienten samtycker. Samtycket ska vara tydligt,',
      },
    });
    expect(await provision('sfs/2008:355#K6P2N2', null, fields)).toMatchObject({
      piece: { text: '2. 3 § inte hindrar det.' },
    });
    expect(await provision('sfs/2008:355#K6P2S2M1', null, fields)).toMatchObject({
      piece: { kind: 'sentence', label: '6 kap. 2 § andra stycket första meningen', text: 'Andra stycket.' },
    });
    expect(await provision('sfs/2008:355#K1P1M2', null, fields)).toMatchObject({
      piece: { text: 'Den gäller även\r\navlidna.' },
    });
    expect(await provision('sfs/2008:355#K6P2S9', null, fields)).toMatchObject({ piece: null });
    expect(await provision('sfs/2008:355#K6P2', null, fields)).toMatchObject({ piece: null });
  });

  it.each([
    'sfs/2008:355',
    'sfs/2008:355#',
    'sfs/2008:355#K6P99',
    'sfs/9999:1#P1',
    'celex/32016R0679#6.1.e',
    "sfs/2008:355#P1' or 1=1",
    '#K1',
    newId('Provision'),
    `sfs/2008:355#${'K1P1S1'.repeat(5000)}`,
  ])('knows of no provision %#', async (id) => {
    expect(await provision(id, null, 'id')).toBeNull();
  });

  it('finds a section of an act whose numbers run through it, with or without its chapter', async () => {
    const found = await provision('sfs/1960:729#K2P9', null, 'key chapter { label }');
    expect(found).toEqual({ key: 'sfs/1960:729#P9', chapter: { label: '2 kap.' } });
    expect(await provision('sfs/1960:729#K3P9', null, 'key')).toBeNull();
  });

  it('tells versions in the order of their days, and compares them as words', async () => {
    const found = await provision(
      'sfs/2008:355#K6P4',
      null,
      `wordings { id validFrom } future { validFrom act amendment { act inForceOn } } diff { changes { op text } }`,
    );
    expect(found).toMatchObject({
      wordings: [{ validFrom: '2008-07-01' }, { validFrom: '2027-01-01' }],
      future: [{ validFrom: '2027-01-01', amendment: { act: '2026:7', inForceOn: '2027-01-01' } }],
      diff: null,
    });
    const [from, to] = pdl.wordings.get('K6P4')!;
    const compare = `query ($id: ID!, $from: ID, $to: ID) { provision(id: $id) { diff(from: $from, to: $to) { changes { op text } } } }`;
    expect(await ask(compare, { id: pdl.provisions.get('K6P4'), from, to })).toEqual({
      provision: {
        diff: {
          changes: [
            { op: 'EQUAL', text: '4 § ' },
            { op: 'DELETE', text: 'Gamla' },
            { op: 'INSERT', text: 'Nya' },
            { op: 'EQUAL', text: ' ord' },
            { op: 'INSERT', text: '. Lag (2026:7)' },
            { op: 'EQUAL', text: '.' },
          ],
        },
      },
    });
    const other = await t.anonymous.raw(compare, { id: 'sfs/2008:355#K1P1', from, to });
    expect(other.errors?.[0]?.message).toBe('Bestämmelsen har ingen sådan lydelse.');
  });

  it('knows what stands over a provision, beside it, and under which numbers it stood', async () => {
    const fields = `context { part chapter heading } previous { label } next { label }
      renumberedFrom { label act on provision { fragment } } renumberedTo { label }
      amendments { act documents { key family label } actions { sentence } }`;
    expect(await provision('sfs/2008:355#K6P2', null, fields)).toMatchObject({
      context: { part: null, chapter: 'Sammanhållen journalföring', heading: 'Förutsättningar' },
      previous: { label: '1 kap. 1 §' },
      next: { label: '6 kap. 2 a §' },
      amendments: [
        {
          act: '2014:829',
          documents: [
            { key: 'prop/2013/14:202', family: 'PROP', label: 'prop. 2013/14:202' },
            { label: 'bet. 2014/15:SoU2' },
            { label: 'rskr. 2014/15:11' },
          ],
          actions: [{ sentence: 'ändrar 6 kap. 2 §' }, { sentence: 'för in 6 kap. 2 a §' }],
        },
      ],
    });
    expect(await provision('sfs/2008:355#K6P2', '2014-01-01', 'next { label }')).toEqual({
      next: { label: '6 kap. 3 §' },
    });
    expect(await provision('sfs/2008:355#K6P7', null, fields)).toMatchObject({
      renumberedFrom: [{ label: '6 kap. 6 §', act: '2019:900', on: '2020-01-01', provision: { fragment: 'K6P6' } }],
      renumberedTo: [],
    });
    expect(await provision('sfs/2008:355#K1P1', null, fields)).toMatchObject({
      context: { chapter: 'Lagens tillämpningsområde', heading: null },
      previous: null,
    });
    expect(await provision('sfs/2008:355#K6', null, 'label previous { label } next { label }')).toEqual({
      label: '6 kap.',
      previous: { label: '1 kap.' },
      next: null,
    });
  });

  it('has a table of contents, flat and as a tree', async () => {
    const { lawSource } = await ask<{ lawSource: { toc: View[]; tree: View[] } }>(
      `{ lawSource(id: "sfs/2008:355") { toc { id kind label title depth parent repealed provisionId }
         tree { label title children { label title children { label } } } } }`,
    );
    expect(lawSource.toc.map(({ label, title, depth }) => [depth, label ?? title])).toEqual([
      [0, '1 kap.'],
      [1, '1 §'],
      [0, '6 kap.'],
      [1, 'Förutsättningar'],
      [2, '2 §'],
      [2, '2 a §'],
      [2, '3 §'],
      [2, '4 §'],
      [2, '7 §'],
      [0, 'Övergångsbestämmelser'],
      [1, '2014:829'],
    ]);
    expect(lawSource.toc[1]).toMatchObject({ parent: lawSource.toc[0]!.id, provisionId: pdl.provisions.get('K1P1') });
    expect(lawSource.tree.map(({ label, title }) => label ?? title)).toEqual([
      '1 kap.',
      '6 kap.',
      'Övergångsbestämmelser',
    ]);
    const before = await ask<{ lawSource: { toc: { label: string }[] } }>(
      `{ lawSource(id: "sfs/2008:355") { toc(asOf: "2012-01-01") { label } } }`,
    );
    expect(before.lawSource.toc.map(({ label }) => label).filter(Boolean)).toEqual([
      '1 kap.',
      '1 §',
      '6 kap.',
      '2 §',
      '3 §',
      '4 §',
      '6 §',
    ]);
  });

  it('gives the text of a day and of an edition, and refuses both at once', async () => {
    const text = `query ($asOf: Date, $edition: Int) { lawSource(id: "sfs/2008:355") { text(asOf: $asOf, edition: $edition) } }`;
    const on = async (variables: object) =>
      (await ask<{ lawSource: { text: string | null } }>(text, variables)).lawSource.text;
    expect(await on({ asOf: '2012-01-01' })).toContain('direktåtkomst');
    expect(await on({ asOf: '2012-01-01' })).not.toContain('2 a §');
    expect(await on({ edition: 2 })).toContain('I:2027-01-01');
    expect(await on({ edition: 1 })).not.toContain('elektronisk');
    expect(await on({ edition: 3 })).toBeNull();
    const both = await t.anonymous.raw(text, { asOf: '2012-01-01', edition: 1 });
    expect(both.errors?.[0]).toMatchObject({ message: 'Ange antingen en dag eller en utgåva, inte båda.' });
  });

  it('tells what is coming, the nearest first', async () => {
    const { lawSource } = await ask<{ lawSource: { coming: { nodes: View[]; totalCount: number } } }>(
      `{ lawSource(id: "sfs/2008:355") { coming { totalCount nodes { event on label act wording { plain } provision { fragment } } } } }`,
    );
    expect(lawSource.coming).toMatchObject({
      totalCount: 2,
      nodes: [
        { event: 'BEGINS', on: '2027-01-01', label: '6 kap. 4 §', act: '2026:7', provision: { fragment: 'K6P4' } },
        { event: 'BEGINS', on: null, label: '6 kap. 5 §', act: '2026:8' },
      ],
    });
  });

  it('knows acts before and after, also those whose text is not here', async () => {
    const { lawSource, act } = await ask<{ lawSource: View; act: View }>(
      `{ lawSource(id: "sfs/1998:204") { status successors { key title on act { key } source { key } } predecessors { key } }
         act(id: "celex/32016R0679") { key name source { key } } }`,
    );
    expect(lawSource).toMatchObject({ status: 'REPEALED' });
    expect((lawSource.successors as unknown as { key: string }[]).map(({ key }) => key).sort()).toEqual([
      'celex/32016R0679',
      'sfs/2018:218',
    ]);
    expect(act).toMatchObject({ key: 'celex/32016R0679', source: null });
    expect(
      await ask('{ lawSource(id: "celex/32016R0679") { id } provision(id: "celex/32016R0679#6.1.e") { id } }'),
    ).toEqual({
      lawSource: null,
      provision: null,
    });
  });

  it('lists sources by text, form, department and status on a day', async () => {
    const list = async (filter: object, orderBy = 'TITLE') =>
      (
        await ask<{ lawSources: { nodes: { key: string }[] } }>(
          `query ($filter: LawSourceFilter, $orderBy: LawSourceOrder) { lawSources(filter: $filter, orderBy: $orderBy) { nodes { key } } }`,
          { filter, orderBy },
        )
      ).lawSources.nodes.map(({ key }) => key);
    expect(await list({ text: 'pdl' })).toEqual(['sfs/2008:355']);
    expect(await list({ text: '2008:355' })).toEqual(['sfs/2008:355']);
    expect(await list({ text: 'personuppgift' })).toEqual(['sfs/1998:204']);
    expect(await list({ text: '100% säkert_' })).toEqual([]);
    expect(await list({ status: ['COMING'] }, 'NUMBER')).toEqual(['sfs/2027:2', 'sfs/2027:1']);
    expect(await list({ status: ['REPEALED'] })).toEqual(['sfs/1998:204']);
    expect(await list({ status: ['IN_FORCE'], asOf: '2010-01-01', department: 'justitiedepartementet' })).toEqual([
      'sfs/1998:204',
    ]);
    expect(await list({ form: 'förordning' })).toEqual(['sfs/2027:2']);
  });

  it('pages without gap or repetition', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const {
        lawSource,
      }: {
        lawSource: {
          provisions: { nodes: { fragment: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
        };
      } = await ask(
        `query ($after: String) { lawSource(id: "sfs/2008:355") { provisions(first: 2, after: $after) {
             nodes { fragment wording { text } } pageInfo { endCursor hasNextPage } } } }`,
        { after },
      );
      seen.push(...lawSource.provisions.nodes.map(({ fragment }) => fragment));
      if (!lawSource.provisions.pageInfo.hasNextPage) break;
      after = lawSource.provisions.pageInfo.endCursor;
    }
    expect(seen).toEqual(['K1P1', 'K6P2', 'K6P2a', 'K6P3', 'K6P4', 'K6P7', 'L2014:829']);
    const { lawSource } = await ask<{ lawSource: { provisions: { nodes: object[] } } }>(
      `{ lawSource(id: "sfs/2008:355") { provisions(chapter: "1") { nodes { fragment } } } }`,
    );
    expect(lawSource.provisions.nodes).toEqual([{ fragment: 'K1P1' }]);
  });

  it('takes as many statements for twenty provisions as for two', async () => {
    const statements = async (first: number) => {
      const before = t.db.reads.statements;
      await ask(
        `query ($first: Int!) { lawSource(id: "sfs/2008:355") { provisions(first: $first) { nodes { key label status
           context { chapter heading } wording { text parts { text } amendment { act } } wordings { id } future { id }
           previous { label } next { label } renumberedFrom { label } amendments { act } chapter { label } } } } }`,
        { first },
      );
      return t.db.reads.statements - before;
    };
    const two = await statements(2);
    expect(await statements(20)).toBeLessThanOrEqual(two + 2);
    expect(await statements(7)).toBe(await statements(5));
  });

  it('finds everything by its id', async () => {
    const node = async (id: string, fields: string) =>
      (await ask(`query ($id: ID!) { node(id: $id) { ${fields} } }`, { id })).node;
    expect(
      await node(pdl.id, '... on LawSource { key title organisation { shortName } allowedActions { action } }'),
    ).toMatchObject({
      key: 'sfs/2008:355',
      title: 'Patientdatalag (2008:355)',
      allowedActions: [],
    });
    expect(await node(pdl.provisions.get('K6P2')!, '... on Provision { key }')).toEqual({ key: 'sfs/2008:355#K6P2' });
    expect(
      await node(pdl.wordings.get('K6P4')![1]!, '... on Wording { validFrom provision { fragment } source { key } }'),
    ).toEqual({
      validFrom: '2027-01-01',
      provision: { fragment: 'K6P4' },
      source: { key: 'sfs/2008:355' },
    });
    expect(await node(seedId('Provision', 'nothing'), 'id')).toBeNull();
    expect(await ask('{ entry(ref: "sfs/2008:355") { id title kind } }')).toMatchObject({
      entry: { id: pdl.id, kind: 'LAW_SOURCE' },
    });
  });

  it('shows how much was not understood to people of the association alone', async () => {
    await t.sql(
      `insert into law_ledger (id, source_id, edition_id, code, sentence) values ($1, $2, $3, 'TABLE', 'En tabell.')`,
      [newId('LawLedgerEntry'), pdl.id, pdl.editions[1]],
    );
    const query = '{ lawSource(id: "sfs/2008:355") { ledgerCount documents { label } editions { number } } }';
    expect(await ask(query)).toEqual({
      lawSource: {
        ledgerCount: null,
        documents: [{ label: 'prop. 2007/08:126' }, { label: 'bet. 2007/08:SoU16' }],
        editions: [{ number: 2 }, { number: 1 }],
      },
    });
    const member = await t.as('handlaggare@kommun-a.demo');
    expect(await member.ask(query)).toMatchObject({ lawSource: { ledgerCount: null } });
    const staff = await t.as('katalog@skr.demo');
    expect(await staff.ask(query)).toMatchObject({ lawSource: { ledgerCount: 1 } });
  });
});
