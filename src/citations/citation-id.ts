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
}

export interface SourceId {
  source: string;
  fragment: string | null;
}

/** The statute fragment of law.md §1: K6P2aS1N3. Items without a paragraph belong to the first. */
export function statuteFragment(at: Pinpoint): string {
  if (at.annex !== undefined) return `B${at.annex}`;
  const paragraph = at.paragraph ?? (at.item === undefined ? undefined : '1');
  let fragment = '';
  if (at.chapter !== undefined) fragment += `K${at.chapter}`;
  if (at.section !== undefined) fragment += `P${at.section}`;
  if (at.moment !== undefined) fragment += `O${at.moment}`;
  if (paragraph !== undefined) fragment += `S${paragraph}`;
  if (at.item !== undefined) fragment += `N${at.item}`;
  if (at.sentence !== undefined) fragment += `M${at.sentence}`;
  return fragment;
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
