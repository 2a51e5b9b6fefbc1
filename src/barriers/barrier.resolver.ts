import { Args, Extensions, Field, ID, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById, personById, unitById } from '../access/access.loaders.js';
import { Actor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { MEMBER_KINDS, Organisation, OrganisationKind, Unit } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { Revision } from '../catalogue/revision.entity.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { say } from '../platform/i18n/messages.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { requireCitation } from './barrier-citations.js';
import { BarrierEvidence, BarrierSignOn } from './barrier-parts.entity.js';
import { Barrier, SEVERITY_POINTS } from './barrier.entity.js';
import { Figures, NO_COUNTY, Shown } from './barrier-figures.js';
import { BarrierFilter, BarrierOrder } from './barrier.inputs.js';
import {
  barrierById,
  counties,
  evidenceOfBarrier,
  exactCountsOfBarrier,
  mySignOnsOfBarrier,
  reportersOfBarrier,
  signOnsOfBarrier,
  textOfBarrier,
} from './barrier.loaders.js';
import {
  barrierList,
  type BarrierRow,
  type EvidenceRow,
  SIGN_ON_SELECT,
  type SignOnRow,
  similarBarrierIds,
} from './barrier.queries.js';
import { knowsSigners } from './barrier.relations.js';
import { BarrierWeight, CountyCount, MemberKindCount } from './barrier.types.js';

const BarrierConnection = connectionOf(() => Barrier, 'Barrier');
const BarrierSignOnConnection = connectionOf(() => BarrierSignOn, 'BarrierSignOn');
const MOST_SIMILAR = 20;

@ObjectType({
  description: 'Members that a barrier stops, by county and by kind of member; never so that one is pointed out.',
})
export class MemberCounts {
  @Extensions({ size: 22 })
  @Field(() => [CountyCount], { description: 'Every county, å ä ö last.' })
  counties!: CountyCount[];
  @Extensions({ size: 4 })
  @Field(() => [MemberKindCount], { description: 'By kind of member.' })
  kinds!: MemberKindCount[];
}

@Resolver(() => Barrier)
export class BarrierResolver {
  constructor(private readonly seal: CursorSeal) {}

  @Query(() => BarrierConnection, {
    description: 'Barriers: what municipalities and regions cannot do. Confirmed ones can be read without signing in.',
  })
  @Can.anyone('barrier:read')
  barriers(
    @Ctx() context: RequestContext<Actor>,
    @Args() args: PageArgs,
    @Args('filter', { type: () => BarrierFilter, nullable: true, description: 'Which.' }) filter?: BarrierFilter | null,
    @Args('orderBy', { type: () => BarrierOrder, defaultValue: BarrierOrder.WEIGHT, description: 'In which order.' })
    orderBy: BarrierOrder = BarrierOrder.WEIGHT,
  ) {
    const actor = context.principal;
    return page<BarrierRow>(context, this.seal, barrierList(filter ?? {}, orderBy, actor, knowsSigners(actor)), args);
  }

  @Query(() => Barrier, {
    nullable: true,
    description: 'One barrier; null when it does not exist or may not be seen.',
  })
  @Can.anyone('barrier:read')
  barrier(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<BarrierRow | null> | null {
    return isId(id, 'Barrier') ? context.load(barrierById, id) : null;
  }

  @Query(() => BarrierSignOnConnection, {
    description: "Sign-ons of a barrier, the newest first: those of the reader's own units, all to the association.",
  })
  @Can('barrier:read')
  barrierSignOns(
    @Ctx() context: RequestContext<Actor>,
    @Args() args: PageArgs,
    @Args('barrier', { type: () => ID, description: 'The barrier.' }) barrier: string,
  ) {
    if (!isId(barrier, 'Barrier')) throw notFound('barrier');
    return page<SignOnRow>(
      context,
      this.seal,
      {
        name: 'barrier_sign_ons',
        select: `select ${SIGN_ON_SELECT}`,
        from: 'from barrier_sign_on s',
        where: ['s.entry_id = $1', 's.withdrawn_at is null'],
        values: [barrier],
        order: [
          { sql: 's.signed_at', property: 'signedAt', type: 'timestamptz', direction: 'desc' },
          { sql: 's.id', property: 'id', type: 'uuid', direction: 'desc' },
        ],
        choice: barrier,
      },
      args,
    );
  }

  /** The title is compared and forgotten: it is not stored, hence not asked for personal data. */
  @Query(() => [Barrier], {
    description: 'Barriers that resemble a title or touch the same provisions: look here before reporting. Best first.',
  })
  @Can.anyone('barrier:read')
  async similarBarriers(
    @Ctx() context: RequestContext,
    @Args('title', { description: 'Title as it stands; at most 300 characters.' }) title: string,
    @Args('provisions', { type: () => [String], nullable: true, description: 'Canonical ids, at most 20.' })
    provisions: string[] | null,
    @Args('first', { type: () => Int, defaultValue: 5, description: 'How many, at most 20.' }) first: number,
  ): Promise<BarrierRow[]> {
    const words = cleanText(title, { max: 300, path: 'title', singleLine: true });
    const given = provisions ?? [];
    if (given.length > 20) throw new UserError('BARRIER_TOO_MANY', 'provisions', { max: 20 });
    const cited = given.map((one) => requireCitation(one, 'provisions').id);
    return alike(context, { title: words, provisions: cited }, first);
  }

  @ResolveField(() => [Barrier], {
    description: 'Barriers that resemble it or touch the same provisions: perhaps the same, to be merged. Best first.',
  })
  @Extensions({ size: 5 })
  async similar(
    @Parent() barrier: BarrierRow,
    @Ctx() context: RequestContext,
    @Args('first', { type: () => Int, defaultValue: 5, description: 'How many, at most 20.' }) first: number,
  ): Promise<BarrierRow[]> {
    const evidence = (await context.load(evidenceOfBarrier, barrier.id)) ?? [];
    const provisions = evidence.flatMap((one) => (one.removedAt === null && one.target ? [one.target] : []));
    return alike(context, { title: barrier.title, provisions, except: barrier.id }, first);
  }

  @ResolveField(() => [BarrierEvidence], {
    description: 'Why it is one: provisions cited by hand, readings, authorities.',
  })
  async evidence(
    @Parent() barrier: BarrierRow,
    @Ctx() context: RequestContext,
    @Args('removed', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Also what was taken away, with when and why.',
    })
    removed: boolean,
  ): Promise<EvidenceRow[]> {
    const all = (await context.load(evidenceOfBarrier, barrier.id)) ?? [];
    return removed ? all : all.filter((one) => one.removedAt === null);
  }

  @ResolveField(() => [BarrierSignOn], {
    description: "Who signed on, the newest 20: the reader's own units; all to the association (see barrierSignOns).",
  })
  @Extensions({ size: 20 })
  async signOns(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext): Promise<SignOnRow[]> {
    return (await context.load(signOnsOfBarrier, barrier.id)) ?? [];
  }

  @ResolveField(() => [BarrierSignOn], { description: "Sign-ons of the reader's own units." })
  @Extensions({ size: 2 })
  async mySignOns(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext): Promise<SignOnRow[]> {
    return (await context.load(mySignOnsOfBarrier, barrier.id)) ?? [];
  }

  @ResolveField(() => [Organisation], { description: 'Members that it stops and that agreed to be named.' })
  @Extensions({ size: 20 })
  async namedMembers(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext): Promise<Organisation[]> {
    const named = await Promise.all(barrier.namedOrgIds.map((id) => context.load(organisationById, id)));
    return named.filter((one): one is Organisation => one !== null).sort((a, b) => a.name.localeCompare(b.name, 'sv'));
  }

  @ResolveField(() => BarrierWeight, { description: 'How heavy it is, and why.' })
  weight(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext<Actor>): BarrierWeight {
    return weightOf(barrier, context);
  }

  @ResolveField(() => MemberCounts, { description: 'Members that it stops, by county and kind.' })
  async memberCounts(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext<Actor>): Promise<MemberCounts> {
    const names = [...((await context.load(counties, '')) ?? []), NO_COUNTY];
    if (knowsSigners(context.principal)) {
      const rows = (await context.load(exactCountsOfBarrier, barrier.id)) ?? [];
      const count = (is: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(is).reduce((sum, row) => sum + row.members, 0);
      const exact = (members: number) => ({ members, text: members.toLocaleString('sv-SE') });
      return {
        counties: names.map((county) => ({ county, ...exact(count((row) => (row.county ?? NO_COUNTY) === county)) })),
        kinds: MEMBER_KINDS.map((kind) => ({ kind, ...exact(count((row) => row.kind === (kind as string))) })),
      };
    }
    const figures = barrier.figures as Partial<Figures>;
    const told = (shown: Shown | undefined, key: string) => {
      const members = shown?.cells[key] ?? null;
      const few = shown?.keptBack ? 'FEWER_THAN_3_OR_KEPT_BACK' : 'FEWER_THAN_3';
      return { members, text: members === null ? say(few, context.language) : members.toLocaleString('sv-SE') };
    };
    return {
      counties: names.map((county) => ({ county, ...told(figures.counties, county) })),
      kinds: MEMBER_KINDS.map((kind: OrganisationKind) => ({ kind, ...told(figures.kinds, kind) })),
    };
  }

  @ResolveField(() => String, { nullable: true, description: 'The published description, Markdown; null before.' })
  async text(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext): Promise<string | null> {
    return (await context.load(textOfBarrier, barrier.id))?.body ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'The published description as safe HTML.' })
  async html(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext): Promise<string | null> {
    const text = await context.load(textOfBarrier, barrier.id);
    return text ? renderMarkdown(text.body) : null;
  }

  @ResolveField(() => Revision, { nullable: true, description: 'The published description with its review.' })
  publishedText(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext): Promise<Revision | null> {
    return context.load(textOfBarrier, barrier.id);
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'The barrier that it was merged into.' })
  mergedInto(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext): Promise<object | null> | null {
    return barrier.mergedIntoId ? loadNode(context, barrier.mergedIntoId) : null;
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'Who reported it; shown to the association and to the unit that reported it.',
  })
  reporter(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return barrier.reporterId && seesReporter(barrier, context.principal)
      ? context.load(personById, barrier.reporterId)
      : null;
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [Unit], {
    description: 'Units that it may be written with (audience UNIT): to the association all, to a unit itself.',
  })
  async correspondents(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext<Actor>): Promise<Unit[]> {
    const actor = context.principal;
    const rows = (await context.load(reportersOfBarrier, barrier.id)) ?? [];
    const shown = rows.filter(({ unitId }) => knowsSigners(actor) || actor.hasIn(unitId));
    const units = await Promise.all(shown.map(({ unitId }) => context.load(unitById, unitId)));
    return units.filter((one): one is Unit => one !== null);
  }

  @ResolveField(() => Unit, {
    nullable: true,
    description: "The member's unit that reported it; shown to the association and to that unit.",
  })
  reportedBy(@Parent() barrier: BarrierRow, @Ctx() context: RequestContext<Actor>): Promise<Unit | null> | null {
    return barrier.reporterUnitId && seesReporter(barrier, context.principal)
      ? context.load(unitById, barrier.reporterUnitId)
      : null;
  }
}

