/** Where a quoted passage stands in a text that may have been edited since. */
export interface Place {
  start: number;
  end: number;
  /** Word for word; else the longest run of its words that is still there. */
  exact: boolean;
}

const FEWEST_WORDS = 3;

/** White space does not count: what is selected on a page has other line ends than the text it came from. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `text` is flat already. */
export function locate(text: string, quote: string): Place | null {
  const wanted = flat(quote);
  if (!wanted) return null;
  const at = text.indexOf(wanted);
  if (at >= 0) return { start: at, end: at + wanted.length, exact: true };
  const words = wanted.split(' ');
  const fewest = Math.max(FEWEST_WORDS, Math.ceil(words.length / 2));
  for (let length = words.length - 1; length >= fewest; length--)
    for (let from = 0; from + length <= words.length; from++) {
      const run = words.slice(from, from + length).join(' ');
      const start = text.indexOf(run);
      if (start >= 0) return { start, end: start + run.length, exact: false };
    }
  return null;
}

/** The text of an element, flat, with the way back from each of its letters to the page. */
export function textOf(root: Node): { text: string; rangeOf(place: Place): Range } {
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
  };
}
