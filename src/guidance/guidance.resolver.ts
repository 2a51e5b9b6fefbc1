import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Organisation } from '../access/organisation.entity.js';
import { Role } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { flagsOfEntry, linksOfEntry, revisionById } from '../catalogue/entry.loaders.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { Conclusion, Revision } from '../catalogue/revision.entity.js';
import { TextChange } from '../catalogue/text-change.types.js';
import { TextLinks } from '../catalogue/text-links.js';
import { LanguageCode } from '../platform/graphql/language.js';
import { diffWords } from '../catalogue/word-diff.js';
import { LawStandingStatus } from '../citations/citation.types.js';
import { LawStandings } from '../citations/law-standing.service.js';
import { Clock } from '../platform/clock.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { say } from '../platform/i18n/messages.js';
import { isId } from '../platform/ids.js';
import { UserError } from '../platform/user-error.js';
import { Guidance, GuidanceState } from './guidance.entity.js';
import {
  GuidanceCreateInput,
  GuidanceDiscardInput,
  GuidanceFilter,
  GuidanceLiftInput,
  GuidanceOrder,
  GuidanceUpdateInput,
} from './guidance.inputs.js';
import { currentTexts, guidanceById, publishedVersions } from './guidance.loaders.js';
import { guidanceList, type GuidanceRow } from './guidance.queries.js';
import { GUIDANCE_WRITERS, GuidanceService } from './guidance.service.js';
import { GuidanceStatus, GuidanceValidity } from './guidance.types.js';

const GuidanceConnection = connectionOf(() => Guidance, 'Guidance');

const guidanceField = { type: () => Guidance, description: 'The guidance as it is now.' };
const draftField = { type: () => Revision, description: 'Its first text, as a draft.' };
const GuidanceCreatePayload = payloadOf('GuidanceCreate', { guidance: guidanceField, revision: draftField });
const GuidanceLiftPayload = payloadOf('GuidanceLift', { guidance: guidanceField, revision: draftField });
const GuidanceUpdatePayload = payloadOf('GuidanceUpdate', { guidance: guidanceField });
const GuidanceDiscardPayload = payloadOf('GuidanceDiscard', { guidance: guidanceField });

const LANGUAGE = {
  type: () => LanguageCode,
  defaultValue: LanguageCode.sv,
  description: 'Swedish is authoritative; English where there is a translation.',
};

@Resolver(() => Guidance)
export class GuidanceResolver {
  constructor(
    private readonly guidanceService: GuidanceService,
    private readonly seal: CursorSeal,
    private readonly clock: Clock,
    private readonly links: TextLinks,
    private readonly standings: LawStandings,
  ) {}

