import { celex, celexCase, withFragment } from './citation-id.js';
import { K, ordinal } from './keywords.js';
import type { ActNoun } from './names.js';
import type { PinpointGrammar } from './pinpoints.js';
import type { ActReference, Reading } from './reading.js';
import type { ActGrammar } from './act-grammar.js';
import type { Surroundings } from './surroundings.js';

const DOT = 46;
const COMMA = 44;
const DASH = 45;
const SLASH = 47;
const OPEN = 40;
const CLOSE = 41;
const COLON = 58;
/** "artikel 6 i Europaparlamentets och rådets delegerade förordning (EU) …" */
const LONGEST_BRIDGE = 8;

const ROMAN: Record<string, number> = { I: 1, V: 5, X: 10 };
/** Cases before 1989 have no letter. */
const LAST_UNLETTERED_YEAR = 88;

interface Article {
  from: number;
  to: number;
  path: string;
  range: boolean;
}

/** Acts, articles and judgments of the European Union. Each reader answers with the token after, or 0. */
export class EuGrammar {
  constructor(
    private readonly reading: Reading,
    private readonly acts: ActGrammar,
    private readonly pinpoints: PinpointGrammar,
    private readonly around: Surroundings,
  ) {}

  /** `förordning (EU) 2016/679`, `direktiv 95/46/EG`: from the word that says what sort of act it is. */
  act(i: number): ActReference | null {
    const { tokens: t } = this.reading;
    const type =
      t.is(i, K.ORDINANCE) || t.is(i, K.THE_ORDINANCE) || t.is(i, K.REGULATION)
        ? 'R'
        : t.is(i, K.DIRECTIVE) || t.is(i, K.DIRECTIVE_THE)
          ? 'L'
          : t.is(i, K.DECISION)
            ? 'D'
            : t.is(i, K.FRAMEWORK)
              ? 'F'
              : null;
    if (type === null) return null;
    const number = this.number(i + 1, type);
    return (
      number && { ...number, noun: type === 'R' ? 'förordning' : type === 'L' ? 'direktiv' : 'other', explicit: true }
    );
  }

  /** `(EU) 2016/679`, `(EG) nr 45/2001`, `95/46/EG`, `nr 45/2001`; 2015 the order of year and number turned. */
  number(i: number, type: string | null): { end: number; target: string } | null {
    const { tokens: t } = this.reading;
    let at = i;
    let marked = false;
    if (t.sign(at, OPEN) && (t.is(at + 1, K.EU) || t.is(at + 1, K.EG))) {
      at += 2;
      while (t.sign(at, 44) && (t.is(at + 1, K.EU) || t.is(at + 1, K.EG))) at += 2;
      if (!t.sign(at, CLOSE)) return null;
      at++;
      marked = true;
    }
    const numbered = t.is(at, K.NR);
    if (numbered) {
      if (!marked && type !== 'D') return null;
      at++;
      if (t.sign(at, DOT)) at++;
    }
    if (!t.isNumber(at) || !t.sign(at + 1, SLASH) || !t.joined(at + 1) || !t.isNumber(at + 2) || !t.joined(at + 2))
      return null;
    const a = t.value[at]!;
    const b = t.value[at + 2]!;
    if (marked) {
      const yearLast =
        numbered ||
        (t.digits(at) !== 4 && (t.digits(at + 2) === 4 || t.digits(at + 2) === 2)) ||
        (b >= 1950 && b < 2015 && !(a >= 1950 && a < 2100));
      const year = yearLast ? b : a;
      const number = yearLast ? a : b;
      if (!isYear(year) || number < 1 || number > 9999) return null;
      return { end: at + 3, target: celex(type ?? 'R', year, number) };
    }
    if (
      numbered &&
      type === 'D' &&
      isYear(b) &&
      t.sign(at + 3, SLASH) &&
      t.joined(at + 3) &&
      (t.is(at + 4, K.EG) || t.is(at + 4, K.EU))
    )
      return { end: at + 5, target: celex('D', b, a) };
    if (numbered) return null;
    if (!t.sign(at + 3, SLASH) || !t.joined(at + 3) || !(t.is(at + 4, K.EG) || t.is(at + 4, K.EU)) || !t.joined(at + 4))
      return null;
    if (!isYear(a) || b < 1 || b > 9999) return null;
    return { end: at + 5, target: celex(type ?? (t.word(at + 4) === 'rif' ? 'F' : 'L'), a, b) };
  }

  /** Writes an act that stands without an article. */
  bare(i: number): number {
    const { reading } = this;
    const found = this.act(i) ?? this.plain(i);
    if (!found) return 0;
    const { tokens: t } = reading;
    const article = t.sign(found.end, COMMA) ? found.end + 1 : found.end;
    // "förordning (EU) nr 651/2014, artikel 5"
    const articles = t.is(article, K.ART) || t.is(article, K.ARTICLE) ? this.articles(i, found) : 0;
    if (articles > 0) return articles;
    reading.emit(i, found.end, found.target);
    reading.mention(found.target!, found.noun);
    this.acts.introductions.introduction(found);
    return found.end;
  }

