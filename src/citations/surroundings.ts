import type { ActGrammar } from './act-grammar.js';
import { endingOf } from './introductions.js';
import { K } from './keywords.js';
import type { Pinpoints } from './pinpoints.js';
import type { Reading } from './reading.js';
import { Kind } from './tokens.js';

const DOT = 46;
const COMMA = 44;
const SLASH = 47;
const OPEN = 40;
const CLOSE = 41;
/** How far back an open bracket is looked for. */
const LONGEST_BRACKET = 24;
/** "hyreskontraktet", "delegationsbestämmelserna": words that end as what has sections and is no act. */
const OTHER_WORDS =
  /(?:avtal|avtalet|avtalets|kontrakt|kontraktet|stadgar|stadgarna|protokoll|protokollet|policyn|villkoren|reglerna|planen|instruktionen|(?:ordnings|trafik|avfalls|avgifts|renhållnings|hälsoskydds)föreskrift(?:er|erna))$/;
/** How far by-laws may stand from their section: "5 § i den ideella föreningens nya stadgar". */
const LONGEST_OTHER = 4;

const BOOKS = /(?:bok|boken|bokens|rapport|rapporten|avhandling|avhandlingen|romanen|läromedlet|kommentaren)$/;
const FOR = new Set(['för', 'mellan', 'i', 'hos', 'till', 'på', 'av']);
/** What a municipality, an association or a company gives itself; "ordningsstadgan (1956:617)" has its number after the section. */
const LOCAL =
  /(?:avtalet|avtal|kontraktet|stadgarna|reglementet|policyn|föreskrifterna|ordningsföreskrifter|instruktionen|ägardirektivet|ägardirektiven|(?:förbunds|bolags|arbets|delegations|besluts|attest|valberednings)ordningen|ordningsstadgan)$/;
/** How many words there may be in "reglementet för kommunstyrelsen och dess utskott". */
const LONGEST_HEADED = 8;

/** What stands around a section tells whether it is one of an act at all. */
export class Surroundings {
  constructor(
    private readonly reading: Reading,
    private readonly acts: ActGrammar,
  ) {}

  /** "5 § i stadgarna", "första stycket på sidan 5": by-laws, agreements, minutes and letters have sections too. */
  ofSomethingElse(i: number): boolean {
    const { tokens: t } = this.reading;
    if (t.is(i, K.MOM)) return true;
    if (t.isWord(i) && t.is(i + 1, K.SIDA) && t.word(i) === 'på') return true;
    if ((t.is(i, K.IN) || (t.is(i, K.TOWARDS) && t.word(i) === 'av')) && this.isBook(i + 1)) return true;
    const within = t.is(i, K.IN);
    let at = within ? i + 1 : i;
    for (let k = 0; k < LONGEST_OTHER && t.isWord(at); k++, at++) {
      if (t.is(at, K.NOT_ACT) || (t.is(at, K.AGREEMENT) && this.isUpper(at))) return true;
      if (!t.isKeyword(at) && OTHER_WORDS.test(t.word(at))) return true;
      if (within && t.is(at, K.LETTER_OR_BOOK)) return true;
      const adjective =
        t.is(at, K.NEUTRAL) || t.is(at, K.OLDER) || t.is(at, K.THAT) || t.is(at, K.THIS) || t.is(at, K.INTRO);
      if (!adjective && !this.genitive(at) && !(within && !t.isKeyword(at))) return false;
    }
    return false;
  }

  /** "första stycket i ledaren": a text that is no section. */
  ofText(i: number): boolean {
    const { tokens: t } = this.reading;
    const word = i + 1;
    return (
      t.is(i, K.IN) &&
      t.isWord(word) &&
      !t.capital(word) &&
      !t.isKeyword(word) &&
      /(?:en|et)$/.test(t.word(word)) &&
      endingOf(t, word) === null &&
      !/(?:paragrafen|bestämmelsen|lagrummet|artikeln|stadgandet|regeln)$/.test(t.word(word))
    );
  }

