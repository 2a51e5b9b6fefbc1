/** What the register says that acts do, by its verb; the longest lists are of one verb. */
const VERB = /^(ändrar|upphäver|för in|flyttar|betecknar om|inför|utgår)\s+/;

/** `ändrar 6 kap. 2 §`, `ändrar 6 kap. 3 §` as one line for the verb with its places, in the order that they came. */
export function didOf(sentences: readonly string[]): string[] {
  const lines: { verb: string; places: string[] }[] = [];
  for (const sentence of sentences) {
    const verb = VERB.exec(sentence)?.[0] ?? '';
    const place = sentence.slice(verb.length);
    const last = lines.find((line) => verb && line.verb === verb);
    if (last) last.places.push(place);
    else lines.push({ verb, places: [place] });
  }
  return lines.map(({ verb, places }) => {
    const all = `${verb}${places.join(', ')}`;
    return `${all.slice(0, 1).toUpperCase()}${all.slice(1)}${all.endsWith('.') ? '' : '.'}`;
  });
}
