import type { Pinpoint } from './citation-id.js';

/** What somebody typed to reach a place in the law, taken apart: `6 kap 2 § pdl`, `osl 10:2 a`, `gdpr 6.1 e`. */
export interface TypedReference {
  /** The words that name the act, as typed; '' when there are none. */
  name: string;
  /** `2008:355`, where the number stands. */
  number: string | null;
  /** Places that it can mean, the likeliest first; empty for an act as a whole. */
  places: Pinpoint[];
  /** The same numbers as an article of an EU act: `6.1.e`. */
  article: string | null;
}

/** Longer is no reference; reading is linear all the same. */
export const MOST_TYPED = 200;

const TOKEN =
  /(\d{4}:\d{1,4}(?!\d))|(\d{1,4}):(\d{1,4})(?!\d)|(\d{1,4}(?:\.\d{1,3})*)|(§+)|([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*-?)|([^\s])/gu;

const ORDINALS: Record<string, string> = Object.fromEntries(
  'första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde'
    .split(' ')
    .map((word, i) => [word, String(i + 1)]),
);

type Unit = 'chapter' | 'section' | 'paragraph' | 'item' | 'sentence' | 'moment' | 'annex' | 'article';
const UNITS: Record<string, Unit> = {
  kap: 'chapter',
  kapitel: 'chapter',
  kapitlet: 'chapter',
  paragraf: 'section',
  paragrafen: 'section',
  par: 'section',
  st: 'paragraph',
  stycke: 'paragraph',
  stycket: 'paragraph',
  p: 'item',
  pkt: 'item',
  punkt: 'item',
  punkten: 'item',
  mom: 'moment',
  moment: 'moment',
  momentet: 'moment',
  men: 'sentence',
  mening: 'sentence',
  meningen: 'sentence',
  bilaga: 'annex',
  bil: 'annex',
  art: 'article',
  artikel: 'article',
  artikeln: 'article',
};
/** Words before the number of an act that name nothing. */
const IDLE = new Set(['sfs', 'i', 'nr', 'och', 'enligt', 'se', 'jfr', 'enl']);

interface Given {
  value: string;
  /** `10:2` says chapter and section at once. */
  section?: string;
  unit: Unit | null;
}

export function readTyped(text: string): TypedReference {
  const names: string[] = [];
  const numbers: Given[] = [];
  let act: string | null = null;
  let pending: Unit | null = null;
  let last: Given | null = null;
  /** The number right before, to which a single letter belongs. */
  let letterFor: Given | null = null;
  const tell = (number: Given): Given => {
    numbers.push(number);
    pending = null;
    return number;
  };
  for (const match of text.slice(0, MOST_TYPED).matchAll(TOKEN)) {
    const [, designation, chapter, section, plain, sign, word] = match;
    if (designation) act ??= designation;
    else if (chapter && section) last = letterFor = tell({ value: chapter, section, unit: 'chapter' });
    else if (plain) last = letterFor = tell({ value: plain, unit: pending });
    else if (sign) {
      letterFor = null;
      if (last && last.unit === null) last.unit = 'section';
      else pending = 'section';
    } else if (word) {
      const lower = word.toLowerCase();
      const unit = UNITS[lower];
      if (
        letterFor !== null &&
        /^[a-zåäö]$/.test(lower) &&
        !(lower === 'i' && namesNext(text, match.index + 1)) &&
        !(lower === 'p' && within(numbers, letterFor))
      ) {
        addLetter(letterFor, lower);
        letterFor = null;
        continue;
      }
      letterFor = null;
      if (unit !== undefined) {
        if (last !== null && last.unit === null && unit !== 'article' && unit !== 'annex') last.unit = unit;
        else pending = unit;
      } else if (ORDINALS[lower] && (numbers.length > 0 || names.length > 0)) {
        last = tell({ value: ORDINALS[lower], unit: null });
      } else if (!IDLE.has(lower) || (names.length > 0 && lower === 'och')) names.push(word);
    } else if (match[0] !== '.') letterFor = null;
  }
  return {
    name: names.join(' ').replace(/- och /g, '- och '),
    number: act,
    places: placesOf(numbers),
    article: articleOf(numbers),
  };
}

function addLetter(number: Given, letter: string): void {
  if (number.section !== undefined) number.section += letter;
  else number.value += number.value.includes('.') ? `.${letter}` : letter;
}

/** `5 § 3 p`: a point of a section that is said already; `3 p §`: the letter of the section. */
const within = (numbers: readonly Given[], number: Given): boolean =>
  numbers.some((one) => one !== number && (one.unit === 'section' || one.section !== undefined));

/** `3 i OSL`: a preposition; `3 i §`: the letter of the section. */
function namesNext(text: string, from: number): boolean {
  const next = /^\s+(\p{L}+)/u.exec(text.slice(from, from + 40))?.[1]?.toLowerCase();
  return next !== undefined && UNITS[next] === undefined;
}

function placesOf(numbers: readonly Given[]): Pinpoint[] {
  if (numbers.length === 0) return [];
  const place: Pinpoint = {};
  const bare: string[] = [];
  for (const { value, section, unit } of numbers) {
    if (unit === 'article' || value.includes('.')) return [];
    if (section !== undefined) {
      place.chapter ??= value;
      place.section ??= section;
    } else if (unit === null) bare.push(value);
    else if (place[unit] === undefined) place[unit] = value;
  }
  if (place.annex !== undefined) return [{ annex: place.annex }];
  const sure = place.chapter !== undefined || place.section !== undefined;
  if (place.section !== undefined && bare.length > 0) {
    if (place.item === undefined) place.item = bare.shift()!;
  } else if (place.chapter !== undefined && bare.length > 0) place.section = bare.shift()!;
  if (sure) return bare.length > 0 ? [] : [place];
  if (bare.length === 1)
    return [{ ...place, section: bare[0]! }, ...(Object.keys(place).length === 0 ? [{ chapter: bare[0]! }] : [])];
  if (bare.length === 2) return [{ ...place, chapter: bare[0]!, section: bare[1]! }];
  return [];
}

/** `6.1 e`, `art 6 1 e`, `artikel 6` → `6.1.e`. */
function articleOf(numbers: readonly Given[]): string | null {
  if (numbers.length === 0 || numbers.length > 3) return null;
  if (
    numbers.some(
      ({ unit, section }) =>
        section !== undefined || !(unit === null || unit === 'article' || unit === 'item' || unit === 'paragraph'),
    )
  )
    return null;
  return numbers.map(({ value }) => value.replace(/(\d)([a-z])$/, '$1.$2')).join('.');
}
