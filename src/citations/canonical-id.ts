import { UserError } from '../platform/user-error.js';
import { parseFragment, splitId } from './citation-id.js';

/** Longest id that is read at all; the longest known is a referral to the Council on Legislation with its slug. */
const LONGEST = 200;
/** A session of Riksdagen (2021/22), or the calendar year of older documents. */
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
    celex: /^[1-9]\d{4}[A-Z]{1,2}\d{3,4}(?:\(\d{1,2}\))?$/,
    ecli: /^[A-Z]{2}:[A-Z0-9:.]{1,80}$/,
  }),
);
const SESSIONED: readonly string[] = ['prop', 'skr', 'bet', 'rskr'];
/** Agency regulations: hslf-fs/2016:40. */
const REGULATION = /^[a-z]{2,12}(?:-fs|fs)$/;
/** Judgments and decisions: hfd/2018:66, jo/1234-2019, ra/1999/not/421. */
const DECISION = /^(?:nja|hfd|ra|ad|rh|mod|mig|md|jo|jk|arn|imy|di)$/;
const DECISION_REST = /^[0-9A-Za-z:/-]{1,60}$/;
/** Article, paragraph, point: 6.1.e; recitals and annexes by their letter. */
const EU_FRAGMENT = /^[A-Za-z]{0,2}\d{1,4}[a-z]?(?:\.[0-9a-z]{1,5}){0,5}$/;
/** A page or a section of a preparatory work: #s12, #avs8.2.2. */
const PAGE = /^(?:s\d{1,5}|avs\d{1,3}(?:\.\d{1,3}){0,5})$/;

export interface CanonicalId {
  id: string;
  /** Without the place in it. */
  source: string;
  family: string;
  fragment: string | null;
  /** A statute, a regulation or an act of the EU, as against a bill, a judgment, a decision. */
  law: boolean;
}

/** A canonical id as programs and careful people write it (law.md §1), or null when it is none. */
export function canonicalId(text: string): CanonicalId | null {
  const id = text.trim();
  if (id.length === 0 || id.length > LONGEST) return null;
  const { source, fragment } = splitId(id);
  if (fragment === '') return null;
  const slash = source.indexOf('/');
  const family = source.slice(0, Math.max(0, slash));
  const rest = source.slice(slash + 1);
  const regulation = REGULATION.test(family);
  if (regulation ? !/^\d{4}:\d{1,5}$/.test(rest) : !documentFits(family, rest)) return null;
  const statute = family === 'sfs' || regulation;
  const eu = family === 'celex' && /^[13]/.test(rest);
  if (fragment !== null) {
    const fits = statute
      ? /^[A-Z]/.test(fragment) && parseFragment(fragment) !== null
      : family === 'celex'
        ? EU_FRAGMENT.test(fragment)
        : PAGE.test(fragment);
    if (!fits) return null;
  }
  return { id, source, family, fragment, law: statute || eu };
}

function documentFits(family: string, rest: string): boolean {
  const found = FAMILIES.get(family)?.exec(rest);
  if (!found) return DECISION.test(family) && DECISION_REST.test(rest);
  // 2021/22 is a session, 2021/23 a slip of the pen; the turn of the century was written 1999/2000.
  const [, from, to] = found;
  if (!SESSIONED.includes(family) || to === undefined) return true;
  return to.length === 4 ? from === '1999' : Number(to) === (Number(from) + 1) % 100;
}

/** @throws UserError CITATION_NOT_UNDERSTOOD */
export function requireCanonicalId(text: string, path: string): CanonicalId {
  const found = canonicalId(text);
  if (!found) throw new UserError('CITATION_NOT_UNDERSTOOD', path);
  return found;
}
