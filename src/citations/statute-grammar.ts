import { ActGrammar } from './act-grammar.js';
import { statuteFragment, withFragment, type Pinpoint } from './citation-id.js';
import { K, ordinal } from './keywords.js';
import { PinpointGrammar, type Member, type Pinpoints } from './pinpoints.js';
import type { ActReference, Reading } from './reading.js';
import { Surroundings } from './surroundings.js';
import { Kind } from './tokens.js';

const DOT = 46;
const COLON = 58;
const COMMA = 44;
/** How far its section may stand from an act in the genitive. */
const LONGEST_OWNED = 8;
/** The Act of Succession has no chapters: "SO 4:1" is a school subject. */
const NO_CHAPTERS = 'sfs/1810:0926';
const BEFORE_NUMBER = new Set([DOT, COLON, 44, 45, 47, 43]);

/** Statutes, ordinances and agencies' regulations: acts, places in them, and both together. Each reader answers with the token after, or 0. */
export class StatuteGrammar {
  readonly acts: ActGrammar;
  readonly pinpoints: PinpointGrammar;
  readonly around: Surroundings;
  /** Up to here a list of numbers has been read in vain. */
  private readUntil = 0;
  /** The same for `3:1, 10:2 …`, which no act followed. */
  private colonsUntil = 0;
  /** Whose the section is that begins at this token: `skollagens bestämmelser i 3 kap. 5 §`. */
  private owner: { at: number; act: ActReference } | null = null;

  constructor(private readonly reading: Reading) {
    this.acts = new ActGrammar(reading);
    this.pinpoints = new PinpointGrammar(reading.tokens, reading.meter);
    this.around = new Surroundings(reading, this.acts);
  }

  /** A number that may begin `2 kap. 3 §`. */
  number(i: number): number {
    const { tokens: t } = this.reading;
    // "avsnitt 3, 4 § skollagen"
    if (i < this.readUntil || t.is(i - 1, K.AVSNITT)) return 0;
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
    const before = this.colonBefore(i);
    if (before > 0) return before;
    const found = this.pinpoints.read(i);
    if (found.members.length === 0) {
      this.readUntil = found.end;
      return 0;
    }
    if (this.around.isLabel(i, found)) return found.end;
    return this.place(i, found);
  }

  /** `3:1 OSL`: chapter and section before a known abbreviation. */
  private colonBefore(i: number): number {
    const { tokens: t } = this.reading;
    if (!t.sign(i + 1, COLON) || !t.joined(i + 1) || t.digits(i) > 2 || t.is(i - 1, K.CLOCK) || i < this.colonsUntil)
      return 0;
    const found = this.pinpoints.readColon(i);
    if (!found) return 0;
    const named = this.acts.named(found.end, true);
    this.colonsUntil = found.end;
    if (!named?.name?.abbreviation || !named.act.target?.startsWith('sfs/') || named.act.target === NO_CHAPTERS)
      return 0;
    return this.write(i, found, named.act, false);
  }

  /** `§ 9 FL`, `paragraf 2 patientdatalagen`: only beside an act, for minutes number their items so. */
  sign(i: number): number {
    const found = this.pinpoints.readSign(i);
    const act = found && this.actBeside(found);
    return found && act ? this.write(i, found, act, false) : 0;
  }

  /** `kap. 3 § 2 patientdatalagen`, `kapitel 3 i miljöbalken`. */
  chapter(i: number): number {
    const { reading } = this;
    const { tokens: t, base } = reading;
    if (t.isNumber(i - 1) && !t.is(i - 2, K.AGREEMENT)) return 0;
    const found = this.pinpoints.readChapter(i);
    if (!found) return 0;
    if (this.around.ofAgreement(i)) return found.end;
    const act = this.actBeside(found);
    if (act) return this.write(i, found, act, false);
    if (base === null || !reading.baseIsStatute || found.members[0]!.at.section === undefined) return found.end;
    this.own(found.members);
    return found.end;
  }

  private actBeside(found: Pinpoints): ActReference | null {
    if (this.around.ofSomethingElse(found.end)) return null;
    const act = this.acts.after(found.end, this.endsWithStop(found));
    return act && (act.target !== null || act.noun !== 'other') ? act : null;
  }

  /** `lagens 3 §`, where one act alone can be meant. */
  private genitive(i: number): number {
    const act = this.acts.genitive(i);
    const place = act && this.placeAfter(act, false);
    return act && place ? this.write(i, place, act, true) : 0;
  }

