import { ProvisionKind, ValidityBasis, WordingKind, type WordingPart } from './provision.entity.js';
import { UNDECIDED } from './statute-markers.js';
import type { Commencement, StatuteRecord } from './statute-record.js';
import { fold, textHash } from './statute-text.js';
import { type ParsedStatute, type StatuteKind, type StatuteNode, walk } from './statute-tree.js';

/** On which days a wording holds. */
export interface Days {
  validFrom: string | null;
  /** First day on which it no longer holds. */
  validTo: string | null;
  fromUndecided: boolean;
  toUndecided: boolean;
  fromBasis: ValidityBasis;
}

/** What an edition says at one place: a wording before it has a row. */
export interface Piece extends Days {
  kind: WordingKind;
  provision: ProvisionKind | null;
  /** Fragment of the chapter around it. */
  chapter: string | null;
  fragment: string | null;
  number: string | null;
  title: string | null;
  text: string;
  /** Place in the edition's text. */
  start: number;
  parts: WordingPart[];
  hash: string;
  act: string | null;
  repealed: boolean;
  repealedBy: string | null;
  beforeFragment: string | null;
  depth: number;
}

const KINDS: Partial<Record<StatuteKind, WordingKind>> = {
  act: WordingKind.ACT,
  part: WordingKind.PART,
  chapter: WordingKind.CHAPTER,
  heading: WordingKind.HEADING,
  section: WordingKind.SECTION,
  annex: WordingKind.ANNEX,
  transitional: WordingKind.TRANSITIONAL,
  'amending-act': WordingKind.AMENDING_ACT,
  table: WordingKind.TABLE,
};
const PROVISIONS: Partial<Record<StatuteKind, ProvisionKind>> = {
  chapter: ProvisionKind.CHAPTER,
  section: ProvisionKind.SECTION,
  annex: ProvisionKind.ANNEX,
  'amending-act': ProvisionKind.AMENDING_ACT,
};
/** Their pieces follow them in rows of their own; of the others everything inside belongs to the row. */
const CONTAINERS: ReadonlySet<StatuteKind> = new Set(['act', 'part', 'chapter', 'transitional']);

/** The pieces of an edition in the order of its text: put together they are the text, to the character. */
export function piecesOf(record: StatuteRecord, statute: ParsedStatute): Piece[] {
  const commencements = new Map(record.amendments.map(({ act, commencement }) => [act, commencement]));
  const pieces: Piece[] = [];
  const visit = (node: StatuteNode, depth: number, chapter: string | null): void => {
    const container = CONTAINERS.has(node.kind);
    const text = container ? node.text : record.text.slice(node.start, node.end);
    if (text !== '') {
      const provision = node.fragment === null ? null : (PROVISIONS[node.kind] ?? null);
      pieces.push({
        kind: KINDS[node.kind] ?? WordingKind.VERBATIM,
        provision,
        chapter: node.kind === 'section' ? chapter : null,
        fragment: provision ? node.fragment : null,
        number: node.number,
        title: node.title,
        text,
        start: node.start,
        parts: container ? [] : partsOf(node),
        hash: node.hash || textHash(fold(text)),
        act: actOf(node),
        repealed: node.repealed,
        repealedBy: node.repealedBy,
        beforeFragment: node.before,
        depth,
        ...daysOf(node, provision, record.commencement, commencements),
      });
    }
    if (!container) return;
    const inside = node.kind === 'chapter' ? node.fragment : chapter;
    for (const child of node.children) visit(child, depth + 1, inside);
  };
  visit(statute.root, 0, null);
  return pieces;
}

function actOf(node: StatuteNode): string | null {
  return node.lastAct ?? (node.kind === 'amending-act' ? node.number : node.repealed ? node.repealedBy : null);
}

function partsOf(node: StatuteNode): WordingPart[] {
  const parts: WordingPart[] = [];
  for (const child of walk(node)) {
    if (child === node) continue;
    const { from, to } = child.validity;
    parts.push({
      kind: child.kind as WordingPart['kind'],
      number: child.number,
      fragment: child.fragment,
      start: child.start - node.start,
      end: child.end - node.start,
      // What it has from the wording around it is said there.
      ...(from !== null && from !== node.validity.from ? { from } : {}),
      ...(to !== null && to !== node.validity.to ? { to } : {}),
    });
  }
  return parts;
}

function daysOf(
  node: StatuteNode,
  provision: ProvisionKind | null,
  source: Commencement,
  commencements: ReadonlyMap<string, Commencement>,
): Days {
  const { from, to } = node.validity;
  const days: Days = {
    validFrom: null,
    validTo: to === UNDECIDED ? null : to,
    fromUndecided: from === UNDECIDED,
    toUndecided: to === UNDECIDED,
    fromBasis: ValidityBasis.UNKNOWN,
  };
  if (from !== null) {
    days.validFrom = from === UNDECIDED ? null : from;
    days.fromBasis = ValidityBasis.MARKER;
  } else if (provision) {
    const act = actOf(node);
    const day = act === null ? source.on : (commencements.get(act)?.on ?? null);
    days.validFrom = day;
    if (day !== null) days.fromBasis = act === null ? ValidityBasis.ACT : ValidityBasis.REGISTER;
  }
  // An end before its own beginning cannot be both; the end stands at the words, the beginning was looked up.
  if (days.validFrom !== null && days.validTo !== null && days.validTo <= days.validFrom) {
    if (days.fromBasis === ValidityBasis.MARKER) days.validTo = null;
    else Object.assign(days, { validFrom: null, fromBasis: ValidityBasis.UNKNOWN });
  }
  return days;
}
