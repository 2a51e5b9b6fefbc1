import { changeNote } from './statute-markers.js';
import { fold } from './statute-text.js';
import { type StatuteKind, type StatuteNode, walk } from './statute-tree.js';

/** A paragraph, row or article inside a piece that has changed. */
export interface PartChange {
  kind: 'added' | 'changed' | 'removed';
  of: StatuteKind | 'row';
  /** Null for a row of a table and a paragraph of an annex: nothing can point at them. */
  fragment: string | null;
  /** White space folded. */
  before: string | null;
  after: string | null;
}

interface Part {
  of: StatuteKind | 'row';
  fragment: string | null;
  words: string;
}

/**
 * Which parts of an annex, section or block of transitional provisions differ, in the order of the newer text: what is alike at
 * both ends is passed over, what stands unchanged between is recognised by its words, and what is left is paired in order.
 */
export function changedParts(before: StatuteNode, after: StatuteNode): PartChange[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start]?.words === now[start]?.words) start += 1;
  let [oldEnd, newEnd] = [old.length, now.length];
  while (oldEnd > start && newEnd > start && old[oldEnd - 1]?.words === now[newEnd - 1]?.words) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  const standing = new Map<string, number>();
  for (const { words } of old.slice(start, oldEnd)) standing.set(words, (standing.get(words) ?? 0) + 1);
  const fresh: (Part | null)[] = [];
  for (const part of now.slice(start, newEnd)) {
    const left = standing.get(part.words) ?? 0;
    if (left > 0) {
      standing.set(part.words, left - 1);
      // A part that stands keeps what is changed before it from being paired with what is gone behind it.
      fresh.push(null);
    } else fresh.push(part);
  }
  const gone: (Part | null)[] = [];
  for (const part of old.slice(start, oldEnd)) {
    const left = standing.get(part.words) ?? 0;
    if (left > 0) {
      standing.set(part.words, left - 1);
      gone.push(part);
    } else gone.push(null);
  }
  return paired(runsOf(gone), runsOf(fresh));
}

/** How far ahead a part of the same kind is looked for. */
const NEAR = 8;

/** Runs of parts between those that stand. */
function runsOf(parts: (Part | null)[]): Part[][] {
  const runs: Part[][] = [[]];
  for (const part of parts) {
    if (part === null) runs.push([]);
    else runs.at(-1)?.push(part);
  }
  return runs;
}

function paired(gone: Part[][], fresh: Part[][]): PartChange[] {
  const changes: PartChange[] = [];
  for (let run = 0; run < Math.max(gone.length, fresh.length); run += 1) {
    const left = [...(gone[run] ?? [])];
    for (const is of fresh[run] ?? []) {
      // Only like with like: a point that took a paragraph's place is not that paragraph in other words.
      const at = left.slice(0, NEAR).findIndex(({ of }) => of === is.of);
      const was = at < 0 ? undefined : left.splice(at, 1)[0];
      changes.push({
        kind: was ? 'changed' : 'added',
        of: is.of,
        fragment: is.fragment,
        before: was?.words ?? null,
        after: is.words,
      });
    }
    for (const was of left)
      changes.push({ kind: 'removed', of: was.of, fragment: was.fragment, before: was.words, after: null });
  }
  return changes;
}

/** The smallest pieces with words of their own; a table by its rows. Articles of an annex live by themselves. */
function partsOf(node: StatuteNode): Part[] {
  const parts: Part[] = [];
  const articles = new Set<StatuteNode>();
  for (const piece of walk(node)) {
    if (piece.kind === 'article' && piece !== node) for (const each of walk(piece)) articles.add(each);
    if (articles.has(piece) || piece === node) continue;
    if (piece.kind === 'table') {
      for (const row of piece.text.split('\n')) {
        const words = fold(row);
        if (words) parts.push({ of: 'row', fragment: null, words });
      }
      continue;
    }
    const folded = fold(piece.text);
    // The note names the act that changed the whole; it is not what changed.
    const note = changeNote(folded);
    const words = note?.last ? folded.slice(0, note.at).trim() : folded;
    if (words) parts.push({ of: piece.kind, fragment: piece.fragment, words });
  }
  return parts;
}
