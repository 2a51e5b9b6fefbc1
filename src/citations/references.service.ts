import { Injectable } from '@nestjs/common';
import { labelOf } from '../law/fragment.js';
import { LawReading } from '../law/law-reading.service.js';
import { LawStatus, ProvisionStatus } from '../law/law.types.js';
import type { RequestContext } from '../platform/graphql/context.js';
import { say } from '../platform/i18n/messages.js';
import { cleanText } from '../privacy/clean-text.js';
import { type ActLabel, actLabelByKey, movedPartsOfAct } from './act-name.loaders.js';
import { isStatute, parseFragment, splitId, statuteFragment, withFragment } from './citation-id.js';
import { actName, isAct, placed } from './citation-spans.service.js';
import { type LegalReference, ReferenceExistence, type ReferenceSuggestion } from './citation-span.types.js';
import { extractCitations } from './extract.js';
import type { NameTable } from './names.js';
import { Names } from './names.service.js';
import { NAMES, type NameRow, TITLES } from './reference.queries.js';
import { nearlySame, similarity, trigrams } from './similar-names.js';
import { MOST_TYPED, readTyped, type TypedReference } from './typed-reference.js';

const MOST_SUGGESTIONS = 8;
/** Names below this share of common letters are other names, not misspellings. */
const SIMILAR = 0.38;

interface Candidate {
  target: string;
  /** 100 = exactly what was typed. */
  score: number;
  name: NameRow | null;
  similar?: boolean;
}

/** What people type in a search box → what it can mean, told as it is: there, gone, renumbered, not known. */
@Injectable()
export class References {
  constructor(
    private readonly names: Names,
    private readonly reading: LawReading,
  ) {}

  /**
   * @param asOf the day that decides what a name means and what is in force; today when null
   * @throws UserError TOO_LONG over 200 characters
   */
  async find(context: RequestContext, given: string, asOf: string | null): Promise<LegalReference> {
    const text = cleanText(given, { max: MOST_TYPED, path: 'text', singleLine: true });
    const day = asOf ?? this.reading.today();
    const nothing = (code: string): LegalReference => ({
      suggestions: [],
      certain: false,
      message: say(code, context.language),
    });
    if (text === '') return nothing('REFERENCE_EMPTY');

    const typed = readTyped(text);
    const spelled = bySpelling(text, await this.names.table(), day);
    const meant = spelled.length > 0 ? spelled : await this.byParts(context, typed, day);
    // A name that is exact leaves no room for others that only look alike; an abbreviation may still have meant another act.
    const acts = spelled.length > 0 ? await this.otherMeanings(context, typed, day, spelled) : [];
    const ranked = await this.tell(context, distinct([...meant, ...acts]), day);
    if (ranked.length === 0)
      return nothing(typed.name === '' && typed.number === null ? 'REFERENCE_NO_ACT' : 'REFERENCE_NOTHING');
    const [first, second] = ranked;
    return {
      suggestions: ranked.map(({ suggestion }) => suggestion),
      certain:
        first!.score >= 95 &&
        first!.suggestion.exists !== false &&
        (second === undefined || second.score < first!.score - 5),
      message: null,
    };
  }

  /** A name or number, and the places that stand beside it. */
  private async byParts(context: RequestContext, typed: TypedReference, day: string): Promise<Candidate[]> {
    if (typed.number !== null) return candidates(`sfs/${typed.number}`, typed, 98, null);
    if (typed.name === '') return [];
    const acts = await this.actsCalled(context, typed.name, day);
    return acts.flatMap(({ row, score, similar }) => candidates(row.key, typed, score, row, similar));
  }

  /** Other acts that the same words have meant or will mean: SoL of 2001 and of 2025. */
  private async otherMeanings(
    context: RequestContext,
    typed: TypedReference,
    day: string,
    found: readonly Candidate[],
  ): Promise<Candidate[]> {
    if (typed.name === '' || typed.number !== null) return [];
    const acts = await this.actsCalled(context, typed.name, day, true);
    const known = new Set(found.map(({ target }) => splitId(target).source));
    return acts
      .filter(({ row }) => !known.has(row.key))
      .flatMap(({ row, score }) => candidates(row.key, typed, Math.min(score, 90), row));
  }

