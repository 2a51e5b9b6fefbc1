/** What a comment is about: the words, and what stood on both sides of them when it was written. */
export interface Quoted {
  quote: string;
  before?: string | null;
  after?: string | null;
}

/** Where a quoted passage stands in a text that may have been edited since. */
export interface Place {
  start: number;
  end: number;
  /** Word for word; else what its words have become. */
  exact: boolean;
}

/** How much of what stands on each side is kept with a comment. */
export const CONTEXT = 60;
/** At least so much of the words must be left, in their order, for a place to be theirs. */
const LEFT = 0.5;
const FEWEST_WORDS = 3;
/** The end of what stood before, by which a place is looked up: long enough to be rare, short enough to be left. */
const HINT = 24;
const MOST_HINTS = 8;

/** White space does not count: what is selected on a page has other line ends than the text it came from. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Finds a passage again, or says that it is gone. Word for word where it stands once; by its surroundings where it stands
 * several times, or stands now where it did not stand; else where at least half of its words are left in their order, or
 * where something else stands between the surroundings it had. `text` is flat already.
 */
export function locate(text: string, of: Quoted | string): Place | null {
  const { quote, before, after } = typeof of === 'string' ? { quote: of } : of;
  const wanted = flat(quote);
  if (!wanted || !text) return null;
  const sides = { before: flat(before ?? ''), after: flat(after ?? '') };
  const known = sides.before !== '' || sides.after !== '';
  const exact = everywhere(text, wanted).map((start) => ({ start, end: start + wanted.length, exact: true }));
  if (exact.length === 1 && !known) return exact[0]!;
  const near = known ? bySides(text, wanted, sides) : [];
  const best = [...exact, ...near]
    .map((place) => ({ place, score: 2 * (place.exact ? 1 : likeness(text, place, wanted)) + fit(text, place, sides) }))
    .reduce<{ place: Place; score: number } | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  return best?.place ?? byWords(text, 0, wanted);
}

function everywhere(text: string, part: string, most = Infinity): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && found.length < most; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

/** Places that stand where the passage stood, whatever has become of its words. */
function bySides(text: string, wanted: string, sides: { before: string; after: string }): Place[] {
  const reach = wanted.length * 2 + 2 * HINT;
  const head = sides.before.slice(-HINT);
  const tail = sides.after.slice(0, HINT);
  const found: Place[] = [];
  const starts = head ? everywhere(text, head, MOST_HINTS).map((at) => at + head.length) : [];
  const ends = tail ? everywhere(text, tail, MOST_HINTS) : [];
  for (const from of starts) {
    const within = byWords(text.slice(from, from + reach), from, wanted);
    if (within) found.push(within);
    // Other words between the same surroundings: the passage was rewritten. Nothing between them: it was deleted.
    const end = ends.find((at) => at >= from && at - from <= reach);
    const between = end === undefined ? '' : text.slice(from, end);
    const start = from + (between.length - between.trimStart().length);
    if (between.trim() && sides.before.length + sides.after.length >= HINT)
      found.push({ start, end: start + between.trim().length, exact: false });
  }
  for (const to of ends) {
    const from = Math.max(0, to - reach);
    const within = byWords(text.slice(from, to), from, wanted);
    if (within) found.push(within);
  }
  return found.filter(({ start, end }) => text.slice(start, end) !== wanted);
}

/** How much of both sides stands where it stood, 0–1. */
function fit(text: string, { start, end }: Place, { before, after }: { before: string; after: string }): number {
  const all = before.length + after.length;
  if (!all) return 0;
  const left = text.slice(0, start).trimEnd();
  const right = text.slice(end).trimStart();
  let same = 0;
  while (same < before.length && left.at(-1 - same) === before.at(-1 - same)) same++;
  let follows = 0;
  while (follows < after.length && right[follows] === after[follows]) follows++;
  return (same + follows) / all;
}

interface Word {
  said: string;
  start: number;
  end: number;
}
/** Words without case and marks: a comma that came or went changes no passage. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+|§+/gu)].map((match) => ({
    said: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** How much of two passages is the same words in the same order, 0–1 (Dice's measure over the longest common run). */
function likeness(text: string, { start, end }: Place, wanted: string): number {
  const quote = wordsOf(wanted);
  const found = wordsOf(text.slice(start, end));
  let above = new Int32Array(quote.length + 1);
  for (const word of found) {
    const row = new Int32Array(quote.length + 1);
    quote.forEach((other, j) => {
      row[j + 1] = word.said === other.said ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!);
    });
    above = row;
  }
  return found.length + quote.length ? (2 * above[quote.length]!) / (found.length + quote.length) : 0;
}

