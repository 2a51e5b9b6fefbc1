import { ActGrammar } from './act-grammar.js';
import { isStatute, statuteFragment, withFragment, type Pinpoint } from './citation-id.js';
import { K, ordinal } from './keywords.js';
import { PinpointGrammar, type Member, type Pinpoints } from './pinpoints.js';
import type { ActReference, Reading } from './reading.js';
import { Kind } from './tokens.js';

const DOT = 46;
const COLON = 58;
const BEFORE_NUMBER = new Set([DOT, COLON, 44, 45, 47, 43]);

/** Statutes, ordinances and agencies' regulations: acts, places in them, and both together. Each reader answers with the token after, or 0. */
export class StatuteGrammar {
  readonly acts: ActGrammar;
  readonly pinpoints: PinpointGrammar;
  /** Up to here a list of numbers has been read in vain. */
  private readUntil = 0;

  constructor(private readonly reading: Reading) {
    this.acts = new ActGrammar(reading);
    this.pinpoints = new PinpointGrammar(reading.tokens, reading.meter);
  }

  /** A number that may begin `2 kap. 3 §`. */
  number(i: number): number {
    const { tokens: t } = this.reading;
    if (i < this.readUntil) return 0;
    if (
      t.joined(i) &&
      t.isNumber(i - 2) &&
      t.joined(i - 1) &&
      t.kind[i - 1] === Kind.SIGN &&
      BEFORE_NUMBER.has(t.value[i - 1]!)
    )
      return 0;
    const named = this.acts.named(i, false);
    if (named) return this.act(i, named);
    const found = this.pinpoints.read(i);
    if (found.members.length === 0) {
      this.readUntil = found.end;
      return 0;
    }
    if (this.isLabel(i, found)) return found.end;
    return this.place(i, found);
  }

  /** `första stycket`, `tredje stycket 4`. */
  paragraph(i: number): number {
    if (i < this.readUntil) return 0;
    const { basePlace, base, tokens: t } = this.reading;
    const inSection = base !== null && isStatute(base) && basePlace?.section !== undefined;
    const at: Pinpoint = {};
    if (inSection) {
      if (basePlace.chapter !== undefined) at.chapter = basePlace.chapter;
      at.section = basePlace.section!;
    }
    const found = this.pinpoints.readRelative(i, at);
    if (!found) {
      let end = i;
      while (ordinal(t.keyword[end]!) > 0) {
        const next = this.pinpoints.separator(end + 1);
        if (next < 0) break;
        end = next;
      }
      this.readUntil = Math.max(this.readUntil, end);
      return 0;
    }
    if (t.is(found.end, K.SAME) && t.is(found.end + 1, K.SECTION_WORD)) return this.samePlace(found);
    for (const member of found.members) {
      if (inSection) this.reading.emit(member.from, member.to, withFragment(base, statuteFragment(member.at)));
      else this.reading.emit(member.from, member.to, null, 'no-base');
    }
    return found.end;
  }

  /** A word that may begin an act: `patientdatalagen (2008:355)`, `OSL 10:2 a`, `lagen (1990:52)`. */
  word(i: number): number {
    const named = this.acts.named(i, false) ?? this.leading(i);
    return named ? this.act(i, named) : 0;
  }

  /** An ambiguous abbreviation becomes an act when a section follows: `KL 2:1`, `FL 9 §`. */
  private leading(i: number): ReturnType<ActGrammar['named']> {
    const { tokens: t } = this.reading;
    if (!t.isNumber(i + 1) || !t.capital(i)) return null;
    const named = this.acts.named(i, true);
    return named?.name?.abbreviation && named.act.end === i + 1 && this.placeAfter(named.act, true) !== null
      ? named
      : null;
  }

  private act(i: number, named: NonNullable<ReturnType<ActGrammar['named']>>): number {
    const { reading } = this;
    const { act } = named;
    const place = this.placeAfter(act, named.name?.abbreviation ?? false);
    if (place) return this.write(i, place, act, true);
    if (this.changeNote(i, act)) return act.end;
    if (act.target === null && !named.numbered && named.name === null && !act.explicit) return 0;
    reading.emit(i, act.end, act.target, act.reason);
    if (act.target !== null) reading.mention(act.target, act.noun);
    else reading.doubt = true;
    if (act.target !== null && (named.numbered || (named.name !== null && !named.name.abbreviation)))
      this.acts.introduction(act);
    return act.end;
  }

  /** `Lag (2014:829).` after a section: the act that gave it its wording. */
  private changeNote(i: number, act: ActReference): boolean {
    const { reading } = this;
    const { tokens: t, base } = reading;
    if (!(t.is(i, K.LAW) || t.is(i, K.ORDINANCE)) || !t.capital(i) || !t.sign(act.end, DOT) || act.target === null)
      return false;
    if (!(i === 0 || t.sign(i - 1, DOT) || t.kind[i - 1] === Kind.BREAK || t.sign(i - 1, 41) || t.sign(i - 1, 34)))
      return false;
    const target = base !== null && base.startsWith('sfs/') ? `${base}#L${act.target.slice(4)}` : act.target;
    reading.emit(i, act.end, target);
    return true;
  }