  @Query(() => GuidanceConnection, {
    description: 'Guidance: answers for all. Published ones can be read without signing in.',
  })
  @Can.anyone('guidance:read')
  guidances(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => GuidanceFilter, nullable: true, description: 'Which ones.' })
    filter?: GuidanceFilter | null,
    @Args('orderBy', { type: () => GuidanceOrder, defaultValue: GuidanceOrder.UPDATED, description: 'In which order.' })
    orderBy: GuidanceOrder = GuidanceOrder.UPDATED,
  ) {
    return page<GuidanceRow>(context, this.seal, guidanceList(filter ?? {}, orderBy), args);
  }

  @Query(() => Guidance, {
    nullable: true,
    description: 'One guidance; null when it does not exist or may not be seen.',
  })
  @Can.anyone('guidance:read')
  guidance(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<GuidanceRow | null> | null {
    return isId(id, 'Guidance') ? context.load(guidanceById, id) : null;
  }

  @Mutation(() => GuidanceCreatePayload, { description: 'Begins a guidance that nobody has asked for.' })
  @Can('guidance:create', ...GUIDANCE_WRITERS)
  async guidanceCreate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: GuidanceCreateInput,
  ) {
    return this.made(context, await this.guidanceService.create(actor, input));
  }

  @Mutation(() => GuidanceLiftPayload, {
    description:
      'Generalises a published answer to guidance for all: a draft, with the origin credited only as the organisation agreed and the asker named nowhere.',
  })
  @Can('guidance:lift', Role.LAWYER)
  async guidanceLift(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: GuidanceLiftInput,
  ) {
    return this.made(context, await this.guidanceService.lift(actor, input));
  }

  @Mutation(() => GuidanceUpdatePayload, {
    description: 'Changes title, subject areas or access of what was never published.',
  })
  @Can('guidance:update', ...GUIDANCE_WRITERS)
  async guidanceUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: GuidanceUpdateInput,
  ) {
    const { id } = await this.guidanceService.update(actor, input);
    return { guidance: await context.load(guidanceById, id) };
  }

  @Mutation(() => GuidanceDiscardPayload, { description: 'Throws away what was never published.' })
  @Can('guidance:discard', ...GUIDANCE_WRITERS)
  async guidanceDiscard(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: GuidanceDiscardInput,
  ) {
    const { id } = await this.guidanceService.discard(actor, input);
    return { guidance: await context.load(guidanceById, id) };
  }

  @ResolveField(() => Conclusion, { nullable: true, description: 'What the law allows, in one word.' })
  async conclusion(@Parent() guidance: GuidanceRow, @Ctx() context: RequestContext): Promise<Conclusion | null> {
    return (await current(context, guidance))?.conclusion ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'For whom the conclusion holds.' })
  async forWhom(
    @Parent() guidance: GuidanceRow,
    @Ctx() context: RequestContext,
    @Args('lang', LANGUAGE) lang: LanguageCode,
  ): Promise<string | null> {
    return (await current(context, guidance, lang))?.forWhom ?? null;
  }

  @ResolveField(() => DateScalar, { nullable: true, description: 'The day whose law it states.' })
  async asOf(@Parent() guidance: GuidanceRow, @Ctx() context: RequestContext): Promise<string | null> {
    return (await current(context, guidance))?.asOf ?? null;
  }

  @ResolveField(() => DateScalar, { nullable: true, description: 'The day by which it is to be looked at again.' })
  async reviewBy(@Parent() guidance: GuidanceRow, @Ctx() context: RequestContext): Promise<string | null> {
    return (await current(context, guidance))?.reviewBy ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'What transitional rules mean for it.' })
  async transitional(
    @Parent() guidance: GuidanceRow,
    @Ctx() context: RequestContext,
    @Args('lang', LANGUAGE) lang: LanguageCode,
  ): Promise<string | null> {
    return (await current(context, guidance, lang))?.transitional ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What it says, Markdown; null before publication, and in English where there is no translation.',
  })
  async text(
    @Parent() guidance: GuidanceRow,
    @Ctx() context: RequestContext,
    @Args('lang', LANGUAGE) lang: LanguageCode,
  ): Promise<string | null> {
    return (await current(context, guidance, lang))?.body ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What it says, as safe HTML with its citations of the law as links.',
  })
  async html(
    @Parent() guidance: GuidanceRow,
    @Ctx() context: RequestContext,
    @Args('lang', LANGUAGE) lang: LanguageCode,
  ): Promise<string | null> {
    const text = await current(context, guidance, lang);
    return text ? renderMarkdown(text.body, await this.links.of(context, { subjectId: text.id, field: 'body' })) : null;
  }

  @ResolveField(() => GuidanceValidity, {
    nullable: true,
    description: 'Whether it still holds; null before publication.',
  })
  async validity(@Parent() guidance: GuidanceRow, @Ctx() context: RequestContext): Promise<GuidanceValidity | null> {
    const text = await current(context, guidance);
    if (!text) return null;
    const told = (status: GuidanceStatus, code: string, params: Record<string, unknown> = {}): GuidanceValidity => ({
      status,
      message: say(code, context.language, params),
      act: null,
      on: null,
      reason: null,
      successor: null,
    });
    if (guidance.state === GuidanceState.WITHDRAWN) {
      const date = text.endedAt ? DAY.format(text.endedAt) : null;
      const successor = text.successorEntryId ? await loadNode(context, text.successorEntryId) : null;
      return { ...told(GuidanceStatus.WITHDRAWN, 'GUIDANCE_IS_WITHDRAWN', { date }), reason: text.reason, successor };
    }
    const law = await this.standings.of(context, text.id);
    if (law.status === LawStandingStatus.LAW_CHANGED)
      return { ...law, status: GuidanceStatus.LAW_CHANGED, reason: null, successor: null };
    const flags = ((await context.load(flagsOfEntry, guidance.id)) ?? []).filter((flag) => !flag.settledAt);
    if (flags.length) return told(GuidanceStatus.FLAGGED, 'GUIDANCE_IS_FLAGGED', { count: flags.length });
    if (text.reviewBy && text.reviewBy <= this.clock.today()) {
      return told(GuidanceStatus.REVIEW_DUE, 'GUIDANCE_REVIEW_IS_DUE', { reviewBy: text.reviewBy });
    }
    if (law.status === LawStandingStatus.LAW_WILL_CHANGE)
      return { ...law, status: GuidanceStatus.LAW_WILL_CHANGE, reason: null, successor: null };
    return text.asOf
      ? told(GuidanceStatus.CURRENT, 'GUIDANCE_IS_CURRENT', { asOf: text.asOf })
      : told(GuidanceStatus.CURRENT, 'GUIDANCE_IS_CURRENT_UNDATED');
  }

  @ResolveField(() => [Revision], { description: 'Every Swedish version that was published, the newest first.' })
  async versions(@Parent() guidance: GuidanceRow, @Ctx() context: RequestContext): Promise<Revision[]> {
    return (await context.load(publishedVersions, guidance.id)) ?? [];
  }

  @ResolveField(() => [TextChange], {
    description: 'What changed from one published version to another, word by word.',
  })
  async diff(
    @Parent() guidance: GuidanceRow,
    @Ctx() context: RequestContext,
    @Args('from', { type: () => Int, description: 'Number of the one version.' }) from: number,
    @Args('to', { type: () => Int, description: 'Number of the other.' }) to: number,
  ): Promise<TextChange[]> {
    const versions = (await context.load(publishedVersions, guidance.id)) ?? [];
    const body = (number: number, path: string): string => {
      const version = versions.find((one) => one.number === number);
      if (!version) throw new UserError('GUIDANCE_VERSION_UNKNOWN', path, { number });
      return version.body;
    };
    return diffWords(body(from, 'from'), body(to, 'to')) as TextChange[];
  }

  @ResolveField(() => Organisation, {
    nullable: true,
    description: 'Whose question it grew from, where the organisation agreed to be named; never a person.',
  })
  creditedTo(@Parent() guidance: GuidanceRow, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return guidance.creditOrgId ? context.load(organisationById, guidance.creditOrgId) : null;
  }

  @ResolveField(() => EntryRow, {
    nullable: true,
    description: 'The question it was lifted from; only to staff who see the question.',
  })
  async liftedFrom(@Parent() guidance: GuidanceRow, @Ctx() context: RequestContext<Actor>): Promise<object | null> {
    if (!context.principal.staff) return null;
    const links = (await context.load(linksOfEntry, guidance.id)) ?? [];
    const link = links.find((one) => one.type === LinkType.LIFTED_FROM && one.fromId === guidance.id);
    return link ? loadNode(context, link.toId) : null;
  }

  @ResolveField(() => String, { description: 'Which kinds of change are not watched by machine.' })
  notMonitored(@Ctx() context: RequestContext): string {
    return say('GUIDANCE_NOT_MONITORED', context.language);
  }

  private async made(context: RequestContext, { id, revision }: { id: string; revision: string | null }) {
    return {
      guidance: await context.load(guidanceById, id),
      revision: revision ? await context.load(revisionById, revision) : null,
    };
  }
}

const DAY = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

async function current(
  context: RequestContext,
  guidance: GuidanceRow,
  language: LanguageCode = LanguageCode.sv,
): Promise<Revision | null> {
  const texts = (await context.load(currentTexts, guidance.id)) ?? [];
  return texts.find((one) => one.language === (language as string)) ?? null;
}
