import { Client, TestApp } from './app.js';

/** The ways that tests take again and again, through the API as people do. */

const ERRORS = 'userErrors { code message path details }';
const QUESTION = `question { id ref state version } ${ERRORS}`;
const REVISION = `revision { id state version number contentHash } ${ERRORS}`;

export interface QuestionView {
  id: string;
  ref: string | null;
  state: string;
  version: number;
}
export interface RevisionView {
  id: string;
  state: string;
  version: number;
  number: number;
  contentHash: string;
}

export const Q = {
  draft: `mutation ($input: QuestionDraftInput!) { questionDraft(input: $input) { ${QUESTION} } }`,
  submit: `mutation ($input: QuestionSubmitInput!) { questionSubmit(input: $input) { ${QUESTION} } }`,
  accept: `mutation ($input: QuestionAcceptInput!) { questionAccept(input: $input) { ${QUESTION} } }`,
};
export const R = {
  draft: `mutation ($input: RevisionDraftInput!) { revisionDraft(input: $input) { ${REVISION} } }`,
  edit: `mutation ($input: RevisionEditInput!) { revisionEdit(input: $input) { ${REVISION} } }`,
  submit: `mutation ($input: RevisionSubmitInput!) { revisionSubmit(input: $input) { ${REVISION} } }`,
  recall: `mutation ($input: RevisionActionInput!) { revisionRecall(input: $input) { ${REVISION} } }`,
  discard: `mutation ($input: RevisionActionInput!) { revisionDiscard(input: $input) { ${REVISION} } }`,
  approve: `mutation ($input: RevisionApproveInput!) { revisionApprove(input: $input) { ${REVISION} } }`,
  requestChanges: `mutation ($input: RevisionReasonInput!) { revisionRequestChanges(input: $input) { ${REVISION} } }`,
  publish: `mutation ($input: RevisionActionInput!) { revisionPublish(input: $input) { ${REVISION} } }`,
  withdraw: `mutation ($input: RevisionWithdrawInput!) { revisionWithdraw(input: $input) { ${REVISION} } }`,
  emergency: `mutation ($input: RevisionReasonInput!) { revisionEmergencyPublish(input: $input) { ${REVISION} } }`,
  retro: `mutation ($input: RevisionRetroReviewInput!) { revisionRetroReview(input: $input) { ${REVISION} } }`,
};

export interface People {
  officer: Client;
  neighbour: Client;
  lawyer: Client;
  reviewer: Client;
  admin: Client;
}

export async function people(t: TestApp): Promise<People> {
  return {
    officer: await t.as('handlaggare@kommun-a.demo'),
    neighbour: await t.as('handlaggare@kommun-b.demo'),
    lawyer: await t.as('jurist@skr.demo'),
    reviewer: await t.as('granskare@skr.demo'),
    admin: await t.as('admin@skr.demo'),
  };
}

async function done<T>(who: Client, mutation: string, input: object, field: string): Promise<T> {
  const payload = await who.act<Record<string, T>>(mutation, input);
  if (payload.userErrors.length) throw new Error(`${who.email}: ${JSON.stringify(payload.userErrors)}`);
  return payload[field] as T;
}
export const question = (who: Client, mutation: string, input: object) =>
  done<QuestionView>(who, mutation, input, 'question');
export const revision = (who: Client, mutation: string, input: object) =>
  done<RevisionView>(who, mutation, input, 'revision');

/** A subject area that one reviewer is enough for. */
export async function area(t: TestApp): Promise<string> {
  const [row] = await t.sql<{ id: string }>(
    'select id from subject_area where reviewers_required = 1 order by key limit 1',
  );
  return row!.id;
}
export async function demandingArea(t: TestApp): Promise<string> {
  const [row] = await t.sql<{ id: string }>(
    'select id from subject_area where reviewers_required = 2 order by key limit 1',
  );
  return row!.id;
}

let counter = 0;
export async function drafted(t: TestApp, who: Client, more: object = {}): Promise<QuestionView> {
  const [unit] = await t.sql<{ unit_id: string }>(
    `select unit_id from membership where person_id = $1 and role = 'SUBMITTER' and ended_at is null order by id limit 1`,
    [who.personId],
  );
  const n = ++counter;
  return question(who, Q.draft, {
    unitId: unit!.unit_id,
    title: `Får vi lämna ut uppgifter (${n})?`,
    text: 'Vi undrar om nämnden får lämna ut uppgifterna till en annan nämnd.',
    ...more,
  });
}
export async function submitted(t: TestApp, who: Client, more: object = {}): Promise<QuestionView> {
  const draft = await drafted(t, who, more);
  return question(who, Q.submit, { id: draft.id, expectedVersion: draft.version, deIdentified: true });
}
export async function accepted(t: TestApp, p: People, subjectArea?: string): Promise<QuestionView> {
  const sent = await submitted(t, p.officer);
  return question(p.lawyer, Q.accept, {
    id: sent.id,
    expectedVersion: sent.version,
    subjectAreas: [subjectArea ?? (await area(t))],
  });
}
export const ANSWER = { body: 'Ja, enligt 10 kap. 2 § OSL.', conclusion: 'POSSIBLE' };

export async function inReview(
  t: TestApp,
  p: People,
  subjectArea?: string,
): Promise<{ question: QuestionView; revision: RevisionView }> {
  const asked = await accepted(t, p, subjectArea);
  const draft = await revision(p.lawyer, R.draft, { entry: asked.id, ...ANSWER });
  return {
    question: asked,
    revision: await revision(p.lawyer, R.submit, { id: draft.id, expectedVersion: draft.version }),
  };
}
export async function approved(t: TestApp, p: People): Promise<{ question: QuestionView; revision: RevisionView }> {
  const { question: asked, revision: waiting } = await inReview(t, p);
  return {
    question: asked,
    revision: await revision(p.reviewer, R.approve, { id: waiting.id, expectedVersion: waiting.version }),
  };
}
export async function answered(t: TestApp, p: People): Promise<{ question: QuestionView; revision: RevisionView }> {
  const { question: asked, revision: ready } = await approved(t, p);
  return {
    question: asked,
    revision: await revision(p.lawyer, R.publish, { id: ready.id, expectedVersion: ready.version }),
  };
}