  /** `första stycket`, `tredje stycket 4`. */
  paragraph(i: number): number {
    if (i < this.readUntil) return 0;
    const { basePlace, base, tokens: t } = this.reading;
    const inSection = base !== null && this.reading.baseIsStatute && basePlace?.section !== undefined;
    const at: Pinpoint = {};
    if (inSection) {
      if (basePlace.chapter !== undefined) at.chapter = basePlace.chapter;
      at.section = basePlace.section!;
    }
    const found = this.pinpoints.readRelative(i, at);
    if (!found) {
      let end = i;
      while (ordinal(t.keyword[end]!) > 0 || t.is(end, K.LAST)) {
        const next = this.pinpoints.separator(end + 1);
        if (next < 0) break;
        end = next;
      }
      this.readUntil = Math.max(this.readUntil, end);
      return 0;
    }
    const same = t.is(found.end, K.IN) ? found.end + 1 : found.end;
    if (t.is(same, K.SAME) && t.is(same + 1, K.SECTION_WORD)) return this.samePlace(found);
    if (!inSection && (t.is(i - 1, K.THAT) || t.is(i - 1, K.INTRO) || this.around.ofSomethingElse(found.end)))
      return found.end;
    // "villkor 7 andra stycket", "första stycket i ledaren"
    if (!inSection && (t.isNumber(i - 1) || this.around.ofText(found.end))) return found.end;
    for (const member of found.members) {
      if (inSection) this.reading.emit(member.from, member.to, withFragment(base, statuteFragment(member.at)));
      else this.reading.emit(member.from, member.to, null, 'no-base');
    }
    this.through(found.members);
    return found.end;
  }

  /** A word that may begin an act: `patientdatalagen (2008:355)`, `OSL 10:2 a`, `lagen (1990:52)`. */
  word(i: number): number {
    const named = this.acts.named(i, false) ?? this.leading(i) ?? this.unknown(i);
    return named ? this.act(i, named) : this.genitive(i);
  }

  /** An ambiguous abbreviation becomes an act when a section follows: `KL 2:1`, `FL 9 §`. */
  private leading(i: number): ReturnType<ActGrammar['named']> {
    const { tokens: t } = this.reading;
    if (!t.capital(i) || !(t.isNumber(i + 1) || this.isSignFirst(i + 1))) return null;
    const named = this.acts.named(i, true);
    return named?.name?.abbreviation && named.act.end === i + 1 && this.placeAfter(named.act, true) !== null
      ? named
      : null;
  }

  /** `XYZL 3 §`: the section of an act that nobody has told us of is no section of the act at hand. */
  private unknown(i: number): ReturnType<ActGrammar['named']> {
    const { tokens: t } = this.reading;
    if (!t.isNumber(i + 1) || !t.capital(i) || t.sign(i + 2, COLON) || t.is(i, K.AGREEMENT)) return null;
    const act = this.acts.unknownAbbreviation(i);
    return act && this.placeAfter(act, true) ? { act, from: i, numbered: false, name: null } : null;
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
    this.owns(i, act);
    const titled = named.numbered ? this.acts.introductions.title(act) : act.end;
    if (act.target !== null && (named.numbered || (named.name !== null && !named.name.abbreviation)))
      this.acts.introductions.introduction(act);
    return titled;
  }

