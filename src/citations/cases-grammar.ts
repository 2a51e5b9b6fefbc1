import { K } from './keywords.js';
import type { PinpointGrammar } from './pinpoints.js';
import type { Reading } from './reading.js';
import { Kind } from './tokens.js';

const DOT = 46;
const COLON = 58;
const SLASH = 47;
const DASH = 45;

/** Series of cases: how the number is written after the year, and the family of the id. */
const COURTS = new Map<number, { word: string; family: string; style: 'ref' | 'nr' | 'colon' }>([
  [K.HFD, { word: 'HFD', family: 'hfd', style: 'ref' }],
  [K.RA, { word: 'RÅ', family: 'ra', style: 'ref' }],
  [K.AD, { word: 'AD', family: 'ad', style: 'nr' }],
  [K.RH, { word: 'RH', family: 'rh', style: 'colon' }],
  [K.MOD, { word: 'MÖD', family: 'mod', style: 'colon' }],
  [K.PMOD, { word: 'PMÖD', family: 'pmod', style: 'colon' }],
  [K.MIG, { word: 'MIG', family: 'mig', style: 'colon' }],
  [K.MD, { word: 'MD', family: 'md', style: 'colon' }],
]);
/** `I–III`, `I, II och III`. */
const LONGEST_PARTS = 8;
/** How far from the authority its diary number may stand in the same sentence. */
const SAME_SENTENCE = 30;
/** How far a diary number may stand from the name of the authority: "JO:s beslut den 3 maj 2012, dnr …". */
const LONGEST_DECISION = 9;

/** Decisions of courts and authorities. Each reader answers with the token after, or 0. */
export class CasesGrammar {
  constructor(
    private readonly reading: Reading,
    private readonly pinpoints: PinpointGrammar,
  ) {}

  /** `HFD 2022 ref. 14`, `RÅ 1999 not. 421`, `AD 2008 nr 28`, `MÖD 2000:48`, and several after each other. */
  court(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const court = COURTS.get(t.keyword[i]!);
    if (!court || t.raw(i) !== court.word) return 0;
    let at = i + 1;
    if (!t.isNumber(at)) return 0;
    let year = t.value[at]!;
    if (t.digits(at) === 2 && court.family === 'ra') year += 1900;
    else if (t.digits(at) !== 4) return 0;
    let first = true;
    let end = 0;
    let note = false;
    let from = i;
    at++;
    for (;;) {
      reading.meter.steps++;
      let number = -1;
      if (first && t.sign(at, COLON) && t.joined(at) && t.isNumber(at + 1)) number = at + 1;
      else if (t.is(at, K.REF) || t.is(at, K.NOT) || t.is(at, K.NR)) {
        note = t.is(at, K.NOT);
        number = t.sign(at + 1, DOT) ? at + 2 : at + 1;
      } else if (!first) {
        number = at;
        if (t.isNumber(at) && t.digits(at) === 4 && t.sign(at + 1, COLON) && t.joined(at + 1)) {
          year = t.value[at]!;
          number = at + 2;
        } else if (
          t.isNumber(at) &&
          t.digits(at) === 4 &&
          (t.is(at + 1, K.REF) || t.is(at + 1, K.NOT) || t.is(at + 1, K.NR))
        ) {
          year = t.value[at]!;
          note = t.is(at + 1, K.NOT);
          number = t.sign(at + 2, DOT) ? at + 3 : at + 2;
        }
      }
      if (number < 0 || !t.isNumber(number) || this.isPlace(number)) break;
      if (!first && number === at && (t.is(number + 1, K.UNIT) || t.digits(number) > 3)) break;
      end = this.afterParts(number + 1);
      reading.emit(
        from,
        end,
        note ? `${court.family}/${year}/not/${t.value[number]}` : `${court.family}/${year}:${t.value[number]}`,
      );
      first = false;
      const next = this.pinpoints.separator(end);
      if (next < 0) break;
      from = at = next;
    }
    return end;
  }

  /** `HFD 2019 ref. 49 I och II`: judgments reported together have one number. */
  private afterParts(i: number): number {
    let end = i;
    for (let at = i; at > 0 && at - i < LONGEST_PARTS && this.isRoman(at); at = this.pinpoints.separator(end))
      end = at + 1;
    return end;
  }

