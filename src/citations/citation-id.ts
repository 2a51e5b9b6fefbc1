/** A place in a source, as written; each part optional. Letters are kept: "2 a" is "2a". */
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
  /** Article of a treaty whose text an act holds (artikel 8 i lagen 1994:1219), or of an older act that counts in articles. */
  incorporated?: string;
  /** Of an act of the European Union, with its parts: `6.1.e`. */
  article?: string;
  /** Skäl, of an act of the European Union. */
  recital?: string;
  /** Of a document. */
  page?: string;
  /** Avsnitt of a document: `8.2.2`. */
  heading?: string;
}

export interface SourceId {
  source: string;
  fragment: string | null;
}

/** In place of a number: "sista stycket" and a dash in a list have none that the words tell. The target is what they stand in. */
export const LAST = 'sista';

/** The fragment of law.md §1: K6P2aS1N3, 6.1.e, s12. Items of a section without a paragraph belong to the first. */
export function statuteFragment(at: Pinpoint, chapter = at.chapter): string {
  const before = at.amending === undefined && at.annex === undefined ? '' : blockOf(at);
  if (before === '' && chapter === undefined && at.section === undefined && at.incorporated === undefined) {
    const plain = at.article ?? plainFragment(at);
    if (plain !== undefined) return plain;
  }
  const paragraph = at.paragraph ?? (at.item === undefined || before !== '' ? undefined : '1');
  let fragment = before + placeOf(at, chapter);
  if (paragraph === LAST) return fragment;
  if (paragraph !== undefined) fragment += `S${paragraph}`;
  if (at.item === LAST) return fragment;
  if (at.item !== undefined) fragment += `N${at.item}`;
  if (at.sentence !== undefined && at.sentence !== LAST) fragment += `M${at.sentence}`;
  return fragment;
}

function blockOf({ amending, annex }: Pinpoint): string {
  return (amending === undefined ? '' : `L${amending}`) + (annex === undefined ? '' : `B${annex}`);
}

function plainFragment({ recital, page, heading }: Pinpoint): string | undefined {
  if (recital !== undefined) return `skal${recital}`;
  if (page !== undefined) return `s${page}`;
  return heading === undefined ? undefined : `avs${heading}`;
}

function placeOf({ incorporated, section, moment }: Pinpoint, chapter: string | undefined): string {
  let place = incorporated === undefined ? '' : `A${incorporated}`;
  if (chapter !== undefined) place += `K${chapter}`;
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

const PARTS: readonly { letter: string; part: keyof Pinpoint; form: RegExp }[] = [
  { letter: 'L', part: 'amending', form: /^\d{4}:\d+$/ },
  { letter: 'B', part: 'annex', form: /^[\da-zåäö]+$/ },
  { letter: 'A', part: 'incorporated', form: /^\d+[a-z]*$/ },
  { letter: 'K', part: 'chapter', form: /^\d+[a-zåäö]*$/ },
  { letter: 'P', part: 'section', form: /^\d+[a-zåäö]*$/ },
  { letter: 'O', part: 'moment', form: /^\d+[a-z]*$/ },
  { letter: 'S', part: 'paragraph', form: /^\d+$/ },
  { letter: 'N', part: 'item', form: /^[\da-zåäö]+$/ },
  { letter: 'M', part: 'sentence', form: /^\d+$/ },
];
const PLAIN: readonly { part: keyof Pinpoint; form: RegExp }[] = [
  { part: 'article', form: /^(\d+[a-z]?(?:\.[\da-z]+)*)$/ },
  { part: 'page', form: /^s(\d+)$/ },
  { part: 'heading', form: /^avs(\d+(?:\.\d+)*)$/ },
  { part: 'recital', form: /^skal(\d+)$/ },
];
const LONGEST_FRAGMENT = 80;

/** The parts of a fragment, in the order of law.md §1; null where it is none. Reads back what `statuteFragment` writes. */
export function parseFragment(fragment: string): Pinpoint | null {
  if (fragment === '' || fragment.length > LONGEST_FRAGMENT) return null;
  for (const { part, form } of PLAIN) {
    const value = form.exec(fragment)?.[1];
    if (value !== undefined) return { [part]: value };
  }
  const at: Pinpoint = {};
  let next = 0;
  for (const piece of fragment.split(/(?=[A-Z])/)) {
    const found = PARTS.findIndex(({ letter }, k) => k >= next && piece.startsWith(letter));
    if (found < 0 || !PARTS[found]!.form.test(piece.slice(1))) return null;
    at[PARTS[found]!.part] = piece.slice(1);
    next = found + 1;
  }
  return at;
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
