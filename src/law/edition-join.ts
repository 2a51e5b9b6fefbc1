import { newId } from '../platform/ids.js';
import { ValidityBasis, type WordingKind } from './provision.entity.js';
import type { ChangeSet as Differences } from './statute-diff.js';
import { UNDECIDED } from './statute-markers.js';
import type { StatuteNode } from './statute-tree.js';
import { settle } from './wording-days.js';
import type { Days, Piece } from './wording-pieces.js';
import { weave } from './wording-weave.js';

/** A row as it stands before the newer edition: every version, with its words where they are the text today. */
export interface FormerWording extends Days {
  id: string;
  provisionId: string | null;
  kind: WordingKind;
  fragment: string | null;
  hash: string;
  twin: number;
  renamedTo: string | null;
  beforeFragment: string | null;
  title: string | null;
  depth: number;
  position: number;
  editionFrom: number;
  editionTo: number | null;
  replacedById: string | null;
  text: string | null;
}

export interface NewWording extends Piece {
  id: string;
  provisionId: string | null;
  position: number;
  editionFrom: number;
  twin: number;
  renamedTo: string | null;
}

export interface JoinedEdition {
  fresh: NewWording[];
  /** Rows of before that say something else now, of all but their words. */
  updated: FormerWording[];
  /** The row whose words stand at a place of the text before; and the id of the one at a place of the newer text. */
  formerAt: (place: number) => FormerWording | null;
  wordingAt: (place: number) => string | null;
  /** No room between two rows: places must be given anew first. */
  crowded: boolean;
}

export interface JoinInput {
  /** In the order of the text. */
  former: readonly FormerWording[];
  pieces: readonly Piece[];
  differences: Differences | null;
  /** The pieces of the newer text as its parser made them. */
  newer: ReadonlySet<StatuteNode>;
  provisions: ReadonlyMap<string, string>;
  edition: number;
  today: string;
}

/** Lays an edition over the rows of those before it: which go on, which end on which day, and which are new. Pure. */
export function joinEditions(input: JoinInput): JoinedEdition {
  return new Join(input).run();
}

class Join {
  private readonly current: FormerWording[];
  private readonly snapshots: Map<string, string>;
  private readonly starts: number[] = [];
  private readonly kept: (number | null)[];
  private readonly positions: number[];
  private readonly crowded: boolean;
  private readonly fresh: NewWording[] = [];
  /** For each piece the row that has its words now. */
  private readonly rows: (FormerWording | NewWording)[] = [];
  private readonly gone: FormerWording[];

  constructor(private readonly input: JoinInput) {
    this.snapshots = new Map(input.former.map((row) => [row.id, stateOf(row)]));
    this.current = input.former.filter(({ editionTo }) => editionTo === null);
    let place = 0;
    for (const { text } of this.current) {
      this.starts.push(place);
      place += text?.length ?? 0;
    }
    const woven = weave(
      this.current.map((row) => ({ position: row.position, key: keyOf(row) })),
      input.pieces.map(keyOf),
    );
    this.kept = woven.kept;
    this.positions = woven.positions;
    this.crowded = woven.crowded;
    const going = new Set(woven.kept);
    this.gone = this.current.filter((_, at) => !going.has(at));
  }

  run(): JoinedEdition {
    this.input.pieces.forEach((piece, at) => this.place(piece, at));
    for (const row of this.gone) row.editionTo = this.input.edition - 1;
    this.replace();
    this.end();
    this.agree();
    const updated = this.input.former.filter((row) => stateOf(row) !== this.snapshots.get(row.id));
    const pieceStarts = this.input.pieces.map(({ start }) => start);
    return {
      fresh: this.fresh,
      updated,
      formerAt: (at) => this.current[indexAt(this.starts, at)] ?? null,
      wordingAt: (at) => this.rows[indexAt(pieceStarts, at)]?.id ?? null,
      crowded: this.crowded,
    };
  }

  private place(piece: Piece, at: number): void {
    const row = this.current[this.kept[at] ?? -1];
    if (row) {
      Object.assign(row, { title: piece.title, depth: piece.depth, beforeFragment: piece.beforeFragment });
      Object.assign(row, surer(row, piece), { validTo: piece.validTo, toUndecided: piece.toUndecided });
      this.rows.push(row);
      return;
    }
    const fresh: NewWording = {
      ...piece,
      id: newId('Wording'),
      provisionId: piece.provision && piece.fragment ? (this.input.provisions.get(piece.fragment) ?? null) : null,
      position: this.positions[at]!,
      editionFrom: this.input.edition,
      twin: 0,
      renamedTo: null,
    };
    this.fresh.push(fresh);
    this.rows.push(fresh);
  }

