import { Client, TestApp, UserErrorView } from './app.js';

/** The ways of dossiers that tests take again and again, through the API as people do. */

export interface StageView {
  id: string;
  stage: string;
  state: string;
  date: string | null;
  documentId: string | null;
  document: string | null;
  link: string | null;
  title: string | null;
  note: string | null;
  parentId: string | null;
  provisions: string[];
  skipReason: string | null;
  deadline: string | null;
  ministryReference: string | null;
  verified: boolean;
  confirmedBy: { name: string } | null;
  corrections: {
    date: string | null;
    documentId: string | null;
    deadline: string | null;
    reason: string;
    state: string;
    by: { name: string } | null;
  }[];
  consultees: {
    id: string;
    name: string;
    asked: boolean;
    answeredOn: string | null;
    answerLink: string | null;
    organisation: { name: string } | null;
  }[];
  milestones: MilestoneView[];
}
export interface MilestoneView {
  id: string;
  kind: string;
  state: string;
  version: number;
  workingDaysBefore: number;
  dueOn: string;
  responsible: { name: string } | null;
  allowedActions: { action: string; mutation: string }[];
}
export interface ProposalView {
  id: string;
  stage: string;
  state: string;
  version: number;
  date: string;
  documentId: string;
  link: string | null;
  source: string;
  seen: string;
  quote: string | null;
  allowedActions: { action: string; mutation: string }[];
}
export interface DossierView {
  id: string;
  ref: string;
  title: string;
  state: string;
  version: number;
  access: string;
  type: string;
  currentStage: string;
  currentStageOn: string | null;
  missingStages: string[];
  inForceOn: string | null;
  restReason: string | null;
  restUntil: string | null;
  endReason: string | null;
  verified: boolean;
  responsible: { name: string } | null;
  stages: StageView[];
  proposals: ProposalView[];
  allowedActions: { action: string; mutation: string; blockers: { code: string; message: string }[] }[];
}

const DOSSIER = `id ref title state version access type currentStage currentStageOn missingStages inForceOn restReason
  restUntil endReason verified responsible { name }
  stages { id stage state date documentId document link title note parentId provisions skipReason deadline
    ministryReference verified confirmedBy { name } corrections { date documentId deadline reason state by { name } }
    consultees { id name asked answeredOn answerLink organisation { name } }
    milestones { id kind state version workingDaysBefore dueOn responsible { name } allowedActions { action mutation } } }
  proposals { id stage state version date documentId link source seen quote allowedActions { action mutation } }
  allowedActions { action mutation blockers { code message } }`;

export const READ_DOSSIER = `query ($id: ID!) { dossier(id: $id) { ${DOSSIER} } }`;

/** `act('StageConfirm')` is the mutation dossierStageConfirm. */
const mutation = (name: string): string =>
  `mutation ($input: Dossier${name}Input!) { dossier${name}(input: $input) { dossier { ${DOSSIER} } userErrors { code message path details } } }`;

export interface Done {
  dossier: DossierView | null;
  userErrors: UserErrorView[];
}

export const tryDossier = (who: Client, name: string, input: object): Promise<Done> =>
  who.act<{ dossier: DossierView | null }>(mutation(name), input);

export async function dossier(who: Client, name: string, input: object): Promise<DossierView> {
  const done = await tryDossier(who, name, input);
  if (done.userErrors.length) throw new Error(`${who.email}: ${JSON.stringify(done.userErrors)}`);
  return done.dossier!;
}

/** The code of the refusal, its field and its words. */
export async function refusedDossier(who: Client, name: string, input: object): Promise<[string, string, string]> {
  const { userErrors } = await tryDossier(who, name, input);
  const [first] = userErrors;
  return [first?.code ?? 'none', first?.path.join('.') ?? '', first?.message ?? ''];
}

export async function readDossier(who: Client, id: string): Promise<DossierView | null> {
  return (await who.ask<{ dossier: DossierView | null }>(READ_DOSSIER, { id })).dossier;
}

let counter = 0;
export const opened = (who: Client, more: object = {}): Promise<DossierView> =>
  dossier(who, 'Open', { title: `En lag om samordnad journalföring (${++counter})`, ...more });

/** Confirms one stage after another; every one knows its version from the one before. */
export async function walked(
  who: Client,
  start: DossierView,
  steps: readonly { stage: string; date: string; document?: string; [more: string]: unknown }[],
): Promise<DossierView> {
  let at = start;
  for (const step of steps)
    at = await dossier(who, 'StageConfirm', { id: at.id, expectedVersion: at.version, ...step });
  return at;
}

/** Law sources and goals have no module here: an entry of any kind, owned by the association. */
export async function plainEntry(
  t: TestApp,
  kind: string,
  id: string,
  { state = 'ACTIVE', ref = null as string | null, title = 'Något att länka till' } = {},
): Promise<string> {
  await t.sql(
    `insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, created_by)
     select $1, $2, $3, $4, m.organisation_id, m.unit_id, 'PUBLIC', 'WORLD', $5, 'system:test'
       from membership m join person p on p.id = m.person_id where p.email = 'paverkan@skr.demo' limit 1`,
    [id, kind, ref, title, state],
  );
  return id;
}

let runs = 0;
/** One run of a scheduled job, an hour after the last: within its interval a job is scheduled once. */
export const runScheduled = (t: TestApp, kind: string): Promise<void> =>
  t.drainJobs({
    scheduled: [kind],
    until: new Date(Math.max(t.clock.now().getTime(), Date.now()) + ++runs * 3_600_000),
  });
