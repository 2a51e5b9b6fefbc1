/** A place in a statute, as written; each part optional. Letters are kept: "2 a" is "2a". */
export interface Pinpoint {
  chapter?: string;
  section?: string;
  /** Moment, in old acts. */
  moment?: string;
  /** Stycke. */
  paragraph?: string;
  /** Punkt, with the letters of a sub-item. */
  item?: string;
  /** Mening. */
  sentence?: string;
  annex?: string;
  /** The act that brought a wording, or whose transitional provision it is: `2014:829`. */
  amending?: string;
}

export interface SourceId {
  source: string;
  fragment: string | null;
}

/** In place of a number: "sista stycket" and a dash in a list have none that the words tell. The target is what they stand in. */
export const LAST = 'sista';

/** The statute fragment of law.md §1: K6P2aS1N3. Items without a paragraph belong to the first. */
export function statuteFragment(at: Pinpoint, chapter = at.chapter): string {
  if (at.annex !== undefined) return `B${at.annex}`;
  const paragraph = at.paragraph ?? (at.item === undefined ? undefined : '1');
  if (paragraph === LAST) return placeOf(at, chapter);
  let fragment = placeOf(at, chapter);
  if (paragraph !== undefined) fragment += `S${paragraph}`;
  if (at.item === LAST) return fragment;
  if (at.item !== undefined) fragment += `N${at.item}`;
  if (at.sentence !== undefined && at.sentence !== LAST) fragment += `M${at.sentence}`;
  return fragment;
}

function placeOf({ section, moment }: Pinpoint, chapter: string | undefined): string {
  let place = chapter === undefined ? '' : `K${chapter}`;
  if (section !== undefined) place += `P${section}`;
  if (moment !== undefined) place += `O${moment}`;
  return place;
}

export const withFragment = (source: string, fragment: string): string =>
  fragment === '' ? source : `${source}#${fragment}`;

export function splitId(id: string): SourceId {
  const at = id.indexOf('#');
  return at < 0 ? { source: id, fragment: null } : { source: id.slice(0, at), fragment: id.slice(at + 1) };
}

const LETTERS: Record<string, keyof Pinpoint> = {
  K: 'chapter',
  P: 'section',
  O: 'moment',
  S: 'paragraph',
  N: 'item',
  M: 'sentence',
  B: 'annex',
};

/** The parts of a statute fragment; null where it is none. */
export function parseFragment(fragment: string): Pinpoint | null {
  const at: Pinpoint = {};
  let part: keyof Pinpoint | undefined;
  for (const c of fragment) {
    if (c >= 'A' && c <= 'Z') {
      part = LETTERS[c];
      if (part === undefined || at[part] !== undefined) return null;
      at[part] = '';
    } else {
      if (part === undefined) return null;
      at[part] += c;
    }
  }
  return Object.values(at).includes('') ? null : at;
}

export const isStatute = (id: string): boolean => id.startsWith('sfs/') || /^[a-z-]+fs\//.test(id.slice(0, 16));

/** CELEX of an act by its type (R regulation, L directive, D decision, F framework decision), year and number. */
export function celex(type: string, year: number, number: number): string {
  const full = year < 100 ? year + (year < 50 ? 2000 : 1900) : year;
  return `celex/3${full}${type}${String(number).padStart(4, '0')}`;
}

/** CELEX of a judgment of the Court (C) or the General Court (T). */
export function celexCase(court: string, number: number, year: number): string {
  const full = year < 100 ? year + (year < 50 ? 2000 : 1900) : year;
  return `celex/6${full}${court}J${String(number).padStart(4, '0')}`;
}