function seesReporter(barrier: BarrierRow, actor: Actor): boolean {
  return knowsSigners(actor) || (barrier.reporterUnitId !== null && actor.hasIn(barrier.reporterUnitId));
}

async function alike(
  context: RequestContext,
  asked: Parameters<typeof similarBarrierIds>[1],
  first: number,
): Promise<BarrierRow[]> {
  if (!Number.isInteger(first) || first < 1 || first > MOST_SIMILAR)
    throw new UserError('PAGE_SIZE', 'first', { max: MOST_SIMILAR });
  const ids = await similarBarrierIds(context, asked, first);
  const found = await Promise.all(ids.map((id) => context.load(barrierById, id)));
  return found.filter((one): one is BarrierRow => one !== null);
}

/** Exact to those who handle barriers; to all others what the barrier keeps for everybody. */
function weightOf(barrier: BarrierRow, context: RequestContext<Actor>): BarrierWeight {
  const { language } = context;
  const number = (value: number) => value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');
  const points = SEVERITY_POINTS[barrier.severity];
  const exact = knowsSigners(context.principal) && barrier.members != null;
  const figures = barrier.figures as Partial<Figures>;
  const members = exact ? barrier.members! : barrier.shownMembers || null;
  const value = exact ? barrier.weight! : barrier.publicWeight;
  const cost = exact ? barrier.cost! : (figures.cost ?? null);
  const volume = exact ? barrier.volume! : (figures.volume ?? null);
  const membersText = members === null ? say('FEWER_THAN_3', language) : number(members);
  const sum = (one: number | null): string => {
    if (one === null) return say('WEIGHT_NOT_SHOWN', language);
    return exact ? number(one) : say('WEIGHT_ABOUT', language, { sum: one });
  };
  const part = (label: string, said: string) => ({ label: say(label, language), value: said });
  return {
    value,
    members,
    membersText,
    severity: barrier.severity,
    cost,
    volume,
    parts: [
      part('WEIGHT_MEMBERS', membersText),
      part(
        'WEIGHT_SEVERITY',
        say('WEIGHT_SEVERITY_POINTS', language, { severity: `SEVERITY_${barrier.severity}`, points }),
      ),
      part('WEIGHT_VOLUME', sum(volume)),
      part('WEIGHT_COST', cost === null ? sum(cost) : say('WEIGHT_SEK', language, { sum: sum(cost) })),
      part(
        'WEIGHT_VALUE',
        members === null
          ? say('WEIGHT_PRODUCT_OF_FEW', language, { points, value })
          : say('WEIGHT_PRODUCT', language, { members, points, value }),
      ),
    ],
  };
}

