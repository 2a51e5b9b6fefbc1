import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Page } from '../platform/graphql/connection.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { isId } from '../platform/ids.js';
import { namesOfOrganisation, organisationById, unitById, unitsOfOrganisation } from './access.loaders.js';
import { Actor, CurrentActor } from './actor.js';
import { Can } from './can.js';
import { Organisation, OrganisationName, Unit } from './organisation.entity.js';
import { OrganisationFilter, OrganisationUpdateInput, UnitCreateInput } from './organisations.inputs.js';
import { organisationList } from './organisations.queries.js';
import { OrganisationService } from './organisations.service.js';
import { Role } from './person.entity.js';

const OrganisationConnection = connectionOf(() => Organisation, 'Organisation');
const OrganisationUpdatePayload = payloadOf('OrganisationUpdate', {
  organisation: { type: () => Organisation, description: 'The organisation as it is now.' },
});
const UnitCreatePayload = payloadOf('UnitCreate', {
  unit: { type: () => Unit, description: 'The new unit.' },
  organisation: { type: () => Organisation, description: 'The organisation it belongs to.' },
});

@Resolver(() => Organisation)
export class OrganisationResolver {
  constructor(
    private readonly service: OrganisationService,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => OrganisationConnection, {
    description: 'Municipalities, regions, the association, ministries and authorities, in Swedish alphabetical order.',
  })
  @Can.anyone('organisation:read')
  organisations(
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('filter', { type: () => OrganisationFilter, nullable: true, description: 'Which ones; all when left out.' })
    filter: OrganisationFilter | null,
  ): Promise<Page<Organisation>> {
    return page<Organisation>(context, this.seal, organisationList(filter ?? {}), args);
  }

  @Query(() => Organisation, { nullable: true, description: 'One organisation by its id.' })
  @Can.anyone('organisation:read')
  organisation(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<Organisation | null> | null {
    return isId(id, 'Organisation') ? context.load(organisationById, id) : null;
  }

  @Mutation(() => OrganisationUpdatePayload, {
    description:
      "Changes an organisation. ADMIN any; ORG_ADMIN whether its own organisation's questions need approval.",
  })
  @Can('organisation:update', Role.ADMIN, Role.ORG_ADMIN)
  async organisationUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'What to change.' }) input: OrganisationUpdateInput,
  ): Promise<object> {
    const { id } = await this.service.update(actor, input);
    context.forget();
    return { organisation: await context.load(organisationById, id) };
  }

  @Mutation(() => UnitCreatePayload, {
    description: 'Adds a board or department. ADMIN in any organisation, ORG_ADMIN in its own.',
  })
  @Can('unit:create', Role.ADMIN, Role.ORG_ADMIN)
  async unitCreate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'The unit.' }) input: UnitCreateInput,
  ): Promise<object> {
    const { id } = await this.service.createUnit(actor, input);
    context.forget();
    return {
      unit: await context.load(unitById, id),
      organisation: await context.load(organisationById, input.organisationId),
    };
  }

  @ResolveField(() => Int, { description: 'Counts its changes; give it as `expectedVersion`.' })
  version(@Parent() organisation: Organisation): number {
    return organisation.version;
  }

  @ResolveField(() => [Unit], { description: 'Its boards and departments, in alphabetical order; ended ones too.' })
  units(@Parent() { id }: Organisation, @Ctx() context: RequestContext): Promise<Unit[] | null> {
    return context.load(unitsOfOrganisation, id);
  }

  @ResolveField(() => [OrganisationName], { description: 'Other names it has or had, the oldest first.' })
  names(@Parent() { id }: Organisation, @Ctx() context: RequestContext): Promise<OrganisationName[] | null> {
    return context.load(namesOfOrganisation, id);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'What took its place, when it no longer exists.' })
  successor(
    @Parent() { successorId }: Organisation,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | null> | null {
    return successorId ? context.load(organisationById, successorId) : null;
  }
}

@Resolver(() => Unit)
export class UnitResolver {
  @ResolveField(() => Organisation, { description: 'The organisation it belongs to.' })
  organisation(@Parent() { organisationId }: Unit, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(organisationById, organisationId);
  }
}