  private plain(i: number): ActReference | null {
    const found = this.number(i, null);
    return (
      found && {
        ...found,
        noun: found.target[11] === 'R' || /^celex\/3\d{4}R/.test(found.target) ? 'förordning' : 'direktiv',
        explicit: true,
      }
    );
  }

  /** `artikel 6.1 e i dataskyddsförordningen`, `artiklarna 12–15`, `art. 32 GDPR`. */
  articles(i: number, name?: ActReference): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const from = name ? (t.sign(name.end, 44) ? name.end + 1 : name.end) : i;
    const first = t.is(from, K.ART) && t.sign(from + 1, DOT) ? from + 2 : from + 1;
    const list = this.list(first);
    if (!list) return 0;
    let end = list[list.length - 1]!.to;
    const own = this.after(end);
    const shared = own || name ? null : this.beyond(end);
    // "GDPR, artikel 6 i direktiv …": the article is another act's.
    if (own && name) return 0;
    const act = name ?? own ?? shared;
    if (own) end = own.end;
    if (!act && this.around.ofSomethingElse(end)) return end;
    const { base } = reading;
    const target = act ? act.target : base !== null && base.startsWith('celex/') ? base : null;
    const written = list.map((article, k) => {
      const start = k === 0 ? i : article.from;
      const stop = k === list.length - 1 ? end : article.to;
      return target === null
        ? reading.emit(start, stop, null, act ? (act.reason ?? 'unknown-act') : 'no-base')
        : reading.emit(start, stop, target.startsWith('celex/') ? withFragment(target, article.path) : target);
    });
    list.forEach((article, k) => {
      const other = written[k + 1]?.target;
      if (article.range && other && target !== null) written[k]!.through = other;
    });
    if (act && act !== shared && act.target !== null) reading.mention(act.target, act.noun);
    if (act && act !== shared && act.target !== null && act.explicit && !name)
      this.acts.introductions.introduction(act);
    return end;
  }

  /** `artikel 4.1 och skäl 26 i dataskyddsförordningen`, `artikel 2 och bilaga I till direktiv …`: whose both are. */
  private beyond(i: number): ActReference | null {
    const { tokens: t } = this.reading;
    const next = this.pinpoints.separator(i);
    if (next < 0) return null;
    if (t.is(next, K.RECITAL)) {
      const recitals = this.pinpoints.numbers(next + 1);
      return recitals && this.after(recitals.end);
    }
    if (t.is(next, K.ARTICLE) || t.is(next, K.ART)) {
      const articles = this.list(t.sign(next + 1, DOT) ? next + 2 : next + 1);
      return articles && this.after(articles[articles.length - 1]!.to);
    }
    return t.is(next, K.ANNEX) ? this.after(next + 2) : null;
  }

  private list(i: number): Article[] | null {
    const { tokens: t, meter } = this.reading;
    const list: Article[] = [];
    let at = i;
    for (;;) {
      meter.steps++;
      const before = list[list.length - 1];
      const repeated = before && (t.is(at, K.ARTICLE) || t.is(at, K.ART));
      const first = repeated ? (t.sign(at + 1, DOT) ? at + 2 : at + 1) : at;
      const article = t.isNumber(first)
        ? this.article(first, before)
        : before && this.pinpoints.letter(at)
          ? this.letterAfter(at, before)
          : null;
      if (!article) break;
      if (repeated) article.from = at;
      list.push(article);
      const next = this.pinpoints.separator(article.to);
      if (next < 0) break;
      const word = t.is(next, K.ARTICLE) || t.is(next, K.ART);
      const more = word
        ? t.isNumber(t.sign(next + 1, DOT) ? next + 2 : next + 1)
        : t.isNumber(next)
          ? !this.pinpoints.leads(next)
          : /\.[a-z]$/.test(article.path) && this.pinpoints.letter(next);
      if (!more) break;
      article.range = t.sign(article.to, DASH);
      at = next;
    }
    return list.length === 0 ? null : list;
  }

  private letterAfter(i: number, before: Article): Article {
    return { from: i, to: i + 1, path: before.path.replace(/[^.]+$/, this.reading.tokens.word(i)), range: false };
  }

  private article(i: number, before?: Article): Article | null {
    const { tokens: t } = this.reading;
    if (t.digits(i) > 3) return null;
    let path = String(t.value[i]);
    let at = i + 1;
    if (this.pinpoints.letter(at) && t.joined(at)) path += t.word(at++);
    for (let k = 0; k < 3; k++) {
      if (t.sign(at, DOT) && t.joined(at) && t.isNumber(at + 1) && t.joined(at + 1)) {
        path += `.${t.value[at + 1]}`;
        at += 2;
      } else if (t.sign(at, DOT) && t.joined(at) && this.pinpoints.letter(at + 1) && t.joined(at + 1)) {
        path += `.${t.word(at + 1)}`;
        at += 2;
      } else break;
    }
    // "artikel 12.1–3"
    if (before?.range && at === i + 1 && /^\d+\.\d+$/.test(before.path)) {
      const [whole, part] = before.path.split('.');
      if (t.value[i]! > Number(part) && t.value[i]! < Number(whole)) path = `${whole}.${path}`;
    }
    if (t.is(at, K.PUNKT) && t.isNumber(at + 1) && t.digits(at + 1) < 3 && !path.includes('.')) {
      path += `.${t.value[at + 1]}`;
      at += 2;
    }
    // A subparagraph has no place in the fragment; it belongs to the span when a letter follows it.
    if (ordinal(t.keyword[at]!) > 0 && t.is(at + 1, K.STYCKET)) at += 2;
    if (t.sign(at, OPEN) && t.isNumber(at + 1) && t.sign(at + 2, CLOSE) && t.joined(at)) {
      path += `.${t.value[at + 1]}`;
      at += 3;
    }
    if (t.sign(at, OPEN) && this.pinpoints.letter(at + 1) && t.sign(at + 2, CLOSE)) {
      path += `.${t.word(at + 1)}`;
      return { from: i, to: at + 3, path, range: false };
    }
    if (t.is(at, K.LED)) at++;
    // "artikel 4 led 7"
    if (at > i + 1 && t.is(at - 1, K.LED) && t.isNumber(at) && t.digits(at) < 3)
      return { from: i, to: at + 1, path: `${path}.${t.value[at]}`, range: false };
    // "artikel 9.2 i i dataskyddsförordningen": the first is the letter.
    const letterI = t.is(at, K.IN) && t.is(at + 1, K.IN);
    if ((letterI || this.pinpoints.letter(at)) && !path.includes('.x')) path += `.${t.word(at++)}`;
    return { from: i, to: at, path, range: false };
  }

  /** `skäl 26 i dataskyddsförordningen`: the recitals of an act that is known. */
  recitals(i: number): number {
    const { reading } = this;
    const { tokens: t, base } = reading;
    const list = this.pinpoints.numbers(i + 1);
    if (list === null) return 0;
    const own = this.after(list.end);
    const act = own ?? this.beyond(list.end);
    const target = act ? act.target : base;
    if (!target?.startsWith('celex/') || (!act && !t.is(i - 1, K.TOWARDS) && !t.is(i - 1, K.IN))) return 0;
    const last = list.values.length - 1;
    const end = own ? own.end : list.end;
    list.values.forEach((value, k) => {
      const from = k === 0 ? i : list.from[k]!;
      const citation = reading.emit(from, k === last ? end : list.to[k]!, withFragment(target, `skal${value}`));
      if (list.range[k] && k < last) citation.through = withFragment(target, `skal${list.values[k + 1]!}`);
    });
    if (act) reading.mention(target, act.noun);
    return end;
  }

  /** `bilaga I till direktiv 2014/24/EU`: annexes are numbered by Roman figures there, and by others here. */
  annex(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    const number = t.isNumber(i + 1)
      ? t.digits(i + 1) < 3
        ? t.value[i + 1]!
        : 0
      : roman(t.isWord(i + 1) ? t.raw(i + 1) : '');
    const bare = t.is(i, K.ANNEX_THE);
    if (number === 0 && !bare) return 0;
    const at = bare ? i + 1 : i + 2;
    if (!t.is(at, K.TO) && !t.is(at, K.IN)) return 0;
    const act = this.after(at);
    if (!act?.target?.startsWith('celex/')) return 0;
    reading.emit(i, act.end, withFragment(act.target, `B${bare ? 1 : number}`));
    reading.mention(act.target, act.noun);
    return act.end;
  }

  private after(i: number): ActReference | null {
    const { reading } = this;
    const { tokens: t } = reading;
    let at = t.is(i, K.IN) || (t.is(i, K.TO) && !t.isNumber(i + 1)) ? i + 1 : i;
    const bridged = at > i;
    const pointed = this.acts.relative(at);
    if (pointed) return pointed;
    while (bridged && at - i < 4 && (t.is(at, K.THAT) || t.is(at, K.NEUTRAL))) at++;
    const named = this.acts.named(i + (bridged ? 1 : 0), true) ?? this.acts.named(at, true);
    if (named) return named.act;
    // "art. 32 gdpr"
    if (t.isWord(at) && !t.capital(at) && t.word(at) === 'gdpr')
      return { end: at + 1, target: 'celex/32016R0679', noun: 'förordning', explicit: true };
    // Conventions of which no act here is known.
    if (t.isWord(at) && t.capital(at) && t.word(at) === 'ekmr')
      return { end: at + 1, target: null, reason: 'unknown-act', noun: 'other', explicit: true };
    if (!bridged) return null;
    const noun: ActNoun | null = t.is(at, K.THE_ORDINANCE)
      ? 'förordning'
      : t.is(at, K.DIRECTIVE_THE)
        ? 'direktiv'
        : null;
    for (let k = 0; k < LONGEST_BRIDGE && (t.isWord(at) || t.sign(at, 44)); k++, at++) {
      const found = this.act(at);
      if (found) return found;
    }
    at = i + 1;
    const plain = this.plain(at);
    if (plain) return plain;
    if (noun !== null) {
      const seen = reading.euActs.get(noun);
      const only = seen?.size === 1 && !reading.doubt ? [...seen][0]! : null;
      return {
        end: at + 1,
        target: only,
        ...(only === null ? { reason: seen ? 'unsure-antecedent' : 'no-antecedent' } : {}),
        noun,
        explicit: false,
      } as ActReference;
    }
    // A convention or another act that the table does not know.
    if (
      t.isWord(at) &&
      /(?:konvention|konventionen|stadgan|fördraget|akten|protokollet|förordningen|direktivet)$/.test(t.word(at))
    )
      return { end: at + 1, target: null, reason: 'unknown-act', noun: 'other', explicit: true };
    return null;
  }

  /** `mål C-176/09`, `de förenade målen C-92/09 och C-93/09`, `T-201/04`. */
  judgment(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let from = i;
    let at = t.is(i, K.MAL) ? i + 1 : i;
    let end = 0;
    if (
      at > i &&
      t.isNumber(at) &&
      t.sign(at + 1, SLASH) &&
      t.joined(at + 1) &&
      t.isNumber(at + 2) &&
      t.joined(at + 2)
    ) {
      const year = t.value[at + 2]!;
      const old = t.digits(at) <= 3 && t.digits(at + 2) === 2 && year >= 54 && year <= LAST_UNLETTERED_YEAR;
      if (!old || t.sign(at + 3, SLASH)) return 0;
      reading.emit(i, at + 3, celexCase('C', t.value[at]!, year));
      return at + 3;
    }
    for (;;) {
      if (!(t.is(at, K.C) || t.is(at, K.T)) || !t.capital(at)) break;
      if (
        !t.sign(at + 1, DASH) ||
        !t.isNumber(at + 2) ||
        !t.joined(at + 2) ||
        !t.sign(at + 3, SLASH) ||
        !t.joined(at + 3) ||
        !t.isNumber(at + 4) ||
        !t.joined(at + 4) ||
        t.digits(at + 4) !== 2
      )
        break;
      end = at + 5;
      reading.emit(from, end, celexCase(t.is(at, K.C) ? 'C' : 'T', t.value[at + 2]!, t.value[at + 4]!));
      const next = this.pinpoints.separator(end);
      if (next < 0) break;
      from = at = next;
    }
    return end;
  }

  /** `EU:C:2014:317`, as the Court itself writes since 2014. */
  ecliShort(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    if (!t.capital(i) || !(t.is(i + 2, K.C) || t.is(i + 2, K.T) || t.is(i + 2, K.F))) return 0;
    for (const at of [i + 1, i + 3, i + 5]) if (!t.sign(at, COLON) || !t.joined(at) || !t.joined(at + 1)) return 0;
    if (!t.isNumber(i + 4) || t.digits(i + 4) !== 4 || !t.isNumber(i + 6)) return 0;
    reading.emit(i, i + 7, `ecli/${t.text.slice(t.start[i], t.end[i + 6])}`);
    return i + 7;
  }

  /** `ECLI:EU:C:2014:317`. */
  ecli(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let at = i + 1;
    let parts = 0;
    while (
      t.sign(at, COLON) &&
      t.joined(at) &&
      (t.isWord(at + 1) || t.isNumber(at + 1)) &&
      t.joined(at + 1) &&
      parts < 5
    ) {
      at += 2;
      parts++;
    }
    if (parts !== 4) return 0;
    reading.emit(i, at, `ecli/${t.text.slice(t.start[i + 2], t.end[at - 1])}`);
    return at;
  }
}

function roman(figures: string): number {
  if (!/^[IVX]{1,5}$/.test(figures)) return 0;
  let value = 0;
  for (let k = 0; k < figures.length; k++) {
    const one = ROMAN[figures[k]!]!;
    value += one < (ROMAN[figures[k + 1] ?? 'I'] ?? 0) ? -one : one;
  }
  return value;
}

const isYear = (year: number): boolean => (year >= 50 && year < 100) || (year >= 1950 && year < 2100);