/** Who added a piece of evidence is told to those who handle barriers: it may be whoever reported it. */
@Resolver(() => BarrierEvidence)
export class BarrierEvidenceResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Who added it; to the association and to oneself.' })
  addedByPerson(@Parent() evidence: EvidenceRow, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    const id = evidence.addedBy.replace(/^person:/, '');
    return isId(id, 'Person') && (knowsSigners(context.principal) || id === context.principal.personId)
      ? context.load(personById, id)
      : null;
  }
}

@Resolver(() => BarrierSignOn)
export class BarrierSignOnResolver {
  @ResolveField(() => Organisation, { description: 'The member.' })
  organisation(@Parent() signOn: SignOnRow, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(organisationById, signOn.orgId);
  }

  @ResolveField(() => Unit, { description: 'The board or department that it stops.' })
  unit(@Parent() signOn: SignOnRow, @Ctx() context: RequestContext): Promise<Unit | null> {
    return context.load(unitById, signOn.unitId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who signed on for it.' })
  signedBy(@Parent() signOn: SignOnRow, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, signOn.signedById);
  }

  @ResolveField(() => String, { nullable: true, description: 'Their own words as safe HTML.' })
  html(@Parent() signOn: SignOnRow): string | null {
    return signOn.words === null ? null : renderMarkdown(signOn.words);
  }
}