  /** Acts by what they are called, the best first. `exactly`: no guesses. */
  private async actsCalled(
    context: RequestContext,
    name: string,
    day: string,
    exactly = false,
  ): Promise<{ row: NameRow; score: number; similar?: boolean }[]> {
    const wanted = folded(name);
    const rows = await context.reads.all<NameRow>(context, 'names_of_all_acts', NAMES);
    const exact = rows.filter(({ text }) => calls(wanted, folded(text)));
    const scored = new Map<string, { row: NameRow; score: number; similar?: boolean }>();
    const take = (row: NameRow, score: number, similar = false): void => {
      const known = scored.get(row.key);
      if (!known || known.score < score) scored.set(row.key, { row, score, similar });
    };
    for (const row of exact) take(row, holds(row, day) ? 100 : 75);
    if (exact.length > 0 || exactly) return best([...scored.values()]);

    const titles = await context.reads.all<NameRow>(context, 'titles_alike', TITLES, [patterns(name)]);
    const letters = trigrams(name);
    for (const row of [...rows, ...titles]) {
      const text = folded(row.text);
      const past = holds(row, day) ? 0 : 12;
      if (row.form === 'ABBREVIATION' && Math.abs(text.length - wanted.length) > 1) continue;
      if (row.form === 'TITLE' && titled(text, wanted)) take(row, 92 - past);
      else if (wanted.length >= 3 && text.startsWith(wanted)) take(row, 80 - past);
      else if (nearlySame(wanted, text)) take(row, 84 - past, true);
      else if (wanted.length >= 5 && text.includes(wanted)) take(row, 65 - past, true);
      else {
        const share = similarity(letters, trigrams(row.text.replace(/\(\d{4}:\d+\)/, '')));
        if (share >= SIMILAR) take(row, 20 + 50 * share - past, true);
      }
    }
    const found = best([...scored.values()]);
    // Beside a name one letter away, those that share some letters are noise.
    return found.filter(({ score }) => score >= found[0]!.score - 30);
  }

