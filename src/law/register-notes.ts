import { BEGINNINGS, type NoteVerb, type Token, tokens, VERBS } from './register-tokens.js';
import { numberOf } from './statute-markers.js';

export interface NoteTarget {
  kind: 'section' | 'chapter' | 'heading' | 'annex' | 'transitional' | 'preamble' | 'title' | 'act';
  /** For a heading: the section or chapter it stands at. */
  fragment: string | null;
  place?: 'before' | 'after' | 'of';
  /** The last of a range written with a dash (`3-6 §§`); which sections lie between only the statute can tell. */
  through?: string;
}

export interface NoteAction {
  verb: NoteVerb;
  target: NoteTarget;
  /** The new name of what is renumbered, or the new place of a heading. */
  to: NoteTarget | null;
  /** `ändr. 3 kap. 12 j § i 2025:729`: it is that amending act which is changed, not the text in force. */
  inAct: string | null;
}

export interface RegisterNotes {
  actions: NoteAction[];
  /** What was not understood, verbatim and in order. */
  unparsed: string[];
}

/** The longest note of 24 acts has 2,300 characters. */
const MOST_NOTES = 50_000;

/**
 * The register's notes on an amending act (`ändr. 7, 49 §§; nya 5 a §; upph. 3 §; nuvarande 8 § betecknas 7 §`) → what it does to
 * which provision. People have typed these for decades: `upp.`, `7a §`, `5 a och 5 b §§`. A member that is not understood to its
 * last word is given back verbatim and nothing of it is guessed.
 */
export function parseRegisterNotes(notes: string | null): RegisterNotes {
  const result: RegisterNotes = { actions: [], unparsed: [] };
  if (!notes) return result;
  if (notes.length > MOST_NOTES) return { actions: [], unparsed: [notes] };
  let verb: NoteVerb | null = null;
  for (const clause of notes.split(';')) {
    const reader: ClauseReader = new ClauseReader(clause, verb);
    reader.read();
    verb = reader.verb;
    for (const action of reader.actions) result.actions.push(action);
    for (const words of reader.unparsed) result.unparsed.push(words);
  }
  return result;
}

interface Named {
  target: NoteTarget;
  start: number;
}

/** One clause between semicolons: a verb and its members; the chapter named last sticks to the numbers behind it. */
class ClauseReader {
  readonly actions: NoteAction[] = [];
  readonly unparsed: string[] = [];
  private readonly tokens: Token[];
  private at = 0;
  private chapter: string | null = null;

  constructor(
    private readonly text: string,
    public verb: NoteVerb | null,
  ) {
    this.tokens = tokens(text);
  }

  read(): void {
    const first = this.actions.length;
    while (this.at < this.tokens.length) {
      if (this.sign(',')) continue;
      if (this.word('och', 'samt', 'resp', 'respektive')) continue;
      const start = this.at;
      const count = this.actions.length;
      if (this.member() && (this.actions.length === count || this.ends())) continue;
      this.actions.length = count;
      this.at = start;
      this.skip(start);
    }
    this.applyAct(first);
  }

  /** A member is understood when nothing is left of it: what follows "7 §" could turn its meaning round. */
  private ends(): boolean {
    const token = this.peek();
    if (!token || token.text === ',') return true;
    return token.kind === 'word' && (BEGINNINGS.has(token.text) || VERBS[token.text] !== undefined);
  }

  /** `… i 2025:729` and `… till 2011:189` speak of every member of the clause. */
  private applyAct(first: number): void {
    const inAct = this.inAct;
    if (inAct) for (const action of this.actions.slice(first)) action.inAct = inAct;
  }

  private inAct: string | null = null;

  private member(): boolean {
    const start = this.at;
    const token = this.peek();
    if (!token) return false;
    const next = token.kind === 'word' ? VERBS[token.text] : undefined;
    if (next) {
      // "ikrafttr.- och övergångsbest." is a thing that is changed, not a verb.
      if (next === 'commencement' && this.transitional()) return this.add({ kind: 'transitional', fragment: null });
      this.at += 1;
      this.verb = next;
      return true;
    }
    if (token.text === 'omtryck') {
      this.at += 1;
      this.actions.push({ verb: 'reprinted', target: { kind: 'act', fragment: null }, to: null, inAct: null });
      return true;
    }
    if (token.text === 'i' && this.tokens[this.at + 1]?.kind === 'act') {
      this.inAct = this.tokens[this.at + 1]?.text ?? null;
      this.at += 2;
      return true;
    }
    if (token.text === 'rubr' || token.text === 'rubrik' || token.text === 'rubriken') return this.headings();
    if (token.text === 'bil' || token.text === 'bilaga' || token.text === 'bilagan' || token.text === 'bilagorna')
      return this.annexes();
    if (this.word('ingressen')) return this.add({ kind: 'preamble', fragment: null });
    if (token.text === 'författningsrubriken' || token.text === 'författningsrubr') {
      this.at += 1;
      return this.add({ kind: 'title', fragment: null });
    }
    if (this.transitional()) return this.add({ kind: 'transitional', fragment: null });
    if (this.verb === 'renumbered') return this.renumber();
    if (token.text === 'av' && this.verb === 'commencement' && this.tokens[this.at + 1]?.kind === 'act') {
      this.inAct = this.tokens[this.at + 1]?.text ?? null;
      this.at += 2;
      return this.add({ kind: 'act', fragment: null });
    }
    this.word('den', 'de');
    this.word('nya');
    const named = this.names();
    if (this.peek()?.text === 'betecknas') {
      this.at = start;
      return this.renumber();
    }
    if (named.length === 0 || this.verb === null) return false;
    named.forEach(({ target }) => this.add(target));
    return true;
  }

