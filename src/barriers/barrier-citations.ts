import { canonicalId } from '../citations/canonical-id.js';
import { Tx } from '../platform/database/transaction.js';
import { UserError } from '../platform/user-error.js';

export interface CitedByHand {
  id: string;
  /** Statute, EU act or document that it lies in. */
  act: string;
  /** Whether it is law: a statute or an act of the EU, as against a judgment, a bill, a decision. */
  law: boolean;
}

/** A citation that a person wrote as a canonical id, or null when it is none. A place is named in law only. */
export function citedByHand(text: string): CitedByHand | null {
  const found = canonicalId(text);
  if (!found || (found.fragment !== null && found.family !== 'celex' && !found.law)) return null;
  return { id: found.id, act: found.source, law: found.law };
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
