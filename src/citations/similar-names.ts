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
  return Math.max(both / (typed.size + name.size - both), held >= 0.6 ? 0.8 * held : 0);
}
