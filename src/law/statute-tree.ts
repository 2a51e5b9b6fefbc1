import type { LedgerEntry } from './statute-ledger.js';
import { ALWAYS, type Marker, type Validity } from './statute-markers.js';

export type StatuteKind =
  | 'act'
  | 'part'
  | 'chapter'
  | 'section'
  | 'moment'
  | 'paragraph'
  | 'item'
  /** What follows a list or a table and still belongs to the paragraph or point before it. */
  | 'continuation'
  | 'heading'
  | 'table'
  | 'annex'
  /** An article of a convention that the act gives as law (`Artikel 8`), in an annex or in the act itself. */
  | 'article'
  | 'transitional'
  | 'amending-act'
  | 'verbatim';

/**
 * A piece of the law. `text` is its own words, verbatim with the white space behind them, without those of its children; the
 * children's words follow it. Read in depth-first order the texts are the whole source, to the character: they are cut from it
 * by `tile` at the places where pieces begin, so nothing can be lost and nothing can stand twice.
 */
export interface StatuteNode {
  kind: StatuteKind;
  /** `2a` of `2 a §`; null for what has no number. */
  number: string | null;
  /** Canonical fragment without `#` (`K6P2aS1N3`); null where the law has no way to point at the piece. */
  fragment: string | null;
  /** `[start, end)` in UTF-16 units of the source, children included. */
  start: number;
  end: number;
  text: string;
  /** Heading text of a part, chapter, heading or annex, folded. */
  title: string | null;
  markers: Marker[];
  /** Its own, narrowed by the chapter's where the whole chapter comes or goes. */
  validity: Validity;
  /** The act named by the change note at the end. */
  lastAct: string | null;
  /** The act that repealed it, where only that is left (`Har upphävts genom …`), or will (marker `… genom lag …`). */
  repealedBy: string | null;
  repealed: boolean;
  /** `Har betecknats 4 § genom lag …`: the number under which the provision goes on. */
  renamedTo: { chapter: string | null; section: string } | null;
  /** For a heading: the section it stands in front of, once known. */
  before: string | null;
  /** SHA-256 of the wording, white space folded: without number, markers and change note, children included. */
  hash: string;
  children: StatuteNode[];
}

export interface ParsedStatute {
  root: StatuteNode;
  /** True when section numbers run through the whole act, so that a fragment names no chapter (`P9`). */
  running: boolean;
  ledger: LedgerEntry[];
}

/** Shared by the many pieces that have none of their own; never written to. */
const NO_MARKERS: Marker[] = [];

export function makeNode(kind: StatuteKind, start: number, number: string | null = null): StatuteNode {
  return {
    kind,
    number,
    fragment: null,
    start,
    end: start,
    text: '',
    title: null,
    markers: NO_MARKERS,
    validity: ALWAYS,
    lastAct: null,
    repealedBy: null,
    repealed: false,
    renamedTo: null,
    before: null,
    hash: '',
    children: [],
  };
}

/** Gives every piece under `node` its end and its words: a piece reaches to where the next one begins. */
export function tile(source: string, node: StatuteNode, end: number): void {
  node.end = end;
  node.text = source.slice(node.start, node.children[0]?.start ?? end);
  node.children.forEach((child, index) => tile(source, child, node.children[index + 1]?.start ?? end));
}

/** Depth first, in the order of the text. */
export function* walk(node: StatuteNode): Generator<StatuteNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

/** All the words of a piece, its children's included, verbatim. */
export function wordsOf(source: string, node: StatuteNode): string {
  return source.slice(node.start, node.end).trim();
}
