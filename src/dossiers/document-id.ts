import { parseFragment, splitId } from '../citations/citation-id.js';
import { DossierStageKind as S } from './dossier.entity.js';

/** Longest id that is read at all; the longest known is a referral to the Council on Legislation with its slug. */
const LONGEST = 200;

/** A session of Riksdagen (2021/22), or the calendar year of older bills. */
const SESSION = String.raw`(\d{4})(?:\/(\d{2}|2000))?`;

/** One linear pattern a family (doc: law.md §1); what does not fit whole is no id. */
const FAMILIES = new Map<string, RegExp>(
  Object.entries({
    sfs: /^\d{4}:\d{1,5}(?:_s\.\d{1,4})?$/,
    prop: new RegExp(`^${SESSION}:(?:[A-Z] )?\\d{1,4}$`),
    skr: new RegExp(`^${SESSION}:\\d{1,4}$`),
    bet: new RegExp(`^${SESSION}:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9}\\d{1,4}y?$`),
    rskr: new RegExp(`^${SESSION}:\\d{1,4}$`),
    sou: /^\d{4}:\d{1,4}$/,
    ds: /^\d{4}:\d{1,4}$/,
    dir: /^\d{4}:\d{1,4}$/,
    lagradsremiss: /^\d{4}-\d{2}-\d{2}\/[a-z0-9-]{1,160}$/,
    celex: /^[1-9]\d{4}[A-Z]{1,2}\d{4}(?:\(\d{2}\))?$/,
  }),
);
/** Agency regulations: hslf-fs/2016:40. */
const REGULATION = /^[a-z]{2,12}(?:-fs|fs)$/;

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

/** Whether the text is the canonical id of a document, without a place in it. */
export function isDocumentId(id: string): boolean {
  if (id.length > LONGEST) return false;
  const family = familyOf(id);
  const rest = id.slice(family.length + 1);
  if (REGULATION.test(family)) return /^\d{4}:\d{1,4}$/.test(rest);
  const pattern = FAMILIES.get(family);
  const found = pattern?.exec(rest);
  if (!found) return false;
  // 2021/22 is a session, 2021/23 a slip of the pen; the turn of the century was written 1999/2000.
  const [, from, to] = found;
  if (!['prop', 'skr', 'bet', 'rskr'].includes(family) || to === undefined) return true;
  return to.length === 4 ? from === '1999' : Number(to) === (Number(from) + 1) % 100;
}

/** Whether the text is an act or a place in one: sfs/2008:355#K6P2, celex/32016R0679#6.1.e. */
export function isProvisionId(id: string): boolean {
  if (id.length > LONGEST) return false;
  const { source, fragment } = splitId(id);
  if (!isDocumentId(source)) return false;
  if (fragment === '') return false;
  const family = familyOf(source);
  if (fragment === null) return family === 'sfs' || family === 'celex' || REGULATION.test(family);
  if (family === 'celex') return /^\d{1,3}[a-z]?(?:\.(?:\d{1,3}|[a-z]{1,2})){0,4}$/.test(fragment);
  if (family !== 'sfs' && !REGULATION.test(family)) return false;
  return /^L\d{4}:\d{1,5}$/.test(fragment) || parseFragment(fragment) !== null;
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
