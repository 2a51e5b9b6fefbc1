import { endingOf, Introductions } from './introductions.js';
import { K } from './keywords.js';
import { isAmbiguous, type ActNoun, type Name } from './names.js';
import type { ActReference, Reading, Reason } from './reading.js';

const COMMA = 44;
const DOT = 46;
const OPEN = 40;
const CLOSE = 41;
const COLON = 58;
const SEMICOLON = 59;
const OLDEST_YEAR = 1686;
const NEWEST_YEAR = 2199;
const LONGEST_ALIAS = 8;
const LONGEST_AGENCY_TITLE = 24;
/** `nämnda lags 2 kap. 8 §` */
const GENITIVES = new Map<string, ActNoun>([
  ['lags', 'lag'],
  ['förordnings', 'förordning'],
  ['balks', 'balk'],
]);

/** How an act is pointed at: by number, name, abbreviation, or by pointing back. */
export class ActGrammar {
  readonly introductions: Introductions;

  constructor(private readonly reading: Reading) {
    this.introductions = new Introductions(reading);
  }

  /** Whether an act can begin at this word at all; most words of a text end here. */
  mayBegin(i: number): boolean {
    const { tokens: t, names, introduced } = this.reading;
    const hash = t.value[i]!;
    return (
      t.endsAsAct(i) ||
      names.begins(hash) ||
      (introduced.size > 0 && introduced.has(hash)) ||
      t.hyphenEnded(i) ||
      (t.isNumber(i + 1) && t.capital(i))
    );
  }

  /** An act that stands after a section: `OSL`, `i patientdatalagen (2008:355)`, `samma lag`, `lagen (1990:52)`. */
  after(i: number, fullStop: boolean): ActReference | null {
    const { tokens: t } = this.reading;
    this.reading.meter.steps++;
    const at = t.is(i, K.IN) && !t.capital(i) ? i + 1 : i;
    // After "kap." a capital may begin a new sentence; names of acts do not begin with one, abbreviations do.
    const newSentence = fullStop && at === i && t.isWord(at) && t.capital(at);
    return (
      this.relative(at) ??
      this.adjectives(at, newSentence) ??
      (at > i ? null : this.byNumberAlone(at)) ??
      this.agency(at) ??
      (newSentence ? null : this.unknownAbbreviation(at))
    );
  }

  private adjectives(i: number, newSentence: boolean): ActReference | null {
    const { tokens: t } = this.reading;
    let at = i;
    let older = false;
    while (at - i < 5 && (t.is(at, K.OLDER) || t.is(at, K.NEUTRAL) || t.is(at, K.THAT))) {
      older ||= t.is(at, K.OLDER);
      at++;
    }
    const named = (at > i ? this.named(i, true) : null) ?? this.named(at, true);
    if (named) {
      const first = t.raw(named.from);
      if (newSentence && !/[A-ZÅÄÖ].*[A-ZÅÄÖ]/.test(first) && named.from === i) return null;
      if (older && !named.numbered && named.act.target !== null)
        return { ...named.act, target: null, reason: 'older-act' };
      return named.act;
    }
    return at > i && !newSentence ? this.definite(at, t.is(at - 1, K.THAT), true) : this.definite(at, false, false);
  }

  /** "3 § lagen": which one only the text can say. */
  private definite(i: number, pointed: boolean, described: boolean): ActReference | null {
    const { tokens: t, introduced } = this.reading;
    const noun = t.is(i, K.THE_LAW)
      ? 'lag'
      : t.is(i, K.THE_ORDINANCE)
        ? 'förordning'
        : t.is(i, K.THE_CODE)
          ? 'balk'
          : null;
    // "4 § Lagens bestämmelser …": the section's own text.
    if (noun === null || t.capital(i)) return null;
    const known = introduced.get(t.value[i]!);
    if (known) return { ...known, end: i + 1 };
    if (pointed) return this.pointBack(noun, i + 1);
    if (!described && this.reading.base === null && !t.is(i + 1, K.ABOUT)) return this.theOnly(noun, i + 1);
    return {
      end: i + 1,
      target: null,
      reason: t.is(i + 1, K.ABOUT) ? 'unknown-act' : 'no-antecedent',
      noun,
      explicit: false,
    };
  }

