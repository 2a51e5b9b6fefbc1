import { ACT_KEYWORDS, KEYWORDS, ordinal } from './keywords.js';

/** What a token is. BREAK stands for a blank line: no citation reaches across it. */
export const Kind = { END: 0, WORD: 1, NUMBER: 2, SIGN: 3, SECTION: 4, BREAK: 5 } as const;

const SOFT_HYPHEN = 0xad;
/** In place of a keyword: a word whose characters are not the ones it is compared by. */
const ODD = 255;
const DASH = 45;
const COLON = 58;
const TO_LOWER = 32;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

function isLetter(c: number): boolean {
  if (c < 128) return (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
  return c >= 0xc0 && c <= 0x24f && c !== 0xd7 && c !== 0xf7;
}

const isLower = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 0xdf && c <= 0xff);
const isHyphen = (c: number): boolean => c === DASH || c === 0x2010 || c === 0x2011;
/** Hyphens and the dashes that ranges are written with. */
const isDash = (c: number): boolean => c === DASH || (c >= 0x2010 && c <= 0x2015) || c === 0x2212;
const isInvisible = (c: number): boolean =>
  c === SOFT_HYPHEN || c === 0x200b || c === 0x200c || c === 0x200d || c === 0x2060 || c === 0xfeff;
const isNewline = (c: number): boolean => c === 10 || c === 0x2028 || c === 0x0b;
const isSpace = (c: number): boolean =>
  c === 32 ||
  (c >= 9 && c <= 13) ||
  c === 0xa0 ||
  (c >= 0x2000 && c <= 0x200a) ||
  c === 0x2028 ||
  c === 0x2029 ||
  c === 0x202f;

function lower(c: number): number {
  if (c < 128) return c >= 65 && c <= 90 ? c + TO_LOWER : c;
  if (c >= 0xc0 && c <= 0xde) return c + TO_LOWER;
  return c;
}

/** å, ä and ö as they come from a Mac's file names and some PDFs: a letter and a combining sign. */
function composed(letter: number, mark: number): number {
  if (mark === 0x30a && letter === 97) return 0xe5;
  if (mark === 0x308 && letter === 97) return 0xe4;
  if (mark === 0x308 && letter === 111) return 0xf6;
  if (mark === 0x301 && letter === 101) return 0xe9;
  return letter;
}

const step = (hash: number, c: number): number => (Math.imul(hash, 31) + c) | 0;

/** A genitive after a colon, "EU:s", "JO:n": at most three letters. */
function shortEnding(text: string, i: number): boolean {
  let size = 0;
  while (size < 4 && isLetter(text.charCodeAt(i + size))) size++;
  return size < 4;
}

/** The form in which words are compared: lower case, composed, without soft hyphens and without hyphens. */
export function normalise(word: string): string {
  let plain = '';
  for (const one of word.normalize('NFC')) {
    const c = one.codePointAt(0)!;
    if (!isInvisible(c) && !isHyphen(c) && !isSpace(c)) plain += one;
  }
  return plain.toLowerCase();
}

export function hashOf(normalised: string): number {
  let hash = 7;
  for (let i = 0; i < normalised.length; i++) hash = step(hash, normalised.charCodeAt(i));
  return hash;
}

const keywordByHash = new Map<number, { word: string; id: number }>();
for (const [word, id] of KEYWORDS) {
  const hash = hashOf(normalise(word));
  const there = keywordByHash.get(hash);
  if (there && there.word !== normalise(word)) throw new Error(`Two keywords with one hash: ${word}, ${there.word}`);
  keywordByHash.set(hash, { word: normalise(word), id });
}

/**
 * The text as parallel arrays, made in one pass without a regular expression and without a string per word: most words
 * of a text are never looked at again. Offsets are UTF-16 units of the original text; what is invisible or only
 * typographic (soft hyphens, kinds of space, hyphens, a line break) is folded in the hash alone.
 */
export class Tokens {
  length = 0;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  /** Of a word its hash, of a number its value, of a sign its character (dashes are all "-"). */
  value: Int32Array;
  keyword: Uint8Array;

  constructor(readonly text: string) {
    const guess = (text.length >> 2) + 16;
    this.kind = new Uint8Array(guess);
    this.start = new Int32Array(guess);
    this.end = new Int32Array(guess);
    this.value = new Int32Array(guess);
    this.keyword = new Uint8Array(guess);
    this.read();
    this.add(Kind.END, text.length, text.length, 0);
    this.length--;
  }