  /** What is known of each: one statement of each sort for all of them. */
  private async tell(
    context: RequestContext,
    all: readonly Candidate[],
    day: string,
  ): Promise<{ suggestion: ReferenceSuggestion; score: number }[]> {
    const told = await Promise.all(all.map((candidate) => this.suggestion(context, candidate, day)));
    return told
      .filter((one) => one !== null)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_SUGGESTIONS);
  }

  private async suggestion(
    context: RequestContext,
    { target, score, name, similar }: Candidate,
    day: string,
  ): Promise<{ suggestion: ReferenceSuggestion; score: number } | null> {
    const { source, fragment } = splitId(target);
    const act = isAct(source) ? await context.load(actLabelByKey, source) : null;
    const title = actName(source, act);
    const state = await this.existence(context, target, act, day);
    const exists =
      state.existence === ReferenceExistence.TEXT_NOT_HERE
        ? null
        : state.existence !== ReferenceExistence.NO_SUCH_PLACE;
    const notes = [
      state.note,
      nameNote(context, name, day),
      similar && name ? this.say(context, 'REFERENCE_SIMILAR', { name: name.text }) : null,
    ];
    return {
      suggestion: {
        target,
        label: placed(fragment, title),
        sourceTitle: act?.title ?? null,
        existence: state.existence,
        exists,
        note: notes.filter(Boolean).join(' ') || null,
        nameFrom: name?.from ?? null,
        nameTo: name?.to ?? null,
      },
      // Of two readings of one typed number, the one that is there was meant.
      score: score - (exists === false ? 25 : 0),
    };
  }

  /** A part that became an act of its own is still called by its old place; people are told where it went. */
  private async movedTo(context: RequestContext, act: ActLabel, fragment: string, day: string): Promise<string | null> {
    const parts = act.actId ? await context.load(movedPartsOfAct, act.actId) : null;
    const moved = parts?.find(
      (part) =>
        part.date <= day &&
        fragment.startsWith(part.fragment) &&
        /^([A-Z]|$)/.test(fragment.slice(part.fragment.length)),
    );
    if (!moved) return null;
    const title = moved.title.charAt(0).toLowerCase() + moved.title.slice(1);
    return this.say(context, 'REFERENCE_MOVED', { label: labelOf(moved.fragment), title, on: moved.date });
  }

  /** Whether a place is there on a day, and what to know before one points at it, in the language of the request. */
  async known(
    context: RequestContext,
    target: string,
    day: string,
  ): Promise<{ existence: ReferenceExistence; note: string | null }> {
    const { source } = splitId(target);
    const act = isAct(source) ? await context.load(actLabelByKey, source) : null;
    return this.existence(context, target, act, day);
  }

  private async existence(
    context: RequestContext,
    target: string,
    act: ActLabel | null,
    day: string,
  ): Promise<{ existence: ReferenceExistence; note: string | null }> {
    const { source: key, fragment } = splitId(target);
    if (!isAct(key)) return { existence: ReferenceExistence.TEXT_NOT_HERE, note: null };
    const source = act?.sourceId ? await this.reading.source(context, key) : null;
    if (!source) {
      const note = act
        ? await this.withoutText(context, act, fragment, day)
        : this.say(context, 'REFERENCE_UNKNOWN_NUMBER');
      return { existence: ReferenceExistence.TEXT_NOT_HERE, note };
    }
    const status = this.reading.statusOf(source, day);
    const ofAct =
      status === LawStatus.REPEALED
        ? this.say(context, 'REFERENCE_ACT_REPEALED', { on: source.repealedOn })
        : status === LawStatus.COMING
          ? source.inForceOn
            ? this.say(context, 'REFERENCE_ACT_COMING', { on: source.inForceOn })
            : this.say(context, 'REFERENCE_COMING_UNDECIDED')
          : null;
    if (fragment === null) return { existence: ReferenceExistence[status], note: ofAct };

    const title = act!.short ?? act!.title;
    const provision = await this.reading.provision(context, target, status === LawStatus.IN_FORCE ? day : null);
    if (!provision) {
      const missing = this.say(context, 'REFERENCE_NO_PLACE', { label: labelOf(fragment), title });
      const moved = await this.movedTo(context, act!, fragment, day);
      return { existence: ReferenceExistence.NO_SUCH_PLACE, note: moved ? `${missing} ${moved}` : missing };
    }
    const wording = await this.reading.wording(context, provision);
    if (provision.inner && wording && !wording.repealed && !(await this.reading.piece(context, provision))) {
      const note = this.say(context, 'REFERENCE_NO_PIECE', { label: labelOf(provision.fragment) });
      return { existence: ReferenceExistence.NO_SUCH_PLACE, note };
    }
    if (status !== LawStatus.IN_FORCE) return { existence: ReferenceExistence[status], note: ofAct };
    const at = await this.reading.status(context, provision, day);
    switch (at) {
      case ProvisionStatus.IN_FORCE:
        return { existence: ReferenceExistence.IN_FORCE, note: null };
      case ProvisionStatus.UNKNOWN:
        return { existence: ReferenceExistence.UNCERTAIN, note: this.say(context, 'REFERENCE_UNCERTAIN') };
      case ProvisionStatus.RENUMBERED: {
        const now = await this.reading.nowAt(context, provision, day);
        const note = now && this.say(context, 'REFERENCE_RENUMBERED', { label: labelOf(now) });
        return { existence: ReferenceExistence.RENUMBERED, note };
      }
      case ProvisionStatus.REPEALED: {
        const end = await this.reading.repeal(context, provision, day);
        const by = end.act ? this.say(context, 'REFERENCE_BY', { act: `SFS ${end.act}` }) : '';
        const note = end.on
          ? this.say(context, 'REFERENCE_REPEALED', { on: end.on, by })
          : this.say(context, 'REFERENCE_REPEALED_UNDATED', { by });
        return { existence: ReferenceExistence.REPEALED, note };
      }
      case ProvisionStatus.COMING: {
        const on = await this.reading.begins(context, provision, day);
        const note = on
          ? this.say(context, 'REFERENCE_ACT_COMING', { on })
          : this.say(context, 'REFERENCE_COMING_UNDECIDED');
        return { existence: ReferenceExistence.COMING, note };
      }
    }
  }

  /** What the table of acts knows of an act whose text has not been read here. */
  private async withoutText(
    context: RequestContext,
    act: ActLabel,
    fragment: string | null,
    day: string,
  ): Promise<string> {
    const note = this.say(context, fragment === null ? 'REFERENCE_NO_TEXT' : 'REFERENCE_TEXT_NOT_HERE');
    if (act.validTo === null || act.validTo > day) return note;
    const after = act.successorKey ? await context.load(actLabelByKey, act.successorKey) : null;
    const ended = after
      ? this.say(context, 'REFERENCE_REPLACED', { on: act.validTo, title: actName(after.key, after) })
      : this.say(context, 'REFERENCE_REPEALED', { on: act.validTo, by: '' });
    return `${ended} ${note}`;
  }

  private say(context: RequestContext, code: string, params: Record<string, unknown> = {}): string {
    return say(code, context.language, params);
  }
}

/** Families that lawyers write in capitals, and people type without. */
const FAMILIES = /^(nja|hfd|rå|ad|rh|md|jo|jk|arn|imy|sou|möd|mig|pmöd|ds)(?=[\s.\d])/i;
const CAPITALS: Record<string, string> = { möd: 'MÖD', pmöd: 'PMÖD', mig: 'MIG', ds: 'Ds' };

