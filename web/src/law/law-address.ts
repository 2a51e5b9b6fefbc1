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
const spaced = (number: string): string => number.replace(/^(\d+)([a-zåäö])/, '$1\u00a0$2');

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

/** How documents are cited, by the family of their ids. */
const FAMILIES: Record<string, string> = {
  prop: 'prop.',
  bet: 'bet.',
  rskr: 'rskr.',
  skr: 'skr.',
  mot: 'mot.',
  dir: 'dir.',
  sou: 'SOU',
  ds: 'Ds',
  celex: 'CELEX',
  lagradsremiss: 'lagrådsremiss',
};

/** sfs/2009:400#K26P2aS2 as 26 kap. 2 a § 2 st., SFS 2009:400; prop/2022/23:97 as prop. 2022/23:97. */
export function spelled(target: string): string {
  const document = /^([a-z]+)\/([^#]+)(?:#(.+))?$/.exec(target);
  const family = document && FAMILIES[document[1]!];
  if (family) return `${family}\u00a0${document[2]}${document[3] ? ` artikel ${document[3]}` : ''}`;
  const found = /^sfs\/([^#]+)(?:#(?:K(\d+[a-z]?))?(?:P(\d+[a-z]?))?(?:S(\d+))?(?:N(\d+))?)?$/.exec(target);
  if (!found) return target;
  const [, number, chapter, section, paragraph, point] = found;
  const place = [
    chapter ? `${spaced(chapter)}\u00a0kap.` : '',
    section ? `${spaced(section)}\u00a0§` : '',
    paragraph ? `${paragraph}\u00a0st.` : '',
    point ? `${point}\u00a0p.` : '',
  ].filter((one) => one);
  return [place.join(' '), `SFS\u00a0${number}`].filter((one) => one).join(', ');
}
