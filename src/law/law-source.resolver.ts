import { Args, Extensions, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { connectionOf, page, PageArgs, type Page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { UserError } from '../platform/user-error.js';
import { legalDocument } from './document.js';
import { LawReading } from './law-reading.service.js';
import { Amendment, LawEdition, LawSource } from './law-source.entity.js';
import { LawSourceFilter, LawSourceOrder } from './law-source.inputs.js';
import {
  type ActLinkRow,
  actLinksOfSource,
  editionsOfSource,
  openLedgerOfSource,
  shortNameOfAct,
} from './law-source.loaders.js';
import { amendmentList, comingList, lawSourceList, type LawSourceRow, statusOf } from './law-source.queries.js';
import { ComingChange, LawStatus, TocEntry, ActLink, LegalDocument } from './law.types.js';
import { documentsOf } from './preparatory-works.js';
import { Provision } from './provision.entity.js';
import {
  LINES,
  provisionList,
  type ProvisionRow,
  TEXT_OF_EDITION,
  TEXT_ON,
  type WordingLine,
} from './provision.queries.js';
import type { ComingRow } from './coming.resolver.js';
import { contentsOf } from './table-of-contents.js';

const LawSourceConnection = connectionOf(() => LawSource, 'LawSource');
const ProvisionConnection = connectionOf(() => Provision, 'Provision');
const AmendmentConnection = connectionOf(() => Amendment, 'Amendment');
const ComingChangeConnection = connectionOf(() => ComingChange, 'ComingChange');

/** Some twice as many as the longest act has (socialförsäkringsbalken, 2,900 with its headings). */
const MOST_LINES = 6_000;

export const AS_OF = {
  type: () => DateScalar,
  nullable: true,
  description:
    'The day to read it on. When left out: today; for an act that is repealed its last day, for one to come its first.',
};

@Resolver(() => LawSource)
export class LawSourceResolver {
  constructor(
    private readonly reading: LawReading,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => LawSourceConnection, { description: 'Sources of law whose text has been read here.' })
  @Can.anyone('law:read')
  lawSources(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => LawSourceFilter, nullable: true, description: 'Which ones.' })
    filter?: LawSourceFilter | null,
    @Args('orderBy', { type: () => LawSourceOrder, defaultValue: LawSourceOrder.TITLE, description: 'In which order.' })
    orderBy: LawSourceOrder = LawSourceOrder.TITLE,
  ): Promise<Page<LawSourceRow>> {
    const day = filter?.asOf ?? this.reading.today();
    return page<LawSourceRow>(context, this.seal, lawSourceList(filter ?? {}, orderBy, day), args);
  }

  @Query(() => LawSource, {
    nullable: true,
    description:
      'One source, by its id or its canonical id (`sfs/2008:355`). Null when its text has not been read here: `act` may know its names and dates all the same.',
  })
  @Can.anyone('law:read')
  lawSource(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id, or canonical id.' }) id: string,
  ): Promise<LawSourceRow | null> {
    return this.reading.source(context, id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What it is called in running text, where the table of acts knows: `patientdatalagen`.',
  })
  shortName(@Parent() source: LawSourceRow, @Ctx() context: RequestContext): Promise<string | null> {
    return context.load(shortNameOfAct, source.key);
  }

  @ResolveField(() => LawStatus, { description: 'Whether it is law on the day; today when left out.' })
  status(
    @Parent() source: LawSourceRow,
    @Args('asOf', { type: () => DateScalar, nullable: true, description: 'The day; today when left out.' })
    asOf?: string | null,
  ): LawStatus {
    return statusOf(source, asOf ?? this.reading.today());
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [LegalDocument], {
    description: 'Preparatory works of the act itself that could be read from the register.',
  })
  documents(@Parent() source: LawSourceRow): LegalDocument[] {
    return documentsOf(source.preparatoryWorks).map(legalDocument);
  }

  @Extensions({ size: 5 })
  @ResolveField(() => [LawEdition], { description: 'Consolidations that were read here, the newest first.' })
  async editions(@Parent() source: LawSourceRow, @Ctx() context: RequestContext): Promise<LawEdition[]> {
    return (await context.load(editionsOfSource, source.id)) ?? [];
  }

  @Extensions({ size: 300 })
  @ResolveField(() => [TocEntry], {
    description: `Table of contents as a list in the order of the text, each line with its depth and what it lies under; at most ${MOST_LINES} lines.`,
  })
  toc(
    @Parent() source: LawSourceRow,
    @Ctx() context: RequestContext,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<TocEntry[]> {
    return this.contents(context, source, asOf);
  }

  @Extensions({ size: 10 })
  @ResolveField(() => [TocEntry], { description: 'The same as a tree: the outermost lines, with `children`.' })
  async tree(
    @Parent() source: LawSourceRow,
    @Ctx() context: RequestContext,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<TocEntry[]> {
    return (await this.contents(context, source, asOf)).filter((line) => line.parent === null);
  }

  @ResolveField(() => ProvisionConnection, {
    description: 'Sections, annexes and transitional provisions in the order of the text, as of a day.',
  })
  provisions(
    @Parent() source: LawSourceRow,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('asOf', AS_OF) asOf?: string | null,
    @Args('chapter', { type: () => String, nullable: true, description: 'Only of this chapter: `K6` or `6`.' })
    chapter?: string | null,
  ): Promise<Page<ProvisionRow>> {
    const day = asOf ?? this.reading.usualDay(source);
    const within = chapter
      ? chapter
          .trim()
          .replace(/\s/g, '')
          .replace(/^(?=\d)/, 'K')
      : null;
    return page<ProvisionRow>(context, this.seal, provisionList(source.id, day, within), args);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'The whole text, verbatim: as it reads on a day, or to the character as one edition has it. Null for an edition that is not there.',
  })
  async text(
    @Parent() source: LawSourceRow,
    @Ctx() context: RequestContext,
    @Args('asOf', AS_OF) asOf?: string | null,
    @Args('edition', {
      type: () => Int,
      nullable: true,
      description: 'Number of an edition; then `asOf` is not allowed.',
    })
    edition?: number | null,
  ): Promise<string | null> {
    if (edition !== null && edition !== undefined) {
      if (asOf) throw new UserError('LAW_DAY_OR_EDITION', 'edition');
      if (edition < 1 || edition > source.edition) return null;
      const whole = await context.reads.one<{ text: string | null }>(context, 'text_of_edition', TEXT_OF_EDITION, [
        source.id,
        edition,
      ]);
      return whole?.text ?? null;
    }
    const day = asOf ?? this.reading.usualDay(source);
    const row = await context.reads.one<{ text: string }>(context, 'text_on_day', TEXT_ON, [source.id, day]);
    return row?.text ?? '';
  }

  @ResolveField(() => AmendmentConnection, { description: 'Acts that amended it, the latest first.' })
  amendments(
    @Parent() source: LawSourceRow,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
  ): Promise<Page<Amendment>> {
    return page<Amendment>(context, this.seal, amendmentList(source.id), args);
  }

  @ResolveField(() => ComingChangeConnection, {
    description: 'What is to begin or end, the nearest first; what has no day yet comes last.',
  })
  coming(
    @Parent() source: LawSourceRow,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('asOf', { type: () => DateScalar, nullable: true, description: 'After which day; today when left out.' })
    asOf?: string | null,
  ): Promise<Page<ComingRow>> {
    return page<ComingRow>(context, this.seal, comingList(source.id, asOf ?? this.reading.today()), args);
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [ActLink], { description: 'Acts that it replaced, or that gave it parts of theirs.' })
  predecessors(@Parent() source: LawSourceRow, @Ctx() context: RequestContext): Promise<ActLinkRow[]> {
    return this.links(context, source, 'BEFORE');
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [ActLink], { description: 'Acts that replaced it, or took over parts of it.' })
  successors(@Parent() source: LawSourceRow, @Ctx() context: RequestContext): Promise<ActLinkRow[]> {
    return this.links(context, source, 'AFTER');
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'How much of it was not understood and waits for somebody to look; only to people of the association.',
  })
  async ledgerCount(@Parent() source: LawSourceRow, @Ctx() context: RequestContext<Actor>): Promise<number | null> {
    if (!context.principal.staff) return null;
    return (await context.load(openLedgerOfSource, source.id)) ?? 0;
  }

  private async contents(context: RequestContext, source: LawSourceRow, asOf?: string | null): Promise<TocEntry[]> {
    const day = asOf ?? this.reading.usualDay(source);
    return contentsOf(
      await context.reads.all<WordingLine>(context, 'lines_of_source', LINES, [source.id, day, MOST_LINES]),
    );
  }

  private async links(context: RequestContext, source: LawSourceRow, way: ActLinkRow['way']): Promise<ActLinkRow[]> {
    return ((await context.load(actLinksOfSource, source.id)) ?? []).filter((link) => link.way === way);
  }
}