  /** `p 3, 4 ikrafttr.- och övergångsbest. till 2022:147`, `övergångsbest. till 2011:189`. */
  private transitional(): boolean {
    const start = this.at;
    if (this.word('p', 'punkt', 'punkterna'))
      while (this.peek()?.kind === 'number' || this.peek()?.text === ',') this.at += 1;
    while (
      /^(?:ikraftträdande|ikrafttr|övergångs|övergångsbest|ikraftträdandebest|övergångsbestämmelserna|best|-|och|–)/.test(
        this.peek()?.text ?? '',
      )
    ) {
      this.at += 1;
    }
    const words = this.tokens.slice(start, this.at).some((token) => /övergångs|ikraft/.test(token.text));
    if (!words || !this.word('till') || this.peek()?.kind !== 'act') {
      this.at = start;
      return false;
    }
    this.lastAct = this.peek()?.text ?? null;
    this.at += 1;
    return true;
  }

  private lastAct: string | null = null;

  private add(target: NoteTarget): boolean {
    if (this.verb === null) return false;
    if (target.kind === 'transitional' && this.lastAct) target.fragment = `L${this.lastAct}`;
    // "nuvarande 15 kap. 8 a § …, ändr. …": what is not renumbered is not said to be anything.
    if (this.verb === 'renumbered') return false;
    this.actions.push({ verb: this.verb, target, to: null, inAct: null });
    return true;
  }

  /** `nuvarande 2 kap. 4, 5 §§, 7 kap. 28 a § betecknas …`: only where both sides have the same length is it known who became what. */
  private renumber(): boolean {
    const from = this.listed();
    this.sign(',');
    if (!this.word('betecknas')) return false;
    const to = this.listed();
    if (from.length === 0 || to.length !== from.length || from.some(({ target }) => target.through)) return false;
    from.forEach(({ target }, index) => {
      this.actions.push({ verb: 'renumbered', target, to: to[index]?.target ?? null, inAct: null });
    });
    return true;
  }

  /** Names over several chapters. */
  private listed(): Named[] {
    const all: Named[] = [];
    for (;;) {
      const start = this.at;
      if (all.length > 0 && !this.sign(',') && !this.word('och')) return all;
      this.word('nya');
      const more = this.names();
      if (more.length === 0) {
        this.at = start;
        return all;
      }
      all.push(...more);
    }
  }

  private headings(): boolean {
    this.at += 1;
    const verb = this.verb;
    this.word('närmast');
    const token = this.peek();
    if (this.word('till')) {
      const named = this.names();
      if (named.length === 0 || verb === null) return false;
      named.forEach(({ target }) => this.heading(target, 'of', null));
      return true;
    }
    const place = token?.text === 'före' ? 'before' : token?.text === 'efter' ? 'after' : null;
    if (!place) {
      // "rubr. 14 kap." is the heading of the chapter; "rubr. 22 kap. 2 §" does not say on which side it stands.
      const chapters = this.names();
      if (verb === null || chapters.length === 0 || chapters.some(({ target }) => target.kind !== 'chapter'))
        return false;
      chapters.forEach(({ target }) => this.heading(target, 'of', null));
      return true;
    }
    this.at += 1;
    this.word('den', 'de');
    this.word('nuvarande', 'nya');
    const from = this.names(true);
    if (from.length === 0) return false;
    if (this.word('sätts')) {
      this.word('närmast');
      if (!this.word('före', 'efter')) return false;
      this.word('den', 'de');
      this.word('nya');
      const to = this.names();
      if (to.length !== from.length) return false;
      from.forEach(({ target }, index) => this.heading(target, place, to[index]?.target ?? null));
      return true;
    }
    if (verb === null) return false;
    from.forEach(({ target }) => this.heading(target, place, null));
    return true;
  }

  private heading(at: NoteTarget, place: 'before' | 'after' | 'of', to: NoteTarget | null): void {
    this.actions.push({
      verb: to ? 'moved' : this.verb === null || this.verb === 'renumbered' ? 'changed' : this.verb,
      target: { ...at, kind: 'heading', place },
      to: to ? { ...to, kind: 'heading', place } : null,
      inAct: null,
    });
  }

