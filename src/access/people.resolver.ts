import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Page } from '../platform/graphql/connection.js';
import { connectionOf, page, PageArgs } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { isId } from '../platform/ids.js';
import { notFound } from '../platform/user-error.js';
import { membershipById, membershipsOfPerson, organisationById, personById, unitById } from './access.loaders.js';
import { Actor, CurrentActor } from './actor.js';
import { Can } from './can.js';
import { Organisation, Unit } from './organisation.entity.js';
import {
  MembershipEndInput,
  MembershipGrantInput,
  PersonDisableInput,
  PersonEnableInput,
  PersonInviteInput,
  PersonUpdateInput,
} from './people.inputs.js';
import { colleaguesList, peopleList } from './people.queries.js';
import { PeopleService } from './people.service.js';
import { Membership, Person, Role } from './person.entity.js';

const PersonConnection = connectionOf(() => Person, 'Person');
const person = { person: { type: () => Person, description: 'The person as it is now.' } };
const membership = { membership: { type: () => Membership, description: 'The role as it is now.' } };
const PersonInvitePayload = payloadOf('PersonInvite', person);
const PersonUpdatePayload = payloadOf('PersonUpdate', person);
const PersonDisablePayload = payloadOf('PersonDisable', person);
const PersonEnablePayload = payloadOf('PersonEnable', person);
const MembershipGrantPayload = payloadOf('MembershipGrant', membership);
const MembershipEndPayload = payloadOf('MembershipEnd', membership);

@Resolver(() => Person)
export class PeopleResolver {
  constructor(
    private readonly people: PeopleService,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => PersonConnection, {
    name: 'people',
    description: 'Who may sign in. ADMIN: everybody, or one organisation; ORG_ADMIN: its own organisation.',
  })
  @Can('person:list', Role.ADMIN, Role.ORG_ADMIN)
  list(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('organisation', { type: () => ID, nullable: true, description: 'Only people with a role there.' })
    organisation: string | null,
  ): Promise<Page<Person>> {
    return page<Person>(context, this.seal, peopleList(organisationsFor(actor, organisation)), args);
  }

  @Query(() => PersonConnection, {
    description:
      "People of the caller's own organisations, to hand something over to or ask for a review. Their names only: addresses and roles as everywhere.",
  })
  @Can('person:colleagues')
  colleagues(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args() args: PageArgs,
    @Args('role', { type: () => Role, nullable: true, description: 'Only those who have this role.' })
    role: Role | null,
  ): Promise<Page<Person>> {
    const own = [...new Set(actor.memberships.map(({ organisationId }) => organisationId))].sort();
    return page<Person>(context, this.seal, colleaguesList(own, role ?? null), args);
  }

  @Mutation(() => PersonInvitePayload, { description: 'Lets somebody sign in, with at least one role.' })
  @Can('person:invite', Role.ADMIN, Role.ORG_ADMIN)
  async personInvite(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'Who, and with which roles.' }) input: PersonInviteInput,
  ): Promise<object> {
    return shown(context, await this.people.invite(actor, input));
  }

  @Mutation(() => PersonUpdatePayload, {
    description: 'Changes name, address or language; everybody their own language.',
  })
  @Can('person:update')
  async personUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'What to change.' }) input: PersonUpdateInput,
  ): Promise<object> {
    return shown(context, await this.people.update(actor, input));
  }

  @Mutation(() => PersonDisablePayload, { description: 'Closes an account; its sessions and tokens end at once.' })
  @Can('person:disable', Role.ADMIN, Role.ORG_ADMIN)
  async personDisable(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'Whose.' }) input: PersonDisableInput,
  ): Promise<object> {
    return shown(context, await this.people.disable(actor, input.id, input.expectedVersion));
  }

  @Mutation(() => PersonEnablePayload, { description: 'Opens a closed account again.' })
  @Can('person:enable', Role.ADMIN, Role.ORG_ADMIN)
  async personEnable(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'Whose.' }) input: PersonEnableInput,
  ): Promise<object> {
    return shown(context, await this.people.enable(actor, input.id, input.expectedVersion));
  }

  @Mutation(() => MembershipGrantPayload, {
    description: 'Gives a role. ORG_ADMIN: member roles in its own organisation; staff roles: ADMIN only.',
  })
  @Can('membership:grant', Role.ADMIN, Role.ORG_ADMIN)
  async membershipGrant(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'To whom, where, which.' }) input: MembershipGrantInput,
  ): Promise<object> {
    const { id } = await this.people.grant(actor, input);
    context.forget();
    return { membership: await context.load(membershipById, id) };
  }

  @Mutation(() => MembershipEndPayload, { description: 'Ends a role now. The last ADMIN stays.' })
  @Can('membership:end', Role.ADMIN, Role.ORG_ADMIN)
  async membershipEnd(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input', { description: 'Which.' }) input: MembershipEndInput,
  ): Promise<object> {
    const { id } = await this.people.end(actor, input);
    context.forget();
    return { membership: await context.load(membershipById, id) };
  }

  @ResolveField(() => Int, { description: 'Counts its changes; give it as `expectedVersion`.' })
  version(@Parent() { version }: Person): number {
    return version;
  }

  @ResolveField(() => [Membership], {
    description: "Roles held now: one's own, those in an organisation one manages, all for ADMIN; else none.",
  })
  memberships(@Parent() { id }: Person, @Ctx() context: RequestContext): Promise<Membership[] | null> {
    return context.load(membershipsOfPerson, id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'E-mail address: shown to oneself, to the administrators of an organisation where the person has a role, and to ADMIN.',
  })
  async email(@Parent() { id, email }: Person, @Ctx() context: RequestContext): Promise<string | null> {
    return (await seesAccount(context, id)) ? email : null;
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'When the account was closed; shown to whom the address is shown.',
  })
  async disabledAt(@Parent() { id, disabledAt }: Person, @Ctx() context: RequestContext): Promise<Date | null> {
    return (await seesAccount(context, id)) ? disabledAt : null;
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Whose role it is.' })
  person(@Parent() { personId }: Membership, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, personId);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'Where.' })
  organisation(@Parent() { organisationId }: Membership, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(organisationById, organisationId);
  }

  @ResolveField(() => Unit, { nullable: true, description: 'In which board or department.' })
  unit(@Parent() { unitId }: Membership, @Ctx() context: RequestContext): Promise<Unit | null> {
    return context.load(unitById, unitId);
  }
}

/** Null = all. The same answer for an organisation that is not there and for one that is somebody else's to manage. */
function organisationsFor(actor: Actor, asked: string | null | undefined): string[] | null {
  if (asked && !isId(asked, 'Organisation')) throw notFound('organisation');
  if (actor.has(Role.ADMIN)) return asked ? [asked] : null;
  const own = actor.memberships
    .filter(({ role }) => role === Role.ORG_ADMIN)
    .map(({ organisationId }) => organisationId);
  if (asked && !own.includes(asked)) throw notFound('organisation');
  return asked ? [asked] : [...new Set(own)].sort();
}

/** A membership is loaded only for those who may see it, so one that is loaded is enough (`seesMembership`). */
async function seesAccount(context: RequestContext, personId: string): Promise<boolean> {
  const actor = context.principal as Actor;
  if (actor.personId === personId || actor.has(Role.ADMIN)) return true;
  if (!actor.has(Role.ORG_ADMIN)) return false;
  return ((await context.load(membershipsOfPerson, personId)) ?? []).length > 0;
}

async function shown(context: RequestContext, { id }: { id: string }): Promise<object> {
  context.forget();
  return { person: await context.load(personById, id) };
}
