import { Args, Field, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Extensions } from '@nestjs/graphql';
import { unitById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Unit } from '../access/organisation.entity.js';
import { PublicAddress } from '../access/public-address.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { CalendarToken } from './calendar-token.entity.js';
import { CalendarTokens } from './calendar-tokens.service.js';
import { CalendarTokenCreateInput, CalendarTokenRevokeInput } from './calendar.inputs.js';

@ObjectType({ description: 'A secret address; whoever has it sees the dates.' })
export class CalendarAddress {
  @Field({ description: 'To paste into a calendar program. Shown now and never again.' })
  url!: string;
}

const calendarToken = { type: () => CalendarToken, description: 'The calendar token as it is now.' };
const CalendarTokenCreatePayload = payloadOf('CalendarTokenCreate', {
  calendarToken,
  address: {
    type: () => CalendarAddress,
    description: 'Its address; null when the same idempotency key was used before, since the secret is not kept.',
  },
});
const CalendarTokenRevokePayload = payloadOf('CalendarTokenRevoke', { calendarToken });

@Resolver(() => CalendarToken)
export class CalendarResolver {
  constructor(
    private readonly tokens: CalendarTokens,
    private readonly address: PublicAddress,
  ) {}

  @Query(() => [CalendarToken], { description: "The caller's own calendar addresses, the newest first." })
  @Extensions({ size: 100 })
  @Can('calendar-token:read')
  calendarTokens(@CurrentActor() actor: Actor) {
    return this.tokens.list(actor);
  }

  @Mutation(() => CalendarTokenCreatePayload, {
    description: 'Makes a secret address of a calendar: of the caller, or of a unit that the caller belongs to.',
  })
  @Can('calendar-token:create')
  async calendarTokenCreate(@CurrentActor() actor: Actor, @Args('input') input: CalendarTokenCreateInput) {
    const { id, secret } = await this.tokens.create(actor, input);
    return {
      calendarToken: await this.mine(actor, id),
      address: secret ? { url: `${this.address.url}/calendar/${secret}.ics` } : null,
    };
  }

  @Mutation(() => CalendarTokenRevokePayload, { description: 'Revokes a secret address. It answers that it is gone.' })
  @Can('calendar-token:revoke')
  async calendarTokenRevoke(@CurrentActor() actor: Actor, @Args('input') input: CalendarTokenRevokeInput) {
    const { id } = await this.tokens.revoke(actor, input);
    return { calendarToken: await this.mine(actor, id) };
  }

  @ResolveField(() => Unit, { nullable: true, description: 'The unit, for UNIT.' })
  unit(@Parent() token: CalendarToken, @Ctx() context: RequestContext): Promise<Unit | null> | null {
    return token.unitId ? context.load(unitById, token.unitId) : null;
  }

  private async mine(actor: Actor, id: string) {
    return (await this.tokens.list(actor)).find((one) => one.id === id) ?? null;
  }
}
