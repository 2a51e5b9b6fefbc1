/** Places of a text in what it has become: what stands before the change stays, what stands after it moves along. */
export function follow<T extends { start: number; end: number }>(places: readonly T[], from: string, to: string): T[] {
  if (from === to) return [...places];
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const until = from.length - tail;
  const moved = to.length - from.length;
  return places
    .filter(({ start, end }) => end <= head || start >= until)
    .map((place) => (place.end <= head ? place : { ...place, start: place.start + moved, end: place.end + moved }));
}
