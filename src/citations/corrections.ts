/** A passage that points at something, found or corrected. */
export interface Passage {
  field: string;
  start: number;
  end: number;
  words: string;
}

/** A correction that a person made: about words, wherever in the field they now stand. */
export interface Kept {
  field: string;
  words: string | null;
  startAt: number | null;
}

const folded = (words: string): string => words.replace(/\s+/g, ' ').trim();

/**
 * Where each correction now belongs: the passage with the same words nearest to where it was, each passage to one
 * correction at most. Words that the program does not find as a citation any more are looked for in the text itself: a
 * person has said what they mean. Null where the text no longer holds them.
 */
export function placeCorrections(
  kept: readonly Kept[],
  found: readonly Passage[],
  texts: ReadonlyMap<string, string>,
): (Passage | null)[] {
  const taken: Passage[] = [];
  const places: (Passage | null)[] = kept.map(() => null);
  const order = kept.map((_, index) => index).sort((a, b) => (kept[a]!.startAt ?? 0) - (kept[b]!.startAt ?? 0));
  const free = (one: Passage): boolean =>
    !taken.some((other) => other.field === one.field && other.start < one.end && one.start < other.end);
  const nearest = (to: number, among: Passage[]): Passage | null =>
    among.reduce<Passage | null>(
      (best, one) => (best === null || Math.abs(one.start - to) < Math.abs(best.start - to) ? one : best),
      null,
    );
  for (const index of order) {
    const { field, words, startAt } = kept[index]!;
    if (words === null) continue;
    const same = found.filter((one) => one.field === field && folded(one.words) === folded(words) && free(one));
    const place =
      nearest(startAt ?? 0, same) ??
      nearest(startAt ?? 0, occurrences(texts.get(field) ?? '', words, field).filter(free));
    if (!place) continue;
    places[index] = place;
    taken.push(place);
  }
  return places;
}

function occurrences(text: string, words: string, field: string): Passage[] {
  const all: Passage[] = [];
  if (words === '') return all;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    all.push({ field, start: at, end: at + words.length, words });
  }
  return all;
}

/** What was found, without what a correction has taken the place of. */
export function withoutPlaced<T extends Passage>(found: readonly T[], places: readonly (Passage | null)[]): T[] {
  return found.filter(
    (one) => !places.some((place) => place?.field === one.field && place.start < one.end && one.start < place.end),
  );
}
