import { celex, celexCase, withFragment } from './citation-id.js';
import { K, ordinal } from './keywords.js';
import type { ActNoun } from './names.js';
import type { PinpointGrammar } from './pinpoints.js';
import type { ActReference, Reading } from './reading.js';
import type { ActGrammar } from './act-grammar.js';

const DOT = 46;
const DASH = 45;
const SLASH = 47;
const OPEN = 40;
const CLOSE = 41;
const COLON = 58;
/** "artikel 6 i Europaparlamentets och rådets delegerade förordning (EU) …" */
const LONGEST_BRIDGE = 8;

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
      if (!marked) return null;
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
    reading.emit(i, found.end, found.target);
    reading.mention(found.target!, found.noun);
    this.acts.introduction(found);
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
    const from = name ? name.end : i;
    const first = t.is(from, K.ART) && t.sign(from + 1, DOT) ? from + 2 : from + 1;
    const list = this.list(first);
    if (!list) return 0;
    let end = list[list.length - 1]!.to;
    let act: ActReference | null = name ?? null;
    if (!act) {
      act = this.after(end);
      if (act) end = act.end;
    }
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
    if (act && act.target !== null) reading.mention(act.target, act.noun);
    if (act && act.target !== null && act.explicit && !name) this.acts.introduction(act);
    return end;
  }

  private list(i: number): Article[] | null {
    const { tokens: t, meter } = this.reading;
    const list: Article[] = [];
    let at = i;
    for (;;) {
      meter.steps++;
      const before = list[list.length - 1];
      const article = t.isNumber(at)
        ? this.article(at)
        : before && this.pinpoints.letter(at)
          ? this.letterAfter(at, before)
          : null;
      if (!article) break;
      list.push(article);
      const next = this.pinpoints.separator(article.to);
      if (next < 0) break;
      const more = t.isNumber(next)
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

  private article(i: number): Article | null {
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
    if (this.pinpoints.letter(at) && !path.includes('.x')) path += `.${t.word(at++)}`;
    return { from: i, to: at, path, range: false };
  }

  private after(i: number): ActReference | null {
    const { reading } = this;
    const { tokens: t } = reading;
    let at = t.is(i, K.IN) ? i + 1 : i;
    const bridged = at > i;
    const pointed = this.acts.relative(at);
    if (pointed) return pointed;
    const named = this.acts.named(at, true);
    if (named) return named.act;
    // "art. 32 gdpr"
    if (t.isWord(at) && !t.capital(at) && t.word(at) === 'gdpr')
      return { end: at + 1, target: 'celex/32016R0679', noun: 'förordning', explicit: true };
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

const isYear = (year: number): boolean => (year >= 50 && year < 100) || (year >= 1950 && year < 2100);