/** Where most of the words are left, in their order; null when less than half of them is. */
function byWords(text: string, offset: number, wanted: string): Place | null {
  const quote = wordsOf(wanted);
  if (quote.length < FEWEST_WORDS) return null;
  const words = wordsOf(text);
  const said = new Set(words.map((word) => word.said));
  const fewest = Math.max(FEWEST_WORDS, Math.ceil(quote.length * LEFT));
  if (quote.filter((word) => said.has(word.said)).length < fewest) return null;
  const found = aligned(words, quote);
  if (!found || found.matched < fewest) return null;
  return { start: offset + words[found.from]!.start, end: offset + words[found.to]!.end, exact: false };
}

/**
 * Local alignment by words (Smith and Waterman): a word that is left counts for, one that came or went against, so that
 * the stretch found begins and ends with words of the passage. Work: words of the text × words of the quotation, and a
 * quotation has at most 1,000 characters.
 */
function aligned(text: Word[], quote: Word[]): { from: number; to: number; matched: number } | null {
  const width = quote.length + 1;
  let score = new Int32Array(width);
  let from = new Int32Array(width);
  let matched = new Int32Array(width);
  let best: { from: number; to: number; matched: number; score: number } | null = null;
  for (let i = 0; i < text.length; i++) {
    const [s, f, m] = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
    for (let j = 1; j < width; j++) {
      const same = text[i]!.said === quote[j - 1]!.said;
      const met = score[j - 1]! + (same ? 2 : -1);
      const skipped = s[j - 1]! - 1;
      const added = score[j]! - 1;
      const top = Math.max(0, met, skipped, added);
      s[j] = top;
      if (!top) continue;
      if (top === met) {
        f[j] = score[j - 1] ? from[j - 1]! : i;
        m[j] = matched[j - 1]! + (same ? 1 : 0);
      } else if (top === skipped) {
        f[j] = f[j - 1]!;
        m[j] = m[j - 1]!;
      } else {
        f[j] = from[j]!;
        m[j] = matched[j]!;
      }
      if (same && (!best || top > best.score)) best = { from: f[j]!, to: i, matched: m[j]!, score: top };
    }
    [score, from, matched] = [s, f, m];
  }
  return best;
}

/** What stands on both sides of a place, to be kept with a comment on it. */
export function sidesOf(text: string, { start, end }: { start: number; end: number }): Required<Quoted> {
  return {
    quote: text.slice(start, end),
    before: text.slice(Math.max(0, start - CONTEXT), start).trim(),
    after: text.slice(end, end + CONTEXT).trim(),
  };
}

/** A text made flat, with the way back from each of its letters. */
export interface Flat {
  text: string;
  /** For each letter of `text` its place in what it was made of. */
  at: number[];
}

/**
 * Markdown as a reader sees it, nearly: without the marks that no reader sees and with white space made one. What a comment
 * quotes from the page is looked up in what the author writes.
 */
export function flatMarkdown(markdown: string): Flat {
  let text = '';
  const at: number[] = [];
  const hidden = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+|\d{1,9}[.)][ \t]+)|[*_`\\]+|\]\([^)\n]*\)|[[\]]/gmu;
  const marks = [...markdown.matchAll(hidden)];
  let next = 0;
  for (let i = 0; i < markdown.length; i++) {
    const mark = marks[next];
    if (mark && i === mark.index) {
      i += mark[0].length - 1;
      next++;
      continue;
    }
    const space = /\s/.test(markdown[i]!);
    if (space && (text === '' || text.endsWith(' '))) continue;
    text += space ? ' ' : markdown[i];
    at.push(i);
  }
  return { text, at };
}

/** A place of the flat text in what the text was made of. */
export const unflat = ({ at }: Flat, { start, end }: Place): { start: number; end: number } => ({
  start: at[start] ?? 0,
  end: (at[end - 1] ?? -1) + 1,
});

/** The text of an element, flat, with the way between its letters and the page. */
export function textOf(root: Node): {
  text: string;
  rangeOf(place: { start: number; end: number }): Range;
  placeOf(range: Range): { start: number; end: number } | null;
} {
  const letters: { node: Text; offset: number }[] = [];
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    for (let offset = 0; offset < node.data.length; offset++) {
      const space = /\s/.test(node.data[offset]!);
      if (space && (text === '' || text.endsWith(' '))) continue;
      text += space ? ' ' : node.data[offset];
      letters.push({ node, offset });
    }
  }
  return {
    text,
    rangeOf({ start, end }) {
      const range = document.createRange();
      const first = letters[start]!;
      const last = letters[Math.min(end, letters.length) - 1]!;
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset + 1);
      return range;
    },
    placeOf(range) {
      const start = letters.findIndex(({ node, offset }) => range.comparePoint(node, offset) >= 0);
      if (start < 0) return null;
      let end = start;
      while (end < letters.length && range.comparePoint(letters[end]!.node, letters[end]!.offset + 1) <= 0) end++;
      while (end > start && text[end - 1] === ' ') end--;
      return end > start ? { start, end } : null;
    },
  };
}
