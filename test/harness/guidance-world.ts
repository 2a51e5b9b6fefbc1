import { Client, TestApp } from './app.js';
import { accepted, area, People, R, revision, RevisionView } from './world.js';

/** Guidance and answers with a text of one's own, out through review as people do it. */

const CREATE = `mutation ($input: GuidanceCreateInput!) {
  guidanceCreate(input: $input) { guidance { id ref } revision { id version } userErrors { code message path } } }`;

export interface Written {
  /** The guidance or question. */
  id: string;
  ref: string | null;
  revision: { id: string; version: number };
}

export async function draftedGuidance(t: TestApp, p: People, body: string, more: object = {}): Promise<Written> {
  const payload = await p.lawyer.act<{ guidance: { id: string; ref: string }; revision: RevisionView }>(CREATE, {
    title: `Vad gäller (${body.length})?`,
    body,
    conclusion: 'POSSIBLE',
    subjectAreas: [await area(t)],
    ...more,
  });
  if (payload.userErrors.length) throw new Error(JSON.stringify(payload.userErrors));
  return { ...payload.guidance, revision: payload.revision };
}

/** Submits, approves and publishes. */
export async function out(p: People, draft: { id: string; version: number }): Promise<RevisionView> {
  const sent = await revision(p.lawyer, R.submit, { id: draft.id, expectedVersion: draft.version });
  const yes = await revision(p.reviewer, R.approve, { id: sent.id, expectedVersion: sent.version });
  return revision(p.lawyer, R.publish, { id: yes.id, expectedVersion: yes.version });
}

export async function publishedGuidance(t: TestApp, p: People, body: string, more: object = {}): Promise<Written> {
  const draft = await draftedGuidance(t, p, body, more);
  return { ...draft, revision: await out(p, draft.revision) };
}

export async function publishedAnswer(t: TestApp, p: People, body: string): Promise<Written> {
  const asked = await accepted(t, p);
  const draft = await revision(p.lawyer, R.draft, { entry: asked.id, body, conclusion: 'POSSIBLE' });
  return { id: asked.id, ref: asked.ref, revision: await out(p, draft) };
}

/** A new text of the same entry, as a draft. */
export function redrafted(who: Client, entry: string, body: string, more: object = {}): Promise<RevisionView> {
  return revision(who, R.draft, { entry, body, conclusion: 'POSSIBLE', ...more });
}
