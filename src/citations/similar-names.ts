/** Three letters at a time, ends marked: what two words share when one of them is misspelt. */
export function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue;
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  }
  return found;
}

/**
 * How alike what was typed is to a name: the share of what is in either that is in both, or nearly the share of what was typed
 * that the name holds, since people type two words of a long title. 1 = the same words.
 */
export function similarity(typed: ReadonlySet<string>, name: ReadonlySet<string>): number {
  if (typed.size === 0 || name.size === 0) return 0;
  let both = 0;
  for (const one of typed) if (name.has(one)) both++;
  const held = both / typed.size;
  return Math.max(both / (typed.size + name.size - both), held >= 0.6 ? 0.7 * held : 0);
}

/** Whether one is the other with a letter or two mistyped: two in long words, one in short ones, none in abbreviations. */
export function nearlySame(a: string, b: string): boolean {
  const most = Math.min(a.length, b.length) >= 9 ? 2 : 1;
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > most || a.length > 80) return false;
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      now[j] = Math.min(before[j]! + 1, now[j - 1]! + 1, before[j - 1]! + cost);
      least = Math.min(least, now[j]!);
    }
    if (least > most) return false;
    before = now;
  }
  return before[b.length]! <= most;
}
