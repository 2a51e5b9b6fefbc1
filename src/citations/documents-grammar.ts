import { withFragment } from './citation-id.js';
import { K } from './keywords.js';
import type { PinpointGrammar } from './pinpoints.js';
import type { Reading } from './reading.js';

const DOT = 46;
const SLASH = 47;
const COLON = 58;
const DASH = 45;
const MONTHS = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];

/** Preparatory works with pages and sections. Each reader answers with the token after, or 0. */
export class DocumentsGrammar {
  constructor(
    private readonly reading: Reading,
    private readonly pinpoints: PinpointGrammar,
  ) {}

  /** `prop. 2017/18:105 s. 162–165`, `bet. 2021/22:SoU30`, `SOU 2014:23 avsnitt 8.2`, `dir. 2011:111`. */
  document(i: number): number {
    const { tokens: t } = this.reading;
    const stop = t.sign(i + 1, DOT);
    let at = stop ? i + 2 : i + 1;
    let from = i;
    let end = 0;
    for (;;) {
      const found = this.identity(i, at);
      if (!found) break;
      if (t.is(i, K.PROP)) this.reading.lastBill = found.target;
      end = this.pages(from, found.end, found.target);
      const next = this.pinpoints.separator(end);
      if (next < 0 || !t.isNumber(next)) break;
      from = at = next;
    }
    return end;
  }

