import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type Client, type TestApp } from '../../test/harness/app.js';
import { diaryNumber } from './diary-numbers.service.js';

const ERRORS = 'userErrors { code message path details }';
const SHOWN = `case { id ref state version title diaryNumber documentCount pendingReleases unsentDecisions dueOn dueWhat
  allowedActions { action } responsible { name } } ${ERRORS}`;
const mutation = (name: string, type: string, more = ''): string =>
  `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${more} ${SHOWN} } }`;
const M = {
  open: mutation('caseOpen', 'CaseOpen'),
  update: mutation('caseUpdate', 'CaseUpdate'),
  document: mutation('caseRegisterDocument', 'CaseRegisterDocument', 'document { id number secrecyMarks { ground } }'),
  party: mutation('caseAddParty', 'CaseAddParty'),
  endParty: mutation('caseEndParty', 'CaseEndParty'),
  note: mutation('caseAddNote', 'CaseAddNote'),
  mark: mutation('caseMarkSecrecy', 'CaseMarkSecrecy'),
  lift: mutation('caseLiftMark', 'CaseLiftMark'),
  decide: mutation('caseDecide', 'CaseDecide'),
  expedite: mutation('caseExpedite', 'CaseExpedite'),
  close: mutation('caseClose', 'CaseClose'),
  reopen: mutation('caseReopen', 'CaseReopen'),
  release: mutation('caseLogRelease', 'CaseLogRelease'),
  log: mutation('caseLogAdd', 'CaseLogAdd'),
  format: `mutation ($input: DiaryFormatSetInput!) { diaryFormatSet(input: $input) { diaryFormat { unitId pattern } ${ERRORS} } }`,
};
const READ = `query ($id: ID!) { case(id: $id) { id ref state title version summary html access retention retentionYears
  retentionBasis legalHold classCode foreignReference reason parties { id name partyRole endedAt }
  decisions { id decidedBy html appeal appealInformation expeditedOn expeditedTo document { number } } notes { body author { name } }
  secrecyMarks { id ground liftedAt markedBy { name } document { number } } subjectAreas { key }
  history { action } exportUrl } }`;
const LIST = `query ($filter: CaseFilter, $first: Int!, $orderBy: CaseOrder, $after: String) { cases(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
  pageInfo { endCursor }
  totalCount nodes { id title documentCount pendingReleases unsentDecisions secrecyGrounds parties { name } responsible { name } } } }`;
const DOCUMENTS = `query ($case: ID!, $filter: CaseDocumentFilter) { caseDocuments(case: $case, first: 50, filter: $filter) {
  nodes { id number title documentKind date correspondent registeredBy { name } case { ref } } } }`;
const LOG = `query ($case: ID!) { caseLog(case: $case, first: 50) { nodes { id logKind outcome ground body requester follows advice } } }`;

interface CaseView {
  id: string;
  ref: string;
  state: string;
  version: number;
  title: string;
  diaryNumber: string | null;
  documentCount: number;
  pendingReleases: number;
  unsentDecisions: number;
  allowedActions: { action: string }[];
}
type Done = { case: CaseView | null; document?: { id: string; number: number; secrecyMarks: { ground: string }[] } };

let t: TestApp;
let officer: Client;
let admin: Client;
let stranger: Client;
let lawyer: Client;
let unit: string;
beforeAll(async () => {
  t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
  officer = await t.as('handlaggare@kommun-a.demo');
  admin = await t.as('chef@kommun-a.demo');
  stranger = await t.as('handlaggare@kommun-b.demo');
  lawyer = await t.as('jurist@skr.demo');
  const [row] = await t.sql<{ unit: string }>(
    `select m.unit_id as unit from membership m join person p on p.id = m.person_id where p.email = $1 and m.role = 'SUBMITTER'`,
    ['handlaggare@kommun-a.demo'],
  );
  unit = row!.unit;
});
afterAll(() => t.close());

const act = (who: Client, query: string, input: object) => who.act<Done>(query, input);
async function done(query: string, input: object, who = officer): Promise<CaseView> {
  const payload = await act(who, query, input);
  expect(payload.userErrors).toEqual([]);
  return payload.case!;
}
async function refused(query: string, input: object, who = officer): Promise<string[]> {
  const payload = await act(who, query, input);
  for (const { message } of payload.userErrors) expect(message).toMatch(/^[A-ZÅÄÖ].*[.?]$/s);
  return payload.userErrors.map(({ code }) => code);
}
const of = (one: CaseView) => ({ id: one.id, expectedVersion: one.version });
const read = async (who: Client, id: string) =>
  (await who.ask<{ case: Record<string, unknown> | null }>(READ, { id })).case;

