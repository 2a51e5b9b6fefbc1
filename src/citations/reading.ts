import type { ActNoun, NameTable } from './names.js';
import { isStatute, parseFragment, splitId, type Pinpoint } from './citation-id.js';
import type { Tokens } from './tokens.js';

export interface Citation {
  /** UTF-16 units of the text as it was given. */
  start: number;
  end: number;
  text: string;
  /** Canonical id with fragment; null where it cannot be known, with the reason. */
  target: string | null;
  reason?: Reason;
  /** The first end of a range: the target of the other end, for whoever can look up what lies between. */
  through?: string;
}

/** Why a citation has no target. */
export type Reason =
  | 'no-base'
  | 'no-antecedent'
  | 'unsure-antecedent'
  | 'unknown-act'
  | 'ambiguous-name'
  | 'name-not-in-use-then'
  | 'older-act'
  | 'unknown-title';

/** An act as the text points at it. `end` is the token after it. */
export interface ActReference {
  end: number;
  target: string | null;
  reason?: Reason;
  noun: ActNoun;
  /** By number or by name, so that "samma lag" may mean it. */
  explicit: boolean;
  /** By its number, after which the title may follow. */
  numbered?: boolean;
  /** By a name of its own, not "lagen (2018:747)". */
  named?: boolean;
  /** The reader's own base, so that a bare section follows its chapter rules. */
  base?: boolean;
}

interface Mention {
  target: string;
  noun: ActNoun;
}

interface Place {
  target: string;
  chapter?: string | undefined;
  section?: string | undefined;
}

/** Counts what the grammars look at: linear time is tested in steps, never in milliseconds. */
export interface Meter {
  steps: number;
}

/** What is known while one text is read. Made anew for each text: nothing leaks from one to the next. */
export class Reading {
  readonly citations: Citation[] = [];
  readonly base: string | null;
  readonly baseIsStatute: boolean;
  readonly basePlace: Pinpoint | null;
  /** Names that this text has introduced, by the hash of the word. */
  readonly introduced = new Map<number, ActReference>();
  /** Acts named so far, the latest last; "samma lag" looks here. */
  private readonly mentions: Mention[] = [];
  /** The place named last, for "samma kapitel". */
  lastPlace: Place | null = null;
  /** Something that looked like an act was not understood since the last mention: nothing relative is sure any more. */
  doubt = false;
  /** A token that gives an act its name and is no citation of it. */
  passOver = -1;
  /** The document of each family that was named last: what "a. prop." and "a. bet." point back at. */
  readonly lastDocument = new Map<string, string>();
  /** The session of the document named last, and the token after it: `rskr. 381` right behind belongs to the same. */
  session: { years: string; end: number } | null = null;
  /** The authority named last, and where: a diary number in the same sentence is its own. */
  authority: { family: string; at: number } | null = null;
  private readonly statutes = new Map<ActNoun, Set<string>>();
  readonly euActs = new Map<ActNoun, Set<string>>();

  constructor(
    readonly tokens: Tokens,
    readonly names: NameTable,
    base: string | null,
    readonly date: string | null,
    readonly meter: Meter,
  ) {
    const id = base === null ? null : splitId(base);
    this.base = id?.source ?? null;
    this.baseIsStatute = this.base !== null && isStatute(this.base);
    this.basePlace = id === null ? null : id.fragment === null ? {} : (parseFragment(id.fragment) ?? {});
  }

  /** Remembers a document for what points back at it. */
  document(target: string, end: number): void {
    const slash = target.indexOf('/');
    this.lastDocument.delete(target.slice(0, slash));
    this.lastDocument.set(target.slice(0, slash), target);
    const years = target.slice(slash + 1, target.indexOf(':'));
    this.session = years.includes('/') ? { years, end } : null;
  }

  emit(from: number, to: number, target: string | null, reason?: Reason): Citation {
    const { tokens } = this;
    const start = tokens.start[from]!;
    const end = tokens.end[to - 1]!;
    const citation: Citation = { start, end, text: tokens.text.slice(start, end), target };
    if (target === null) citation.reason = reason ?? 'unknown-act';
    this.citations.push(citation);
    return citation;
  }

  mention(target: string, noun: ActNoun, place?: Pinpoint): void {
    this.doubt = false;
    this.lastPlace = { target, chapter: place?.chapter, section: place?.section };
    this.mentions.push({ target, noun });
    if (this.mentions.length > 32) this.mentions.shift();
    const acts = target.startsWith('celex/') ? this.euActs : this.statutes;
    const seen = acts.get(noun);
    if (!seen) acts.set(noun, new Set([target]));
    // Two are as many as a thousand: none is the only one.
    else if (seen.size < 2) seen.add(target);
  }

  /** The statute of that sort that the text names, if it names one alone; "lagen" can mean no other. */
  only(noun: ActNoun): string | Reason {
    if (this.doubt) return 'unsure-antecedent';
    const seen = this.statutes.get(noun);
    if (!seen) return 'no-antecedent';
    return seen.size === 1 ? [...seen][0]! : 'unsure-antecedent';
  }

  /** The act that "samma lag" means: the latest of that sort, if nothing doubtful stands between. */
  latest(noun: ActNoun): Mention | Reason {
    if (this.doubt) return 'unsure-antecedent';
    for (let i = this.mentions.length - 1; i >= 0; i--) {
      const one = this.mentions[i]!;
      if (one.noun === noun) return one;
    }
    return 'no-antecedent';
  }
}