  private annexes(): boolean {
    this.at += 1;
    const start = this.at;
    const end = this.runEnd(start);
    // "bil. 2, 7 kap. 3 §": the number before the unit is not an annex's; with more numbers nobody can say whose they are.
    const numbers = this.tokens.slice(start, end).filter(({ kind }) => kind === 'number');
    if (this.isUnit(end)) {
      if (numbers.length > 2) return false;
      this.at = numbers.length === 2 ? start + 1 : start;
      numbers.pop();
    } else this.at = end;
    // A comma behind the last number parts it from the next member.
    if ([',', 'och'].includes(this.tokens[this.at - 1]?.text ?? '')) this.at -= 1;
    if (this.verb === null || this.verb === 'renumbered') return false;
    (numbers.length > 0 ? numbers.map(({ text }) => numberOf(text)) : ['1']).forEach((number) =>
      this.add({ kind: 'annex', fragment: `B${number}` }),
    );
    return true;
  }

  private isUnit(at: number): boolean {
    return ['§', '§§', 'kap'].includes(this.tokens[at]?.text ?? '');
  }

  /** Where a run of numbers with commas between them ends. */
  private runEnd(at: number): number {
    let next = at;
    while (
      this.tokens[next]?.kind === 'number' ||
      (next > at && [',', 'och', '-', '–'].includes(this.tokens[next]?.text ?? ''))
    )
      next += 1;
    return next;
  }

  /**
   * `1 kap. 1, 3, 7 c §§`, `2 a kap.`, `11, 18, 19 kap.`; leaves the place untouched when the list does not close.
   * After `rubr. … före` the register sometimes leaves out the sign; `bare` lets a single number stand for a section.
   */
  private names(bare = false): Named[] {
    const start = this.at;
    const before = this.chapter;
    const numbers: { number: string; through?: string; start: number }[] = [];
    for (;;) {
      const token = this.peek();
      if (token?.kind !== 'number') break;
      this.at += 1;
      const entry: { number: string; through?: string; start: number } = {
        number: numberOf(token.text) ?? '',
        start: token.start,
      };
      const dash = this.peek();
      const last = this.tokens[this.at + 1];
      if (dash && (dash.text === '-' || dash.text === '–') && last?.kind === 'number') {
        entry.through = numberOf(last.text) ?? '';
        this.at += 2;
      }
      numbers.push(entry);
      if (this.word('kap')) {
        if (numbers.length === 1 && this.peek()?.kind === 'number') {
          this.chapter = entry.number;
          numbers.length = 0;
          continue;
        }
        return numbers.map((each) => ({
          start: each.start,
          target: {
            kind: 'chapter',
            fragment: `K${each.number}`,
            ...(each.through ? { through: `K${each.through}` } : {}),
          },
        }));
      }
      if (this.sign('§') || this.sign('§§')) return numbers.map((each) => this.section(each));
      const joint = this.peek();
      // "2 kap. 1, 2, de nya 11, 12 §§"
      const article =
        ['de', 'den'].includes(this.tokens[this.at + 1]?.text ?? '') && this.tokens[this.at + 2]?.text === 'nya';
      if (joint?.text === ',' && article && this.tokens[this.at + 3]?.kind === 'number') this.at += 3;
      else if (joint && [',', 'och', 'eller'].includes(joint.text) && this.tokens[this.at + 1]?.kind === 'number')
        this.at += 1;
      else break;
    }
    if (bare && numbers.length === 1 && this.chapter !== null && this.peek()?.text === 'sätts')
      return numbers.map((each) => this.section(each));
    this.at = start;
    this.chapter = before;
    return [];
  }

  private section(entry: { number: string; through?: string; start: number }): Named {
    const prefix = this.chapter === null ? '' : `K${this.chapter}`;
    const through = entry.through ? { through: `${prefix}P${entry.through}` } : {};
    return { start: entry.start, target: { kind: 'section', fragment: `${prefix}P${entry.number}`, ...through } };
  }

  /** Over to the next member that begins like one; what is passed is kept. Numbers alone are no beginning: `7 kap. 5 a, 5, b, 21 kap.` */
  private skip(start: number): void {
    this.at = start + 1;
    while (this.at < this.tokens.length) {
      const token = this.peek();
      const before = this.tokens[this.at - 1];
      if (before && (before.text === ',' || before.text === '§' || before.text === '§§')) {
        if (
          token?.kind === 'word' &&
          (VERBS[token.text] || ['rubr', 'bil', 'omtryck', 'ingressen'].includes(token.text))
        )
          break;
        if (token?.kind === 'number' && this.tokens[this.at + 1]?.text === 'kap') break;
      }
      if (token?.text === 'i' && this.tokens[this.at + 1]?.kind === 'act') break;
      this.at += 1;
    }
    const from = this.tokens[start]?.start ?? 0;
    const to = this.tokens[this.at]?.start ?? this.text.length;
    const words = this.text
      .slice(from, to)
      .replace(/[\s,]+$/, '')
      .trim();
    if (words) this.unparsed.push(words);
    // Numbers that follow an unread member must not be taken for those of the chapter before it.
    this.chapter = null;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private word(...words: string[]): boolean {
    const token = this.peek();
    if (token?.kind !== 'word' || !words.includes(token.text)) return false;
    this.at += 1;
    return true;
  }

  private sign(text: string): boolean {
    if (this.peek()?.text !== text) return false;
    this.at += 1;
    return true;
  }
}