  private isRoman(i: number): boolean {
    const { tokens: t } = this.reading;
    return t.isWord(i) && t.end[i]! - t.start[i]! <= 3 && /^[IVX]+$/.test(t.text.slice(t.start[i], t.end[i]));
  }

  private isPlace(i: number): boolean {
    return this.pinpoints.leads(i);
  }

  /** `NJA 1998 s. 14`, `NJA 2007 not. 19`, `NJA 2007 N 19`. */
  supreme(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    if (t.raw(i) !== 'NJA') return 0;
    let year = i + 1;
    let from = i;
    let end = 0;
    if (!t.isNumber(year) || t.digits(year) !== 4) return 0;
    let at = year + 1;
    for (;;) {
      reading.meter.steps++;
      const note = t.is(at, K.NOT) || (t.is(at, K.N) && t.capital(at));
      if (!note && !t.is(at, K.S)) break;
      const number = t.sign(at + 1, DOT) ? at + 2 : at + 1;
      if (!t.isNumber(number)) break;
      end = this.afterParts(number + 1);
      reading.emit(
        from,
        end,
        note ? `nja/${t.value[year]}/not/${t.value[number]}` : `nja/${t.value[year]}s${t.value[number]}`,
      );
      const next = this.pinpoints.separator(end);
      if (next < 0) break;
      from = next;
      if (t.isNumber(next) && t.digits(next) === 4) {
        year = next;
        at = next + 1;
      } else at = next;
    }
    return end;
  }

  /** `JO dnr 2914-2011`, `JO 2013/14 s. 392`, `JK dnr 1879-02-40`, `ARN 1998-3712`, `IMY-2022-1234`, `DI-2019-1234`. */
  authority(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const family = t.is(i, K.JO) ? 'jo' : t.is(i, K.JK) ? 'jk' : t.is(i, K.ARN) ? 'arn' : t.is(i, K.IMY) ? 'imy' : 'di';
    const written = t.raw(i);
    if (written.length < 6 && written.slice(0, 2) !== written.slice(0, 2).toUpperCase()) return 0;
    if (family === 'jo') {
      const report = this.report(i);
      if (report > 0) return report;
    }
    if (family === 'imy' || family === 'di') return this.prefixed(i);
    reading.authority = { family, at: i };
    let at = i + 1;
    let from = i;
    let marked = false;
    for (let k = 0; k < LONGEST_DECISION; k++) {
      reading.meter.steps++;
      if (t.is(at + k, K.DNR)) {
        // "JO (dnr 2914-2011)": a span does not open a bracket that it leaves open. Nor does it take a statement in:
        // "JO har i beslut dnr 479-2010", while "JO:s beslut den 3 maj 2012, dnr …" is one name.
        if (t.sign(at + k - 1, 40) || (k > 0 && t.is(i + 1, K.ELSEWHERE))) from = at + k;
        at = t.sign(at + k + 1, DOT) ? at + k + 2 : at + k + 1;
        marked = true;
        break;
      }
      if (
        !t.isWord(at + k) &&
        !t.isNumber(at + k) &&
        !t.sign(at + k, 44) &&
        !t.sign(at + k, DASH) &&
        !(t.sign(at + k, 40) && t.is(at + k + 1, K.DNR))
      )
        break;
    }
    if (!marked && t.is(at, K.DECISION)) at++;
    if (!marked && t.sign(at, 44)) at++;
    // "JO 2012-2013" is two years.
    if (!marked && family === 'jo' && t.digits(at) === 4 && t.value[at + 2] === t.value[at]! + 1) return 0;
    return this.diaries(from, at, family);
  }

  /** `dnr 3000-2012`, where the sentence has said whose it is. */
  diaryAlone(i: number): number {
    const { tokens: t, authority } = this.reading;
    const number = t.sign(i + 1, DOT) ? i + 2 : i + 1;
    if (authority === null || i - authority.at > SAME_SENTENCE || !t.isNumber(number)) return 0;
    for (let k = authority.at + 1; k < i; k++)
      if (t.kind[k] === Kind.BREAK || (t.sign(k, DOT) && !t.joined(k + 1) && t.isWord(k + 1) && t.capital(k + 1)))
        return 0;
    return this.diaries(i, number, authority.family);
  }

