import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { RequestContext } from '../platform/graphql/context.js';
import { typeOfId } from '../platform/ids.js';
import { labelOf, placeOf, splitKey } from './fragment.js';
import type { LawSource } from './law-source.entity.js';
import { lawSourceById, lawSourceByKey } from './law-source.loaders.js';
import { type LawSourceRow, statusOf } from './law-source.queries.js';
import { LawStatus, ProvisionStatus, type WordingPiece } from './law.types.js';
import type { Wording } from './provision.entity.js';
import {
  amendmentsOfProvision,
  membersOfRange,
  onDay,
  provisionById,
  provisionByPlace,
  renumberingsOfProvision,
  versionsOfProvision,
  wordingOnDay,
} from './provision.loaders.js';
import type { ProvisionRow } from './provision.queries.js';
import { compare } from './statute-parser.js';
import { cutPiece } from './wording-text.js';

/** Two ends of a range in one source: `K10P2`–`K10P7`, `P4`–`P6`, `K2`–`K4`. */
export interface RangeOf {
  source: string;
  from: string;
  to: string;
}

/** The law as it reads on a day. Finds and tells; writes nothing. */
@Injectable()
export class LawReading {
  constructor(private readonly clock: Clock) {}

  today(): string {
    return this.clock.today();
  }

  source(context: RequestContext, id: string): Promise<LawSourceRow | null> {
    if (typeOfId(id) === 'LawSource') return context.load(lawSourceById, id);
    return id.length <= 60 ? context.load(lawSourceByKey, id.trim()) : Promise.resolve(null);
  }

  /**
   * A provision by its id, or by canonical id of source and place. A piece inside (`…#K6P2aS1N3`) gives the provision with the
   * piece to be cut from its wording; null for a source as a whole.
   */
  async provision(context: RequestContext, id: string, asOf: string | null): Promise<ProvisionRow | null> {
    if (typeOfId(id) === 'Provision') {
      const row = await context.load(provisionById, id);
      return row && { ...row, asOf };
    }
    const { source, fragment } = splitKey(id.trim());
    const place = fragment === null || source.length > 60 ? null : placeOf(fragment);
    if (!place) return null;
    const row = await context.load(provisionByPlace, `${source}#${place.provision}`);
    return row && { ...row, asOf, inner: place.inner };
  }

  /**
   * The day on which a source is read when nobody names one: today; for an act that is repealed its last day, for one to come
   * its first. Null where its first day is not decided: then the newest edition is read whole.
   */
  usualDay(source: Pick<LawSource, 'repealedOn' | 'inForceOn' | 'inForceUndecided'>): string | null {
    const today = this.clock.today();
    if (source.repealedOn !== null && source.repealedOn <= today) return dayBefore(source.repealedOn);
    if (source.inForceUndecided) return null;
    return source.inForceOn !== null && source.inForceOn > today ? source.inForceOn : today;
  }

  /** The day for a field of a provision: what the field asks for, else the provision was asked for, else the usual. */
  async dayOf(context: RequestContext, provision: ProvisionRow, asked?: string | null): Promise<string | null> {
    const day = asked ?? provision.asOf ?? null;
    if (day !== null) return day;
    const source = await context.load(lawSourceById, provision.sourceId);
    return source ? this.usualDay(source) : this.clock.today();
  }

  async wording(context: RequestContext, provision: ProvisionRow, asked?: string | null): Promise<Wording | null> {
    return context.load(wordingOnDay, onDay(provision.id, await this.dayOf(context, provision, asked)));
  }

  async piece(context: RequestContext, provision: ProvisionRow, asked?: string | null): Promise<WordingPiece | null> {
    if (!provision.inner) return null;
    const wording = await this.wording(context, provision, asked);
    if (!wording) return null;
    const cut = cutPiece(wording.text, wording.parts, provision.fragment, provision.inner);
    if (!cut) return null;
    const part = wording.parts.find(({ fragment }) => fragment === cut.fragment);
    return {
      ...cut,
      label: labelOf(cut.fragment),
      kind: /M\d+$/.test(cut.fragment) ? 'sentence' : (part?.kind ?? 'paragraph'),
      text: wording.text.slice(cut.start, cut.end),
    };
  }

  statusOf(source: LawSourceRow, day: string): LawStatus {
    return statusOf(source, day);
  }

  /** From which day, and by which act, a provision that is REPEALED on a day no longer holds; what is not known is null. */
  async repeal(
    context: RequestContext,
    provision: ProvisionRow,
    day: string,
  ): Promise<{ on: string | null; act: string | null }> {
    const versions = (await context.load(versionsOfProvision, provision.id)) ?? [];
    const left = versions.find(({ repealed, validFrom }) => repealed && (validFrom === null || validFrom <= day));
    if (left) return { on: left.validFrom, act: left.repealedBy ?? left.act };
    const last = versions.findLast(({ validTo }) => validTo !== null && validTo <= day);
    return { on: last?.validTo ?? null, act: last?.repealedBy ?? null };
  }

