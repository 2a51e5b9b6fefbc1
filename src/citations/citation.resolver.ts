import { Args, Extensions, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { personById } from '../access/access.loaders.js';
import { Can } from '../access/can.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { revisionById } from '../catalogue/entry.loaders.js';
import { Revision } from '../catalogue/revision.entity.js';
import { LawReading } from '../law/law-reading.service.js';
import { LawSource } from '../law/law-source.entity.js';
import { Provision, Wording } from '../law/provision.entity.js';
import { connectionOf, page, PageArgs, type Page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { hasMessage, say } from '../platform/i18n/messages.js';
import { labelled } from './citation-spans.service.js';
import { Citation } from './citation.entity.js';
import { CitationCorrectInput, CitationRestoreInput } from './citation.inputs.js';
import {
  citationById,
  citationsOfSubject,
  EventRow,
  eventsOfCitation,
  impactsOfSubject,
  PinRow,
  pinsOfCitation,
} from './citation.loaders.js';
import { CITATION_SELECT } from './citation.queries.js';
import { CitationStanding, CitationStatus } from './citation.types.js';
import { Corrections, NOT_A_CITATION } from './corrections.service.js';

const CitationConnection = connectionOf(() => Citation, 'Citation');
const citation = { type: () => Citation, description: 'The citation as it is now.' };
const CitationCorrectPayload = payloadOf('CitationCorrect', { citation });
const CitationRestorePayload = payloadOf('CitationRestore', {
  citation: { ...citation, description: 'What the program reads there; null when it reads nothing.' },
});

@Resolver(() => Citation)
export class CitationResolver {
  constructor(
    private readonly corrections: Corrections,
    private readonly reading: LawReading,
  ) {}

  @Mutation(() => CitationCorrectPayload, {
    description: 'Puts right what a citation points at, or says that the words are none; survives every new reading.',
  })
  @Can('citation:correct')
  async citationCorrect(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: CitationCorrectInput,
  ) {
    const { id } = await this.corrections.correct(actor, input);
    return { citation: await context.load(citationById, id) };
  }

  @Mutation(() => CitationRestorePayload, { description: 'Takes a correction back.' })
  @Can('citation:correct')
  async citationRestore(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: CitationRestoreInput,
  ) {
    const { citation: id } = await this.corrections.restore(actor, input);
    return { citation: id ? await context.load(citationById, id) : null };
  }

  @ResolveField(() => String, {
    description: 'As a lawyer writes it: `20 kap. 9 § skollagen (2010:800)`.',
  })
  async label(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<string> {
    if (row.target === null) return row.words ?? '';
    return labelled(context, row.target);
  }

  @ResolveField(() => LawSource, {
    nullable: true,
    description: 'The source it points at, where it has been read here.',
  })
  async source(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<object | null> {
    return row.sourceKey ? this.reading.source(context, row.sourceKey) : null;
  }

  @ResolveField(() => Provision, {
    nullable: true,
    description:
      'The provision it points at now, the first of a range; null for a whole act and for what has not been read.',
  })
  async provision(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<object | null> {
    const [first] = (await context.load(pinsOfCitation, row.id)) ?? [];
    return first?.provisionId ? loadNode(context, first.provisionId) : null;
  }

  @Extensions({ size: 8 })
  @ResolveField(() => [Provision], {
    description: 'All that it points at: each section of a range but its last, which is a citation of its own.',
  })
  async provisions(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<(object | null)[]> {
    const pins = (await context.load(pinsOfCitation, row.id)) ?? [];
    const found = await Promise.all(pins.map((pin) => (pin.provisionId ? loadNode(context, pin.provisionId) : null)));
    return found.filter((one) => one !== null);
  }

  @ResolveField(() => CitationStanding, { description: 'How what it points at stands today.' })
  async standing(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<CitationStanding> {
    const told = (status: CitationStatus, code: string, event?: EventRow): CitationStanding => ({
      status,
      message: say(code, context.language, { on: event?.onDay ?? null, act: event?.act || '–' }),
      on: event?.onDay ?? null,
      act: event?.act || null,
      beforeId: event?.beforeId ?? null,
      afterId: event?.afterId ?? null,
    });
    if (row.target === null) {
      if (row.reason === NOT_A_CITATION) return told(CitationStatus.NO_CITATION, 'CITATION_NO_CITATION');
      const code = `CITATION_${row.reason}`;
      return told(CitationStatus.UNRESOLVED, hasMessage(code) ? code : 'CITATION_UNRESOLVED');
    }
    const pins = (await context.load(pinsOfCitation, row.id)) ?? [];
    if (pins.length === 0) return told(CitationStatus.NOT_HELD, 'CITATION_NOT_HELD');
    const seen = (await context.load(eventsOfCitation, row.id)) ?? [];
    // A chapter has no wording of its own to compare: what was found out after the text was written stands in its marks.
    const whole = seen.length === 0 && pins.some((pin) => pin.scope === 'CHAPTER');
    const events = whole ? await this.marksWithin(row, pins, context) : seen;
    const today = this.reading.today();
    const since = events.filter((one) => !one.undecided && (one.onDay ?? '') <= today);
    const hardest =
      since.find((one) => one.severity === 'REPEALED') ??
      since.find((one) => one.severity === 'CHANGED') ??
      since.find((one) => one.severity === 'RENUMBERED');
    if (hardest?.severity === 'REPEALED') return told(CitationStatus.REPEALED, 'CITATION_REPEALED', hardest);
    if (hardest?.severity === 'CHANGED') return told(CitationStatus.CHANGED_SINCE, 'CITATION_CHANGED_SINCE', hardest);
    if (hardest || pins.some((pin) => pin.movedFromId)) {
      return told(CitationStatus.RENUMBERED, 'CITATION_RENUMBERED', hardest);
    }
    const [coming] = events;
    if (!coming) return told(CitationStatus.CURRENT, 'CITATION_CURRENT');
    if (coming.onDay === null) return told(CitationStatus.CHANGES_ON, 'CITATION_CHANGES_SOMETIME', coming);
    const ends = coming.severity === 'REPEALED';
    return told(CitationStatus.CHANGES_ON, ends ? 'CITATION_ENDS_ON' : 'CITATION_CHANGES_ON', coming);
  }

  private async marksWithin(row: Citation, pins: PinRow[], context: RequestContext): Promise<EventRow[]> {
    const marks = (await context.load(impactsOfSubject, row.subjectId)) ?? [];
    const chapters = await Promise.all(pins.map((pin) => pin.provisionId && loadNode(context, pin.provisionId)));
    const events: EventRow[] = [];
    for (const mark of marks) {
      const at = (await loadNode(context, mark.provisionId)) as Provision | null;
      if (!at || !chapters.some((one) => one && (one as Provision).fragment === at.chapter)) continue;
      if (pins.every((pin) => pin.sourceId !== mark.sourceId)) continue;
      const { severity, effectiveOn: onDay, undecided, act, beforeWordingId: beforeId, afterWordingId: afterId } = mark;
      events.push({ citationId: row.id, severity, onDay, undecided, act, beforeId, afterId });
    }
    return events;
  }

  @ResolveField(() => Wording, { nullable: true, description: 'What the provision said on the day that is meant.' })
  async wordingThen(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<object | null> {
    const [first] = (await context.load(pinsOfCitation, row.id)) ?? [];
    return first?.wordingId ? loadNode(context, first.wordingId) : null;
  }

  @ResolveField(() => Revision, {
    nullable: true,
    description: 'The text it stands in; null for an entry’s own words.',
  })
  revision(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<Revision | null> | null {
    return row.revisionId ? context.load(revisionById, row.revisionId) : null;
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'The entry it belongs to.' })
  entry(@Parent() row: Citation, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.entryId);
  }

  @ResolveField(() => String, { nullable: true, description: 'What the program read, before a person put it right.' })
  extracted(@Parent() row: Citation): string | null {
    return row.correctedAt ? row.extractedTarget : row.target;
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: "Who put it right; shown within the text's own organisation.",
  })
  correctedBy(@Parent() row: Citation, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return row.correctedBy && context.principal.hasInOrganisation(row.authorOrgId)
      ? context.load(personById, row.correctedBy)
      : null;
  }
}

@Resolver(() => CitationStanding)
export class CitationStandingResolver {
  @ResolveField(() => Wording, { nullable: true, description: 'What was meant.' })
  before(@Parent() row: CitationStanding, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.beforeId ? loadNode(context, row.beforeId) : null;
  }

  @ResolveField(() => Wording, { nullable: true, description: 'What has come, or is to come, in its place.' })
  after(@Parent() row: CitationStanding, @Ctx() context: RequestContext): Promise<object | null> | null {
    return row.afterId ? loadNode(context, row.afterId) : null;
  }
}

@Resolver(() => Revision)
export class RevisionCitationsResolver {
  @Extensions({ size: 20 })
  @ResolveField(() => [Citation], {
    description: 'What the text points at, in the order of the text, with places for links; orphaned corrections last.',
  })
  async citations(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<Citation[]> {
    return (await context.load(citationsOfSubject, revision.id)) ?? [];
  }
}

/** `citations` on every entry. */
@Resolver(() => EntryRow)
export class EntryCitationsResolver {
  constructor(private readonly seal: CursorSeal) {}

  @ResolveField(() => CitationConnection, {
    description:
      'What the entry points at: in what is published, in drafts that the reader sees, in its own words, and by hand.',
  })
  citations(
    @Parent() entry: EntryRow,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('unresolved', { type: () => Boolean, nullable: true, description: 'Only those whose target is not known.' })
    unresolved?: boolean | null,
    @Args('revision', { type: () => ID, nullable: true, description: 'Only those of this text.' })
    revision?: string | null,
  ): Promise<Page<Citation>> {
    const values: unknown[] = [entry.id];
    const where = ['c.entry_id = $1'];
    if (unresolved) where.push(`c.target is null and c.reason <> '${NOT_A_CITATION}'`);
    if (revision) where.push(`c.revision_id::text = $${values.push(revision)}`);
    else
      where.push(
        `(c.revision_id is null or r.state in ('PUBLISHED','DRAFT','IN_REVIEW','CHANGES_REQUESTED','APPROVED'))`,
      );
    return page<Citation>(
      context,
      this.seal,
      {
        name: 'citations_of_entry',
        select: `select ${CITATION_SELECT}`,
        from: 'from citation c left join revision r on r.id = c.revision_id',
        where,
        values,
        order: [{ sql: 'c.id', property: 'id', type: 'uuid', direction: 'asc' }],
        choice: { entry: entry.id, unresolved, revision },
      },
      args,
    );
  }
}