  private identity(word: number, i: number): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    const upper = t.text.slice(t.start[word], t.end[word]);
    if (t.is(word, K.PROP) || t.is(word, K.SKR) || t.is(word, K.RSKR)) {
      const family = t.is(word, K.PROP) ? 'prop' : t.is(word, K.SKR) ? 'skr' : 'rskr';
      return this.session(i, family) ?? (family === 'prop' ? this.year(i, family) : this.year(i, family));
    }
    if (t.is(word, K.BET)) return this.report(i);
    if (t.is(word, K.SOU)) return upper === 'SOU' ? this.year(i, 'sou') : null;
    if (t.is(word, K.DS)) return upper === 'Ds' || upper === 'DS' ? this.year(i, 'ds') : null;
    if (t.is(word, K.DIR)) return this.year(i, 'dir');
    return null;
  }

  /** `2017/18:105`: a parliamentary session, the second year one more than the first. */
  session(i: number, family: string): { end: number; target: string } | null {
    const end = this.sessionYears(i);
    const { tokens: t } = this.reading;
    if (end === 0 || !t.sign(end, COLON) || !t.joined(end)) return null;
    const years = t.text.slice(t.start[i], t.end[end - 1]);
    if (
      t.isNumber(end + 1) &&
      t.joined(end + 1) &&
      !(t.isWord(end + 2) && t.joined(end + 2) && t.end[end + 2]! - t.start[end + 2]! > 1)
    )
      return { end: end + 2, target: `${family}/${years}:${t.value[end + 1]}` };
    return null;
  }

  /** @returns the token after `2017/18` or `1999/2000`, or 0 */
  private sessionYears(i: number): number {
    const { tokens: t } = this.reading;
    if (
      !t.isNumber(i) ||
      t.digits(i) !== 4 ||
      !t.sign(i + 1, SLASH) ||
      !t.joined(i + 1) ||
      !t.isNumber(i + 2) ||
      !t.joined(i + 2)
    )
      return 0;
    const next = t.value[i]! + 1;
    const second = t.value[i + 2]!;
    return second === next || (t.digits(i + 2) === 2 && second === next % 100) ? i + 3 : 0;
  }

  /** `2014:23`, `1973:90`, `1958:B 6`. */
  private year(i: number, family: string): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    if (!t.isNumber(i) || t.digits(i) !== 4 || !t.sign(i + 1, COLON) || !t.joined(i + 1)) return null;
    if (t.isNumber(i + 2) && t.joined(i + 2))
      return { end: i + 3, target: `${family}/${t.value[i]}:${t.value[i + 2]}` };
    if (
      t.isWord(i + 2) &&
      t.joined(i + 2) &&
      t.end[i + 2]! - t.start[i + 2]! === 1 &&
      t.capital(i + 2) &&
      t.isNumber(i + 3)
    )
      return { end: i + 4, target: `${family}/${t.value[i]}:${t.raw(i + 2)}${t.value[i + 3]}` };
    return null;
  }

  /** `2021/22:SoU30`. */
  report(i: number): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    const session = this.sessionYears(i);
    const colon = session === 0 ? i + 1 : session;
    if (!t.isNumber(i) || t.digits(i) !== 4 || !t.sign(colon, COLON) || !t.joined(colon)) return null;
    const word = colon + 1;
    if (!t.isWord(word) || !t.joined(word) || !t.capital(word) || !t.isNumber(word + 1)) return null;
    const code = t.raw(word);
    if (!/^(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4}[UN]|[A-Z]{2,4}|[A-ZÅÄÖ][a-zåäö]*U)$/.test(code) || code === 'FPM') return null;
    return { end: word + 2, target: `bet/${t.text.slice(t.start[i], t.end[colon - 1])}:${code}${t.value[word + 1]}` };
  }

  /** A number alone: `1996/97:85` is a bill, `2021/22:SoU30` a report. */
  bare(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    if (t.digits(i) !== 4 || !t.sign(i + 1, SLASH)) return 0;
    const before = t.sign(i - 1, DOT) ? i - 2 : i - 1;
    if (
      t.is(before, K.MOTION) ||
      t.is(before, K.DNR) ||
      t.is(before, K.NR) ||
      (t.isWord(before) && t.sign(i - 1, DOT) && t.end[before]! - t.start[before]! < 5)
    )
      return 0;
    const report = this.report(i);
    if (report) {
      reading.emit(i, report.end, report.target);
      return report.end;
    }
    const bill = this.session(i, 'prop');
    if (!bill) return 0;
    reading.lastBill = bill.target;
    return this.pages(i, bill.end, bill.target);
  }

  /** `a. prop. s. 48, 50`: the bill named last; `propositionen s. 48` the same. */
  pointBack(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let at = i;
    if (t.is(at, K.A)) at = t.sign(at + 1, DOT) ? at + 2 : -1;
    else if (t.is(at, K.SAME) || t.is(at, K.SAID)) at++;
    if (at < 0 || !t.is(at, K.PROP)) return 0;
    const stop = t.sign(at + 1, DOT) ? at + 2 : at + 1;
    if (!this.pageMark(stop)) {
      if (at === i || t.isNumber(stop)) return 0;
      reading.emit(i, stop, reading.lastBill, 'no-antecedent');
      return stop;
    }
    return this.pages(i, stop, reading.lastBill);
  }

  private pageMark(i: number): number {
    const { tokens: t } = this.reading;
    if (t.is(i, K.S) && !t.capital(i)) return t.sign(i + 1, DOT) ? i + 2 : i + 1;
    if (t.is(i, K.SIDA)) return t.sign(i + 1, DOT) ? i + 2 : i + 1;
    return 0;
  }

  /** Writes the document with its pages or sections. */
  private pages(from: number, i: number, target: string | null): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const id = (fragment: string): string | null => (target === null ? null : withFragment(target, fragment));
    const comma = t.sign(i, 44) ? i + 1 : i;
    const mark = this.pageMark(comma);
    if (mark > 0 && t.isNumber(mark)) {
      let start = from;
      for (let at = mark; ;) {
        reading.meter.steps++;
        let end = at + 1;
        if ((t.is(end, K.F) || t.is(end, K.FF)) && !t.capital(end)) end += t.sign(end + 1, DOT) ? 2 : 1;
        const citation = reading.emit(start, end, id(`s${t.value[at]}`), 'no-antecedent');
        let next = this.pinpoints.separator(end);
        if (next > 0 && this.pageMark(next) > 0 && t.isNumber(this.pageMark(next))) {
          start = next;
          next = this.pageMark(next);
        } else start = next;
        if (
          next < 0 ||
          !t.isNumber(next) ||
          t.sign(next + 1, SLASH) ||
          (t.sign(next + 1, COLON) && t.joined(next + 1)) ||
          this.pinpoints.leads(next)
        )
          return end;
        if (t.sign(end, DASH)) {
          const other = id(`s${t.value[next]}`);
          if (other !== null) citation.through = other;
        } else if (t.is(next + 1, K.UNIT)) return end;
        at = next;
      }
    }
    if (t.is(comma, K.AVSNITT) || (t.is(comma, K.AVSNITT) && t.sign(comma + 1, DOT))) {
      let at = t.sign(comma + 1, DOT) ? comma + 2 : comma + 1;
      if (t.isNumber(at)) {
        const start = at++;
        while (t.sign(at, DOT) && t.joined(at) && t.isNumber(at + 1) && t.joined(at + 1)) at += 2;
        reading.emit(from, at, id(`avs${t.text.slice(t.start[start], t.end[at - 1])}`), 'no-antecedent');
        return at;
      }
    }
    reading.emit(from, i, target, 'no-antecedent');
    return i;
  }

  /** `lagrådsremiss den 20 januari 2026`; the title, in quotation marks, makes the id whole. */
  referral(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let at = i + 1;
    const before = this.title(at);
    if (before) at = before.end;
    if (t.sign(at, 40)) at++;
    if (t.isWord(at) && t.word(at) === 'av') at++;
    if (t.isWord(at) && t.word(at) === 'den') at++;
    const month = MONTHS.indexOf(t.isWord(at + 1) ? t.word(at + 1) : '');
    if (!t.isNumber(at) || month < 0 || !t.isNumber(at + 2) || t.digits(at + 2) !== 4) return 0;
    const date = `${t.value[at + 2]}-${String(month + 1).padStart(2, '0')}-${String(t.value[at]).padStart(2, '0')}`;
    let end = at + 3;
    const title = before ?? this.title(t.sign(end, 44) ? end + 1 : end);
    if (title && !before) end = title.end;
    reading.emit(i, end, title ? `lagradsremiss/${date}/${title.slug}` : null, 'unknown-title');
    return end;
  }

  private title(i: number): { end: number; slug: string } | null {
    const { tokens: t } = this.reading;
    const open = t.value[i]!;
    if (t.isWord(i) || t.isNumber(i) || !(open === 0x201d || open === 0x201c || open === 34 || open === 0xbb))
      return null;
    for (let at = i + 1; at < i + 24; at++) {
      if (t.isWord(at) || t.isNumber(at) || t.sign(at, 44) || t.sign(at, DASH)) continue;
      const c = t.value[at]!;
      if (at === i + 1 || !(c === 0x201d || c === 34 || c === 0xbb || c === 0xab)) return null;
      const slug = t.text
        .slice(t.end[i], t.start[at])
        .normalize('NFC')
        .replace(/[\u00ad\u200b\u2060]/g, '')
        .toLowerCase()
        .replace(/[åä]/g, 'a')
        .replace(/ö/g, 'o')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
      return { end: at + 1, slug };
    }
    return null;
  }
}