  /** A place right after the act's name: `OSL 10:2 a`, `patientdatalagens 6 kap. 2 §`. */
  private placeAfter(act: ActReference, abbreviation: boolean): Pinpoints | null {
    const { tokens: t } = this.reading;
    const i = act.end;
    if (!t.isNumber(i) || act.target?.startsWith('celex/')) return null;
    if (abbreviation && t.sign(i + 1, COLON) && t.joined(i + 1)) {
      const clock =
        t.raw(i - 1) === 'KL' &&
        t.isNumber(i + 2) &&
        t.digits(i + 2) === 2 &&
        t.value[i + 2]! % 5 === 0 &&
        t.value[i]! < 24;
      return clock ? null : this.pinpoints.readColon(i);
    }
    if (this.isHeading(i)) return null;
    const found = this.pinpoints.read(i);
    if (found.members.length === 0) return null;
    return this.acts.after(found.end, this.endsWithStop(found)) ? null : found;
  }

  private isHeading(i: number): boolean {
    return this.reading.tokens.kind[i - 1] === Kind.BREAK;
  }

  /** Sections with an act after, or with none. */
  private place(i: number, found: Pinpoints): number {
    const { reading } = this;
    const { tokens: t } = reading;
    if (this.ofSomethingElse(found.end)) return found.end;
    if (
      (t.is(found.end, K.SAME) || t.is(found.end, K.THIS)) &&
      (t.is(found.end + 1, K.CHAPTER) || t.is(found.end + 1, K.SECTION_WORD))
    )
      return this.samePlace(found);
    if (
      t.is(found.end, K.IN) &&
      (t.is(found.end + 1, K.SAME) || t.is(found.end + 1, K.THIS)) &&
      t.is(found.end + 2, K.CHAPTER)
    )
      return this.samePlace(found);
    const act = this.acts.after(found.end, this.endsWithStop(found));
    if (act) return this.write(i, found, act, false);
    const euAct = this.euAfter(found.end);
    if (euAct) return found.end;
    const last = found.members[found.members.length - 1]!.at;
    const loose = found.members.length === 1 && last.section === undefined && !t.sign(found.end - 1, DOT);
    if (loose) return found.end;
    this.own(found.members);
    return found.end;
  }

  private euAfter(i: number): boolean {
    return this.reading.tokens.is(i, K.ARTICLE);
  }

  /** Sections without an act: the act the text stands in, or nobody's. */
  private own(members: readonly Member[]): void {
    const { reading } = this;
    const { base, basePlace } = reading;
    for (const member of members) {
      if (base === null || !isStatute(base)) {
        reading.emit(member.from, member.to, null, 'no-base');
        continue;
      }
      const at = { ...member.at };
      if (at.chapter === undefined && at.section !== undefined && basePlace?.chapter !== undefined)
        at.chapter = basePlace.chapter;
      reading.emit(member.from, member.to, withFragment(base, statuteFragment(at)));
    }
    this.through(members);
  }

  /** The two ends of a range know of each other. */
  private through(members: readonly Member[]): void {
    const { citations } = this.reading;
    const first = citations.length - members.length;
    for (let k = 0; k + 1 < members.length; k++) {
      const other = citations[first + k + 1]?.target;
      if (members[k]!.range && other && citations[first + k]!.target !== null) citations[first + k]!.through = other;
    }
  }

  private write(i: number, found: Pinpoints, act: ActReference, leading: boolean): number {
    const { reading } = this;
    const { members } = found;
    // "11 § och 3 kap. 2 § socialtjänstlagen": a section without a chapter is not in an act whose chapters are named.
    let first = 0;
    if (!leading && members[0]!.at.chapter === undefined) {
      const chaptered = members.findIndex(({ at }) => at.chapter !== undefined);
      if (chaptered > 0) {
        this.own(members.slice(0, chaptered));
        first = chaptered;
      }
    }
    const end = leading ? found.end : act.end;
    for (let k = first; k < members.length; k++) {
      const member = members[k]!;
      const from = leading && k === 0 ? i : member.from;
      const to = !leading && k === members.length - 1 ? end : member.to;
      if (act.target === null) reading.emit(from, to, null, act.reason ?? 'unknown-act');
      else reading.emit(from, to, withFragment(act.target, statuteFragment(member.at)));
    }
    this.through(members.slice(first));
    const last = members[members.length - 1]!.at;
    if (act.target !== null) reading.mention(act.target, act.noun, last);
    else if (act.explicit) reading.doubt = true;
    if (!leading && act.target !== null && act.explicit) this.acts.introduction(act);
    return end;
  }

