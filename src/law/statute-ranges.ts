import { numberOf } from './statute-markers.js';

/** No act has a gap as wide as this. */
const MOST_OF_RANGE = 400;

/**
 * `3-6`, `3, 5-7 och 9`, `7-7 c`, `7 a–7 c` → the sections named, for a line that says of all of them that they are repealed.
 * Empty where a member is not understood: then nothing is guessed.
 */
export function sectionsBetween(label: string): string[] {
  const found: string[] = [];
  for (const member of label.split(/,|\boch\b|\bsamt\b/)) {
    const range = /^\s*(\d{1,4})[ \u00a0]?([a-zåäö])?(?:\s*[-–—‑]\s*(\d{1,4})[ \u00a0]?([a-zåäö])?)?\s*$/.exec(member);
    if (!range) return [];
    const [, from = '', fromLetter, to, toLetter] = range;
    if (to === undefined) {
      found.push(numberOf(`${from}${fromLetter ?? ''}`) ?? '');
      continue;
    }
    const [first, last] = [Number.parseInt(from, 10), Number.parseInt(to, 10)];
    if (first === last && toLetter !== undefined) {
      if (fromLetter === undefined) found.push(from);
      const start = (fromLetter ?? 'a').charCodeAt(0);
      for (let code = start; code <= toLetter.charCodeAt(0); code += 1)
        found.push(`${from}${String.fromCharCode(code)}`);
      continue;
    }
    if (last <= first || last - first > MOST_OF_RANGE) return [];
    found.push(`${first}${fromLetter ?? ''}`);
    for (let number = first + 1; number <= last; number += 1) found.push(String(number));
    // Up to "9 b" the sections 9 and 9 a are named as well.
    if (toLetter !== undefined)
      for (let code = 97; code <= toLetter.charCodeAt(0); code += 1) found.push(`${last}${String.fromCharCode(code)}`);
  }
  return found.length <= MOST_OF_RANGE ? found : [];
}
