import { LAST } from './citation-id.js';
import { K, ordinal } from './keywords.js';
import type { Meter } from './reading.js';
import { Kind, type Tokens } from './tokens.js';

/** The members of a list as they are counted, and the tokens each stands in. */
export interface Values {
  values: string[];
  from: number[];
  to: number[];
  /** Whether a dash stands after the value. */
  range: boolean[];
  end: number;
}

const COMMA = 44;
const DOT = 46;
const DASH = 45;
const SLASH = 47;
const LONGEST_NUMBER = 3;
const LETTER_I = 105;
const LETTER_P = 112;

/** Lists of numbers, letters and ordinals, with commas, dashes and words between. Never goes back over what it has read. */
export class NumberLists {
  constructor(
    protected readonly t: Tokens,
    protected readonly meter: Meter,
  ) {}

  /** `2`, `2 a`, `2, 4–6 och 8`, `7 a och b`. */
  numbers(i: number): Values | null {
    const { t } = this;
    if (!this.number(i)) return null;
    let at = i + 1;
    let value = this.digits(i);
    if (this.letter(at) || this.letterOfSection(at)) value += t.word(at++);
    // Written as literals: an empty list that is pushed to reserves room for seventeen.
    const list: Values = { values: [value], from: [i], to: [at], range: [false], end: at };
    for (;;) {
      this.meter.steps++;
      const next = this.separator(at);
      if (next < 0) break;
      const letterAfterLetter = /\D$/.test(value) && (this.letter(next) || this.letterOfSection(next));
      if (!this.number(next) && !letterAfterLetter) break;
      list.range[list.range.length - 1] = t.sign(at, DASH) || t.is(at, K.TO);
      at = next;
      if (t.isNumber(at)) {
        value = this.digits(at++);
        if (this.letter(at) || this.letterOfSection(at)) value += t.word(at++);
      } else value = /^\d*/.exec(value)![0] + t.word(at++);
      list.values.push(value);
      list.from.push(next);
      list.to.push(at);
      list.range.push(false);
      list.end = at;
    }
    return list;
  }

  letters(i: number): Values | null {
    if (!this.letter(i)) return null;
    const { t } = this;
    const list: Values = { values: [], from: [], to: [], range: [], end: i };
    for (let at = i; ;) {
      this.meter.steps++;
      list.values.push(t.word(at));
      list.from.push(at);
      list.to.push(at + 1);
      list.range.push(t.sign(at + 1, DASH));
      list.end = at + 1;
      const next = this.separator(at + 1);
      if (next < 0 || !this.letter(next)) break;
      at = next;
    }
    list.range[list.range.length - 1] = false;
    return list;
  }

  ordinals(i: number): Values | null {
    const { t } = this;
    let value = this.ordinalAt(i);
    if (value === null) return null;
    const list: Values = { values: [], from: [], to: [], range: [], end: i };
    for (let at = i; ;) {
      this.meter.steps++;
      list.values.push(value);
      list.from.push(at);
      list.to.push(at + 1);
      list.range.push(false);
      list.end = at + 1;
      const next = this.separator(at + 1);
      value = next < 0 ? null : this.ordinalAt(next);
      if (value === null) break;
      list.range[list.range.length - 1] = t.sign(at + 1, DASH);
      at = next;
    }
    return list;
  }

  /** "första" is 1; "sista" is no number, and what it points at is left out of the target. */
  private ordinalAt(i: number): string | null {
    const { t } = this;
    if (t.is(i, K.LAST)) return LAST;
    const value = ordinal(t.keyword[i]!);
    return value === 0 ? null : String(value);
  }

  /** Comma, dash, och, eller, samt …; @returns the token after, or -1 */
  separator(i: number): number {
    const { t } = this;
    if (t.sign(i, COMMA)) {
      if (t.is(i + 1, K.AND)) return i + 2;
      return t.joined(i + 1) ? -1 : i + 1;
    }
    if (t.is(i, K.AND)) {
      if (t.sign(i + 1, SLASH) && t.is(i + 2, K.AND)) return i + 3;
      return t.sign(i + 1, DOT) ? i + 2 : i + 1;
    }
    if (t.sign(i, DASH)) return i + 1;
    if (t.is(i, K.TO) && t.isNumber(i + 1)) return i + 1;
    // "2 kap. 4 § jämfört med 9 § TF", "5 § i förening med 7 §"
    if (t.is(i, K.COMPARED)) return t.word(i + 1) === 'med' ? i + 2 : -1;
    if (t.is(i, K.IN) && t.is(i + 1, K.JOINTLY)) return t.word(i + 2) === 'med' ? i + 3 : -1;
    return -1;
  }

  number(i: number): boolean {
    const { t } = this;
    return t.isNumber(i) && t.digits(i) <= LONGEST_NUMBER && t.text.charCodeAt(t.start[i]!) !== 48;
  }

  digits(i: number): string {
    return this.t.text.slice(this.t.start[i], this.t.end[i]);
  }

  /** A single small letter; never the preposition i, nor p for punkt. */
  letter(i: number): boolean {
    const c = this.single(i);
    return c !== 0 && c !== LETTER_I && c !== LETTER_P;
  }

  /** "12 i §§": right before the sign an i is a letter. */
  private letterOfSection(i: number): boolean {
    return this.t.kind[i + 1] === Kind.SECTION && this.single(i) !== 0;
  }

  /** The character of a word of one small letter, or 0. */
  private single(i: number): number {
    const { t } = this;
    if (t.kind[i] !== Kind.WORD || t.end[i]! - t.start[i]! !== 1) return 0;
    const c = t.text.charCodeAt(t.start[i]!);
    return c >= 97 && c <= 122 ? c : 0;
  }
}
