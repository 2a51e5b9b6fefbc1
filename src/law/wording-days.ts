import { ValidityBasis } from './provision.entity.js';
import type { Days } from './wording-pieces.js';

/** A wording of one provision among its others. */
export interface Term extends Days {
  editionFrom: number;
  /** Where it stands in its edition. */
  position: number;
  twin: number;
}

/**
 * Makes the wordings of one provision agree on their days, so that on each day at most one holds.
 *
 * - A wording without an end ends where a later one begins.
 * - What an older edition said gives way to what a newer says of the same days; if nothing is left of it, it never held.
 * - Two of the same edition that no day tells apart stay both; the second is the first one's twin, and the ledger has it.
 *
 * @param today the day on which the newest edition is read, for wordings whose beginning the law does not say
 */
export function settle(terms: Term[], today: string): void {
  const decided = terms.filter(({ fromUndecided }) => !fromUndecided);
  for (const term of decided) term.twin = 0;
  const inTime = [...decided].sort((a, b) => compareDays(a.validFrom, b.validFrom) || a.position - b.position);
  inTime.forEach((term, at) => {
    if (term.validTo !== null) return;
    const next = inTime.slice(at + 1).find(({ validFrom }) => (validFrom ?? '') > (term.validFrom ?? ''));
    if (next) term.validTo = next.validFrom;
  });
  const newestFirst = [...inTime].sort((a, b) => b.editionFrom - a.editionFrom);
  const accepted: Term[] = [];
  for (const term of newestFirst) {
    for (const newer of accepted)
      if (newer.editionFrom > term.editionFrom && overlap(term, newer)) yieldTo(term, newer, today);
    const twins = accepted.filter((other) => overlap(term, other)).map(({ twin }) => twin);
    if (twins.includes(0)) term.twin = Math.max(...twins) + 1;
    accepted.push(term);
  }
}

function yieldTo(older: Term, newer: Term, today: string): void {
  if (newer.validFrom === null) {
    // Neither says since when: the change came at the latest on the day the newer was read.
    if (older.validFrom === null || older.validFrom < today) {
      newer.validFrom = newer.validTo !== null && newer.validTo < today ? newer.validTo : today;
      newer.fromBasis = ValidityBasis.EDITION;
    } else newer.validFrom = older.validFrom;
  }
  if (older.validFrom !== null && older.validFrom >= newer.validFrom) older.validTo = older.validFrom;
  else older.validTo = newer.validFrom;
  older.toUndecided = false;
}

function overlap(a: Days, b: Days): boolean {
  if (isEmpty(a) || isEmpty(b)) return false;
  return !(
    (a.validTo !== null && (b.validFrom ?? '') >= a.validTo) ||
    (b.validTo !== null && (a.validFrom ?? '') >= b.validTo)
  );
}

function isEmpty({ validFrom, validTo }: Days): boolean {
  return validFrom !== null && validFrom === validTo;
}

/** No day = before every day. */
function compareDays(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}
