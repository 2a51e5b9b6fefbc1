import { numberOf } from './statute-markers.js';
import { makeNode, type StatuteNode } from './statute-tree.js';

interface Line {
  start: number;
  text: string;
}

type Bullet = { kind: 'number' | 'letter' | 'dash'; number: string | null };

/** How much of a line is looked at for a list mark, and how much of the one before it. */
const LOOK = 80;
/** More list marks than this in one block are not a list of the law; the rest of the block stays in the last point. */
const MOST_ITEMS = 5_000;

function bulletOf(line: string): Bullet | null {
  const number = /^(\d{1,3}(?: ?[a-zåäö])?)\.(?=\s|$)/.exec(line);
  if (number) return { kind: 'number', number: numberOf(number[1] ?? '') };
  // Old acts and conventions: "1)", "1:o)", "(1)", "(i)", "(a)".
  const bracketed = /^(?:(\d{1,3})(?::o)?\)|\((\d{1,3})\))(?=\s)/.exec(line);
  if (bracketed) return { kind: 'number', number: bracketed[1] ?? bracketed[2] ?? null };
  const letter = /^(?:([a-zåäö])[).]|\(([a-zåäö]|[ivx]{1,5})\))(?=\s)/.exec(line);
  if (letter) return { kind: 'letter', number: letter[1] ?? letter[2] ?? null };
  return /^[–—‒•-](?=\s)/.test(line) ? { kind: 'dash', number: null } : null;
}

/**
 * Grows the paragraphs, points and sub-points of one section, moment or amending act, block by block.
 *
 * A stycke is a block; a list belongs to the stycke before it; what follows a list in small letters ends the stycke, what
 * begins with a capital is a new one. Points of transitional provisions hang on the amending act itself, and what follows a
 * point there belongs to the point.
 */
export class Body {
  private paragraphs = 0;
  private paragraph: StatuteNode | null = null;
  /** The list being read: its numbers, its last numbered point and its last point of any kind. Looked up, never searched for. */
  private list = emptyList();
  private readonly points: boolean;
  /** Where a list numbers a point twice; told to the ledger by the parser. */
  readonly broken: StatuteNode[] = [];

  constructor(
    readonly owner: StatuteNode,
    private readonly source: string,
  ) {
    this.points = owner.kind === 'amending-act';
  }

  addText(start: number, end: number): void {
    let previous: Line | null = null;
    let items = 0;
    for (let at = start; at < end;) {
      const feed = this.source.indexOf('\n', at);
      const stop = feed < 0 || feed > end ? end : feed;
      const line: Line = { start: at, text: this.source.slice(at, Math.min(stop, at + LOOK)) };
      const bullet = items < MOST_ITEMS ? bulletOf(line.text) : null;
      if (
        bullet &&
        (previous === null || this.goesOn(bullet, line.text, this.source.slice(Math.max(start, at - LOOK), at)))
      ) {
        this.addItem(at, bullet);
        items += 1;
      } else if (previous === null) this.addLead(at, line.text);
      previous = line;
      at = stop + 1;
    }
  }

  addTable(start: number): StatuteNode {
    const table = makeNode('table', start);
    this.host(start).children.push(table);
    return table;
  }

  addVerbatim(start: number): StatuteNode {
    const piece = makeNode('verbatim', start);
    this.host(start).children.push(piece);
    return piece;
  }

  /** A line in the middle of a block is a new point only where the line before it lets it be; "enligt artikel\n5. …" is not. */
  private goesOn(bullet: Bullet, text: string, before: string): boolean {
    const last = this.list.last;
    const line = before.trimEnd();
    const closes = /(?:[,;:.]|\boch|\beller|\bsamt)$/.test(line);
    if (bullet.kind === 'dash') return closes || (last !== null && last.number === null);
    const first = bullet.number === '1' || bullet.number === 'a';
    // A list often follows its lead without a colon ("om denne"); a number after "artikel" or "punkt" is none.
    if (
      first &&
      /^\S+\s+[a-zåäö]/.test(text) &&
      !/(?:artikel|artiklarna|punkt|punkten|punkterna|bilaga|stycket|kap\.|§§?|nr|och|eller|-)$/.test(line)
    ) {
      return true;
    }
    return closes && (first || (last !== null && follows(last.number, bullet.number)));
  }

  private addLead(start: number, text: string): void {
    const point = this.points ? this.list.numbered : null;
    if (point) point.children.push(makeNode('continuation', start));
    else if (this.paragraph && this.paragraph.children.length > 0 && /^[a-zåäö]/.test(text)) {
      this.paragraph.children.push(makeNode('continuation', start));
      // The point before it is closed: a letter that comes now would stand in front of the words it follows.
      this.list.numbered = null;
    } else this.open(start);
  }

  private addItem(start: number, bullet: Bullet): void {
    const item = makeNode('item', start, bullet.number);
    if (bullet.kind === 'number') {
      if (this.list.seen.has(bullet.number ?? '')) this.broken.push(item);
      this.list.seen.add(bullet.number ?? '');
      (this.points ? this.owner : (this.paragraph ?? this.open(start))).children.push(item);
      this.list.numbered = item;
    } else this.host(start).children.push(item);
    this.list.last = item;
  }

  private open(start: number): StatuteNode {
    this.paragraphs += 1;
    this.paragraph = makeNode('paragraph', start, String(this.paragraphs));
    this.owner.children.push(this.paragraph);
    this.list = emptyList();
    return this.paragraph;
  }

  /** What takes a sub-point or a table: the numbered point before it, else the paragraph. A section that begins with its list
   * gets an empty paragraph (`6 § 1` is `S1N1`). */
  private host(start: number): StatuteNode {
    return this.list.numbered ?? this.paragraph ?? this.open(start);
  }
}

interface ListState {
  seen: Set<string>;
  numbered: StatuteNode | null;
  last: StatuteNode | null;
}

function emptyList(): ListState {
  return { seen: new Set(), numbered: null, last: null };
}

function follows(last: string | null, next: string | null): boolean {
  if (last === null || next === null) return false;
  if (/^\d/.test(next)) return /^\d/.test(last) ? Number.parseInt(next, 10) - Number.parseInt(last, 10) <= 1 : true;
  return next.charCodeAt(0) - last.charCodeAt(0) === 1;
}