  /** The first day after `day` on which a provision is to begin; null where that is not decided. */
  async begins(context: RequestContext, provision: ProvisionRow, day: string): Promise<string | null> {
    const versions = (await context.load(versionsOfProvision, provision.id)) ?? [];
    return versions.find(({ validFrom }) => validFrom !== null && validFrom > day)?.validFrom ?? null;
  }

  /** The place under which a provision that is RENUMBERED on a day stands. */
  async nowAt(context: RequestContext, provision: ProvisionRow, day: string): Promise<string | null> {
    const moves = (await context.load(renumberingsOfProvision, provision.id)) ?? [];
    return moves.find(({ way, on }) => way === 'TO' && on !== null && on <= day)?.fragment ?? null;
  }

  /** Whether the provision is law on the day. Says UNKNOWN rather than guess where an older wording was never read here. */
  async status(context: RequestContext, provision: ProvisionRow, asked?: string | null): Promise<ProvisionStatus> {
    const source = await context.load(lawSourceById, provision.sourceId);
    const today = this.clock.today();
    const day = asked ?? provision.asOf ?? today;
    if (source) {
      const act = statusOf(source, day);
      if (act !== LawStatus.IN_FORCE) return ProvisionStatus[act];
    }
    const wording = await context.load(wordingOnDay, onDay(provision.id, day));
    if (wording) return wording.repealed ? ProvisionStatus.REPEALED : ProvisionStatus.IN_FORCE;
    const versions = (await context.load(versionsOfProvision, provision.id)) ?? [];
    const moved = ((await context.load(renumberingsOfProvision, provision.id)) ?? []).some(
      ({ way, on }) => way === 'TO' && on !== null && on <= day,
    );
    if (versions.some(({ validTo }) => validTo !== null && validTo <= day) || moved)
      return moved ? ProvisionStatus.RENUMBERED : ProvisionStatus.REPEALED;
    if (day >= today) return ProvisionStatus.COMING;
    const amendments = (await context.load(amendmentsOfProvision, provision.id)) ?? [];
    const later = amendments.some(
      ({ inForceOn, actions }) =>
        (inForceOn === null || inForceOn > day) &&
        actions.some(({ verb, inAct, target }) => verb === 'added' && !inAct && target.fragment === provision.fragment),
    );
    return later ? ProvisionStatus.COMING : ProvisionStatus.UNKNOWN;
  }

  /**
   * What lies between the ends of a range, ends excluded, in the order of the text: sections and chapters from the database,
   * inserted `a` and `b` included and those left out that were not law on the day; articles and points by their numbers, for
   * nothing is inserted between those here. One statement for all ranges asked for at once.
   */
  async between(context: RequestContext, range: RangeOf, day: string): Promise<string[]> {
    const span = spanOf(range);
    if (!span) return [];
    if (span.kind === 'NUMBER') return numbered(span);
    const members = await context.load(membersOfRange, `${range.source} ${span.kind} ${span.chapter ?? '-'} ${day}`);
    return (members ?? [])
      .filter(({ number }) => compare(number, span.from) > 0 && compare(number, span.to) < 0)
      .sort((a, b) => compare(a.number, b.number))
      .map(({ fragment }) => fragment);
  }
}

interface Span {
  kind: 'SECTION' | 'CHAPTER' | 'NUMBER';
  chapter: string | null;
  head: string;
  from: string;
  to: string;
}

/** The most that a range of bare numbers is opened into. */
const MOST_NUMBERS = 200;

function spanOf({ from, to }: RangeOf): Span | null {
  const chapters = /^K([^P]+)$/.exec(from);
  if (chapters) {
    const end = /^K([^P]+)$/.exec(to);
    return end ? { kind: 'CHAPTER', chapter: null, head: 'K', from: chapters[1]!, to: end[1]! } : null;
  }
  const sections = /^(K[^P]+)?P([^A-Z]+)$/.exec(from);
  if (sections) {
    const end = /^(K[^P]+)?P([^A-Z]+)$/.exec(to);
    if (!end || end[1] !== sections[1]) return null;
    return { kind: 'SECTION', chapter: sections[1] ?? null, head: sections[1] ?? '', from: sections[2]!, to: end[2]! };
  }
  const first = /^(.*?)(\d+)$/.exec(from);
  const last = /^(.*?)(\d+)$/.exec(to);
  if (!first || !last || first[1] !== last[1]) return null;
  return { kind: 'NUMBER', chapter: null, head: first[1]!, from: first[2]!, to: last[2]! };
}

function numbered({ head, from, to }: Span): string[] {
  const all: string[] = [];
  for (let n = Number(from) + 1; n < Number(to) && all.length < MOST_NUMBERS; n++) all.push(`${head}${n}`);
  return all;
}

/** Civil date → the day before it. */
export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
