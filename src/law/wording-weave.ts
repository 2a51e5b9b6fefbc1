/** What the weave needs to know of a row: the pieces of the older edition, in the order of its text. */
export interface Strand {
  position: number;
  key: string;
}

export interface Woven {
  /** For each piece of the newer edition: index of the row that goes on, or null for a new one. */
  kept: (number | null)[];
  /** For each piece its place among the rows. */
  positions: number[];
  /** There was no room left between two rows: every row of the source must be given its place anew, then weave again. */
  crowded: boolean;
}

/** Room for some twenty insertions at one place before places are given anew. */
export const STEP = 1_000_000;

/**
 * Lays a newer edition over the rows of the older: a piece that stands word for word where it stood keeps its row, others get
 * a new one between their neighbours. Of the pieces that stand in both, as many as can stay in order do (the longest
 * increasing run); one that has moved gets a new row, since its old place must remain for the older edition. n log n.
 */
export function weave(rows: readonly Strand[], keys: readonly string[]): Woven {
  const waiting = new Map<string, number[]>();
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const key = rows[at]!.key;
    const same = waiting.get(key);
    if (same) same.push(at);
    else waiting.set(key, [at]);
  }
  const candidates = keys.map((key) => waiting.get(key)?.pop() ?? null);
  const kept = longestRun(candidates);
  const positions: number[] = [];
  let crowded = false;
  for (let at = 0; at < keys.length;) {
    const row = kept[at];
    if (row !== null && row !== undefined) {
      positions[at] = rows[row]!.position;
      at += 1;
      continue;
    }
    let end = at;
    while (end < keys.length && kept[end] === null) end += 1;
    const count = end - at;
    const below = at === 0 ? null : positions[at - 1]!;
    const next = end < keys.length ? rows[kept[end]!]!.position : null;
    for (let i = 0; i < count; i += 1) {
      if (next === null) positions[at + i] = (below ?? 0) + STEP * (i + 1);
      else {
        const from = below ?? next - STEP * (count + 1);
        const place = from + Math.floor(((next - from) * (i + 1)) / (count + 1));
        if (place <= (positions[at + i - 1] ?? from) || place >= next) crowded = true;
        positions[at + i] = place;
      }
    }
    at = end;
  }
  return { kept, positions, crowded };
}

/** Of the candidates as many as rise, the others null. Patience sorting. */
function longestRun(candidates: readonly (number | null)[]): (number | null)[] {
  const tails: number[] = [];
  const before = new Array<number>(candidates.length).fill(-1);
  candidates.forEach((value, at) => {
    if (value === null) return;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (candidates[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = at;
  });
  const kept = new Array<number | null>(candidates.length).fill(null);
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) kept[at] = candidates[at]!;
  return kept;
}