  /** `skollagens bestämmelser om stöd i 3 kap. 5 §`: a genitive says whose the section is, when only its noun stands between. */
  private owns(i: number, act: ActReference): void {
    const { tokens: t } = this.reading;
    // "Skollagens och socialtjänstlagens bestämmelser i 3 kap.": either, or both.
    if (
      act.target === null ||
      (t.is(i - 1, K.AND) && /s$/.test(t.raw(i - 2))) ||
      !/(?:ens|ans|:s)$/.test(t.raw(act.end - 1))
    )
      return;
    for (let at = act.end; at < act.end + LONGEST_OWNED && t.isWord(at) && !t.is(at, K.ELSEWHERE); at++) {
      if (t.is(at, K.IN) && t.isNumber(at + 1)) {
        this.owner = { at: at + 1, act };
        return;
      }
      if (this.acts.mayBegin(at) && this.acts.named(at, true)) return;
    }
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
    if (act.target?.startsWith('celex/')) return null;
    if (this.isSignFirst(i)) {
      const found = t.is(i, K.KAP) || t.is(i, K.CHAPTER) ? this.pinpoints.readChapter(i) : this.pinpoints.readSign(i);
      return found && !this.acts.after(found.end, this.endsWithStop(found)) ? found : null;
    }
    if (!t.isNumber(i)) return null;
    if (abbreviation && t.sign(i + 1, COLON) && t.joined(i + 1)) {
      if (act.target === NO_CHAPTERS) return null;
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
    if (!this.acts.after(found.end, this.endsWithStop(found))) return found;
    // "FL 9 § och 9 § OSL": the later sections have an act of their own.
    const first = this.pinpoints.readFirst(i);
    return first && first.end < found.end && !this.acts.after(first.end, this.endsWithStop(first)) ? first : null;
  }

  /** `§ 9`, `kap. 3`, `paragraf 2`. */
  private isSignFirst(i: number): boolean {
    const { tokens: t } = this.reading;
    const marked = t.kind[i] === Kind.SECTION || t.is(i, K.KAP) || t.is(i, K.CHAPTER) || t.is(i, K.SECTION_WORD);
    return marked && (t.isNumber(i + 1) || (t.sign(i + 1, DOT) && t.isNumber(i + 2)));
  }

  private isHeading(i: number): boolean {
    return this.reading.tokens.kind[i - 1] === Kind.BREAK;
  }

  /** Sections with an act after, or with none. */
  private place(i: number, found: Pinpoints): number {
    const { reading } = this;
    const { tokens: t } = reading;
    if (this.around.ofSomethingElse(found.end)) return found.end;
    if (
      (t.is(found.end, K.SAME) || t.is(found.end, K.THIS)) &&
      (t.is(found.end + 1, K.CHAPTER) || t.is(found.end + 1, K.SECTION_WORD))
    )
      return this.samePlace(found);
    if (
      t.is(found.end, K.IN) &&
      (t.is(found.end + 1, K.SAME) || t.is(found.end + 1, K.THIS)) &&
      (t.is(found.end + 2, K.CHAPTER) || t.is(found.end + 2, K.SECTION_WORD))
    )
      return this.samePlace(found);
    const act =
      this.acts.after(found.end, this.endsWithStop(found)) ??
      (this.around.closesItem(i, found) ? this.acts.after(found.end + 1, false) : null);
    if (act) return this.write(i, found, act, false);
    if (this.around.ofAgreement(i)) return found.end;
    if (this.owner?.at === i) {
      return this.write(i, found, { ...this.owner.act, end: found.end, explicit: false }, false);
    }
    const euAct = this.euAfter(found.end);
    if (euAct) return found.end;
    const last = found.members[found.members.length - 1]!.at;
    const loose = found.members.length === 1 && last.section === undefined && !t.sign(found.end - 1, DOT);
    if (loose) return found.end;
    if (last.section === undefined && reading.base === null && !this.around.pointedAt(i)) return found.end;
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
      if (base === null || !reading.baseIsStatute) {
        reading.emit(member.from, member.to, null, 'no-base');
        continue;
      }
      const { at } = member;
      const chapter = at.section === undefined ? at.chapter : (at.chapter ?? basePlace?.chapter);
      reading.emit(member.from, member.to, withFragment(base, statuteFragment(at, chapter)));
    }
    const last = members[members.length - 1]!.at;
    if (base !== null)
      reading.lastPlace = { target: base, chapter: last.chapter ?? basePlace?.chapter, section: last.section };
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
    if (leading || act.target === null || !act.explicit) return end;
    this.acts.introductions.introduction(act);
    return act.numbered ? this.acts.introductions.title(act) : end;
  }

  /** `3 § samma kapitel`, `andra stycket samma paragraf`, `3 § i detta kapitel`. */
  private samePlace(found: Pinpoints): number {
    const { reading } = this;
    const { tokens: t, base, basePlace } = reading;
    const at = t.is(found.end, K.IN) ? found.end + 1 : found.end;
    const here = t.is(at, K.THIS);
    const known = here
      ? base === null || basePlace === null
        ? null
        : { target: base, ...basePlace }
      : reading.doubt
        ? null
        : reading.lastPlace;
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

  private endsWithStop(found: Pinpoints): boolean {
    return this.reading.tokens.sign(found.end - 1, DOT);
  }

  /** `(1998:204)`, `SFS 2022:818`, alone. */
  bracket(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    if (this.around.isYearOfBook(i)) return 0;
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
    const only = this.acts.sfsNumber(at);
    const place =
      only &&
      this.placeAfter(
        { ...only, end: t.sign(only.end, COMMA) ? only.end + 1 : only.end, noun: 'lag', explicit: true },
        false,
      );
    // "SFS 2009:400, 10 kap. 2 §"
    if (place) return this.write(i, place, { ...only, noun: 'lag', explicit: true }, true);
    for (let number = only; number; number = at > 0 ? this.acts.sfsNumber(at) : null) {
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
    // "nämnda lags 2 kap. 8 §"
    const place = this.reading.tokens.is(act.end - 1, K.LAW) ? null : this.placeAfter(act, false);
    if (place) return this.write(i, place, act, true);
    this.reading.emit(i, act.end, act.target, act.reason);
    return act.end;
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
