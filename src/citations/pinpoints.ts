import { LAST, type Pinpoint } from './citation-id.js';
import { K, ordinal } from './keywords.js';
import { NumberLists, type Values } from './number-lists.js';
import { Kind } from './tokens.js';

/** One member of an enumeration and the tokens it stands in. */
export interface Member {
  from: number;
  to: number;
  at: Pinpoint;
  /** A dash follows: this and the next member are the ends of a range. */
  range?: boolean;
}

export interface Pinpoints {
  members: Member[];
  end: number;
}

const COMMA = 44;
const DOT = 46;
const DASH = 45;

/** Sections, chapters, paragraphs and items in full and abbreviated, in lists and ranges. Never goes back over what it has read. */
export class PinpointGrammar extends NumberLists {
  /** Reads references that begin with a number: `2 kap. 3 a §`, `2, 4–6 och 8 §§`, `6 a kap.`. On failure, `end` tells how far it looked. */
  read(i: number): Pinpoints {
    const members: Member[] = [];
    const end = this.headed(i, members, undefined);
    return end < 0 ? { members, end: -end } : this.inChapter(this.continued(members, end));
  }

  /** Only as far as the first sign: `9 §` of `FL 9 § och 9 § OSL`. */
  readFirst(i: number): Pinpoints | null {
    const members: Member[] = [];
    const end = this.headed(i, members, undefined);
    return end < 0 ? null : { members, end };
  }

  /** The sign first, as in minutes and in letters: `§ 9`, `§§ 9–10`, `§ 9 andra stycket`, `paragraf 2`. */
  readSign(i: number): Pinpoints | null {
    const members: Member[] = [];
    const end = this.signFirst(i, {}, members, i);
    return end < 0 ? null : { members, end };
  }

  /** `kap. 3 § 2`, `kapitel 3 paragraf 2`, `kapitel 3`. */
  readChapter(i: number): Pinpoints | null {
    const { t } = this;
    const number = t.sign(i + 1, DOT) ? i + 2 : i + 1;
    if (!this.number(number)) return null;
    const members: Member[] = [];
    let end = number + 1;
    let chapter = this.digits(number);
    if (this.letter(end)) chapter += t.word(end++);
    const sign = t.sign(end, COMMA) ? end + 1 : end;
    const after = this.signFirst(sign, { chapter }, members, i);
    if (after > 0) return { members, end: after };
    const sections = this.numbers(sign);
    if (sections !== null && t.kind[sections.end] === Kind.SECTION)
      return { members, end: this.sections(sections, { chapter }, members, i) };
    members.push({ from: i, to: end, at: { chapter } });
    return { members, end };
  }

  private signFirst(i: number, at: Pinpoint, members: Member[], from: number): number {
    const { t } = this;
    if (t.kind[i] !== Kind.SECTION && !t.is(i, K.SECTION_WORD)) return -1;
    const list = this.numbers(i + 1);
    if (list === null || t.kind[list.end] === Kind.SECTION || this.isChapter(list.end)) return -1;
    return this.sections(list, at, members, from, list.end);
  }

  /** `1 och 2 §§ i 3 kap.`: the chapter comes after. */
  private inChapter(found: Pinpoints): Pinpoints {
    const { t } = this;
    const { members, end } = found;
    const number = end + 1;
    if (!t.is(end, K.IN) || !this.number(number)) return found;
    const mark = this.letter(number + 1) ? number + 2 : number + 1;
    if (!this.isChapter(mark) || members.some(({ at }) => at.chapter !== undefined)) return found;
    const after = this.afterChapter(mark);
    if (t.isNumber(after)) return found;
    const chapter = this.digits(number) + (mark > number + 1 ? t.word(number + 1) : '');
    for (const member of members) member.at = { ...member.at, chapter };
    members[members.length - 1]!.to = after;
    return { members, end: after };
  }

  /** Reads references that begin with a paragraph: `första och andra styckena`, `tredje stycket 4`. */
  readRelative(i: number, at: Pinpoint): Pinpoints | null {
    const members: Member[] = [];
    const end = this.ordinalParagraphs(i, at, members, i);
    return end < 0 ? null : this.continued(members, end);
  }

  /** `10:2 a`, `10:2 och 10:3`, after a name. */
  readColon(i: number): Pinpoints | null {
    const { t } = this;
    const members: Member[] = [];
    let end = this.colon(i, members);
    if (end < 0) return null;
    for (let next = this.separator(end); next > 0; next = this.separator(end)) {
      let after = this.colon(next, members);
      if (after < 0) after = this.colonless(next, members, t.sign(end, DASH) || t.is(end, K.AND));
      if (after < 0) break;
      if (t.sign(end, DASH)) members[members.length - 2]!.range = true;
      end = after;
    }
    return { members, end };
  }

