import { diffArrays } from 'diff';

/** A stretch of a merged text. In `both` two people changed the same place, each in their own way. */
export type Stretch = { kind: 'agreed'; text: string } | { kind: 'both'; base: string; mine: string; theirs: string };

interface Change {
  from: number;
  to: number;
  lines: string[];
}

/** Lines with their ends, so that joined they are the text again, whatever it ends with. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function changesOf(base: string[], other: string[]): Change[] {
  const changes: Change[] = [];
  let at = 0;
  let open: Change | null = null;
  for (const { added, removed, value } of diffArrays(base, other)) {
    if (!added && !removed) {
      at += value.length;
      open = null;
      continue;
    }
    if (!open) changes.push((open = { from: at, to: at, lines: [] }));
    if (removed) {
      at += value.length;
      open.to = at;
    } else open.lines.push(...value);
  }
  return changes;
}

/** What `changes` make of the base's lines `from`–`to`. */
function applied(base: string[], changes: Change[], from: number, to: number): string {
  let text = '';
  let at = from;
  for (const change of changes) {
    text += base.slice(at, change.from).join('') + change.lines.join('');
    at = change.to;
  }
  return text + base.slice(at, to).join('');
}

/**
 * Three-way merge by lines: what one side left alone is as the other side has it; what both changed in the same way is
 * changed; where they differ both stand, so that no line that somebody wrote is lost.
 */
export function merge(base: string, mine: string, theirs: string): Stretch[] {
  const lines = linesOf(base);
  const left = changesOf(lines, linesOf(mine));
  const right = changesOf(lines, linesOf(theirs));
  const stretches: Stretch[] = [];
  const agreed = (text: string): void => {
    const last = stretches.at(-1);
    if (last?.kind === 'agreed') last.text += text;
    else if (text) stretches.push({ kind: 'agreed', text });
  };
  let at = 0;
  while (left.length || right.length) {
    const from = Math.min(left[0]?.from ?? Infinity, right[0]?.from ?? Infinity);
    agreed(lines.slice(at, from).join(''));
    // Everything that hangs together with the first change, on either side.
    const l: Change[] = [];
    const r: Change[] = [];
    let to = from;
    for (;;) {
      const [side, own] = left[0] && left[0].from <= to ? [left, l] : right[0] && right[0].from <= to ? [right, r] : [];
      if (!side || !own) break;
      const change = side.shift()!;
      own.push(change);
      to = Math.max(to, change.to);
    }
    const myText = applied(lines, l, from, to);
    const theirText = applied(lines, r, from, to);
    if (!r.length || myText === theirText) agreed(myText);
    else if (!l.length) agreed(theirText);
    else stretches.push({ kind: 'both', base: lines.slice(from, to).join(''), mine: myText, theirs: theirText });
    at = to;
  }
  agreed(lines.slice(at).join(''));
  return stretches;
}
