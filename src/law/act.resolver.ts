import { Args, Field, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById } from '../access/access.loaders.js';
import { Can } from '../access/can.js';
import { Organisation } from '../access/organisation.entity.js';
import type { Page } from '../platform/graphql/connection.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import type { SuccessionPartyRow } from './act.entity.js';
import { Act, ActName, Succession } from './act.entity.js';
import { actById, namesOfAct } from './act.loaders.js';
import { actList, SUCCESSIONS } from './act.queries.js';

const ActConnection = connectionOf(() => Act, 'Act');

@ObjectType({ description: 'One side of a succession: an organisation, an act, or a word.' })
export class SuccessionParty {
  @Field(() => String, { nullable: true, description: 'The name that the organisation bore, or the word itself.' })
  name!: string | null;
  @Field(() => String, { nullable: true, description: 'Part of the act, such as `K6`; null = the whole.' })
  fragment!: string | null;
  organisationId?: string;
  actId?: string;
}

@Resolver(() => Act)
export class ActResolver {
  constructor(private readonly seal: CursorSeal) {}

  @Query(() => ActConnection, {
    description:
      'Acts by the names they bear. With `on` only names that meant the act on that day: SoL is 2001:453 in 2011 and 2025:400 in 2026. A presumption: transitional rules can keep an old act alive.',
  })
  @Can.anyone('act:read')
  acts(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('query', {
      type: () => String,
      nullable: true,
      description: 'Part of a name, an abbreviation, or a canonical id; exact names first.',
    })
    query: string | null,
    @Args('on', {
      type: () => DateScalar,
      nullable: true,
      description: 'The day of the text that uses the name; any time when left out.',
    })
    on: string | null,
  ): Promise<Page<Act>> {
    return page<Act>(context, this.seal, actList(query ?? null, on ?? null), args);
  }

  @ResolveField(() => [ActName], { description: 'Names; with `on` those that meant this act on that day.' })
  async names(
    @Parent() act: Act,
    @Ctx() context: RequestContext,
    @Args('on', { type: () => DateScalar, nullable: true, description: 'Day; any time when left out.' })
    on: string | null,
  ): Promise<ActName[]> {
    const names = (await context.load(namesOfAct, act.id)) ?? [];
    if (!on) return names;
    return names.filter((name) => (name.validFrom ?? on) <= on && (name.validTo === null || name.validTo > on));
  }

  @ResolveField(() => Act, { nullable: true, description: 'The act that replaced it.' })
  successor(@Parent() act: Act, @Ctx() context: RequestContext): Promise<Act | null> | null {
    return act.successorId ? context.load(actById, act.successorId) : null;
  }
}

@Resolver(() => Succession)
export class SuccessionResolver {
  @Query(() => [Succession], {
    description: 'Names and bodies that gave way to others, the latest first: an older text means what it meant then.',
  })
  @Can.anyone('act:read')
  successions(
    @Ctx() context: RequestContext,
    @Args('on', {
      type: () => DateScalar,
      nullable: true,
      description: 'Those that had happened by this day; all when left out.',
    })
    on: string | null,
  ): Promise<Succession[]> {
    return context.reads.all<Succession>(context, 'successions', SUCCESSIONS, [on ?? null]);
  }

  @ResolveField(() => SuccessionParty, { description: 'What gave way.' })
  from(@Parent() succession: Succession): SuccessionPartyRow {
    return succession.predecessor;
  }

  @ResolveField(() => [SuccessionParty], { description: 'What followed; empty when nothing did.' })
  to(@Parent() succession: Succession): SuccessionPartyRow[] {
    return succession.successors;
  }
}

@Resolver(() => SuccessionParty)
export class SuccessionPartyResolver {
  @ResolveField(() => Organisation, { nullable: true, description: 'The organisation.' })
  organisation(
    @Parent() party: SuccessionPartyRow,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | null> | null {
    return party.organisationId ? context.load(organisationById, party.organisationId) : null;
  }

  @ResolveField(() => Act, { nullable: true, description: 'The act.' })
  act(@Parent() party: SuccessionPartyRow, @Ctx() context: RequestContext): Promise<Act | null> | null {
    return party.actId ? context.load(actById, party.actId) : null;
  }
}
