import { diffArrays } from 'diff';

export interface WordChange {
  op: 'EQUAL' | 'INSERT' | 'DELETE';
  text: string;
}

/**
 * The work two texts may cost. The library compares in O((N + M)·D) and O(D²), D the edits; texts that share nothing
 * make D as large as both together. `maxEditLength` gives up instead, the same way on every machine, which a timeout
 * would not.
 */
const MAX_LINE_EDITS = 600;
const MAX_WORD_EDITS = 1_000;
/** Squares of edits that all changed passages of one comparison may spend together. */
const WORD_BUDGET = 2_000_000;

/** A word with its marks, a run of white space (each line break apart), or one other character. */
const TOKEN = /[\p{L}\p{N}\p{M}_]+|\n|[^\S\n]+|[^]/gu;

/**
 * What changed from `a` to `b`, word by word: EQUAL and DELETE together read as `a`, EQUAL and INSERT as `b`, character
 * for character. A replaced passage is one DELETE followed by one INSERT. Texts too unlike for the budget fall back to
 * whole passages, still exact.
 */
export function diffWords(a: string, b: string): WordChange[] {
  const from = a.match(TOKEN) ?? [];
  const to = b.match(TOKEN) ?? [];
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < from.length - head && tail < to.length - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const writer = new Changes();
  writer.add('EQUAL', from.slice(0, head).join(''));
  byLines(from.slice(head, from.length - tail).join(''), to.slice(head, to.length - tail).join(''), writer);
  writer.add('EQUAL', from.slice(from.length - tail).join(''));
  return writer.result();
}

/** Lines first: an unchanged paragraph is an anchor, and words are compared only between anchors. */
function byLines(a: string, b: string, writer: Changes): void {
  let budget = WORD_BUDGET;
  const compare = (before: string, after: string): boolean => {
    const { cost, done } = byWords(before, after, Math.min(MAX_WORD_EDITS, Math.floor(Math.sqrt(budget))), writer);
    budget -= cost;
    return done;
  };
  const passages = (before: string, after: string): void => {
    if (compare(before, after)) return;
    const [old, now] = [linesOf(before), linesOf(after)];
    // A word changed in each of many lines: the lines answer to one another by their order.
    const pairs: [string, string][] =
      old.length === now.length ? old.map((line, i) => [line, now[i]!]) : [[before, after]];
    for (const [one, other] of pairs) {
      if (pairs.length > 1 && compare(one, other)) continue;
      writer.add('DELETE', one);
      writer.add('INSERT', other);
    }
  };
  const lines = diffArrays(linesOf(a), linesOf(b), { maxEditLength: MAX_LINE_EDITS });
  if (!lines) {
    passages(a, b);
    return;
  }
  let before = '';
  let after = '';
  for (const change of lines) {
    const text = change.value.join('');
    if (change.removed) before += text;
    else if (change.added) after += text;
    else {
      passages(before, after);
      before = after = '';
      writer.add('EQUAL', text);
    }
  }
  passages(before, after);
}

/** Compares one passage; writes nothing when it gives up. `cost` is what it took of the budget. */
function byWords(a: string, b: string, limit: number, writer: Changes): { cost: number; done: boolean } {
  if (a === '' || b === '') {
    writer.add('DELETE', a);
    writer.add('INSERT', b);
    return { cost: 0, done: true };
  }
  if (limit < 1) return { cost: 0, done: false };
  const changes = diffArrays(a.match(TOKEN) ?? [], b.match(TOKEN) ?? [], { maxEditLength: limit });
  if (!changes) return { cost: limit * limit, done: false };
  let edits = 0;
  for (const change of changes) {
    if (change.added || change.removed) edits += change.count;
    writer.add(change.removed ? 'DELETE' : change.added ? 'INSERT' : 'EQUAL', change.value.join(''));
  }
  return { cost: edits * edits, done: true };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Collects changes so that neighbours of one kind are one, and a replaced phrase is not shown word by word. */
class Changes {
  private readonly done: WordChange[] = [];
  private deleted: string[] = [];
  private inserted: string[] = [];
  /** A space between two changes: it belongs to the phrase if another change follows, to the text if not. */
  private space = '';

  add(op: WordChange['op'], text: string): void {
    if (text === '') return;
    if (op === 'EQUAL') {
      if (this.changing() && this.space === '' && /^[^\S\n]+$/.test(text)) {
        this.space = text;
        return;
      }
      this.flush();
      const last = this.done.at(-1);
      if (last?.op === 'EQUAL') last.text += text;
      else this.done.push({ op, text });
      return;
    }
    if (this.space !== '') {
      this.deleted.push(this.space);
      this.inserted.push(this.space);
      this.space = '';
    }
    (op === 'DELETE' ? this.deleted : this.inserted).push(text);
  }

  result(): WordChange[] {
    this.flush();
    return this.done;
  }

  private changing(): boolean {
    return this.deleted.length > 0 || this.inserted.length > 0;
  }

  private flush(): void {
    if (this.deleted.length > 0) this.done.push({ op: 'DELETE', text: this.deleted.join('') });
    if (this.inserted.length > 0) this.done.push({ op: 'INSERT', text: this.inserted.join('') });
    this.deleted = [];
    this.inserted = [];
    if (this.space !== '') this.done.push({ op: 'EQUAL', text: this.space });
    this.space = '';
  }
}
