import { K } from './keywords.js';
import { actNoun, type ActNoun } from './names.js';
import type { ActReference, Reading } from './reading.js';
import { hashOf, Kind, type Tokens } from './tokens.js';

const COMMA = 44;
const DOT = 46;
const OPEN = 40;
const CLOSE = 41;
const COLON = 58;
const SEMICOLON = 59;
/** How far the title of an act is followed in search of the name it is given: "(1990:52) med … om vård av unga (LVU)". */
const LONGEST_TITLE = 32;

/** The noun that the word ends in, where it may name an act: "fartygssäkerhetslagen". */
export function endingOf(t: Tokens, i: number): { noun: ActNoun; definite: boolean } | null {
  if (t.kind[i] !== Kind.WORD || t.end[i]! - t.start[i]! > 80) return null;
  if (t.is(i, K.DECREE)) return { noun: 'other', definite: true };
  return t.endsAsAct(i) ? actNoun(t.word(i)) : null;
}

/** What stands after an act by number: the rest of its title, and the name that the text gives it. */
export class Introductions {
  constructor(private readonly reading: Reading) {}

  /**
   * The title after the number, passed over where it is known: "lagen (2018:218) med kompletterande bestämmelser till EU:s
   * dataskyddsförordning" cites one act. @returns the token after
   */
  title({ end, target }: ActReference): number {
    const { tokens: t, names } = this.reading;
    const known = target === null ? 0 : names.title(target, t, end);
    if (known > 0) return known;
    // "om införande av brottsbalken"
    const introduces = t.is(end, K.ABOUT) && t.isWord(end + 1) && t.word(end + 1) === 'införande' && t.isWord(end + 3);
    return introduces ? end + 4 : end;
  }

  introduce(hash: number, act: ActReference, head: number, from: number): void {
    const { tokens: t, introduced } = this.reading;
    if (
      t.is(head, K.THE_LAW) ||
      t.is(head, K.THE_ORDINANCE) ||
      t.is(head, K.THE_CODE) ||
      t.is(head, K.LAW) ||
      t.is(head, K.ORDINANCE)
    )
      return;
    if (head > from) return;
    introduced.set(hash, act);
    const word = t.word(head);
    introduced.set(hashOf(`${word}s`), act);
  }

  /**
   * After an act by number: the name the text gives it. `, OSL`, `(LVU)`, `(belastningsregisterlagen)`, `nedan kallad …`.
   * The introduced name is no citation of its own: reading passes over it.
   */
  introduction(act: ActReference): void {
    const { tokens: t, meter } = this.reading;
    const stop = Math.min(act.end + LONGEST_TITLE, t.length);
    for (let i = act.end; i < stop; i++) {
      meter.steps++;
      const kind = t.kind[i];
      if (kind === Kind.BREAK || kind === Kind.SECTION) return;
      if (kind === Kind.NUMBER) continue;
      if (kind === Kind.SIGN && (t.value[i] === OPEN || t.value[i] === COMMA)) {
        let at = i + 1;
        while (at - i < 5 && (t.is(at, K.INTRO) || t.is(at, K.IN))) at++;
        const said = at > i + 1;
        if (
          t.isWord(at) &&
          (this.isName(at, said || t.value[i] === OPEN) || this.isKnown(at, act)) &&
          (t.value[i] === OPEN ? t.sign(at + 1, CLOSE) : this.closes(at + 1))
        ) {
          this.define(at, act);
          this.reading.passOver = at;
          return;
        }
        if (t.value[i] === COMMA) return;
        if (i > act.end + 1 || t.value[i] === OPEN) return;
      }
      // "m.fl. (LMA)" goes on, a full stop does not.
      if (t.sign(i, DOT) && !t.joined(i + 1) && !t.sign(i + 1, OPEN) && !t.sign(i + 1, COMMA)) return;
      if (t.sign(i, SEMICOLON) || t.sign(i, COLON)) return;
    }
    return;
  }

  /** "lagen (2018:597) om kommunal bokföring och redovisning, LKBR": what the table calls the act itself. */
  private isKnown(i: number, act: ActReference): boolean {
    const { tokens: t, names, date } = this.reading;
    const match = names.match(t, i);
    return (
      match !== null &&
      match.end === i + 1 &&
      match.names[0]!.abbreviation &&
      names.resolve(match.names, date).target === act.target
    );
  }

  private closes(i: number): boolean {
    const { tokens: t } = this.reading;
    return (
      t.kind[i] === Kind.END || t.kind[i] === Kind.BREAK || t.kind[i] === Kind.SIGN || (t.isWord(i) && !t.capital(i))
    );
  }

  isName(i: number, said: boolean): boolean {
    const { tokens: t } = this.reading;
    const size = t.end[i]! - t.start[i]!;
    if (t.capital(i) && size <= 10 && size > 1)
      return /^[A-ZÅÄÖ][A-Za-zåäöÅÄÖ-]*[A-ZÅÄÖ]$/.test(t.raw(i)) && (said || /[LBFOUPSD]$/.test(t.raw(i)));
    if (!said) return false;
    return t.is(i, K.THE_LAW) || t.is(i, K.THE_ORDINANCE) || (endingOf(t, i)?.definite ?? false);
  }

  define(i: number, act: ActReference): void {
    const { introduced, tokens: t } = this.reading;
    const word = t.word(i);
    introduced.set(hashOf(word), act);
    introduced.set(hashOf(`${word}s`), act);
    introduced.set(hashOf(`${word}:s`), act);
  }
}
