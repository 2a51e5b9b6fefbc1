import { Args, Extensions, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Person } from '../access/person.entity.js';
import { Access, EntryRow } from '../catalogue/entry.entity.js';
import { showActions } from '../catalogue/entry.resolver.js';
import { AllowedActionView } from '../catalogue/entry.types.js';
import { connectionOf, Page, page } from '../platform/graphql/connection.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { ReviewRequest } from './review-request.entity.js';
import { openRequestsOfEntry, reviewRequestById } from './review-request.loaders.js';
import { REVIEW_REQUEST_SELECT } from './review-request.queries.js';
import {
  EntryLowerSecrecyProposeInput,
  EntryRestrictInput,
  ReviewRequestAcceptInput,
  ReviewRequestRejectInput,
  ReviewRequestsArgs,
  ReviewRequestWithdrawInput,
} from './review.inputs.js';
import { ReviewRequests } from './review.service.js';
import { Secrecy, WORKING_ROLES } from './secrecy.service.js';

const ReviewRequestConnection = connectionOf(() => ReviewRequest, 'ReviewRequest');
const reviewRequest = { type: () => ReviewRequest, description: 'The request as it is now.' };
const entry = { type: () => EntryRow, description: 'The entry as it is now; null if the caller sees it no more.' };
const ReviewRequestAcceptPayload = payloadOf('ReviewRequestAccept', { reviewRequest, entry });
const ReviewRequestRejectPayload = payloadOf('ReviewRequestReject', { reviewRequest });
const ReviewRequestWithdrawPayload = payloadOf('ReviewRequestWithdraw', { reviewRequest });
const EntryLowerSecrecyProposePayload = payloadOf('EntryLowerSecrecyPropose', { reviewRequest, entry });
const EntryRestrictPayload = payloadOf('EntryRestrict', { entry });

@Resolver(() => ReviewRequest)
export class ReviewRequestResolver {
  constructor(
    private readonly requests: ReviewRequests,
    private readonly secrecy: Secrecy,
    private readonly seal: CursorSeal,
  ) {}

  @Query(() => ReviewRequestConnection, {
    description: "Acts of the caller's organisations that need or needed a second person, newest first.",
  })
  @Can('review-request:read')
  reviewRequests(
    @Args() args: ReviewRequestsArgs,
    @Ctx() context: RequestContext<Actor>,
  ): Promise<Page<ReviewRequest>> {
    return page<ReviewRequest>(
      context,
      this.seal,
      {
        name: 'review_requests',
        select: `select ${REVIEW_REQUEST_SELECT}`,
        from: 'from review_request q',
        where: args.state ? ['q.state = $1'] : [],
        values: args.state ? [args.state] : [],
        order: [
          { sql: 'q.created_at', property: 'createdAt', type: 'timestamptz', direction: 'desc' },
          { sql: 'q.id', property: 'id', type: 'uuid', direction: 'desc' },
        ],
        choice: { state: args.state },
      },
      args,
    );
  }

  @Mutation(() => ReviewRequestAcceptPayload, {
    description: 'Says yes to what another person proposed, and does it. The act itself says whose yes it takes.',
  })
  @Can('review-request:decide')
  async reviewRequestAccept(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: ReviewRequestAcceptInput,
  ) {
    return this.shown(context, (await this.requests.accept(actor, input)).id);
  }

  @Mutation(() => ReviewRequestRejectPayload, { description: 'Says no to what another person proposed, and why.' })
  @Can('review-request:decide')
  async reviewRequestReject(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: ReviewRequestRejectInput,
  ) {
    return this.shown(context, (await this.requests.reject(actor, input)).id);
  }

  @Mutation(() => ReviewRequestWithdrawPayload, { description: 'Takes back what oneself proposed.' })
  @Can('review-request:withdraw')
  async reviewRequestWithdraw(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: ReviewRequestWithdrawInput,
  ) {
    return this.shown(context, (await this.requests.withdraw(actor, input)).id);
  }

  @Mutation(() => EntryLowerSecrecyProposePayload, {
    description: 'Proposes that more people may see an entry; another person of the unit that owns it decides.',
  })
  @Can('entry:lower-secrecy', ...WORKING_ROLES)
  async entryLowerSecrecyPropose(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: EntryLowerSecrecyProposeInput,
  ) {
    return this.shown(context, (await this.secrecy.propose(actor, input)).id);
  }

  @Mutation(() => EntryRestrictPayload, {
    description:
      'Narrows who may see an entry, at once. RESTRICTED leaves the caller, whoever made it, the people named and assigned staff.',
  })
  @Can('entry:restrict', ...WORKING_ROLES)
  async entryRestrict(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext<Actor>,
    @Args('input') input: EntryRestrictInput,
  ) {
    const { id } = await this.secrecy.restrict(actor, input);
    return { entry: await loadNode(context, id) };
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'The entry it is about.' })
  entry(@Parent() row: ReviewRequest, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, row.entryId);
  }

  @ResolveField(() => EntryRow, {
    nullable: true,
    description: 'The other thing that the act concerns: the barrier that stays, for barrier.merge.',
  })
  into(@Parent() row: ReviewRequest, @Ctx() context: RequestContext): Promise<object | null> | null {
    return typeof row.arguments.into === 'string' ? loadNode(context, row.arguments.into) : null;
  }

  @ResolveField(() => Access, { nullable: true, description: 'The access proposed, for entry.lower-secrecy.' })
  proposedAccess(@Parent() row: ReviewRequest): Access | null {
    return (row.arguments.access as Access | undefined) ?? null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who proposed it.' })
  proposedBy(@Parent() row: ReviewRequest, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, row.proposedById);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who decided.' })
  decidedBy(@Parent() row: ReviewRequest, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.decidedById ? context.load(personById, row.decidedById) : null;
  }

  @Extensions({ size: 3 })
  @ResolveField(() => [AllowedActionView], {
    description: 'What the reader may do with it now, and what stands in the way.',
  })
  async allowedActions(
    @Parent() row: ReviewRequest,
    @Ctx() context: RequestContext<Actor>,
  ): Promise<AllowedActionView[]> {
    return showActions(await this.requests.actionsOf(context, row), 'reviewRequest', context);
  }

  private async shown(
    context: RequestContext,
    id: string,
  ): Promise<{ reviewRequest: ReviewRequest | null; entry: object | null }> {
    const row = await context.load(reviewRequestById, id);
    return { reviewRequest: row, entry: row && (await loadNode(context, row.entryId)) };
  }
}

@Resolver(() => EntryRow)
export class EntryRequestsResolver {
  @Extensions({ size: 2 })
  @ResolveField(() => [ReviewRequest], {
    description: "Acts on it that wait for a second person; to people of the proposer's organisation.",
  })
  async openRequests(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<ReviewRequest[]> {
    return (await context.load(openRequestsOfEntry, entry.id)) ?? [];
  }
}
