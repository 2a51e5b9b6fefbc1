import { withFragment } from './citation-id.js';
import { K } from './keywords.js';
import type { PinpointGrammar } from './pinpoints.js';
import type { Reading } from './reading.js';

const DOT = 46;
const SLASH = 47;
const COLON = 58;
const DASH = 45;
const COMMA = 44;
const OPEN = 40;
const CLOSE = 41;
const COMMITTEE = /^(?:A|C|Fi|Fö|Ju|Kr|K|L|MJ|N|Sf|Sk|So|T|Ub|U|UFö|KU|Bo|Jo|In|SfF)U$/;
/** Until 1975 the Riksdag sat by the calendar, and its papers bear one year. */
const LAST_YEAR_OF_CALENDAR_SESSIONS = 1975;
/** What a word for a document may point back at. */
const DOCUMENTS = new Map<number, readonly string[]>([
  [K.PROP, ['prop']],
  [K.BET, ['bet', 'sou', 'ds']],
  [K.SOU, ['sou']],
  [K.DS, ['ds']],
  [K.DIR, ['dir']],
  [K.SKR, ['skr']],
  [K.RSKR, ['rskr']],
]);

/** How often pages and sections may take turns in one list. */
const MOST_TURNS = 6;

interface Identity {
  end: number;
  target: string;
}

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
      const found = this.identity(i, at) ?? (end === 0 ? this.sameSession(i, at) : null);
      if (!found) break;
      end = this.pages(from, found.end, found.target);
      this.reading.document(found.target, end);
      const next = this.pinpoints.separator(end);
      if (next < 0 || !t.isNumber(next)) break;
      from = at = next;
    }
    return end;
  }

  private identity(word: number, i: number): Identity | null {
    const { tokens: t } = this.reading;
    if (t.is(word, K.PROP)) return this.session(i, 'prop') ?? this.year(i, 'prop');
    if (t.is(word, K.SKR)) return this.session(i, 'skr') ?? this.year(i, 'skr');
    if (t.is(word, K.RSKR)) return this.session(i, 'rskr') ?? this.year(i, 'rskr');
    if (t.is(word, K.BET)) return this.report(i) ?? this.committee(i);
    if (t.is(word, K.SOU)) return t.raw(word) === 'SoU' ? this.committee(word) : this.year(i, 'sou');
    if (t.is(word, K.DS)) return this.year(i, 'ds');
    return t.is(word, K.DIR) ? this.year(i, 'dir') : null;
  }

  /** `(prop. 1997/98:45, bet. MJU20, rskr. 278)`: the session is said once. */
  private sameSession(word: number, i: number): Identity | null {
    const { tokens: t, session } = this.reading;
    if (session === null || this.pinpoints.separator(session.end) !== word) return null;
    if (t.is(word, K.RSKR) && t.isNumber(i) && t.digits(i) < 4 && !t.sign(i + 1, COLON) && !t.sign(i + 1, SLASH))
      return { end: i + 1, target: `rskr/${session.years}:${t.value[i]}` };
    if (t.is(word, K.BET) && t.isWord(i) && t.isNumber(i + 1) && t.digits(i + 1) < 3 && COMMITTEE.test(t.raw(i)))
      return { end: i + 2, target: `bet/${session.years}:${t.raw(i)}${t.value[i + 1]}` };
    return null;
  }

  /** `SoU 2021/22:30`, `KU 1973:26`: the committee first. */
  private committee(i: number): Identity | null {
    const { tokens: t } = this.reading;
    if (!t.isWord(i) || !t.isNumber(i + 1) || t.digits(i + 1) !== 4 || t.end[i]! - t.start[i]! > 4) return null;
    const session = this.sessionYears(i + 1);
    const colon = session === 0 ? i + 2 : session;
    if (!t.sign(colon, COLON) || !t.joined(colon) || !t.isNumber(colon + 1) || !t.joined(colon + 1)) return null;
    if (session === 0 && t.value[i + 1]! > LAST_YEAR_OF_CALENDAR_SESSIONS) return null;
    const code = t.raw(i);
    if (!COMMITTEE.test(code)) return null;
    const years = t.text.slice(t.start[i + 1], t.end[colon - 1]);
    return { end: colon + 2, target: `bet/${years}:${code}${t.value[colon + 1]}` };
  }

  /** `KU 1973:26 s. 12`, without "bet." */
  committeeReport(i: number): number {
    const found = this.committee(i);
    if (!found) return 0;
    const end = this.pages(i, found.end, found.target);
    this.reading.document(found.target, end);
    return end;
  }

  /** `s. 48 i prop. 2007/08:126`, `avsnitt 8.2 i SOU 2014:23`: the place first. */
  placeFirst(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const mark = this.pageMark(i) || this.sectionMark(i);
    if (mark === 0 || !t.isNumber(mark)) return 0;
    const page = this.pageMark(i) > 0;
    let at = page ? mark + 1 : this.heading(mark);
    const fragment = page ? `s${t.value[mark]}` : `avs${t.text.slice(t.start[mark], t.end[at - 1])}`;
    if (page && (t.is(at, K.F) || t.is(at, K.FF))) at += t.sign(at + 1, DOT) ? 2 : 1;
    if (!t.is(at, K.IN)) return 0;
    const word = at + 1;
    const number = t.sign(word + 1, DOT) ? word + 2 : word + 1;
    const found = DOCUMENTS.has(t.keyword[word]!) ? this.identity(word, number) : null;
    const back = found ? null : this.antecedent(word);
    if (!found && !back) return 0;
    const end = (found ?? back!).end;
    const target = (found ?? back!).target;
    reading.emit(i, end, target === null ? null : withFragment(target, fragment), 'no-antecedent');
    if (found) reading.document(found.target, end);
    return end;
  }

  /** `2017/18:105`: a parliamentary session, the second year one more than the first. */
  session(i: number, family: string): Identity | null {
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
  private year(i: number, family: string): Identity | null {
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
  report(i: number): Identity | null {
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
      const end = this.pages(i, report.end, report.target);
      reading.document(report.target, end);
      return end;
    }
    const bill = this.session(i, 'prop');
    if (!bill) return 0;
    const end = this.pages(i, bill.end, bill.target);
    reading.document(bill.target, end);
    return end;
  }

  /** `a. prop. s. 48, 50`: the bill named last; `propositionen s. 48` and `a. SOU s. 12` the same. */
  pointBack(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const back = this.antecedent(i);
    if (!back) return 0;
    const { end, target, said } = back;
    if (!this.pageMark(t.sign(end, COMMA) ? end + 1 : end)) {
      if (!said || t.isNumber(end)) return 0;
      reading.emit(i, end, target, 'no-antecedent');
      return end;
    }
    return this.pages(i, end, target);
  }

  /** `a. prop.`, `samma betänkande`, `propositionen`: `said` where a word points back. */
  private antecedent(i: number): { end: number; target: string | null; said: boolean } | null {
    const { tokens: t, lastDocument } = this.reading;
    let at = i;
    if (t.is(at, K.A)) at = t.sign(at + 1, DOT) ? at + 2 : t.length;
    else if (t.is(at, K.SAME) || t.is(at, K.SAID)) at++;
    const word = t.keyword[at]!;
    if (!DOCUMENTS.has(word)) return null;
    const said = at > i;
    if (
      !said &&
      !t.text.slice(t.start[at], t.end[at]).endsWith('n') &&
      !t.text.slice(t.start[at], t.end[at]).endsWith('t')
    )
      return null;
    let target: string | null = null;
    const families = DOCUMENTS.get(word)!;
    for (const [family, last] of lastDocument) if (families.includes(family)) target = last;
    return { end: t.sign(at + 1, DOT) && t.end[at]! - t.start[at]! < 5 ? at + 2 : at + 1, target, said };
  }

  private pageMark(i: number): number {
    const { tokens: t } = this.reading;
    if (t.is(i, K.S) && !t.capital(i)) return t.sign(i + 1, DOT) ? i + 2 : i + 1;
    if (t.is(i, K.SIDA)) return t.sign(i + 1, DOT) ? i + 2 : i + 1;
    return 0;
  }

  private sectionMark(i: number): number {
    const { tokens: t } = this.reading;
    if (!t.is(i, K.AVSNITT)) return 0;
    return t.sign(i + 1, DOT) ? i + 2 : i + 1;
  }

  /** `(del 1)`, `Del A`: a volume numbers no pages of its own in the id. @returns the token after, or `i` */
  private afterPart(i: number): number {
    const { tokens: t } = this.reading;
    const open = t.sign(i, OPEN);
    let at = open ? i + 1 : i;
    if (!t.is(at, K.PART)) return i;
    at += t.sign(at + 1, DOT) ? 2 : 1;
    if (!(t.isNumber(at) && t.digits(at) < 3) && !(t.isWord(at) && t.capital(at) && t.end[at]! - t.start[at]! < 4))
      return i;
    at++;
    if (open && !t.sign(at, CLOSE)) return i;
    if (open) at++;
    if (t.sign(at, COMMA)) at++;
    return this.pageMark(at) > 0 || this.sectionMark(at) > 0 ? at : i;
  }

  /** The token after `8.2.2`. */
  private heading(i: number): number {
    const { tokens: t } = this.reading;
    let at = i + 1;
    while (t.sign(at, DOT) && t.joined(at) && t.isNumber(at + 1) && t.joined(at + 1)) at += 2;
    return at;
  }

  /** Writes the document with its pages or sections. */
  private pages(from: number, i: number, target: string | null): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const id = (fragment: string): string | null => (target === null ? null : withFragment(target, fragment));
    const comma = this.afterPart(t.sign(i, COMMA) ? i + 1 : i);
    const mark = this.pageMark(comma);
    if (mark > 0 && t.isNumber(mark)) return this.pageList(from, mark, id);
    const heading = this.sectionMark(comma);
    if (heading > 0 && t.isNumber(heading)) return this.headingList(from, heading, id);
    reading.emit(from, i, target, 'no-antecedent');
    return i;
  }

  private pageList(from: number, first: number, id: (fragment: string) => string | null, turns = 0): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let start = from;
    for (let at = first; ;) {
      reading.meter.steps++;
      let end = at + 1;
      if ((t.is(end, K.F) || t.is(end, K.FF)) && !t.capital(end)) end += t.sign(end + 1, DOT) ? 2 : 1;
      const citation = reading.emit(start, end, id(`s${t.value[at]}`), 'no-antecedent');
      let next = this.pinpoints.separator(end);
      start = next;
      const heading = next > 0 ? this.sectionMark(next) : 0;
      // "s. 512 och avsnitt 9.3", unless the section is another document's: "och avsnitt 4 i SOU 2014:23".
      if (heading > 0 && t.isNumber(heading) && !t.is(this.heading(heading), K.IN) && turns < MOST_TURNS)
        return this.headingList(next, heading, id, turns + 1);
      if (next > 0) {
        const mark = this.pageMark(this.afterPart(next));
        if (mark > 0 && t.isNumber(mark)) next = mark;
      }
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

  /** `avsnitt 8.2`, `avsnitt 8.2 och 8.3`, `avsnitt 8.2 s. 45`. */
  private headingList(from: number, first: number, id: (fragment: string) => string | null, turns = 0): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let start = from;
    for (let at = first; ;) {
      reading.meter.steps++;
      const end = this.heading(at);
      const citation = reading.emit(start, end, id(`avs${t.text.slice(t.start[at], t.end[end - 1])}`), 'no-antecedent');
      const page = t.sign(end, COMMA) ? end + 1 : end;
      const mark = this.pageMark(page);
      if (mark > 0 && t.isNumber(mark)) return this.pageList(page, mark, id, turns);
      const next = this.pinpoints.separator(end);
      const further = next > 0 ? this.pageMark(next) : 0;
      // "avsnitt 9.4 och s. 312", unless the page is another document's: "och s. 48 i prop. …".
      if (further > 0 && t.isNumber(further) && !t.is(further + 1, K.IN) && turns < MOST_TURNS)
        return this.pageList(next, further, id, turns + 1);
      // "avsnitt 8 och 3 §": a heading in a list has its full stop.
      if (next < 0 || !t.isNumber(next) || this.heading(next) === next + 1) return end;
      if (t.sign(end, DASH)) {
        const other = id(`avs${t.text.slice(t.start[next], t.end[this.heading(next) - 1])}`);
        if (other !== null) citation.through = other;
      }
      start = at = next;
    }
  }
}