  private theOnly(noun: ActNoun, end: number): ActReference {
    const found = this.reading.only(noun);
    return found.includes('/')
      ? { end, target: found, noun, explicit: false }
      : { end, target: null, reason: found as Reason, noun, explicit: false };
  }

  /** `lagens`, before a section: the act at hand, or the only one that the text names. */
  genitive(i: number): ActReference | null {
    const { tokens: t, introduced, base } = this.reading;
    if (t.text.charCodeAt(t.end[i]! - 1) !== 115) return null;
    const noun = t.is(i, K.THE_LAW)
      ? 'lag'
      : t.is(i, K.THE_ORDINANCE)
        ? 'förordning'
        : t.is(i, K.THE_CODE)
          ? 'balk'
          : null;
    if (noun === null || !t.isNumber(i + 1)) return null;
    const known = introduced.get(t.value[i]!);
    if (known) return { ...known, end: i + 1 };
    const only = this.theOnly(noun, i + 1);
    const own = base?.startsWith('sfs/') && (this.reading.names.noun(base) ?? noun) === noun;
    if (!own) return only;
    return only.reason === 'no-antecedent' || only.target === base
      ? { end: i + 1, target: base!, noun, explicit: false }
      : { end: i + 1, target: null, reason: 'unsure-antecedent', noun, explicit: false };
  }

  /** `samma lag`, `nämnda förordning`, `denna lag`. */
  relative(i: number): ActReference | null {
    const { tokens: t } = this.reading;
    const same = t.is(i, K.SAME) || t.is(i, K.SAID);
    if (!same && !t.is(i, K.THIS)) return null;
    const at = i + 1;
    const noun: ActNoun | null = t.is(at, K.LAW)
      ? 'lag'
      : t.is(at, K.ORDINANCE)
        ? 'förordning'
        : t.is(at, K.CODE)
          ? 'balk'
          : t.is(at, K.DIRECTIVE)
            ? 'direktiv'
            : t.isWord(at)
              ? (GENITIVES.get(t.word(at)) ?? null)
              : null;
    if (noun === null) return null;
    if (same) return this.pointBack(noun, at + 1);
    const { base } = this.reading;
    return base === null
      ? { end: at + 1, target: null, reason: 'no-base', noun, explicit: false }
      : { end: at + 1, target: base, noun, explicit: false };
  }

  private pointBack(noun: ActNoun, end: number): ActReference {
    const found = this.reading.latest(noun);
    return typeof found === 'string'
      ? { end, target: null, reason: found, noun, explicit: false }
      : { end, target: found.target, noun, explicit: false };
  }

  /**
   * An act by its name, from the first word of the name. Bare abbreviations that mean other things too are acts only
   * beside a section (`pinned`) or when the text has introduced them.
   */
  named(i: number, pinned: boolean): { act: ActReference; from: number; numbered: boolean; name: Name | null } | null {
    const { tokens: t, names, date, introduced } = this.reading;
    this.reading.meter.steps++;
    if (!t.isWord(i)) return t.isNumber(i) ? this.ofYear(i) : null;
    const own = introduced.get(t.value[i]!);
    const match = names.match(t, i);
    if (match) {
      const name = match.names[0]!;
      const number = this.bracketed(match.end);
      if (number) {
        const act = {
          end: number.end,
          target: number.target,
          noun: name.noun,
          explicit: true,
          named: true,
          numbered: true,
        };
        this.introductions.introduce(t.value[match.end - 1]!, act, match.end - 1, i);
        return { act, from: i, numbered: true, name };
      }
      if (own && match.end === i + 1) return { act: { ...own, end: i + 1 }, from: i, numbered: false, name };
      const abbreviation = name.abbreviation;
      if (!(name.indefinite && !pinned) && !(abbreviation && !pinned && isAmbiguous(name.text.replace(/:?s$/, '')))) {
        const resolved = names.resolve(match.names, date);
        return {
          act: {
            end: match.end,
            ...resolved,
            reason: resolved.reason as Reason,
            noun: name.noun,
            explicit: true,
            named: true,
          },
          from: i,
          numbered: false,
          name,
        };
      }
      return null;
    }
    if (own && !t.sign(i + 1, OPEN)) return { act: { ...own, end: i + 1 }, from: i, numbered: false, name: null };
    return this.byEnding(i, pinned);
  }