  /** Whether a number list that begins here leads to § or kap. */
  leads(i: number): boolean {
    const list = this.numbers(i);
    return list !== null && (this.t.kind[list.end] === Kind.SECTION || this.isChapter(list.end));
  }

  /** `25:1–3`, `2:1 och 2`: the chapter stays. */
  private colonless(i: number, members: Member[], joined: boolean): number {
    const { t } = this;
    const { chapter } = members[members.length - 1]!.at;
    if (!joined || !this.number(i) || t.digits(i) > 2 || chapter === undefined || this.leads(i)) return -1;
    const end = this.letter(i + 1) ? i + 2 : i + 1;
    if (t.isNumber(end) || t.is(end, K.UNIT) || (t.kind[end] === Kind.SIGN && t.joined(end) && t.isNumber(end + 1)))
      return -1;
    members.push({ from: i, to: end, at: { chapter, section: this.digits(i) + (end > i + 1 ? t.word(i + 1) : '') } });
    return end;
  }

  private colon(i: number, members: Member[]): number {
    const { t } = this;
    if (!this.number(i) || !t.sign(i + 1, 58) || !t.joined(i + 1) || !t.joined(i + 2) || !this.number(i + 2)) return -1;
    const at: Pinpoint = { chapter: this.digits(i), section: this.digits(i + 2) };
    let end = i + 3;
    if (this.letter(end)) at.section += t.word(end++);
    if (t.kind[end] === Kind.SECTION) end++;
    return this.sub(end, at, members, i);
  }

  private continued(members: Member[], from: number): Pinpoints {
    let end = from;
    for (;;) {
      const next = this.separator(end);
      if (next < 0) break;
      const last = members[members.length - 1]!;
      const dash = this.t.sign(end, DASH);
      const after = this.member(next, last.at, members);
      if (after < 0) break;
      if (dash) last.range = true;
      end = after;
    }
    return { members, end };
  }

  private member(i: number, before: Pinpoint, members: Member[]): number {
    this.meter.steps++;
    if (this.t.isNumber(i)) {
      if (before.section !== undefined && this.isParagraphMark(i + 1) && this.number(i))
        return this.sub(i, { ...this.section(before) }, members, i);
      const end = this.headed(i, members, before.chapter);
      return end < 0 ? -1 : end;
    }
    if (this.isOrdinal(i)) {
      const end = this.ordinalParagraphs(i, this.section(before), members, i);
      if (end > 0) return end;
      return before.paragraph === undefined && before.sentence === undefined
        ? -1
        : this.sentences(
            i,
            { ...this.section(before), ...(before.paragraph === undefined ? {} : { paragraph: before.paragraph }) },
            members,
            i,
          );
    }
    return -1;
  }

  private section(at: Pinpoint): Pinpoint {
    const same: Pinpoint = {};
    if (at.chapter !== undefined) same.chapter = at.chapter;
    if (at.section !== undefined) same.section = at.section;
    if (at.moment !== undefined) same.moment = at.moment;
    return same;
  }

  /** @returns the token after, or minus the token to which it looked in vain */
  private headed(i: number, members: Member[], sticky: string | undefined): number {
    const { t } = this;
    if (t.kind[i + 1] === Kind.SECTION && t.value[i + 1] === 1 && !t.isNumber(i + 2) && this.number(i)) {
      // By far the most common, without lists: "3 §".
      const section = this.digits(i);
      return this.sub(
        this.afterSign(i + 1),
        sticky === undefined ? { section } : { chapter: sticky, section },
        members,
        i,
      );
    }
    const list = this.numbers(i);
    if (list === null) return -(i + 1);
    if (this.isChapter(list.end)) {
      const after = this.afterChapter(list.end);
      const last = list.values.length - 1;
      for (let k = 0; k < last; k++) this.push(members, list, k, { chapter: list.values[k]! });
      const chapter = list.values[last]!;
      const sections = this.numbers(after);
      if (sections !== null && t.kind[sections.end] === Kind.SECTION)
        return this.sections(sections, { chapter }, members, list.from[last]!);
      if (sections !== null && this.isChapter(sections.end)) {
        const more = this.untilNextChapter(sections);
        if (more) return this.sections(more, { chapter }, members, list.from[last]!, more.end);
      }
      const sign = sections === null ? this.signFirst(after, { chapter }, members, list.from[last]!) : -1;
      if (sign > 0) return sign;
      // "6 kap" without its full stop is a chapter only where something says so.
      members.push({ from: list.from[last]!, to: after, at: { chapter } });
      return after;
    }
    if (t.kind[list.end] === Kind.SECTION) {
      const beforeNumber = t.value[list.end] === 1 && t.isNumber(list.end + 1) && t.digits(list.end + 1) > 2;
      if (beforeNumber && !t.sign(list.end + 2, 58)) return -list.end;
      return this.sections(list, sticky === undefined ? {} : { chapter: sticky }, members, list.from[0]!);
    }
    return -list.end;
  }

