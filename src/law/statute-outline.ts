import { UNDECIDED, type Validity } from './statute-markers.js';
import { fold } from './statute-text.js';
import { type StatuteKind, type StatuteNode, walk } from './statute-tree.js';

export type OutlineKind =
  'part' | 'chapter' | 'heading' | 'section' | 'annex' | 'transitional' | 'amending-act' | 'article';

/** A line of the table of contents. */
export interface OutlineEntry {
  kind: OutlineKind;
  number: string | null;
  /** Null for what the law has no way to point at: a part, a heading, the transitional provisions as a whole. */
  fragment: string | null;
  /** What a part, chapter, heading or annex is called, without its number; null for a section. */
  title: string | null;
  /** How a section begins, cut between words; null for what has a title. */
  opening: string | null;
  validity: Validity;
  repealed: boolean;
  repealedBy: string | null;
  lastAct: string | null;
  /** Where the piece begins in the source, UTF-16 units: what tells two wordings of one fragment apart. */
  start: number;
  children: OutlineEntry[];
}

const KINDS = new Set<StatuteKind>([
  'part',
  'chapter',
  'heading',
  'section',
  'annex',
  'transitional',
  'amending-act',
  'article',
]);
const OPENING_MOST = 80;
/** A chapter begins here anew, so the headings before it have nothing more under them. */
const CLOSES_HEADINGS = new Set<OutlineKind>(['part', 'chapter', 'annex', 'transitional']);

/**
 * The table of contents: parts, chapters and annexes as the text nests them, sections under the headings they stand behind.
 *
 * The edition does not say how deep a heading is. One that stands right in front of another is taken for the upper of the two,
 * and what follows for its children until the next such pair or the chapter's end.
 */
export function outline(root: StatuteNode, options: { asOf?: string } = {}): OutlineEntry[] {
  const level = new Level([]);
  for (const child of root.children) {
    if (options.asOf !== undefined && !inForce(child.validity, options.asOf)) continue;
    const entry = entryOf(child, options);
    if (entry) level.add(entry);
  }
  return level.entries;
}

/** One container's children while they are read: which heading, and which heading above it, the next section belongs to. */
class Level {
  private upper: OutlineEntry | null = null;
  private heading: OutlineEntry | null = null;
  private last: OutlineEntry | null = null;
  /** How many headings stand right behind each other here. */
  private row = 0;

  constructor(readonly entries: OutlineEntry[]) {}

  add(entry: OutlineEntry): void {
    if (entry.kind === 'heading') this.addHeading(entry);
    else {
      if (CLOSES_HEADINGS.has(entry.kind)) this.upper = this.heading = null;
      (this.heading?.children ?? this.entries).push(entry);
    }
    this.last = entry;
  }

  private addHeading(entry: OutlineEntry): void {
    // "/Rubriken upphör …/" and "/Rubriken träder i kraft …/" in a row are one heading in two wordings.
    const other = this.last?.kind === 'heading' && parted(this.last.validity, entry.validity);
    this.row = this.last !== null && this.last === this.heading && !other ? this.row + 1 : 1;
    if (this.row > 1 && this.last !== null) {
      const upper = this.upper;
      if (this.row === 2 && upper !== null && this.last !== upper) {
        // The pair begins a new upper level: its first heading was taken for a child of the one before.
        upper.children.pop();
        this.entries.push(this.last);
      }
      this.upper = this.last;
    }
    (this.upper?.children ?? this.entries).push(entry);
    this.heading = entry;
  }
}

function parted(a: Validity, b: Validity): boolean {
  return a.to !== null && a.to === b.from;
}

function entryOf(node: StatuteNode, options: { asOf?: string }): OutlineEntry | null {
  if (!KINDS.has(node.kind)) return null;
  const titled = node.title !== null;
  const children = node.kind === 'section' || node.kind === 'amending-act' ? [] : outline(node, options);
  return {
    kind: node.kind as OutlineKind,
    number: node.number,
    fragment: node.fragment,
    title: titled ? node.title : node.kind === 'transitional' ? fold(node.text) : null,
    opening: titled || node.kind === 'transitional' ? null : openingOf(node),
    validity: node.validity,
    repealed: node.repealed,
    repealedBy: node.repealedBy,
    lastAct: node.lastAct,
    start: node.start,
    children,
  };
}

/** The first words of a section behind its number; of one that is repealed, the words that say so. */
function openingOf(node: StatuteNode): string | null {
  let words = '';
  for (const piece of walk(node)) {
    if (piece === node && !node.repealed) continue;
    words += piece === node ? piece.text.replace(/^[^§]{0,12}§\.?\s*/, '') : piece.text;
    if (words.length > OPENING_MOST * 4) break;
  }
  const folded = fold(words.slice(0, OPENING_MOST * 4));
  if (folded.length <= OPENING_MOST) return folded || null;
  const cut = folded.lastIndexOf(' ', OPENING_MOST);
  return `${folded.slice(0, cut > OPENING_MOST / 2 ? cut : OPENING_MOST)} …`;
}

/** Whether a wording applies on a day. What begins on a day that is not decided applies on none yet. */
export function inForce({ from, to }: Validity, asOf: string): boolean {
  if (from === UNDECIDED || (from !== null && from > asOf)) return false;
  return to === null || to === UNDECIDED || asOf < to;
}

