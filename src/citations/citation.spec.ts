import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, createTestApp, TestApp } from '../../test/harness/app.js';
import { draftedGuidance, out, publishedGuidance, redrafted, Written } from '../../test/harness/guidance-world.js';
import { plantLaw, Planted } from '../../test/harness/law-world.js';
import { drafted, people, People, Q, question, R, revision } from '../../test/harness/world.js';
import { Database } from '../platform/database/database.js';
import { systemPrincipal } from '../platform/principal.js';
import { EntryKind } from '../catalogue/entry.entity.js';
import { placeCorrections } from './corrections.js';

const ERRORS = 'userErrors { code path message }';
const SHOWN = `id target words start end origin version orphaned extracted label standing { status on act message }`;
const CORRECT = `mutation ($input: CitationCorrectInput!) { citationCorrect(input: $input) { citation { ${SHOWN} } ${ERRORS} } }`;
const RESTORE = `mutation ($input: CitationRestoreInput!) { citationRestore(input: $input) { citation { ${SHOWN} } ${ERRORS} } }`;
const OF_REVISION = `query ($id: ID!) { node(id: $id) { ... on Revision { body html citations { ${SHOWN} field provision { fragment }
  provisions { fragment } wordingThen { text } correctedBy { name } } } } }`;
const CITED_BY = `query ($id: ID!, $kinds: [EntryKind!], $first: Int!, $after: String) { provision(id: $id) {
  citedByCounts { kind count } citedBy(kinds: $kinds, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
  nodes { entry { id kind } citations { words } } } } }`;

interface CitationView {
  id: string;
  target: string | null;
  words: string;
  start: number;
  end: number;
  origin: string;
  version: number;
  orphaned: boolean;
  extracted: string | null;
  label: string;
  field: string;
  standing: { status: string; on: string | null; act: string | null; message: string };
  provision: { fragment: string } | null;
  provisions: { fragment: string }[];
  wordingThen: { text: string } | null;
  correctedBy: { name: string } | null;
}
interface CitedBy {
  provision: {
    citedByCounts: { kind: string; count: number }[];
    citedBy: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      nodes: { entry: { id: string; kind: string }; citations: { words: string }[] }[];
    };
  };
}

const SECTION = (fragment: string, chapter: string, text: string, more: object = {}) => ({
  kind: 'SECTION' as const,
  fragment,
  number: fragment.replace(/^K\d+P/, ''),
  chapter,
  wordings: [{ text, from: '2009-06-30', ...more }],
});
const OSL = {
  key: 'sfs/2009:400',
  title: 'Offentlighets- och sekretesslag (2009:400)',
  inForceOn: '2009-06-30',
  pieces: [
    { kind: 'CHAPTER' as const, fragment: 'K10', number: '10', wordings: [{ text: '10 kap.\n', from: '2009-06-30' }] },
    SECTION('K10P1', 'K10', '1 § Sekretess hindrar inte …\n'),
    {
      ...SECTION('K10P2', 'K10', ''),
      wordings: [
        { text: '2 § Den gamla lydelsen.\n', from: '2009-06-30', to: '2024-01-01' },
        { text: '2 § Den nya lydelsen.\n', from: '2024-01-01', act: '2023:900' },
      ],
    },
    SECTION('K10P2a', 'K10', '2 a § Inskjuten.\n'),
    SECTION('K10P3', 'K10', '3 § Upphör.\n', { to: '2027-01-01', repealedBy: '2026:500' }),
    {
      ...SECTION('K10P4', 'K10', ''),
      wordings: [
        { text: '4 § Nu.\n', from: '2009-06-30' },
        { text: '4 § Sedan.\n', undecided: true, act: '2026:700' },
      ],
    },
  ],
};