describe('a case of a board', () => {
  let found: CaseView;
  beforeEach(async () => {
    found = await done(M.open, { title: 'Upphandling av e-arkiv', summary: 'Enligt **plan**.' });
  });

  it('opens with a ref, the opener responsible, and is seen by its own unit alone', async () => {
    expect(found).toMatchObject({ state: 'OPEN', responsible: { name: expect.any(String) } });
    expect(found.ref).toMatch(/^Ä-2026-\d+$/);
    expect(await read(officer, found.id)).toMatchObject({ access: 'OWN', html: expect.stringContaining('<strong>') });
    expect(await read(stranger, found.id)).toBeNull();
    expect(await read(lawyer, found.id)).toBeNull();
    expect((await t.anonymous.raw(READ, { id: found.id })).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    for (const who of [stranger, lawyer]) {
      expect(await refused(M.note, { case: found.id, body: 'Hej' }, who)).toEqual(['NOT_FOUND']);
      expect(await refused(M.close, { ...of(found), reason: 'x' }, who)).toEqual(['NOT_FOUND']);
      const documents = await who.ask<{ caseDocuments: unknown }>(DOCUMENTS, { case: found.id });
      expect(documents.caseDocuments).toBeNull();
    }
  });

  it('registers documents with numbers of their own, sender or recipient, and a secrecy mark', async () => {
    const first = await act(officer, M.document, {
      case: found.id,
      kind: 'INCOMING',
      title: 'Anbud',
      correspondent: 'Arkivbolaget AB',
      date: '2026-11-20',
      secrecyGround: '19 kap. 3 § OSL',
    });
    expect(first.document).toMatchObject({ number: 1, secrecyMarks: [{ ground: '19 kap. 3 § OSL' }] });
    const second = await act(officer, M.document, { case: found.id, kind: 'DRAWN_UP', title: 'Tjänsteskrivelse' });
    expect(second.document?.number).toBe(2);
    const { caseDocuments } = await officer.ask<{ caseDocuments: { nodes: object[] } }>(DOCUMENTS, {
      case: found.id,
      filter: { query: 'arkivbolag' },
    });
    expect(caseDocuments.nodes).toEqual([
      expect.objectContaining({ number: 1, documentKind: 'INCOMING', date: '2026-11-20', case: { ref: found.ref } }),
    ]);
    const wrong = { case: found.id, title: 'Brev' };
    expect(await refused(M.document, { ...wrong, kind: 'DISPATCHED' })).toEqual(['CORRESPONDENT_REQUIRED']);
    expect(await refused(M.document, { ...wrong, kind: 'DRAWN_UP', correspondent: 'X' })).toEqual([
      'CORRESPONDENT_NOT_HERE',
    ]);
    expect(await refused(M.document, { ...wrong, kind: 'DRAWN_UP', date: '2026-11-24' })).toEqual(['DATE_AHEAD']);
    expect(await refused(M.document, { ...wrong, kind: 'DRAWN_UP', file: found.id })).toEqual(['NOT_FOUND']);
    expect(await refused(M.document, { ...wrong, kind: 'DRAWN_UP', title: '  ' })).toEqual(['REQUIRED']);
    expect(await refused(M.document, { ...wrong, kind: 'DRAWN_UP', title: 'Om 19121212-1212' })).toEqual([
      'PERSONAL_DATA',
    ]);
  });

  it('gives two who register at once each their number', async () => {
    const both = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        act(officer, M.document, { case: found.id, kind: 'DRAWN_UP', title: `Bilaga ${i}` }),
      ),
    );
    expect(both.map(({ document }) => document?.number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('holds parties, notes and marks that can be ended, and keeps what was', async () => {
    await done(M.party, { case: found.id, name: 'Arkivbolaget AB', role: 'APPLICANT' });
    await done(M.note, { case: found.id, body: 'Ringde bolaget.' });
    await done(M.mark, { case: found.id, ground: '19 kap. 3 § OSL' });
    const grounds = async () =>
      (await officer.ask<{ case: object }>('query ($id: ID!) { case(id: $id) { secrecyGrounds } }', { id: found.id }))
        .case;
    expect(await grounds()).toEqual({ secrecyGrounds: '19 kap. 3 § OSL' });
    const before = (await read(officer, found.id)) as unknown as {
      parties: { id: string }[];
      secrecyMarks: { id: string }[];
    };
    const party = before.parties[0]!.id;
    const mark = before.secrecyMarks[0]!.id;
    await done(M.endParty, { case: found.id, party });
    expect(await refused(M.endParty, { case: found.id, party })).toEqual(['PARTY_ALREADY_ENDED']);
    await done(M.lift, { case: found.id, mark, reason: 'Upphandlingen är avslutad.' });
    expect(await grounds()).toEqual({ secrecyGrounds: null });
    expect(await refused(M.lift, { case: found.id, mark, reason: 'igen' })).toEqual(['MARK_ALREADY_LIFTED']);
    expect(await refused(M.lift, { case: found.id, mark: party, reason: 'fel' })).toEqual(['NOT_FOUND']);
    expect(await read(officer, found.id)).toMatchObject({
      parties: [{ name: 'Arkivbolaget AB', endedAt: expect.any(String) }],
      notes: [{ body: 'Ringde bolaget.' }],
      secrecyMarks: [{ ground: '19 kap. 3 § OSL', liftedAt: expect.any(String) }],
    });
  });

  it('is decided, closed and frozen; its log goes on; reopening lets work go on', async () => {
    const paper = await act(officer, M.document, { case: found.id, kind: 'DRAWN_UP', title: 'Beslut' });
    let now = await done(M.decide, {
      ...of(paper.case!),
      decidedBy: 'Kommunstyrelsen § 45',
      outcome: 'Avtal tecknas.',
      delegation: 'Delegationsordningen 4.2',
      document: paper.document!.id,
    });
    expect(now.state).toBe('DECIDED');
    expect(await refused(M.close, { ...of(found) })).toEqual(['CONFLICT']);
    now = await done(M.close, of(now));
    expect(now.state).toBe('CLOSED');
    expect(now.allowedActions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['reopen', 'logRelease', 'logAdd']),
    );
    expect(now.allowedActions.map(({ action }) => action)).not.toContain('registerDocument');
    expect(await refused(M.document, { case: found.id, kind: 'DRAWN_UP', title: 'Sent' })).toEqual(['WRONG_STATE']);
    expect(await refused(M.update, { ...of(now), title: 'Annat' })).toEqual(['WRONG_STATE']);
    await done(M.log, { case: found.id, kind: 'LATE_DOCUMENT', body: 'Ett brev kom efter att ärendet stängts.' });
    expect(await refused(M.log, { case: found.id, kind: 'RELEASE_REQUEST', body: 'x' })).toEqual([
      'LOG_RELEASE_INSTEAD',
    ]);
    expect(await read(officer, found.id)).toMatchObject({
      decisions: [{ decidedBy: 'Kommunstyrelsen § 45', document: { number: 1 } }],
    });
    now = (await act(officer, M.log, { case: found.id, kind: 'APPEAL', body: 'Överklagat.' })).case!;
    now = await done(M.reopen, { ...of(now), reason: 'Domstolen visade ärendet åter.' });
    expect(now.state).toBe('OPEN');
    await done(M.document, { case: found.id, kind: 'DRAWN_UP', title: 'Nytt underlag' });
  });

  it('says how a decision is appealed, and when it was sent to whom', async () => {
    const decide = { ...of(found), decidedBy: 'Enhetschefen', outcome: 'Ansökan avslås.', decidedOn: '2026-11-20' };
    expect(await refused(M.decide, { ...decide, appeal: 'APPEAL' })).toEqual(['APPEAL_INFORMATION_REQUIRED']);
    const appealInformation = 'Till förvaltningsrätten, inom tre veckor från den dag du fick del av beslutet.';
    const decided = await done(M.decide, { ...decide, appeal: 'APPEAL', appealInformation });
    expect(decided).toMatchObject({ state: 'DECIDED', unsentDecisions: 1 });
    const decisions = async () =>
      ((await read(officer, found.id)) as { decisions: ({ id: string } & Record<string, unknown>)[] }).decisions;
    const [{ id: decision }] = (await decisions()) as [{ id: string }];
    const send = { case: found.id, decision, to: 'Sökanden, med brev' };
    expect(await refused(M.expedite, { ...send, date: '2026-11-19' })).toEqual(['EXPEDITED_BEFORE_DECIDED']);
    expect(await refused(M.expedite, { ...send, date: '2026-11-24' })).toEqual(['DATE_AHEAD']);
    expect(await refused(M.expedite, { ...send, to: ' ' })).toEqual(['REQUIRED']);
    expect(await refused(M.expedite, { ...send, decision: found.id })).toEqual(['NOT_FOUND']);
    expect(await refused(M.expedite, send, stranger)).toEqual(['NOT_FOUND']);
    expect((await done(M.expedite, { ...send, date: '2026-11-20' })).unsentDecisions).toBe(0);
    expect(await refused(M.expedite, send)).toEqual(['DECISION_ALREADY_EXPEDITED']);
    expect(await decisions()).toEqual([
      expect.objectContaining({
        appeal: 'APPEAL',
        appealInformation,
        expeditedOn: '2026-11-20',
        expeditedTo: 'Sökanden, med brev',
      }),
    ]);
    await expect(t.sql(`set role lagrum_app; update case_decision set outcome = 'ändrat'`)).rejects.toThrow(
      'permission denied',
    );
  });

  it('is watched for a day, and closing lets go of it', async () => {
    expect(await refused(M.update, { ...of(found), dueWhat: 'Svar från bolaget' })).toEqual(['DUE_NEEDS_DAY']);
    let now = await done(M.update, { ...of(found), dueOn: '2026-12-01', dueWhat: 'Svar från bolaget' });
    expect(now).toMatchObject({ dueOn: '2026-12-01', dueWhat: 'Svar från bolaget' });
    now = await done(M.update, { ...of(now), title: 'Upphandling' });
    expect(now).toMatchObject({ dueOn: '2026-12-01', dueWhat: 'Svar från bolaget' });
    now = await done(M.update, { ...of(now), dueOn: null });
    expect(now).toMatchObject({ dueOn: null, dueWhat: null });
    now = await done(M.update, { ...of(now), dueOn: '2026-12-01' });
    expect(await done(M.close, { ...of(now), reason: 'Återkallat.' })).toMatchObject({ dueOn: null });
  });

  it('attaches what was uploaded in the very act that registers it, or not at all', async () => {
    const uploaded = await t.app.inject({
      method: 'POST',
      url: '/files',
      headers: { ...officer.authorization, 'content-type': 'application/octet-stream' },
      payload: Buffer.from('Anbud på tolv sidor.'),
    });
    const { upload } = uploaded.json<{ upload: string }>();
    const files = async () =>
      (
        await officer.ask<{ case: { files: object[] } }>('query ($id: ID!) { case(id: $id) { files { name } } }', {
          id: found.id,
        })
      ).case.files;
    const input = { case: found.id, kind: 'DRAWN_UP', title: 'Anbudsprotokoll', upload, fileName: 'protokoll.txt' };
    expect(await refused(M.document, { ...input, correspondent: 'Ingen' })).toEqual(['CORRESPONDENT_NOT_HERE']);
    expect(await refused(M.document, { ...input, upload: 'påhitt' })).toEqual(['UPLOAD_INVALID']);
    expect(await files()).toEqual([]);
    await done(M.document, input);
    expect(await files()).toEqual([{ name: 'protokoll.txt' }]);
    const again = await t.app.inject({
      method: 'POST',
      url: '/files',
      headers: { ...officer.authorization, 'content-type': 'application/octet-stream' },
      payload: Buffer.from('En bilaga.'),
    });
    await officer.act<object>(`mutation ($input: FileAttachInput!) { fileAttach(input: $input) { ${ERRORS} } }`, {
      entry: found.id,
      upload: again.json<{ upload: string }>().upload,
      name: 'bilaga.txt',
    });
    const { case: shown } = await officer.ask<{ case: object }>(
      'query ($id: ID!) { case(id: $id) { looseFiles { name } } }',
      { id: found.id },
    );
    expect(shown).toEqual({ looseFiles: [{ name: 'bilaga.txt' }] });
    const both = { ...input, file: found.id };
    expect(await refused(M.document, both)).toEqual(['ONE_FILE_A_DOCUMENT']);
  });

  it('freezes in the database what a closed case holds, whoever writes', async () => {
    await done(M.note, { case: found.id, body: 'Anteckning.' });
    const open = (await read(officer, found.id)) as unknown as { version: number };
    await done(M.close, { id: found.id, expectedVersion: open.version, reason: 'Återkallat.' });
    await expect(
      t.sql(
        `insert into case_note (entry_id, kind, owner_unit_id, visibility, id, body, author_id, at)
         select entry_id, kind, owner_unit_id, visibility, gen_random_uuid(), 'smyg', author_id, at from case_note where entry_id = $1`,
        [found.id],
      ),
    ).rejects.toThrow('closed case');
  });

  it('asks for a reason where there is no decision', async () => {
    expect(await refused(M.close, of(found))).toEqual(['CLOSE_NEEDS_REASON']);
    expect((await done(M.close, { ...of(found), reason: 'Återkallat av sökanden.' })).state).toBe('CLOSED');
  });

  it('logs a request for documents, its refusal with ground and advice, and the written decision', async () => {
    const asked = await done(M.release, { case: found.id, body: 'Alla anbud.' });
    expect(asked.pendingReleases).toBe(1);
    const lines = async () =>
      (await officer.ask<{ caseLog: { nodes: Record<string, string | null>[] } }>(LOG, { case: found.id })).caseLog
        .nodes;
    const [request] = await lines();
    const refuse = { case: found.id, body: 'Nekas i vissa delar.', follows: request!.id, outcome: 'REFUSED' };
    expect(await refused(M.release, refuse)).toEqual(['REFUSAL_NEEDS_GROUND']);
    const after = await done(M.release, { ...refuse, ground: '19 kap. 3 § OSL' });
    expect(after.pendingReleases).toBe(0);
    expect(await refused(M.release, { ...refuse, ground: 'x' })).toEqual(['LOG_ALREADY_FOLLOWED']);
    const [refusal] = await lines();
    expect(refusal).toMatchObject({
      outcome: 'REFUSED',
      follows: request!.id,
      advice: expect.stringContaining('6 kap. 3'),
    });
    expect(await refused(M.release, { case: found.id, body: 'x', follows: refusal!.id, outcome: 'PENDING' })).toEqual([
      'RELEASE_CANNOT_BECOME',
    ]);
    const decision = {
      case: found.id,
      body: 'Beslut.',
      follows: refusal!.id,
      outcome: 'REFUSED_BY_DECISION',
      ground: 'OSL 19:3',
    };
    await done(M.release, decision);
    expect((await lines()).map(({ outcome }) => outcome)).toEqual(['REFUSED_BY_DECISION', 'REFUSED', 'PENDING']);
    await expect(t.sql(`set role lagrum_app; update case_log set body = 'ändrat'`)).rejects.toThrow(
      'permission denied',
    );
  });

  it('says what is to become of it, and that a hold stops it', async () => {
    const dispose = { ...of(found), retention: 'DISPOSE' };
    expect(await refused(M.update, dispose)).toEqual(['RETENTION_YEARS']);
    expect(await refused(M.update, { ...dispose, retentionYears: -1 })).toEqual(['RETENTION_YEARS']);
    expect(await refused(M.update, { ...dispose, retentionYears: 5 })).toEqual(['RETENTION_BASIS_REQUIRED']);
    let now = await done(M.update, {
      ...dispose,
      retentionYears: 5,
      retentionBasis: 'Dokumenthanteringsplan 2025, 2.4',
      legalHold: 'Överprövning pågår',
      classCode: '2.4.1',
    });
    expect(await read(officer, found.id)).toMatchObject({
      retention: 'DISPOSE',
      retentionYears: 5,
      legalHold: 'Överprövning pågår',
      classCode: '2.4.1',
      title: 'Upphandling av e-arkiv',
    });
    now = await done(M.update, { ...of(now), legalHold: null, retention: 'PRESERVE' });
    expect(await read(officer, now.id)).toMatchObject({ legalHold: null, retention: 'PRESERVE', retentionYears: null });
    expect(await refused(M.update, { ...of(now), title: '' })).toEqual(['REQUIRED']);
    expect(await refused(M.update, { ...of(now), responsible: stranger.personId })).toEqual([
      'NOT_A_COLLEAGUE_OF_THE_CASE',
    ]);
  });

  it('shows the questions asked in it, and the other way', async () => {
    const { questionDraft } = await officer.ask<{ questionDraft: { question: { id: string } } }>(
      `mutation { questionDraft(input: { title: "Får vi gallra?", text: "Får vi gallra anbud?" }) { question { id } } }`,
    );
    const linked = await officer.act<object>(
      `mutation ($input: LinkAddInput!) { linkAdd(input: $input) { ${ERRORS} } }`,
      { from: questionDraft.question.id, type: 'ASKS_IN', to: found.id },
    );
    expect(linked.userErrors).toEqual([]);
    const links = await officer.ask<{ case: { links: object[] } }>(
      `query ($id: ID!) { case(id: $id) { links { type entry { id kind title } } } }`,
      { id: found.id },
    );
    expect(links.case.links).toEqual([
      { type: 'ASKS_IN', entry: { id: questionDraft.question.id, kind: 'QUESTION', title: 'Får vi gallra?' } },
    ]);
  });

  it('is where a question is begun and a barrier met, in one act with their links', async () => {
    const begin = (input: object, who = officer) =>
      who.act<{ question: { id: string } | null }>(
        `mutation ($input: QuestionDraftInput!) { questionDraft(input: $input) { question { id } ${ERRORS} } }`,
        { title: 'Får vi?', text: 'Får vi lämna ut?', ...input },
      );
    const asked = await begin({ askedIn: found.id });
    expect(asked.userErrors).toEqual([]);
    const elsewhere = await begin({ askedIn: found.id, unitId: null }, await t.as('handlaggare@region-c.demo'));
    expect(elsewhere).toMatchObject({
      question: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['input', 'askedIn'] }],
    });
    expect((await begin({ askedIn: asked.question!.id })).userErrors).toMatchObject([{ code: 'LINK_NOT_BETWEEN' }]);
    const [area] = await t.sql<{ id: string }>('select id from subject_area limit 1');
    const report = (input: object, who = officer) =>
      who.act<{ barrier: { id: string } | null }>(
        `mutation ($input: BarrierReportInput!) { barrierReport(input: $input) { barrier { id } ${ERRORS} } }`,
        { title: 'Fax krävs', summary: 'Anbud måste faxas.', subjectAreas: [area!.id], ...input },
      );
    const met = await report({ metIn: found.id });
    expect(met.userErrors).toEqual([]);
    const hidden = await report({ metIn: found.id }, await t.as('handlaggare@region-c.demo'));
    expect(hidden.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'metIn'] }]);
    const links = (who: Client, id: string) =>
      who.ask<{ node: { links: { type: string; entry: { id: string } }[] } | null }>(
        `query ($id: ID!) { node(id: $id) { ... on Entry { links { type entry { id } } } } }`,
        { id },
      );
    expect((await links(officer, found.id)).node?.links).toEqual(
      expect.arrayContaining([
        { type: 'ASKS_IN', entry: { id: asked.question!.id } },
        { type: 'CONCERNS', entry: { id: met.barrier!.id } },
      ]),
    );
    // The association reads the barrier, and not where it was met.
    expect((await links(lawyer, met.barrier!.id)).node?.links).toEqual([]);
  });

  it('is shown to no more than its unit, however many agree', async () => {
    const errors = await officer.act<object>(
      `mutation ($input: EntryLowerSecrecyProposeInput!) { entryLowerSecrecyPropose(input: $input) { ${ERRORS} } }`,
      { ...of(found), access: 'PUBLIC', reason: 'Vi vill visa den.' },
    );
    expect(errors.userErrors.map(({ code }) => code)).toEqual(['ACCESS_TOO_WIDE']);
  });

  it('keeps personal numbers only where named people read', async () => {
    const input = { title: 'Orosanmälan', summary: 'Gäller 19121212-1212.', access: 'RESTRICTED' };
    expect(await refused(M.open, { ...input, personalData: { action: 'KEEP', ground: 'OSL 26:1' } })).toEqual([
      'ACCESS_GROUND_REQUIRED',
    ]);
    const kept = await done(M.open, {
      ...input,
      accessGround: '26 kap. 1 § OSL',
      personalData: { action: 'KEEP', ground: '26 kap. 1 § OSL' },
    });
    expect(await read(officer, kept.id)).toMatchObject({ access: 'RESTRICTED' });
    expect(await read(admin, kept.id)).toBeNull();
    await done(M.document, { case: kept.id, kind: 'DRAWN_UP', title: 'Utredning' });
  });

  it('lists what one may see with a constant number of statements, and finds by number, party and document', async () => {
    await done(M.party, { case: found.id, name: 'Sökbar Part AB', role: 'OTHER' });
    const list = async (filter: object, who = officer) =>
      (await who.ask<{ cases: { totalCount: number; nodes: { id: string }[] } }>(LIST, { filter, first: 10 })).cases;
    expect((await list({ query: 'sökbar part' })).nodes.map(({ id }) => id)).toEqual([found.id]);
    expect((await list({ query: found.ref.toLowerCase() })).nodes.map(({ id }) => id)).toContain(found.id);
    expect((await list({ query: 'sökbar part' }, stranger)).totalCount).toBe(0);
    expect((await list({ releasePending: true, query: 'sökbar' })).totalCount).toBe(0);
    await done(M.release, { case: found.id, body: 'Allt.' });
    expect((await list({ releasePending: true, query: 'sökbar' })).totalCount).toBe(1);
    const due = (orderBy = 'UPDATED', after: string | null = null) =>
      officer.ask<{ cases: { nodes: { id: string }[]; pageInfo: { endCursor: string } } }>(LIST, {
        filter: { due: true },
        first: after ? 20 : 1,
        orderBy,
        after,
      });
    expect((await list({ due: true })).nodes.map(({ id }) => id)).toContain(found.id);
    const next = await done(M.open, { title: 'Bevakas' });
    expect((await list({ due: true, query: 'Bevakas' })).totalCount).toBe(0);
    await done(M.update, { ...of(next), dueOn: '2026-11-23' });
    const first = (await due('DUE')).cases;
    expect(first.nodes).toMatchObject([{ id: next.id }]);
    const rest = (await due('DUE', first.pageInfo.endCursor)).cases.nodes.map(({ id }) => id);
    expect(rest).toContain(found.id);
    expect(rest).not.toContain(next.id);
    const counted = async (first: number) => {
      const before = t.db.reads.statements;
      await officer.ask(LIST, { first });
      return t.db.reads.statements - before;
    };
    await counted(1);
    expect(await counted(10)).toBe(await counted(2));
  });

  it('gives its register as a page in which what is marked is left out', async () => {
    await act(officer, M.document, {
      case: found.id,
      kind: 'INCOMING',
      title: 'Hemligt <b>anbud</b>',
      correspondent: 'Arkivbolaget AB',
      secrecyGround: '19 kap. 3 § OSL',
    });
    await act(officer, M.document, { case: found.id, kind: 'DRAWN_UP', title: 'Öppen <i>skrivelse</i>' });
    const get = (who: Client, query = '') =>
      t.app.inject({ url: `/export/case/${found.id}.html${query}`, headers: who.authorization });
    const page = await get(officer);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('Öppen &lt;i&gt;skrivelse&lt;/i&gt;');
    expect(page.body).toContain('19 kap. 3 § OSL');
    expect(page.body).not.toContain('Hemligt');
    expect(page.body).not.toContain('Arkivbolaget');
    expect((await get(officer, '?full=1')).body).toContain('Hemligt &lt;b&gt;anbud');
    expect((await get(stranger)).statusCode).toBe(404);
    expect((await t.app.inject({ url: `/export/case/${found.id}.html` })).statusCode).toBe(401);
  });
});

