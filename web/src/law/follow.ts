interface Place {
  start: number;
  end: number;
}

/**
 * Places of a text in what it has become: what stands before the change stays, what stands after it moves along. Where more
 * than one place was written at since, what lies between them is found again by its words, if they are there once.
 */
export function follow<T extends Place>(places: readonly T[], from: string, to: string): T[] {
  if (from === to) return [...places];
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const until = from.length - tail;
  const moved = to.length - from.length;
  const gone = from.slice(head, until);
  const come = to.slice(head, to.length - tail);
  return places.flatMap((place) => {
    const { start, end } = place;
    if (end <= head) return [place];
    if (start >= until) return [{ ...place, start: start + moved, end: end + moved }];
    if (start < head || end > until) return [];
    const words = from.slice(start, end);
    const at = onceIn(come, words);
    if (at === null || onceIn(gone, words) === null) return [];
    return [{ ...place, start: head + at, end: head + at + words.length }];
  });
}

const PART = /[\p{L}\p{N}]/u;

/** Where the words stand in the text, if they do so once and are no part of longer ones: `5 §` is not in `15 §`. */
function onceIn(text: string, words: string): number | null {
  const at = text.indexOf(words);
  if (at < 0 || text.indexOf(words, at + 1) >= 0) return null;
  const touches = PART.test(text[at - 1] ?? ' ') || PART.test(text[at + words.length] ?? ' ');
  return touches ? null : at;
}