  private diaries(i: number, first: number, family: string): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let from = i;
    let at = first;
    let end = 0;
    for (;;) {
      reading.meter.steps++;
      const after = this.diary(at, family);
      if (after === 0) break;
      end = after;
      reading.emit(
        from,
        end,
        `${family}/${t.text.slice(t.start[at], t.end[end - 1]).replace(/[\u2010-\u2015]/g, '-')}`,
      );
      const next = this.pinpoints.separator(end);
      if (next < 0) break;
      from = next;
      at = t.is(next, K.DNR) ? (t.sign(next + 1, DOT) ? next + 2 : next + 1) : next;
    }
    return end;
  }

  /** `2914-2011`, `1879-02-40`, `1998-3712`, and JK's newer `2019/1234`. */
  private diary(i: number, family: string): number {
    const { tokens: t } = this.reading;
    if (!t.isNumber(i)) return 0;
    const part = (at: number, sign: number): boolean =>
      t.sign(at, sign) && t.joined(at) && t.isNumber(at + 1) && t.joined(at + 1);
    if (family === 'jk' && t.digits(i) === 4 && part(i + 1, SLASH)) return i + 3;
    if (!part(i + 1, DASH)) return 0;
    if (family === 'jk') {
      if (!part(i + 3, DASH)) return 0;
      return part(i + 5, DOT) ? i + 7 : i + 5;
    }
    if (part(i + 3, DASH)) return 0;
    if (family === 'jo') return t.digits(i + 2) === 4 && t.digits(i) <= 5 ? i + 3 : 0;
    return t.digits(i) === 4 ? i + 3 : 0;
  }

  /** `JO 2013/14 s. 392`. */
  private report(i: number, from = i): number {
    const { reading } = this;
    const { tokens: t } = reading;
    // "JO:s ämbetsberättelse 2013/14 s. 392"
    const at =
      t.isWord(i + 1) && /^(?:ämbetsberättelse|ämbetsberättelser|redogörelse)$/.test(t.word(i + 1)) ? i + 2 : i + 1;
    const session = t.isNumber(at) && t.digits(at) === 4 && t.sign(at + 1, SLASH) && t.isNumber(at + 2);
    const years = session ? at + 3 : at + 1;
    const mark = t.sign(years, 44) ? years + 1 : years;
    if (!t.isNumber(at) || t.digits(at) !== 4 || !t.is(mark, K.S)) return 0;
    const page = t.sign(mark + 1, DOT) ? mark + 2 : mark + 1;
    if (!t.isNumber(page)) return 0;
    const end = t.is(page + 1, K.F) || t.is(page + 1, K.FF) ? page + (t.sign(page + 2, DOT) ? 3 : 2) : page + 1;
    reading.emit(from, end, `jo/${t.text.slice(t.start[at], t.end[years - 1])}s${t.value[page]}`);
    // "JO 2008/09 s. 305 och 2011/12 s. 471"
    const next = this.pinpoints.separator(end);
    return next < 0 ? end : this.report(next - 1, next) || end;
  }

  /** The diary number itself says whose it is: `IMY-2022-1234`, also after `dnr`, also several. */
  private prefixed(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let end = 0;
    for (let at = i; ;) {
      const family = t.is(at, K.IMY) ? 'IMY' : t.is(at, K.DI) ? 'DI' : null;
      if (family === null || t.raw(at) !== family) break;
      if (
        !t.sign(at + 1, DASH) ||
        !t.isNumber(at + 2) ||
        t.digits(at + 2) !== 4 ||
        !t.sign(at + 3, DASH) ||
        !t.isNumber(at + 4) ||
        !t.joined(at + 4)
      )
        break;
      end = at + 5;
      reading.emit(
        at,
        end,
        `${family.toLowerCase()}/${family}-${t.value[at + 2]}-${t.text.slice(t.start[at + 4], t.end[at + 4])}`,
      );
      const next = this.pinpoints.separator(end);
      if (next < 0) break;
      at = next;
    }
    return end;
  }
}