  /** `20 kap. 21 och 29 kap. 3 och 12 §§`: the sign stands once, at the end, and the last number is the next chapter. */
  private untilNextChapter(list: Values): Values | null {
    const count = list.values.length - (list.range[list.values.length - 2] ? 2 : 1);
    if (count < 1) return null;
    const [values, from, to] = [list.values.slice(0, count), list.from.slice(0, count), list.to.slice(0, count)];
    return { values, from, to, range: [...list.range.slice(0, count - 1), false], end: to[count - 1]! };
  }

  private sections(
    list: Values,
    at: Pinpoint,
    members: Member[],
    from: number,
    stop = this.afterSign(list.end),
  ): number {
    const last = list.values.length - 1;
    for (let k = 0; k < last; k++) {
      this.push(members, list, k, { ...at, section: list.values[k]! });
      if (k === 0) members[members.length - 1]!.from = from;
    }
    return this.sub(stop, { ...at, section: list.values[last]! }, members, last === 0 ? from : list.from[last]!);
  }

  /** Also `21 b och 21 c § §`. */
  private afterSign(i: number): number {
    return this.t.kind[i + 1] === Kind.SECTION && !this.t.isNumber(i + 2) ? i + 2 : i + 1;
  }

  private push(members: Member[], list: Values, k: number, at: Pinpoint): void {
    members.push({ from: list.from[k]!, to: list.to[k]!, at, ...(list.range[k] ? { range: true } : {}) });
  }

  /** What may follow a section: moment, paragraphs, items, sentences. Adds the member(s). */
  private sub(i: number, at: Pinpoint, members: Member[], from: number): number {
    const { t } = this;
    this.meter.steps++;
    if (this.number(i) && t.is(i + 1, K.MOM)) {
      const end = t.sign(i + 2, DOT) ? i + 3 : i + 2;
      return this.sub(end, { ...at, moment: this.digits(i) }, members, from);
    }
    const list = this.numbers(i);
    if (at.paragraph === undefined) {
      const comma = t.sign(i, COMMA) && this.isOrdinal(i + 1) ? i + 1 : i;
      const paragraphs = this.ordinalParagraphs(comma, at, members, from);
      if (paragraphs > 0) return paragraphs;
      // "2 st.", "1 och 2 st.", "st. 2"
      if (t.is(i, K.ST)) {
        const number = t.sign(i + 1, DOT) ? i + 2 : i + 1;
        if (this.number(number))
          return this.items(number + 1, { ...at, paragraph: this.digits(number) }, members, from);
      }
      if (list !== null && this.isParagraphMark(list.end)) {
        const last = list.values.length - 1;
        for (let k = 0; k < last; k++) {
          this.push(members, list, k, { ...at, paragraph: list.values[k]! });
          if (k === 0) members[members.length - 1]!.from = from;
        }
        const end = t.sign(list.end + 1, DOT) ? list.end + 2 : list.end + 1;
        return this.items(end, { ...at, paragraph: list.values[last]! }, members, last === 0 ? from : list.from[last]!);
      }
    }
    return this.items(i, at, members, from, list);
  }

  private ordinalParagraphs(i: number, at: Pinpoint, members: Member[], from: number): number {
    const list = this.ordinals(i);
    if (list === null || (!this.t.is(list.end, K.STYCKET) && !this.t.is(list.end, K.ST))) return -1;
    const end = this.t.is(list.end, K.ST) && this.t.sign(list.end + 1, DOT) ? list.end + 2 : list.end + 1;
    const last = list.values.length - 1;
    for (let k = 0; k < last; k++) {
      this.push(members, list, k, { ...at, paragraph: list.values[k]! });
      if (k === 0) members[members.length - 1]!.from = from;
    }
    return this.items(end, { ...at, paragraph: list.values[last]! }, members, last === 0 ? from : list.from[last]!);
  }