  /** "AB 20, 5 §", "AB 04 kap. 2 § 3": a collective or standard agreement before the section. */
  ofAgreement(i: number): boolean {
    const { tokens: t } = this.reading;
    let at = i - 1;
    if (t.sign(at, COMMA)) {
      at--;
      if (this.isBook(at) || this.headedByOther(at)) return true;
    }
    if (t.is(at, K.NOT_ACT) || this.isLocal(at)) return true;
    if (t.isNumber(at)) at--;
    return t.is(at, K.AGREEMENT) && this.isUpper(at);
  }

  /** "reglementet för kommunstyrelsen, 14 §": what the words before the comma are about. */
  private headedByOther(last: number): boolean {
    const { tokens: t } = this.reading;
    for (let at = last; at > last - LONGEST_HEADED && t.isWord(at) && !t.is(at, K.AND); at--) {
      if (t.is(at, K.NOT_ACT) || this.isLocal(at))
        return at === last || t.is(at + 1, K.ABOUT) || FOR.has(t.word(at + 1));
      if (endingOf(t, at) !== null) return false;
    }
    return false;
  }

  private isLocal(i: number): boolean {
    const { tokens: t } = this.reading;
    return t.isWord(i) && !t.isKeyword(i) && LOCAL.test(t.word(i));
  }

  private isBook(i: number): boolean {
    const { tokens: t } = this.reading;
    return t.isWord(i) && (t.is(i, K.LETTER_OR_BOOK) || BOOKS.test(t.word(i)));
  }

  /** "Boken har 12 kap.": chapters alone are a citation only where something points at them. */
  pointedAt(i: number): boolean {
    const { tokens: t } = this.reading;
    return t.is(i - 1, K.TOWARDS) || t.is(i - 1, K.IN) || t.is(i - 1, K.AND) || t.is(i - 1, K.TO) || this.opens(i - 1);
  }

  /** "Boverket (2019:5)", "Larsson (2003:45)": who wrote a report or a book, and in what year. */
  isYearOfBook(i: number): boolean {
    const { tokens: t } = this.reading;
    const word = i - 1;
    if (t.kind[word] !== Kind.WORD || t.joined(i)) return t.kind[word] === Kind.WORD;
    if (!t.capital(word))
      return /(?:rapport|rapporten|studie|studien|skrift|skriften|nummer|version)$/.test(t.word(word));
    return !this.acts.unknownAbbreviation(word);
  }

  /** `10 § f) personuppgiftslagen`: the bracket is the item's, unless one stands open before. */
  closesItem(i: number, found: Pinpoints): boolean {
    const { tokens: t } = this.reading;
    if (!t.sign(found.end, CLOSE) || found.members[found.members.length - 1]!.at.item === undefined) return false;
    for (let at = i - 1; at > i - LONGEST_BRACKET && at >= 0; at--) if (t.sign(at, OPEN)) return false;
    return true;
  }

  private opens(i: number): boolean {
    const { tokens: t } = this.reading;
    return i < 0 || t.sign(i, OPEN) || t.sign(i, COMMA) || t.kind[i] === Kind.BREAK;
  }

  /** `3 § Den som …` at the start of a block or a sentence names the section itself. */
  isLabel(i: number, found: Pinpoints): boolean {
    const { tokens: t } = this.reading;
    const previous = i - 1;
    const starts =
      i === 0 || t.kind[previous] === Kind.BREAK || (t.sign(previous, DOT) && !t.joined(i) && !t.is(i - 2, K.AND));
    if (!starts || found.members.length !== 1) return false;
    const { at } = found.members[0]!;
    if (at.paragraph !== undefined && t.kind[found.end - 1] !== Kind.SECTION) return false;
    const next = found.end;
    if (t.sign(next, SLASH)) return true;
    if (!t.isWord(next) || !t.capital(next)) return t.isNumber(next) && t.sign(next + 1, DOT);
    return this.acts.after(next, false) === null;
  }

  private isUpper(i: number): boolean {
    const { text, start, end } = this.reading.tokens;
    return text.charCodeAt(start[i]!) < 91 && text.charCodeAt(end[i]! - 1) < 91;
  }

  private genitive(i: number): boolean {
    const { tokens: t } = this.reading;
    return !t.isKeyword(i) && t.text.charCodeAt(t.end[i]! - 1) === 115;
  }
}
