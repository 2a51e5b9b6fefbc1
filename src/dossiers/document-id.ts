import { canonicalId } from '../citations/canonical-id.js';
import { DossierStageKind as S } from './dossier.entity.js';

/** Which documents may carry a stage. A stage that is absent takes any, or none. */
const OF_STAGE: Partial<Record<S, readonly string[]>> = {
  [S.ANNOUNCEMENT]: ['rskr', 'bet'],
  [S.EU_PROPOSAL]: ['celex'],
  [S.DIRECTIVE]: ['dir'],
  [S.INQUIRY]: ['sou', 'ds'],
  [S.COUNCIL_ON_LEGISLATION]: ['lagradsremiss'],
  [S.BILL]: ['prop'],
  [S.COMMITTEE_REPORT]: ['bet'],
  [S.DECISION]: ['rskr'],
  [S.EU_ADOPTED]: ['celex'],
  [S.ISSUED]: ['sfs'],
  [S.IN_FORCE]: ['sfs', 'celex'],
};

export function familyOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('/')));
}

export function familiesOf(stage: S): readonly string[] | null {
  return OF_STAGE[stage] ?? null;
}

/** Documents of the legislative process and acts; a judgment or a decision is no document of a dossier. */
const DOCUMENTS = ['sfs', 'prop', 'skr', 'bet', 'rskr', 'sou', 'ds', 'dir', 'lagradsremiss', 'celex'];

/** Whether the text is the canonical id of a document, without a place in it. */
export function isDocumentId(id: string): boolean {
  const found = canonicalId(id);
  return found?.id === id && found.fragment === null && (found.law || DOCUMENTS.includes(found.family));
}

/** Whether the text is an act or a place in one: sfs/2008:355#K6P2, celex/32016R0679#6.1.e. */
export function isProvisionId(id: string): boolean {
  const found = canonicalId(id);
  return found?.id === id && (found.law || found.family === 'celex');
}

/** An id as people type it back: prop. 2017/18:223 is prop/2017/18:223. */
export function spoken(id: string): string {
  const family = familyOf(id);
  const rest = id.slice(family.length + 1);
  return `${SPOKEN.get(family) ?? `${family}.`} ${rest}`;
}

const SPOKEN = new Map([
  ['sou', 'SOU'],
  ['ds', 'Ds'],
  ['sfs', 'SFS'],
  ['lagradsremiss', 'lagrådsremiss'],
  ['celex', 'CELEX'],
]);