  /** The word as written, without soft hyphens. */
  raw(i: number): string {
    const slice = this.text.slice(this.start[i], this.end[i]);
    let plain = '';
    for (const one of slice.normalize('NFC')) {
      const c = one.charCodeAt(0);
      if (!isInvisible(c) && !isSpace(c)) plain += isHyphen(c) ? '-' : one;
    }
    return plain;
  }

  /** The word in the form in which words are compared. */
  word(i: number): string {
    return normalise(this.text.slice(this.start[i], this.end[i]));
  }

  isWord(i: number): boolean {
    return this.kind[i] === Kind.WORD;
  }
  isNumber(i: number): boolean {
    return this.kind[i] === Kind.NUMBER;
  }
  isKeyword(i: number): boolean {
    return this.keyword[i] !== 0 && this.keyword[i] !== ODD;
  }
  is(i: number, keyword: number): boolean {
    return this.keyword[i] === keyword;
  }
  sign(i: number, c: number): boolean {
    return this.kind[i] === Kind.SIGN && this.value[i] === c;
  }
  digits(i: number): number {
    return this.end[i]! - this.start[i]!;
  }
  /** Nothing stands between this token and the one before. */
  joined(i: number): boolean {
    return i > 0 && this.start[i] === this.end[i - 1];
  }
  capital(i: number): boolean {
    const c = this.text.charCodeAt(this.start[i]!);
    return (c >= 65 && c <= 90) || (c >= 0xc0 && c <= 0xde);
  }
  /** Whether the word ends as acts do, in any form of the noun; cheap, and may say yes too often. */
  endsAsAct(i: number): boolean {
    const keyword = this.keyword[i]!;
    if (keyword !== 0) return keyword === ODD || ACT_KEYWORDS[keyword] === 1;
    const { text } = this;
    const at = (k: number): number => text.charCodeAt(k) | TO_LOWER;
    let k = this.end[i]! - 1;
    if (at(k) === 115) k--;
    if (at(k) === 110 || at(k) === 116) k -= at(k - 1) === 101 ? 2 : 1;
    switch (at(k)) {
      case 103: // lag, förordning
        return (at(k - 1) === 97 && at(k - 2) === 108) || (at(k - 1) === 110 && at(k - 2) === 105 && at(k - 3) === 110);
      case 107: // balk
        return at(k - 1) === 108 && at(k - 2) === 97;
      case 109: // regeringsform
        return at(k - 1) === 114 && at(k - 2) === 111;
      case 97: // stadga
        return at(k - 1) === 103 && at(k - 2) === 100;
      case 101: // kungörelse, reglemente
        return (at(k - 1) === 115 && at(k - 2) === 108) || (at(k - 1) === 116 && at(k - 2) === 110);
      case 116: // reglement-e
        return at(k - 1) === 110 && at(k - 2) === 101;
      case 115: // kungörels-en
        return at(k - 1) === 108 && at(k - 2) === 101;
      case 118: // direktiv
        return at(k - 1) === 105 && at(k - 2) === 116;
      default:
        return false;
    }
  }

  /** "hälso-", the first half of a name in two. */
  hyphenEnded(i: number): boolean {
    return this.kind[i] === Kind.WORD && isHyphen(this.text.charCodeAt(this.end[i]! - 1));
  }

  private add(kind: number, start: number, end: number, value: number, keyword = 0): void {
    const at = this.length++;
    if (at >= this.kind.length) this.grow();
    this.kind[at] = kind;
    this.start[at] = start;
    this.end[at] = end;
    this.value[at] = value;
    this.keyword[at] = keyword;
  }

  private grow(): void {
    const size = this.kind.length * 2;
    const bytes = (old: Uint8Array): Uint8Array => {
      const wide = new Uint8Array(size);
      wide.set(old);
      return wide;
    };
    const numbers = (old: Int32Array): Int32Array => {
      const wide = new Int32Array(size);
      wide.set(old);
      return wide;
    };
    this.kind = bytes(this.kind);
    this.keyword = bytes(this.keyword);
    this.start = numbers(this.start);
    this.end = numbers(this.end);
    this.value = numbers(this.value);
  }

