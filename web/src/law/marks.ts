/** Words in a text that point at law, in the order in which they stand. */
export interface Mark {
  words: string;
  target: string;
  /** The day on which the provision is read; today when null. */
  day: string | null;
}

interface Found {
  start: number;
  end: number;
  mark: Mark;
}

const SPACE = /[\s\u00a0\u00ad]/;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Finds each mark in the text, in order, white space folded: offsets of the server are in the text as it was written, and
 * what is shown has its line ends undone. What is not found is left out; those after it are looked for still.
 */
function locate(text: string, marks: readonly Mark[]): Found[] {
  const { folded, at } = foldedWithPlaces(text);
  const out: Found[] = [];
  let from = 0;
  for (const mark of marks) {
    const words = foldedWithPlaces(mark.words.trim()).folded;
    const found = words ? wholeWords(folded, words, from) : -1;
    if (found < 0) continue;
    from = found + words.length;
    out.push({ start: at[found]!, end: at[from - 1]! + 1, mark });
  }
  return out;
}

/** `2 §` is not found within `12 §`. */
function wholeWords(text: string, words: string, from: number): number {
  const inWord = (at: number): boolean =>
    at > 0 && at < text.length && WORD.test(text[at - 1]!) && WORD.test(text[at]!);
  let found = text.indexOf(words, from);
  while (found >= 0 && (inWord(found) || inWord(found + words.length))) found = text.indexOf(words, found + 1);
  return found;
}

/** The text with white space folded, and for each of its units where it stood. */
function foldedWithPlaces(text: string): { folded: string; at: number[] } {
  let folded = '';
  const at: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const space = SPACE.test(text[i]!);
    if (space && folded.endsWith(' ')) continue;
    folded += space ? ' ' : text[i]!;
    at.push(i);
  }
  return { folded, at };
}

/** Pieces that together are the text. */
export function pieces(text: string, marks: readonly Mark[]): { text: string; mark: Mark | null }[] {
  const out: { text: string; mark: Mark | null }[] = [];
  let done = 0;
  for (const { start, end, mark } of locate(text, marks)) {
    if (start > done) out.push({ text: text.slice(done, start), mark: null });
    out.push({ text: text.slice(start, end), mark });
    done = end;
  }
  if (done < text.length) out.push({ text: text.slice(done), mark: null });
  return out;
}