  /** The same law in a new row: moved, with other markers around it, or with a misprint mended. */
  private replace(): void {
    const byKey = queues(this.fresh, keyOf);
    const byWords = queues(
      this.fresh.filter(({ provisionId }) => provisionId !== null),
      wordsOf,
    );
    const taken = new Set<NewWording>();
    const replaceBy = (row: FormerWording, by: NewWording | undefined): void => {
      if (!by || taken.has(by) || row.replacedById !== null) return;
      taken.add(by);
      row.replacedById = by.id;
      inherit(by, row, this.input.today);
    };
    for (const row of this.gone) replaceBy(row, byKey.get(keyOf(row))?.shift());
    for (const row of this.gone) if (row.provisionId !== null) replaceBy(row, byWords.get(wordsOf(row))?.shift());
    for (const { before, after } of this.input.differences?.editorial ?? []) {
      const row = this.current[indexAt(this.starts, before.start)];
      const by = this.fresh.find(({ start }) => start === after.start);
      if (row?.editionTo !== null && row) replaceBy(row, by);
    }
  }

  /** What the newer text no longer holds ends on the day the change set gives, or on the one it had announced itself. */
  private end(): void {
    const days = this.changeDays();
    for (const row of this.gone) {
      if (row.provisionId === null || row.replacedById !== null) continue;
      row.toUndecided = false;
      if (row.fromUndecided) continue;
      const day = days.get(row.id);
      if (day !== undefined && (row.validTo === null || day < row.validTo)) row.validTo = day;
      if (row.validTo !== null && row.validFrom !== null && row.validTo < row.validFrom) row.validTo = row.validFrom;
    }
  }

  private changeDays(): Map<string, string> {
    const { differences } = this.input;
    const days = new Map<string, string>();
    for (const { before, kind, to, validFrom } of differences?.changes ?? []) {
      const row = before === null ? null : this.formerOf(before);
      if (!row) continue;
      if (kind === 'renumbered') {
        row.renamedTo = to;
        const stands = this.fresh.find(({ id }) => id === row.replacedById);
        if (stands) stands.renamedTo = to;
      }
      if (validFrom === null || validFrom === UNDECIDED) continue;
      const known = days.get(row.id);
      if (known === undefined || validFrom < known) days.set(row.id, validFrom);
    }
    return days;
  }

  private formerOf(node: StatuteNode): FormerWording | null {
    if (this.input.newer.has(node)) return null;
    const row = this.current[indexAt(this.starts, node.start)];
    return row?.fragment === node.fragment ? row : null;
  }

  private agree(): void {
    const byProvision = new Map<string, (FormerWording | NewWording)[]>();
    const versions = [...this.input.former.filter(({ replacedById }) => replacedById === null), ...this.fresh];
    for (const row of versions) {
      if (row.provisionId === null) continue;
      const same = byProvision.get(row.provisionId);
      if (same) same.push(row);
      else byProvision.set(row.provisionId, [row]);
    }
    const { today } = this.input;
    for (const rows of byProvision.values()) if (rows.length > 1) settle(rows, today);
    for (const row of this.gone) {
      if (row.provisionId === null || row.replacedById !== null || row.fromUndecided || row.validTo !== null) continue;
      row.validTo = row.validFrom !== null && row.validFrom > today ? row.validFrom : today;
    }
  }
}

/** The day of a wording that stands on: read anew, unless less is known of it now than before. */
function surer(row: Days, piece: Days): Partial<Days> {
  const before = row.fromBasis;
  const now = piece.fromBasis;
  const less =
    now === ValidityBasis.UNKNOWN ||
    (before === ValidityBasis.MARKER && now !== ValidityBasis.MARKER) ||
    (before === ValidityBasis.REGISTER && now === ValidityBasis.ACT);
  if (less && row.validFrom !== null) return {};
  const { validFrom, fromUndecided, fromBasis } = piece;
  return { validFrom, fromUndecided, fromBasis };
}

function inherit(by: NewWording, from: FormerWording, today: string): void {
  if (by.fromBasis === ValidityBasis.MARKER) return;
  if (from.fromUndecided) {
    // It was to come on a day that nobody knew, and now it stands as law in force.
    if (by.validFrom === null) Object.assign(by, { validFrom: today, fromBasis: ValidityBasis.EDITION });
    return;
  }
  if (from.validFrom === null || (by.validTo !== null && by.validTo <= from.validFrom)) return;
  by.validFrom = from.validFrom;
  by.fromBasis = from.fromBasis;
}

const keyOf = ({ kind, fragment, text }: { kind: string; fragment: string | null; text: string | null }): string =>
  `${kind}\n${fragment ?? ''}\n${text ?? ''}`;
const wordsOf = ({ provisionId, hash }: { provisionId: string | null; hash: string }): string =>
  `${provisionId} ${hash}`;

function queues<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const same = map.get(key(row));
    if (same) same.push(row);
    else map.set(key(row), [row]);
  }
  return map;
}

/** Index of the last start that is not behind the place; -1 when there is none. */
function indexAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function stateOf({ text: _, ...row }: FormerWording): string {
  return JSON.stringify(row);
}