/** Words of a statute that a fragment points at: `[start, end)` in the source, a sentence of a piece included. */
export interface StatutePiece {
  node: StatuteNode;
  start: number;
  end: number;
}

/**
 * What a full fragment (`K6P2S1N3`, `P6N1`, `B1`, `L2014:829N2`) points at. With a day, the wordings that apply on it, the latest
 * to come first; without, all of them in the order of the text. A point of a section without named paragraph stands in its
 * first. Where sections run through the act, `K2P9` is 9 § if that stands in the second chapter.
 */
export function pieceAt(root: StatuteNode, fragment: string, asOf: string | null = null): StatutePiece[] {
  const sentence = /M(\d{1,3})$/.exec(fragment);
  const path = sentence ? fragment.slice(0, sentence.index) : fragment;
  const chapter = /^(K\d+[a-zåäö]*)(P.+)$/.exec(path);
  const names = namesOf(path, sentence !== null);
  const found: StatuteNode[] = [];
  let inChapter = false;
  for (const node of walk(root)) {
    if (node.kind === 'chapter') inChapter = chapter !== null && node.fragment === chapter[1];
    if (node.kind === 'annex' || node.kind === 'transitional') inChapter = false;
    if (node.fragment === null) continue;
    const tail = inChapter ? chapter?.[2] : undefined;
    if (names.includes(node.fragment) || (tail && namesOf(tail, sentence !== null).includes(node.fragment))) {
      if (asOf === null || inForce(node.validity, asOf)) found.push(node);
    }
  }
  if (asOf !== null) found.sort((a, b) => ((a.validity.from ?? '') < (b.validity.from ?? '') ? 1 : -1));
  const pieces = found.map((node) => ({ node, start: node.start, end: node.start + textOf(node).length }));
  if (!sentence) return pieces;
  return pieces.flatMap(({ node, start }) => {
    const own = sentencesOf(textOf(node))[Number(sentence[1]) - 1];
    return own ? [{ node, start: start + own.start, end: start + own.end }] : [];
  });
}

/** `K6P2N3` → `K6P2S1N3`: 6 kap. 2 § 3 is the third point of its only paragraph (the form of citing in law.md). */
function namesOf(path: string, sentence: boolean): string[] {
  const bare = /^((?:K\d+[a-zåäö]*)?P\d+[a-zåäö]*(?:O\d+)?)(N.+)?$/.exec(path);
  if (!bare) return [path];
  if (sentence && !bare[2]) return [`${bare[1]}S1`];
  return bare[2] ? [path, `${bare[1]}S1${bare[2]}`] : [path];
}

/** All the words of a piece, its children's included, without the white space behind them. */
export function textOf(node: StatuteNode): string {
  return Array.from(walk(node), ({ text }) => text)
    .join('')
    .trimEnd();
}

export interface SectionPart {
  kind: StatuteKind;
  number: string | null;
  /** Full (`K6P2S1N3`); null where nothing can point at it (a point with a dash, a table, the tail of a list). */
  fragment: string | null;
  /** Behind the section's own fragment: `S1N3`. */
  tail: string | null;
  /** 1 for what stands in the section itself, 2 for a point of a paragraph … */
  depth: number;
  /** `[start, end)` in the section's own text as `textOf` gives it, parts within included. */
  start: number;
  end: number;
}

/** The pieces inside one section, annex or act's transitional provisions, in the order of the text. */
export function sectionParts(section: StatuteNode): SectionPart[] {
  const text = textOf(section);
  const parts: SectionPart[] = [];
  const visit = (node: StatuteNode, depth: number): void => {
    for (const child of node.children) {
      const start = child.start - section.start;
      const end = Math.min(child.end - section.start, text.length);
      const tail =
        child.fragment !== null && section.fragment !== null && child.fragment.startsWith(section.fragment)
          ? child.fragment.slice(section.fragment.length)
          : null;
      parts.push({
        kind: child.kind,
        number: child.number,
        fragment: child.fragment,
        tail,
        depth,
        start,
        end: start + text.slice(start, end).trimEnd().length,
      });
      visit(child, depth + 1);
    }
  };
  visit(section, 1);
  return parts;
}

/** Abbreviations whose full stop ends no sentence, as statutes write them. */
const ABBREVIATED =
  /(?:^|[\s(])(?:kap|mom|st|nr|prop|bet|rskr|dir|s|bl\.\s?a|t\.\s?ex|dvs|d\.\s?v\.\s?s|m\.\s?m|m\.\s?fl|o\.\s?d|s\.\s?k|t\.\s?o\.\s?m|fr\.\s?o\.\s?m|f|ff|jfr|art|bil|ca|tfn|resp|\p{Lu})$|(?:^|\n)\s*\d{1,3}$/u;

/** Sentences (meningar) of a piece's words. A full stop ends one where white space and a capital, a sign or a digit follow. */
export function sentencesOf(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]["”»)]?(?=\s)/g)) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(start, match.index - 16), match.index);
    const next = text.slice(end, end + 40).trimStart();
    if (!/^["”»(]?[\p{Lu}\d]/u.test(next) || ABBREVIATED.test(before)) continue;
    found.push({ start, end });
    start = end;
    while (start < text.length && /\s/.test(text[start] ?? '')) start += 1;
  }
  const end = text.trimEnd().length;
  if (start < end) found.push({ start, end });
  return found;
}
