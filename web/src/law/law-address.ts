/** Canonical ids of the law (`sfs/2008:355#K6P2`) and the addresses of their pages. */

export interface LawPlace {
  /** `2008:355`. */
  number: string;
  /** `K6P2aS1N3`; null for the whole act. */
  fragment: string | null;
}

/** Null for what is no Swedish act: an EU act, a bill, a case. */
export function placeOf(target: string | null | undefined): LawPlace | null {
  const found = /^sfs\/([^#/]+)(?:#(.+))?$/.exec(target ?? '');
  return found ? { number: found[1]!, fragment: found[2] ?? null } : null;
}

/** A place as the router takes it. */
export const toPlace = ({ number, fragment }: LawPlace) =>
  fragment
    ? ({ to: '/lag/sfs/$number/$fragment', params: { number, fragment } } as const)
    : ({ to: '/lag/sfs/$number', params: { number } } as const);

export const sourceKey = (number: string): string => `sfs/${number}`;
export const provisionKey = (number: string, fragment: string): string => `sfs/${number}#${fragment}`;

/** Where a provision or an act is read, as of a day; null where its text is of a kind that is not kept here. */
export function lawHref(target: string | null | undefined, day?: string | null): string | null {
  const place = placeOf(target);
  if (!place) return null;
  const part = (text: string): string => encodeURIComponent(text).replaceAll('%3A', ':');
  const path = `/lag/sfs/${part(place.number)}${place.fragment ? `/${part(place.fragment)}` : ''}`;
  return day ? `${path}?datum=${day}` : path;
}

/** `2a` → `2 a`, as it is written in Swedish. */
const spaced = (number: string): string => number.replace(/^(\d+)([a-zåäö])/, '$1 $2');

/** `K6P2a` → `6 kap. 2 a §`, for what the server names by its place alone. */
export function labelOf(fragment: string): string {
  const words: Record<string, (number: string) => string> = {
    K: (number) => `${spaced(number)} kap.`,
    P: (number) => `${spaced(number)} §`,
    B: (number) => (number ? `bilaga ${number}` : 'bilagan'),
    L: (number) => `övergångsbestämmelserna till ${number}`,
  };
  const steps = [...fragment.matchAll(/([KPBL])([^A-Z]*)/g)];
  return steps.map(([, letter, number]) => words[letter!]!(number!)).join(' ') || fragment;
}

/** As it is called in running text, with its number: `patientdatalagen (2008:355)`. */
export const nameOf = (source: { title: string; shortName?: string | null; designation: string }): string =>
  source.shortName ? `${source.shortName} (${source.designation})` : source.title;

/** The section, annex or chapter that a place lies in: `K6P2aS1N3` in `K6P2a`. */
export const provisionOf = (fragment: string): string =>
  /^(?:K\d+[a-zåäö]*(?:P\d+[a-zåäö]*)?|P\d+[a-zåäö]*|B\d*[a-zåäö]?|L\d{4}:\d+)/.exec(fragment)?.[0] ?? fragment;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A civil date of the address; what is none is left out. */
export function dayOf(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || !DAY.test(raw)) return undefined;
  const date = new Date(`${raw}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(raw) ? raw : undefined;
}
