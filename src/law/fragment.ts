/** Where a place in a statute lies: the provision that has a row of its own, and what is inside it. */
export interface Place {
  /** `K6P2a`, `K6`, `B1`, `L2014:829`. */
  provision: string;
  /** `S1N3`; null for the provision as a whole. */
  inner: string | null;
}

const PROVISION =
  /^(?:K\d{1,4}[a-zåäö]{0,3}(?:P\d{1,4}[a-zåäö]{0,3})?|P\d{1,4}[a-zåäö]{0,3}|B[\da-zåäö]{0,8}|L\d{4}:\d{1,4}|A\d{1,4}[a-z]{0,2})/;
/** Also what stands in an annex: its articles (`B1A5`), sections and chapters. */
const INNER = /^(?:[ABKPOSNM]\d{0,4}[a-zåäö0-9]{0,6}){1,6}$/;

/** `K6P2aS1N3` → `K6P2a` and `S1N3`; null for what is no fragment of a statute. */
export function placeOf(fragment: string): Place | null {
  if (fragment.length > 60) return null;
  const provision = PROVISION.exec(fragment)?.[0];
  if (!provision) return null;
  const inner = fragment.slice(provision.length);
  if (inner === '') return { provision, inner: null };
  return INNER.test(inner) ? { provision, inner } : null;
}

/** `sfs/2008:355#K6P2` → source and fragment. */
export function splitKey(id: string): { source: string; fragment: string | null } {
  const at = id.indexOf('#');
  return at < 0 ? { source: id, fragment: null } : { source: id.slice(0, at), fragment: id.slice(at + 1) };
}

/** `2a` → `2 a`, as it is written in Swedish. */
const spaced = (number: string): string => number.replace(/^(\d+)([a-zåäö])/, '$1 $2');

const ORDINALS =
  'noll första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde'.split(
    ' ',
  );
const nth = (number: string, noun: string): string => {
  const word = /^\d+$/.test(number) ? ORDINALS[Number(number)] : undefined;
  return word ? `${word} ${noun}` : `${noun} ${number}`;
};

const STEP = /([AKPOSNMBL])([^A-Z]*)/g;

/**
 * How a lawyer writes the place: `K6P2aS1N3` → `6 kap. 2 a § första stycket 3`; `6.1.e` of an EU act → `artikel 6.1 e`;
 * `s12` → `s. 12`; `avs8.2.2` → `avsnitt 8.2.2`.
 */
export function labelOf(fragment: string): string {
  if (/^\d/.test(fragment)) return `artikel ${fragment.replace(/\.([a-z])/g, ' $1')}`;
  const page = /^s(\d[\d–-]*)$/.exec(fragment);
  if (page) return `s. ${page[1]}`;
  const section = /^avs([\d.]+)$/.exec(fragment);
  if (section) return `avsnitt ${section[1]}`;
  const recital = /^skal(\d+)$/.exec(fragment);
  if (recital) return `skäl ${recital[1]}`;
  const block = /^(L\d{4}:\d+)([A-Z].*)$/.exec(fragment);
  if (block) return `${block[2]!.startsWith('N') ? 'punkt ' : ''}${labelOf(block[2]!)} i ${labelOf(block[1]!)}`;
  const words: string[] = [];
  for (const [, letter, number = ''] of fragment.matchAll(STEP)) {
    if (letter === 'K') words.push(`${spaced(number)} kap.`);
    else if (letter === 'P') words.push(`${spaced(number)} §`);
    else if (letter === 'A') words.push(`artikel ${spaced(number)}`);
    else if (letter === 'O') words.push(`${number} mom.`);
    else if (letter === 'S') words.push(nth(number, 'stycket'));
    else if (letter === 'M') words.push(nth(number, 'meningen'));
    else if (letter === 'N') words.push(spaced(number));
    else if (letter === 'B') words.push(number ? `bilaga ${number}` : 'bilagan');
    else words.push(`övergångsbestämmelserna till ${number}`);
  }
  return words.length > 0 ? words.join(' ') : fragment;
}

/** The short form for a table of contents: `2 a §` of `K6P2a`. */
export function shortLabelOf(fragment: string): string {
  const section = /^K[^P]+(P.+)$/.exec(fragment);
  return labelOf(section ? section[1]! : fragment);
}
