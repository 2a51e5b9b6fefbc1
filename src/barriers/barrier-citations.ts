import { parseFragment, splitId } from '../citations/citation-id.js';
import { Tx } from '../platform/database/transaction.js';
import { UserError } from '../platform/user-error.js';

/** Statutes of the state and of authorities: `sfs/2009:400`, `sfs/1949:105 s. 2`, `hslf-fs/2016:40`. */
const STATUTE = /^(sfs|[a-z]{1,10}(-[a-z]{1,6})?fs)\/\d{4}:\d{1,5}[a-z]?( s\. \d{1,4})?$/;
/** Acts and judgments of the EU by CELEX number. */
const CELEX = /^celex\/[1-9]\d{4}[A-Z]{1,2}\d{3,4}(\(\d{1,2}\))?$/;
/** Article, paragraph, point: `6.1.e`; recitals and annexes by their letter. */
const EU_FRAGMENT = /^[A-Za-z]?\d{1,4}[a-z]?(\.[0-9a-z]{1,5}){0,5}$/;
/** Inquiries, bills, judgments, decisions: `sou/2015:39`, `prop/2017/18:151`, `hfd/2018:66`, `jo/1234-2019`. */
const OTHER = /^[a-z]{2,12}(-[a-z]{1,8})?\/[0-9A-Za-zÅÄÖåäö:/.-]{1,60}$/;
const MOST = 120;

export interface CitedByHand {
  id: string;
  /** Statute, EU act or document that it lies in. */
  act: string;
  /** Whether it is law: a statute or an act of the EU, as against a judgment, a bill, a decision. */
  law: boolean;
}

/** A citation that a person wrote as a canonical id, or null when it is none. */
export function citedByHand(text: string): CitedByHand | null {
  const id = text.trim();
  if (id.length === 0 || id.length > MOST) return null;
  const { source, fragment } = splitId(id);
  if (STATUTE.test(source)) {
    if (fragment !== null && parseFragment(fragment) === null) return null;
    return { id, act: source, law: true };
  }
  if (source.startsWith('celex/')) {
    if (!CELEX.test(source) || (fragment !== null && !EU_FRAGMENT.test(fragment))) return null;
    return { id, act: source, law: source.startsWith('celex/3') || source.startsWith('celex/1') };
  }
  return fragment === null && OTHER.test(source) ? { id, act: source, law: false } : null;
}

/** @throws UserError BARRIER_CITATION_UNKNOWN */
export function requireCitation(text: string, path: string): CitedByHand {
  const cited = citedByHand(text);
  if (!cited) throw new UserError('BARRIER_CITATION_UNKNOWN', path);
  return cited;
}

/** @throws UserError ACT_REPEALED, ACT_NOT_IN_FORCE when the act is known and does not apply on the day. */
export async function requireInForce(tx: Tx, act: string, day: string, path: string): Promise<void> {
  const known = await tx.one<{ from: string | null; to: string | null; successor: string | null }>(
    `select a.valid_from::text as "from", a.valid_to::text as "to", s.key as successor
       from act a left join act s on s.id = a.successor_id where a.key = $1`,
    [act],
  );
  if (!known) return;
  if (known.to !== null && known.to <= day) {
    throw new UserError('ACT_REPEALED', path, { act, date: known.to, successor: known.successor });
  }
  if (known.from !== null && known.from > day) throw new UserError('ACT_NOT_IN_FORCE', path, { act, date: known.from });
}