  /** `lagen (2008:355)`, `plan- och byggförordningen (2011:338)`, and names that no table knows. */
  private byEnding(
    i: number,
    pinned: boolean,
  ): { act: ActReference; from: number; numbered: boolean; name: null } | null {
    const { tokens: t } = this.reading;
    let head = i;
    if (t.hyphenEnded(i) && t.is(i + 1, K.AND) && t.isWord(i + 2)) head = i + 2;
    const found = endingOf(t, head);
    if (!found) return null;
    const number = this.bracketed(head + 1) ?? this.sfsAfter(head + 1);
    if (number) {
      const act: ActReference = {
        end: number.end,
        target: number.target,
        noun: found.noun,
        explicit: true,
        numbered: true,
      };
      if (!t.is(head, K.THE_LAW) && !t.is(head, K.LAW)) act.named = true;
      this.introductions.introduce(t.value[head]!, act, head, i);
      return { act, from: i, numbered: true, name: null };
    }
    if (
      t.is(head, K.THE_LAW) ||
      t.is(head, K.THE_ORDINANCE) ||
      t.is(head, K.THE_CODE) ||
      t.is(head, K.LAW) ||
      t.is(head, K.ORDINANCE) ||
      t.is(head, K.CODE) ||
      t.is(head, K.DIRECTIVE) ||
      t.is(head, K.DIRECTIVE_THE)
    )
      return null;
    const own = this.reading.introduced.get(t.value[i]!);
    if (own) return { act: { ...own, end: i + 1 }, from: i, numbered: false, name: null };
    if (!found.definite) return null;
    this.reading.doubt = true;
    if (!pinned) return null;
    return {
      act: { end: head + 1, target: null, reason: 'unknown-act', noun: found.noun, explicit: true },
      from: i,
      numbered: false,
      name: null,
    };
  }

  /** `1980 års socialtjänstlag`. */
  private ofYear(i: number): { act: ActReference; from: number; numbered: boolean; name: null } | null {
    const { tokens: t, names } = this.reading;
    if (t.digits(i) !== 4 || !t.is(i + 1, K.YEARS) || !t.isWord(i + 2)) return null;
    let word = i + 2;
    while (word - i < 4 && (t.is(word, K.OLDER) || t.is(word, K.NEUTRAL))) word++;
    const found = endingOf(t, word);
    if (!found) return null;
    const target = names.ofYear(String(t.value[i]), t.word(word));
    const noun = found.noun;
    return target === null
      ? {
          act: { end: word + 1, target: null, reason: 'unknown-act', noun, explicit: true },
          from: i,
          numbered: false,
          name: null,
        }
      : { act: { end: word + 1, target, noun, explicit: true }, from: i, numbered: true, name: null };
  }