describe('citations of stored texts', () => {
  let t: TestApp;
  let p: People;
  let osl: Planted;
  beforeAll(async () => {
    t = await createTestApp();
    p = await people(t);
    osl = await plantLaw(t, OSL);
  }, 180_000);
  afterAll(() => t.close());

  const settle = () => t.drainJobs({ until: new Date(Date.now() + 60_000) });
  const of = async (who: Client, id: string) =>
    (await who.ask<{ node: { body: string; html: string; citations: CitationView[] } | null }>(OF_REVISION, { id }))
      .node;
  const cited = async (id: string): Promise<CitationView[]> => (await of(p.lawyer, id))!.citations;
  const written = async (body: string, more: object = {}): Promise<Written> => {
    const made = await publishedGuidance(t, p, body, more);
    await settle();
    return made;
  };

  it('stand where the words are, in units of the text as stored, and lead there from its HTML', async () => {
    const body =
      'Se **10 kap. 1 § OSL** och 10 kap. 2 § offentlighets- och sekretesslagen (2009:400).\n\nDäremot inte `10 kap. 1 § OSL`.';
    const made = await written(body);
    const node = (await of(t.anonymous, made.revision.id))!;
    for (const one of node.citations) expect(body.slice(one.start, one.end)).toBe(one.words);
    expect(node.citations.map((one) => one.target)).toEqual([
      'sfs/2009:400#K10P1',
      'sfs/2009:400#K10P2',
      'sfs/2009:400#K10P1',
    ]);
    expect(node.html).toContain(
      '<a class="citation" href="/lag/sfs/2009:400#K10P1" title="10 kap. 1 § Offentlighets- och sekretesslag (2009:400)">10 kap. 1 § OSL</a></strong>',
    );
    expect(node.html).toContain('<code>10 kap. 1 § OSL</code>');
    const { guidance } = await t.anonymous.ask<{ guidance: { html: string } }>(
      'query ($id: ID!) { guidance(id: $id) { html } }',
      { id: made.id },
    );
    expect(guidance.html).toBe(node.html);
  });

  it('are pinned to the wording of the stated day, else that of publication', async () => {
    const then = await written('Enligt 10 kap. 2 § OSL.', { asOf: '2020-05-01' });
    expect((await cited(then.revision.id))[0]).toMatchObject({
      wordingThen: { text: '2 § Den gamla lydelsen.\n' },
      standing: { status: 'CHANGED_SINCE', on: '2024-01-01', act: '2023:900' },
    });
    const now = await written('Enligt 10 kap. 2 § OSL.');
    expect((await cited(now.revision.id))[0]).toMatchObject({
      wordingThen: { text: '2 § Den nya lydelsen.\n' },
      standing: { status: 'CURRENT', on: null },
    });
  });

  it('say what is to come, with or without a day, what is unknown and why', async () => {
    const made = await written(
      'Se 10 kap. 3 §, 4 § och 2–3 §§ OSL, 3 § hemliga lagen, 5 § LSS, artikel 6 GDPR och 10 kap. 99 § OSL.',
    );
    const all = await cited(made.revision.id);
    const standing = (target: string | null) => all.find((one) => one.target === target)?.standing;
    expect(standing('sfs/2009:400#K10P3')).toMatchObject({ status: 'CHANGES_ON', on: '2027-01-01', act: '2026:500' });
    expect(standing('sfs/2009:400#K10P4')).toMatchObject({ status: 'CHANGES_ON', on: null, act: '2026:700' });
    expect(standing('sfs/2009:400#K10P99')).toMatchObject({ status: 'NOT_HELD' });
    expect(standing(null)).toMatchObject({ status: 'UNRESOLVED' });
    // A range is what lies between, inserted sections too; its last end is a citation of its own.
    const range = all.find((one) => one.target === 'sfs/2009:400#K10P2');
    expect(range?.provisions.map(({ fragment }) => fragment)).toEqual(['K10P2', 'K10P2a']);
  });

  it('of a draft are seen by those who see the draft, and by nobody else in any count', async () => {
    const provision = osl.provisions.get('K10P1')!;
    const counted = async (who: Client): Promise<number> =>
      (await who.ask<CitedBy>(CITED_BY, { id: provision, first: 20 })).provision.citedBy.totalCount;
    const before = await Promise.all([p.lawyer, p.officer, t.anonymous].map(counted));
    const draft = await draftedGuidance(t, p, 'Utkast om 10 kap. 1 § OSL.');
    await settle();
    expect(await of(t.anonymous, draft.revision.id)).toBeNull();
    expect(await cited(draft.revision.id)).toHaveLength(1);
    expect(await Promise.all([p.lawyer, p.officer, t.anonymous].map(counted))).toEqual([
      before[0]! + 1,
      before[1],
      before[2],
    ]);
    await out(p, draft.revision);
    await settle();
    expect(await Promise.all([p.lawyer, p.officer, t.anonymous].map(counted))).toEqual(before.map((n) => n + 1));
    const rows = await t.sql('select 1 from citation_pin where subject_id = $1 and not shown', [draft.revision.id]);
    expect(rows).toEqual([]);
  });

  it('in the words of a question are the asker’s and the association’s to see', async () => {
    const provision = osl.provisions.get('K10P2a')!;
    const asked = await drafted(t, p.officer, {
      text: 'Gäller 10 kap. 2 a § OSL för oss?',
      facts: 'Jämför 10 kap. 1 § OSL.',
    });
    await settle();
    const counts = async (who: Client) =>
      (await who.ask<CitedBy>(CITED_BY, { id: provision, kinds: ['QUESTION'], first: 20 })).provision;
    expect((await counts(p.officer)).citedBy.nodes).toMatchObject([
      { entry: { id: asked.id }, citations: [{ words: '10 kap. 2 a § OSL' }] },
    ]);
    for (const who of [p.neighbour, p.lawyer, t.anonymous]) {
      const seen = await counts(who);
      expect(seen.citedBy).toMatchObject({ totalCount: 0, nodes: [] });
      expect(seen.citedByCounts.filter(({ kind }) => kind === 'QUESTION')).toEqual([]);
    }
    await question(p.officer, Q.submit, { id: asked.id, expectedVersion: asked.version, deIdentified: true });
    expect((await counts(p.lawyer)).citedBy.totalCount).toBe(1);
    const { question: shown } = await p.officer.ask<{ question: { html: string; citations: { totalCount: number } } }>(
      'query ($id: ID!) { question(id: $id) { html citations { totalCount } } }',
      { id: asked.id },
    );
    expect(shown.html).toContain('href="/lag/sfs/2009:400#K10P2a"');
    expect(shown.citations.totalCount).toBe(2);
  });

  it('are read page by page, each entry once, and in as many statements for twenty as for two', async () => {
    const provision = osl.provisions.get('K10P1')!;
    const all: string[] = [];
    for (let after: string | null = null; ;) {
      const { citedBy }: CitedBy['provision'] = (
        await p.lawyer.ask<CitedBy>(CITED_BY, { id: provision, first: 2, after })
      ).provision;
      all.push(...citedBy.nodes.map((one) => one.entry.id));
      if (!citedBy.pageInfo.hasNextPage) break;
      after = citedBy.pageInfo.endCursor;
    }
    expect(new Set(all).size).toBe(all.length);
    const statements = async (first: number): Promise<number> => {
      const from = t.app.get(Database).reads.statements;
      await p.lawyer.ask(CITED_BY, { id: provision, first });
      return t.app.get(Database).reads.statements - from;
    };
    await statements(2);
    expect(await statements(20)).toBe(await statements(2));
    const few = await written('Se 10 kap. 1 § OSL.');
    const many = await written(
      Array.from({ length: 12 }, (_, i) => `${i}: se 10 kap. ${1 + (i % 4)} § OSL.`).join('\n\n'),
    );
    const cost = async (id: string): Promise<number> => {
      const from = t.app.get(Database).reads.statements;
      await of(p.lawyer, id);
      return t.app.get(Database).reads.statements - from;
    };
    expect(await cost(many.revision.id)).toBe(await cost(few.revision.id));
  });

  describe('put right by a person', () => {
    it('keep what was said through every new reading, wherever the words have gone', async () => {
      const draft = await draftedGuidance(t, p, 'Se 3 § lagen. Sedan 10 kap. 1 § OSL.');
      await settle();
      const [wrong] = (await cited(draft.revision.id)).filter((one) => one.target === null);
      expect(wrong).toMatchObject({ words: '3 § lagen', standing: { status: 'UNRESOLVED' } });
      const payload = await p.lawyer.act<{ citation: CitationView }>(CORRECT, {
        id: wrong!.id,
        expectedVersion: wrong!.version,
        target: '10 kap. 3 § OSL',
      });
      expect(payload).toMatchObject({
        userErrors: [],
        citation: {
          target: 'sfs/2009:400#K10P3',
          origin: 'CORRECTED',
          extracted: null,
          standing: { status: 'CHANGES_ON' },
        },
      });
      const edited = await revision(p.lawyer, R.edit, {
        id: draft.revision.id,
        expectedVersion: draft.revision.version,
        body: 'Inledning. Sedan 10 kap. 1 § OSL. Till sist 3 § lagen, som sagt.',
      });
      await settle();
      const moved = (await cited(edited.id)).find((one) => one.id === wrong!.id)!;
      expect(moved).toMatchObject({
        target: 'sfs/2009:400#K10P3',
        start: 44,
        orphaned: false,
        correctedBy: { name: expect.anything() },
      });
      const without = await revision(p.lawyer, R.edit, {
        id: edited.id,
        expectedVersion: edited.version,
        body: 'Inget om lag.',
      });
      await settle();
      expect(await cited(edited.id)).toMatchObject([{ id: wrong!.id, orphaned: true }]);
      const back = await revision(p.lawyer, R.edit, {
        id: edited.id,
        expectedVersion: without.version,
        body: 'Åter 3 § lagen.',
      });
      await settle();
      expect(await cited(edited.id)).toMatchObject([{ id: wrong!.id, orphaned: false, start: 5 }]);
      // It goes over to the next version of the text.
      await out(p, back);
      await settle();
      const next = await redrafted(p.lawyer, draft.id, 'Ny text: 3 § lagen.');
      await settle();
      expect(await cited(next.id)).toMatchObject([{ target: 'sfs/2009:400#K10P3', origin: 'CORRECTED', start: 9 }]);
      const [again] = await cited(next.id);
      const restored = await p.lawyer.act<{ citation: CitationView }>(RESTORE, {
        id: again!.id,
        expectedVersion: again!.version,
      });
      expect(restored).toMatchObject({ userErrors: [], citation: { target: null, origin: 'EXTRACTED' } });
    });

    it('may be said to be none, and are no link then', async () => {
      const made = await written('Vi kallar det 10 kap. 1 § OSL.');
      const [one] = await cited(made.revision.id);
      const input = { id: one!.id, expectedVersion: one!.version, noCitation: true };
      expect((await p.lawyer.act<{ citation: CitationView }>(CORRECT, input)).citation).toMatchObject({
        target: null,
        extracted: 'sfs/2009:400#K10P1',
        standing: { status: 'NO_CITATION' },
      });
      expect((await of(t.anonymous, made.revision.id))!.html).not.toContain('<a');
      expect((await p.lawyer.act(CORRECT, input)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    });

    it('only by whoever writes the text, to what exists, said so that it can be read', async () => {
      const made = await written('Se 10 kap. 1 § OSL.');
      const [one] = await cited(made.revision.id);
      const input = { id: one!.id, expectedVersion: one!.version };
      const code = async (who: Client, more: object) =>
        (await who.act<{ citation: null }>(CORRECT, { ...input, ...more })).userErrors[0]?.code;
      expect(await code(p.lawyer, {})).toBe('CITATION_TARGET_OR_NONE');
      expect(await code(p.lawyer, { target: 'sfs/2009:400#K10P1', noCitation: true })).toBe('CITATION_TARGET_OR_NONE');
      expect(await code(p.lawyer, { target: 'den där lagen' })).toBe('CITATION_TARGET_UNREADABLE');
      expect(await code(p.lawyer, { target: '10 kap. 98 § OSL' })).toBe('CITATION_NO_SUCH_PROVISION');
      expect(await code(p.officer, { target: '10 kap. 2 § OSL' })).toBe('FORBIDDEN');
      const draft = await draftedGuidance(t, p, 'Hemligt utkast om 10 kap. 1 § OSL.');
      await settle();
      const [hidden] = await cited(draft.revision.id);
      const answer = await p.officer.act(CORRECT, { id: hidden!.id, expectedVersion: 1, target: '10 kap. 2 § OSL' });
      expect(answer.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    });

    it('each word to one passage, the nearest first', () => {
      const text = new Map([['body', 'aa 3 § x bb 3 § x cc']]);
      const found = [3, 12].map((start) => ({ field: 'body', start, end: start + 5, words: '3 § x' }));
      const at = (startAt: number) => ({ field: 'body', words: '3 §\nx', startAt });
      expect(placeCorrections([at(11), at(12)], found, text).map((one) => one?.start)).toEqual([12, 3]);
      expect(placeCorrections([{ ...at(0), words: 'dd' }], found, text)).toEqual([null]);
      expect(placeCorrections([{ ...at(0), words: 'bb' }], found, text)).toMatchObject([{ start: 9, end: 11 }]);
    });
  });

  it('are pinned later, when the law they point at arrives, and followed up if it had changed meanwhile', async () => {
    const made = await written('Enligt 2 kap. 1 § patientlagen (2014:821).');
    const same = await written('Enligt 2 kap. 2 § patientlagen (2014:821).');
    expect((await cited(made.revision.id))[0]!.standing.status).toBe('NOT_HELD');
    await t.sql(`update revision set published_at = published_at - interval '400 days' where id = any($1::uuid[])`, [
      [made.revision.id, same.revision.id],
    ]);
    await t.sql(`update citation set as_of = as_of - 400 where subject_id = any($1::uuid[])`, [
      [made.revision.id, same.revision.id],
    ]);
    const law = await plantLaw(t, {
      key: 'sfs/2014:821',
      title: 'Patientlag (2014:821)',
      inForceOn: '2015-01-01',
      pieces: [
        {
          ...SECTION('K2P1', 'K2', ''),
          wordings: [
            { text: '1 § Då.\n', from: '2015-01-01', to: '2026-01-01' },
            { text: '1 § Nu.\n', from: '2026-01-01', act: '2025:999' },
          ],
        },
        SECTION('K2P2', 'K2', '2 § Alltid.\n'),
      ],
    });
    await t.db.transact(systemPrincipal('law.import', Object.values(EntryKind), 'system:command-line'), (tx) =>
      tx.emit('law.imported', { entryId: law.id, editionId: law.editions[0] }).then(() => ({ id: law.id })),
    );
    await settle();
    expect((await cited(made.revision.id))[0]).toMatchObject({
      wordingThen: { text: '1 § Då.\n' },
      standing: { status: 'CHANGED_SINCE', on: '2026-01-01', act: '2025:999' },
    });
    expect((await cited(same.revision.id))[0]!.standing.status).toBe('CURRENT');
    const tasks = await t.sql<{ entry_id: string }>(`select entry_id from task where cause = 'sfs/2025:999'`);
    expect(tasks.map((row) => row.entry_id)).toEqual([made.id]);
  });
});
