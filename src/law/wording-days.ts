import { ValidityBasis } from './provision.entity.js';
import type { Days } from './wording-pieces.js';

/** A wording of one provision among its others. */
export interface Term extends Days {
  editionFrom: number;
  /** Null while the newest edition holds it. */
  editionTo?: number | null;
  /** Where it stands in its edition. */
  position: number;
  twin: number;
}

/**
 * Makes the wordings of one provision agree on their days, so that on each day at most one holds.
 *
 * - A wording without an end ends where a later one begins.
 * - What only an older edition says gives way to what the newest says of the same days; if nothing is left of it, it never held.
 * - Two of the same edition that no day tells apart stay both; the second is the first one's twin, and the ledger has it.
 *
 * @param today the day on which the newest edition is read, for wordings whose beginning the law does not say
 */
export function settle(terms: readonly Term[], today: string): void {
  const decided = terms.filter(({ fromUndecided }) => !fromUndecided);
  for (const term of decided) term.twin = 0;
  const inTime = [...decided].sort((a, b) => compareDays(a.validFrom, b.validFrom) || a.position - b.position);
  endWhereNextBegins(inTime.filter(stands));
  endWhereNextBegins(inTime);
  const firm: Term[] = [];
  let twins = 0;
  for (const term of [...inTime].sort(byForce)) {
    let other = firstOverlap(firm, term);
    while (other !== null && outranks(other, term)) {
      giveWay(term, other, today);
      const next = firstOverlap(firm, term);
      // It starts with the days of the other: what follows can only be another.
      other = next === other ? null : next;
    }
    if (other !== null) term.twin = twins += 1;
    else if (!isEmpty(term)) firm.splice(placeFor(firm, term), 0, term);
  }
}

/** The firm ones stand in the order of their days and nowhere overlap, so two of them are all there is to look at. */
function firstOverlap(firm: readonly Term[], term: Term): Term | null {
  const at = placeFor(firm, term);
  const before = firm[at - 1];
  if (before && overlap(term, before)) return before;
  const after = firm[at];
  return after && overlap(term, after) ? after : null;
}

function placeFor(firm: readonly Term[], { validFrom }: Term): number {
  let low = 0;
  let high = firm.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareDays(firm[middle]!.validFrom, validFrom) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const stands = ({ editionTo }: Term): boolean => editionTo === null || editionTo === undefined;

/** What stands before what is gone, what is newer before what is older. */
function byForce(a: Term, b: Term): number {
  return Number(stands(b)) - Number(stands(a)) || (stands(a) ? 0 : b.editionFrom - a.editionFrom);
}

const outranks = (a: Term, b: Term): boolean => byForce(a, b) < 0;

/** Of wordings in the order of their days. One that stands is never ended by one that is gone: it has its end by then, or none. */
function endWhereNextBegins(inTime: readonly Term[]): void {
  let next: Term | null = null;
  let later: Term | null = null;
  for (let at = inTime.length - 1; at >= 0; at -= 1) {
    const term = inTime[at]!;
    if (next !== null && compareDays(term.validFrom, next.validFrom) < 0) later = next;
    if (term.validTo === null && later !== null && !(stands(term) && !stands(later))) term.validTo = later.validFrom;
    next = term;
  }
}

function giveWay(term: Term, other: Term, today: string): void {
  if (other.validFrom === null) {
    // Neither says since when: the change came at the latest on the day the newer was read.
    if (term.validFrom === null || term.validFrom < today) {
      other.validFrom = other.validTo !== null && other.validTo < today ? other.validTo : today;
      other.fromBasis = ValidityBasis.EDITION;
    } else other.validFrom = term.validFrom;
  }
  term.validTo = term.validFrom !== null && term.validFrom >= other.validFrom ? term.validFrom : other.validFrom;
  term.toUndecided = false;
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
