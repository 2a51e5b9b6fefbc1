import type { FollowUpCompareQuery, TotalsViewFragment } from '../gql/graphql';
import { number } from '../words/dates';
import type { strategyWords } from '../words/strategy';

type Words = (typeof strategyWords)['sv'];
export type ComparedMeasure = FollowUpCompareQuery['followUpCompare']['measures'][number]['years'][number] | undefined;
type Amount = number | null | undefined;

/** A difference in words: what is kept back in either year makes none. */
export function changeOf(w: Words['report'], name: keyof TotalsViewFragment, before: Amount, after: Amount): string {
  if (before === null || before === undefined || after === null || after === undefined) return w.unknown;
  const change = Math.round((after - before) * 10) / 10;
  if (change === 0) return w.same;
  const size = number(Math.abs(change));
  if (name === 'medianWorkingDays') return change > 0 ? w.longer(size) : w.shorter(size);
  return change > 0 ? w.more(size) : w.less(size);
}

export function differs(a: ComparedMeasure, b: ComparedMeasure): boolean {
  if (!a || !b) return a !== b;
  return (
    a.status !== b.status ||
    a.claims !== b.claims ||
    a.claimsMet !== b.claimsMet ||
    a.barriersOpen !== b.barriersOpen ||
    a.plan?.result !== b.plan?.result
  );
}

/** What became of a measure from the one year to the other. */
export function inWords(words: Words, a: ComparedMeasure, b: ComparedMeasure): string {
  const w = words.report;
  if (!a || !b) return a === b ? w.same : w.unknown;
  const said: string[] = [];
  const status = (one: NonNullable<ComparedMeasure>): string => words.statuses[one.status].toLowerCase();
  if (a.status !== b.status) said.push(w.wentFrom(status(a), status(b)));
  const met = b.claimsMet - a.claimsMet;
  if (met > 0) said.push(w.claimsMore(met));
  if (met < 0) said.push(w.claimsLess(-met));
  const claims = b.claims - a.claims;
  if (claims !== 0) said.push(w.claimsAll(claims));
  const open = b.barriersOpen - a.barriersOpen;
  if (open !== 0) said.push(w.barriersOpen(open));
  const result = (one: NonNullable<ComparedMeasure>): string =>
    (one.plan?.result ? words.results[one.plan.result] : words.resultMissing).toLowerCase();
  if (a.plan?.result !== b.plan?.result && (a.plan?.result || b.plan?.result))
    said.push(w.planWent(result(a), result(b)));
  return said.length ? said.join('; ') : w.same;
}