describe("the unit's own diary numbers", () => {
  it('writes year and number as the pattern says', () => {
    expect(diaryNumber('KS {year}/{number:5}', '2026', 123)).toBe('KS 2026/00123');
    expect(diaryNumber('{number}', '2026', 7)).toBe('7');
  });

  it('counts on from what was written by hand, and is set by the administrator alone', async () => {
    const pattern = 'KS {year}/{number:5}';
    expect((await officer.raw(M.format, { input: { unit, pattern } })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    for (const wrong of ['KS', '{year}', '{number}{number}', '{number} {x}']) {
      expect(await refused(M.format, { unit, pattern: wrong }, admin)).toEqual(['DIARY_PATTERN']);
    }
    await done(M.open, { title: 'För hand', diaryNumber: 'KS 2026/00001' });
    const set = await admin.act<object>(M.format, { unit, pattern });
    expect(set.userErrors).toEqual([]);
    expect((await done(M.open, { title: 'I serien' })).diaryNumber).toBe('KS 2026/00002');
    expect((await done(M.open, { title: 'I serien' })).diaryNumber).toBe('KS 2026/00003');
    expect(await refused(M.open, { title: 'Två gånger', diaryNumber: 'KS 2026/00002' })).toEqual(['RULE_BROKEN']);
  });
});