  /** `(2008:355)`, `(SFS 2008:355)`. */
  bracketed(i: number): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    if (!t.sign(i, OPEN)) return null;
    const at = t.is(i + 1, K.SFS) ? i + 2 : i + 1;
    const number = this.sfsNumber(at);
    if (!number) return null;
    if (t.sign(number.end, CLOSE)) return { end: number.end + 1, target: number.target };
    // "(2001:453, SoL)" introduces a name as well.
    if (!t.sign(number.end, COMMA) && !t.sign(number.end, SEMICOLON)) return null;
    for (let k = number.end + 1; k < number.end + LONGEST_ALIAS; k++) {
      if (t.sign(k, CLOSE)) {
        if (t.isWord(k - 1) && this.introductions.isName(k - 1, true))
          this.introductions.define(k - 1, { end: k, target: number.target, noun: 'lag', explicit: true });
        return { end: k + 1, target: number.target };
      }
      if (!t.isWord(k)) return null;
    }
    return null;
  }

  private sfsAfter(i: number): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    if (t.is(i, K.SFS)) return this.sfsNumber(i + 1);
    return t.sign(i, COMMA) && t.is(i + 1, K.SFS) ? this.sfsNumber(i + 2) : null;
  }

  /** `2008:355`, `1904:48 s. 1`, `1736:0123 2`. */
  sfsNumber(i: number): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    if (!t.isNumber(i) || t.digits(i) !== 4 || !t.sign(i + 1, COLON) || !t.joined(i + 1)) return null;
    if (!t.isNumber(i + 2) || !t.joined(i + 2) || t.digits(i + 2) > 4) return null;
    const year = t.value[i]!;
    if (year < OLDEST_YEAR || year > NEWEST_YEAR || t.value[i + 2] === 0) return null;
    let target = `sfs/${year}:${t.text.slice(t.start[i + 2], t.end[i + 2])}`;
    let end = i + 3;
    if (t.is(end, K.S) && t.sign(end + 1, DOT) && t.isNumber(end + 2)) {
      target += `_s.${t.value[end + 2]}`;
      end += 3;
    } else if (year < 1915 && t.isNumber(end) && t.digits(end) === 1) target += `_${t.value[end++]}`;
    return { end, target };
  }

  private byNumberAlone(i: number): ActReference | null {
    const { tokens: t } = this.reading;
    const number = this.bracketed(i) ?? (t.is(i, K.SFS) ? this.sfsNumber(i + 1) : null);
    return number && { ...number, noun: 'other', explicit: true };
  }

  /** `Socialstyrelsens föreskrifter och allmänna råd (HSLF-FS 2016:40)`, `SOSFS 2008:14`. */
  agency(i: number): ActReference | null {
    const { tokens: t, meter } = this.reading;
    const direct = this.agencyNumber(i);
    if (direct) return { ...direct, noun: 'other', explicit: true };
    if (!t.isWord(i) || !t.capital(i)) return null;
    let seen = false;
    for (let at = i; at < i + LONGEST_AGENCY_TITLE; at++) {
      meter.steps++;
      if (t.sign(at, OPEN)) {
        const number = this.agencyNumber(at + 1);
        if (number && seen && t.sign(number.end, CLOSE))
          return { end: number.end + 1, target: number.target, noun: 'other', explicit: true };
        break;
      }
      if (t.is(at, K.AGENCY)) seen = true;
      if (!t.isWord(at)) break;
      if (!seen && at - i > 6) return null;
    }
    return seen && t.is(i + 1, K.AGENCY) && t.text.charCodeAt(t.end[i]! - 1) === 115
      ? { end: i + 2, target: null, reason: 'unknown-act', noun: 'other', explicit: true }
      : null;
  }

  /** A series of regulations and its number: `HSLF-FS 2016:40`. */
  agencyNumber(i: number): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    if (!t.isWord(i) || t.is(i, K.SFS) || t.end[i]! - t.start[i]! < 3 || t.end[i]! - t.start[i]! > 12) return null;
    const last = t.end[i]! - 1;
    if (t.text.charCodeAt(last) !== 83 || t.text.charCodeAt(last - 1) !== 70) return null;
    const code = t.raw(i);
    if (
      code !== code.toUpperCase() ||
      !t.isNumber(i + 1) ||
      t.digits(i + 1) !== 4 ||
      !t.sign(i + 2, COLON) ||
      !t.isNumber(i + 3) ||
      !t.joined(i + 3)
    )
      return null;
    const series = code.toLowerCase().replaceAll('å', 'a').replaceAll('ä', 'a').replaceAll('ö', 'o');
    return { end: i + 4, target: `${series}/${t.value[i + 1]}:${t.value[i + 3]}` };
  }

  /** "3 § ABCL": an act whose name nobody has told us; better unresolved than read as the act at hand. */
  unknownAbbreviation(i: number): ActReference | null {
    const { tokens: t } = this.reading;
    if (!t.isWord(i) || !t.capital(i) || t.end[i]! - t.start[i]! > 10 || t.end[i]! - t.start[i]! < 2) return null;
    if (!/^[A-ZÅÄÖ][A-Za-zåäöÅÄÖ-]*[LBF](?::?s)?$/.test(t.raw(i))) return null;
    this.reading.doubt = true;
    return { end: i + 1, target: null, reason: 'unknown-act', noun: 'other', explicit: true };
  }
}