/** As the engine reads it, when that takes in all that was typed; documents, cases and EU numbers also in small letters. */
function bySpelling(text: string, names: NameTable, date: string): Candidate[] {
  const spellings = [text];
  const family = FAMILIES.exec(text)?.[1];
  if (family) {
    const lower = family.toLowerCase();
    const rest = text
      .slice(family.length)
      .replace(/(\d)\s+s\s+(\d)/, '$1 s. $2')
      .replace(/(\d)\s+ref\s+(\d)/, '$1 ref. $2');
    spellings.push((CAPITALS[lower] ?? family.toUpperCase()) + rest);
  }
  if (/^\d{2,4}\/\d{1,4}$/.test(text)) spellings.push(`(EU) ${text}`);
  for (const spelling of spellings) {
    const found = extractCitations(spelling, { names, date });
    const covered = found.reduce((sum, { start, end }) => sum + end - start, 0);
    const between = spelling.replace(/[\s.,;()§–-]|och|samt/g, '').length;
    const inside = found.reduce((sum, { text: words }) => sum + words.replace(/[\s.,;()§–-]|och|samt/g, '').length, 0);
    if (covered === 0 || inside < between || found.some(({ target }) => target === null)) continue;
    return found.map(({ target }, i) => ({ target: target!, score: 100 - i, name: null }));
  }
  return [];
}

function candidates(
  source: string,
  { places, article }: TypedReference,
  score: number,
  name: NameRow | null,
  similar = false,
): Candidate[] {
  const one = (fragment: string, less = 0): Candidate => ({
    target: withFragment(source, fragment),
    score: score - less,
    name,
    similar,
  });
  if (source.startsWith('celex/')) return [one(article ?? '')];
  if (!isStatute(source) || places.length === 0) return [one('')];
  return places
    .map((place, i) => one(statuteFragment(place), i * 8))
    .filter(({ target }) => {
      const { fragment } = splitId(target);
      return fragment === null || parseFragment(fragment) !== null;
    });
}

function distinct(all: readonly Candidate[]): Candidate[] {
  const one = new Map<string, Candidate>();
  for (const candidate of all) if (!one.has(candidate.target)) one.set(candidate.target, candidate);
  return [...one.values()].slice(0, 2 * MOST_SUGGESTIONS);
}

/** Of equals the younger act first. */
const best = <T extends { score: number; row: NameRow }>(all: T[]): T[] =>
  all
    .sort((a, b) => b.score - a.score || (b.row.actFrom ?? '').localeCompare(a.row.actFrom ?? ''))
    .slice(0, MOST_SUGGESTIONS);

/** Small letters, no hyphens or full stops, single spaces. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[.:]/g, '')
    .replace(/[\s-]+/g, ' ')
    .trim();

/** The same name, in definite form or genitive: `skollag`, `skollagen`, `skollagens`. */
function calls(wanted: string, name: string): boolean {
  if (wanted === name) return true;
  const [shorter, longer] = wanted.length < name.length ? [wanted, name] : [name, wanted];
  return shorter.length > 3 && longer.startsWith(shorter) && /^(?:en|n|et|t)?s?$/.test(longer.slice(shorter.length));
}

/** `Patientsäkerhetslag (2010:659)` is what `patientsäkerhetslagen` names. */
const titled = (title: string, wanted: string): boolean =>
  calls(wanted, title.replace(/\s*\(\d{4} ?\d+\).*$/, '').trim());

function holds({ from, to, actFrom, actTo, form }: NameRow, day: string): boolean {
  const [first, last] = form === 'TITLE' ? [actFrom, actTo] : [from, to ?? actTo];
  return (first === null || first <= day) && (last === null || day < last);
}

function nameNote(context: RequestContext, name: NameRow | null, day: string): string | null {
  if (!name) return null;
  if (name.to !== null && name.to <= day)
    return say('REFERENCE_NAME_ENDED', context.language, { name: name.text, to: name.to });
  if (name.from !== null && name.from > day)
    return say('REFERENCE_NAME_BEGINS', context.language, { name: name.text, from: name.from });
  return null;
}

/** Four letters at a time of the longer words, so that a misspelt word still meets its title somewhere. */
function patterns(name: string): string[] {
  const found = new Set<string>();
  for (const word of name.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word.length < 4) continue;
    for (let i = 0; i + 4 <= word.length && found.size < 24; i += 2) found.add(`%${word.slice(i, i + 4)}%`);
  }
  return [...found];
}