  /** `3 § samma kapitel`, `andra stycket samma paragraf`, `3 § i detta kapitel`. */
  private samePlace(found: Pinpoints): number {
    const { reading } = this;
    const { tokens: t, base, basePlace } = reading;
    const at = t.is(found.end, K.IN) ? found.end + 1 : found.end;
    const here = t.is(at, K.THIS);
    const before = here ? null : reading.latest(null);
    const known = here
      ? base === null || basePlace === null
        ? null
        : { target: base, ...basePlace }
      : before !== null && typeof before !== 'string'
        ? before
        : null;
    const last = found.members.length - 1;
    found.members.forEach((member, k) => {
      const to = k === last ? at + 2 : member.to;
      const place: Pinpoint = { ...member.at };
      const section = t.is(at + 1, K.SECTION_WORD);
      if (known?.chapter !== undefined) place.chapter = known.chapter;
      if (section && known?.section !== undefined) place.section = known.section;
      const sure = known !== null && (section ? known.section !== undefined : known.chapter !== undefined);
      if (sure) reading.emit(member.from, to, withFragment(known.target, statuteFragment(place)));
      else reading.emit(member.from, to, null, here ? 'no-base' : 'no-antecedent');
    });
    return at + 2;
  }

  /** "5 § i stadgarna": by-laws, agreements and minutes have sections too. */
  private ofSomethingElse(i: number): boolean {
    const { tokens: t } = this.reading;
    let at = t.is(i, K.IN) ? i + 1 : i;
    for (let k = 0; k < 3 && t.isWord(at); k++, at++) if (t.is(at, K.NOT_ACT)) return true;
    return false;
  }

  /** `3 § Den som …` at the start of a block or a sentence names the section itself. */
  private isLabel(i: number, found: Pinpoints): boolean {
    const { tokens: t } = this.reading;
    const previous = i - 1;
    const starts =
      i === 0 || t.kind[previous] === Kind.BREAK || (t.sign(previous, DOT) && !t.joined(i) && !t.is(i - 2, K.AND));
    if (!starts || found.members.length !== 1) return false;
    const { at } = found.members[0]!;
    if (at.paragraph !== undefined && t.kind[found.end - 1] !== Kind.SECTION) return false;
    const next = found.end;
    if (t.sign(next, 47)) return true;
    if (!t.isWord(next) || !t.capital(next)) return t.isNumber(next) && t.sign(next + 1, DOT);
    return this.acts.after(next, false) === null;
  }

  private endsWithStop(found: Pinpoints): boolean {
    return this.reading.tokens.sign(found.end - 1, DOT);
  }

  /** `(1998:204)`, `SFS 2022:818`, alone. */
  bracket(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    if (t.is(i - 1, K.REPORT) || t.is(i - 1, K.NR) || t.is(i - 1, K.DNR) || t.is(i - 1, K.MOTION)) return 0;
    if (t.is(i + 1, K.SFS)) return 0;
    const number = this.acts.bracketed(i);
    if (!number) return 0;
    reading.emit(i, number.end, number.target);
    reading.mention(number.target, 'lag');
    return number.end;
  }

  sfs(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let end = 0;
    let from = i;
    let at = i + 1;
    for (let number = this.acts.sfsNumber(at); number; number = at > 0 ? this.acts.sfsNumber(at) : null) {
      reading.emit(from, number.end, number.target);
      reading.mention(number.target, 'lag');
      end = number.end;
      from = at = this.pinpoints.separator(end);
      if (from > 0 && t.is(from, K.SFS)) break;
    }
    return end;
  }

  /** `samma lag`, `denna lag`, alone. */
  relative(i: number): number {
    const act = this.acts.relative(i);
    if (!act) return 0;
    this.reading.emit(i, act.end, act.target, act.reason);
    return act.end;
  }

  /** `bilaga 2 till lagen (2016:1145)`, `bilaga 2` in the act at hand. */
  annex(i: number): number {
    const { reading } = this;
    const { tokens: t, base } = reading;
    const numbered = t.is(i, K.ANNEX) && t.isNumber(i + 1) && t.digits(i + 1) <= 2;
    if (t.is(i, K.ANNEX) && !numbered) return 0;
    const annex = numbered ? String(t.value[i + 1]) : '1';
    const end = numbered ? i + 2 : i + 1;
    const act = this.acts.after(t.is(end, K.TO) ? end + 1 : end, false);
    if (act) {
      if (act.target?.startsWith('celex/')) return 0;
      reading.emit(i, act.end, act.target === null ? null : withFragment(act.target, `B${annex}`), act.reason);
      if (act.target !== null) reading.mention(act.target, act.noun);
      return act.end;
    }
    if (base === null || !isStatute(base) || t.is(end, K.TO) || !numbered) return 0;
    reading.emit(i, end, withFragment(base, `B${annex}`));
    return end;
  }

  agency(i: number): number {
    const { reading } = this;
    const number = this.acts.agencyNumber(i);
    if (!number) return 0;
    const act: ActReference = { ...number, noun: 'other', explicit: true };
    const place = this.placeAfter(act, false);
    if (place) return this.write(i, place, act, true);
    reading.emit(i, number.end, number.target);
    reading.mention(number.target, 'other');
    return number.end;
  }
}