  private read(): void {
    const { text } = this;
    const n = text.length;
    let i = 0;
    while (i < n) {
      const c = text.charCodeAt(i);
      if (isLetter(c)) i = this.readWord(i);
      else if (isSpace(c)) i = this.readSpace(i);
      else if (isDigit(c)) i = this.readNumber(i);
      else if (isInvisible(c)) i++;
      else if (c === 0xa7) {
        const double = text.charCodeAt(i + 1) === 0xa7;
        this.add(Kind.SECTION, i, i + (double ? 2 : 1), double ? 2 : 1);
        i += double ? 2 : 1;
      } else {
        this.add(Kind.SIGN, i, i + 1, isDash(c) ? DASH : c);
        i++;
      }
    }
  }

  private readSpace(from: number): number {
    const { text } = this;
    let i = from;
    let lines = 0;
    for (let c = text.charCodeAt(i); isSpace(c); c = text.charCodeAt(++i)) {
      if (isNewline(c) || (c === 13 && text.charCodeAt(i + 1) !== 10)) lines++;
      if (c === 0x2029) lines += 2;
    }
    if (lines > 1) this.add(Kind.BREAK, from, i, 0);
    return i;
  }

  private readNumber(from: number): number {
    const { text } = this;
    let i = from;
    let value = 0;
    for (let c = text.charCodeAt(i); isDigit(c); c = text.charCodeAt(++i))
      value = Math.min(value * 10 + c - 48, 99_999_999);
    this.add(Kind.NUMBER, from, i, value);
    return i;
  }

  private readWord(from: number): number {
    const { text } = this;
    let i = from;
    let end = from;
    let hash = 7;
    let before = 7;
    let last = 0;
    let length = 0;
    let odd = false;
    for (;;) {
      const c = text.charCodeAt(i);
      if (isLetter(c)) {
        before = hash;
        last = lower(c);
        hash = step(hash, last);
        end = ++i;
        length++;
      } else if (c >= 0x300 && c <= 0x36f) {
        hash = step(before, composed(last, c));
        odd = true;
        end = ++i;
      } else if (isInvisible(c)) {
        // A soft hyphen at the end of a line holds the word together.
        let next = i + 1;
        if (c === SOFT_HYPHEN) while (isSpace(text.charCodeAt(next)) && next - i < 8) next++;
        if (!isLetter(text.charCodeAt(next))) break;
        odd = true;
        i = next;
      } else if (isHyphen(c)) {
        const next = text.charCodeAt(i + 1);
        // "24 a-c §§" is a range of letters, "e-handelslagen" a word.
        if (length === 1 && isLetter(next) && !isLetter(text.charCodeAt(i + 2))) break;
        // "första-tredje styckena" is a range of ordinals.
        if (length > 4 && isLetter(next) && ordinal(keywordByHash.get(hash)?.id ?? 0) > 0) break;
        if (isLetter(next)) i++;
        else {
          const joined = this.overLine(i + 1);
          if (joined > 0) {
            i = joined;
            odd = true;
          } else {
            if (!isDigit(next)) end = i + 1;
            break;
          }
        }
      } else if (c === COLON && isLower(text.charCodeAt(i + 1)) && shortEnding(text, i + 1)) {
        hash = step(hash, COLON);
        i++;
      } else break;
    }
    const known = length < 32 ? keywordByHash.get(hash) : undefined;
    const keyword = known && text.charCodeAt(end - 1) !== DASH ? this.verified(from, end, known) : 0;
    this.add(Kind.WORD, from, end, hash, keyword === 0 && odd ? ODD : keyword);
    return end;
  }

  private verified(from: number, end: number, known: { word: string; id: number }): number {
    const slice = this.text.slice(from, end);
    return slice === known.word || normalise(slice) === known.word ? known.id : 0;
  }

  /** A word broken by a hyphen at the end of a line; not "hälso-\noch sjukvårdslagen". @returns where it goes on, or 0 */
  private overLine(from: number): number {
    const { text } = this;
    let i = from;
    let lines = 0;
    for (let c = text.charCodeAt(i); isSpace(c) && i - from < 8; c = text.charCodeAt(++i)) if (isNewline(c)) lines++;
    if (lines !== 1 || !isLower(text.charCodeAt(i))) return 0;
    for (const word of ['och', 'eller', 'samt', 'respektive'])
      if (text.startsWith(word, i) && !isLetter(text.charCodeAt(i + word.length))) return 0;
    return i;
  }
}