  /** @param read the numbers that stand here, where they have been read already */
  private items(i: number, at: Pinpoint, members: Member[], from: number, read?: Values | null): number {
    const { t } = this;
    let start = i;
    let marked = false;
    if (t.is(i, K.PUNKT) || (t.is(i, K.P) && t.isNumber(t.sign(i + 1, DOT) ? i + 2 : i + 1))) {
      start = t.is(i, K.P) && t.sign(i + 1, DOT) ? i + 2 : i + 1;
      marked = true;
    } else if (t.is(i, K.LED)) start = i + 1;
    const ordinals = this.ordinals(i);
    if (ordinals !== null && t.is(ordinals.end, K.PUNKT))
      return this.manyItems(ordinals, ordinals.end + 1, at, members, from);
    if (ordinals !== null && t.is(ordinals.end, K.DASHES)) {
      // A dash has no number of its own: the target is where the dashes stand.
      ordinals.values.fill(LAST);
      return this.manyItems(ordinals, ordinals.end + 1, at, members, from);
    }
    const list = (start === i && read !== undefined ? read : this.numbers(start)) ?? this.letters(start);
    if (list === null || (!marked && !this.mayBeItems(list))) return this.sentences(i, at, members, from);
    let end = list.end;
    if (t.kind[end] === Kind.SECTION || this.isChapter(end) || this.isParagraphMark(end) || t.is(end, K.MOM)) {
      list.values.length -= this.belongingToNext(list, at);
      if (list.values.length === 0) return this.sentences(i, at, members, from);
      end = list.to[list.values.length - 1]!;
      list.range[list.values.length - 1] = false;
    } else if (!marked && t.is(end, K.P)) end = t.sign(end + 1, DOT) ? end + 2 : end + 1;
    return this.manyItems(list, end, at, members, from);
  }

  /**
   * How many of the last numbers are no items but begin what follows: one of "första stycket 2 och 3 kap. 4 §", two of
   * "9 § 2 och 9 a–9 f §§". Sections are counted upwards, so under a doubled sign those above the section are sections.
   */
  private belongingToNext({ values, range, end }: Values, { section }: Pinpoint): number {
    const { t } = this;
    const last = values.length - 1;
    let first = last;
    if (range[first - 1]) first--;
    if (t.kind[end] === Kind.SECTION && (t.value[end] === 2 || t.kind[end + 1] === Kind.SECTION)) {
      if (first === last) first--;
      while (first > 1 && parseInt(values[first - 1]!, 10) > parseInt(section ?? '999', 10)) first--;
      if (first > 0 && range[first - 1]) first--;
    }
    return last - Math.max(first, 0) + 1;
  }

  private manyItems(list: Values, end: number, at: Pinpoint, members: Member[], from: number): number {
    const last = list.values.length - 1;
    for (let k = 0; k < last; k++) {
      this.push(members, list, k, { ...at, item: list.values[k]! });
      if (k === 0) members[members.length - 1]!.from = from;
    }
    const { t } = this;
    const at2 = { ...at, item: list.values[last]! };
    // "första stycket 2 b" comes with the number; "2 och 3 b" too.
    if (t.is(end, K.LED)) {
      const letters = this.letters(end + 1);
      if (letters !== null) {
        for (let k = 0; k < letters.values.length; k++) letters.values[k] = at2.item + letters.values[k]!;
        return this.manyItems(letters, letters.end, at, members, last === 0 ? from : list.from[last]!);
      }
    }
    return this.sentences(end, at2, members, last === 0 ? from : list.from[last]!);
  }

  private mayBeItems(list: Values): boolean {
    const { t } = this;
    const first = list.from[0]!;
    if (t.isNumber(first) && t.digits(first) > 2) return false;
    const { end } = list;
    if (t.is(end, K.UNIT) || t.sign(end, 37)) return false;
    // "2 000", "10:30", "1,5", "3.2", "4/5"
    if (t.isNumber(end)) return false;
    if (t.kind[end] === Kind.SIGN && t.joined(end) && t.isNumber(end + 1) && t.joined(end + 1)) return false;
    return true;
  }

  private sentences(i: number, at: Pinpoint, members: Member[], from: number): number {
    const { t } = this;
    const list =
      this.ordinals(i) ?? (this.number(i) && t.is(i + 1, K.MEN) && t.sign(i + 2, DOT) ? this.numbers(i) : null);
    if (list !== null && (t.is(list.end, K.MENINGEN) || (t.isNumber(i) && t.is(list.end, K.MEN)))) {
      const end = t.is(list.end, K.MEN) ? list.end + 2 : list.end + 1;
      const last = list.values.length - 1;
      for (let k = 0; k < last; k++) {
        this.push(members, list, k, { ...at, sentence: list.values[k]! });
        if (k === 0) members[members.length - 1]!.from = from;
      }
      members.push({
        from: last === 0 ? from : list.from[last]!,
        to: end,
        at: { ...at, sentence: list.values[last]! },
      });
      return end;
    }
    if (at.section === undefined && at.paragraph === undefined) return -1;
    members.push({ from, to: i, at });
    return i;
  }

  private isOrdinal(i: number): boolean {
    return ordinal(this.t.keyword[i]!) > 0 || this.t.is(i, K.LAST);
  }

  private isChapter(i: number): boolean {
    return this.t.is(i, K.KAP);
  }

  private afterChapter(i: number): number {
    return this.t.sign(i + 1, DOT) ? i + 2 : i + 1;
  }

  private isParagraphMark(i: number): boolean {
    return this.t.is(i, K.ST) || this.t.is(i, K.STYCKET);
  }
}
