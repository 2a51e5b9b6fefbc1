import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Role } from '../access/person.entity.js';
import { Outcome } from '../platform/database/transaction.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { Claim } from './claim.entity.js';
import { ClaimService } from './claim.service.js';
import { Goal } from './goal.entity.js';
import {
  ClaimAddInput,
  ClaimGradeInput,
  ClaimReasonInput,
  ClaimUpdateInput,
  ClaimVerifyInput,
  GoalActionInput,
  GoalCloseInput,
  GoalCreateInput,
  GoalReasonInput,
  GoalUpdateInput,
} from './goal.inputs.js';
import { claimById, goalById } from './goal.loaders.js';
import { ClaimRow, GoalRow } from './goal.queries.js';
import { CHECKERS } from './goal.relations.js';
import { GoalService } from './goal.service.js';

const GOAL = { type: () => Goal, description: 'The goal as it is now.' };
const CLAIM = { type: () => Claim, description: 'The claim as it is now.' };
const goalPayload = (name: string) => payloadOf<{ goal: GoalRow | null }>(name, { goal: GOAL });
const claimPayload = (name: string) =>
  payloadOf<{ claim: ClaimRow | null; goal: GoalRow | null }>(name, { claim: CLAIM, goal: GOAL });
const GoalCreatePayload = goalPayload('GoalCreate');
const GoalUpdatePayload = goalPayload('GoalUpdate');
const GoalPublishPayload = goalPayload('GoalPublish');
const GoalRestPayload = goalPayload('GoalRest');
const GoalWakePayload = goalPayload('GoalWake');
const GoalClosePayload = goalPayload('GoalClose');
const GoalReopenPayload = goalPayload('GoalReopen');
const ClaimAddPayload = claimPayload('ClaimAdd');
const ClaimUpdatePayload = claimPayload('ClaimUpdate');
const ClaimGradePayload = claimPayload('ClaimGrade');
const ClaimVerifyPayload = claimPayload('ClaimVerify');
const ClaimDropPayload = claimPayload('ClaimDrop');
const ClaimRevivePayload = claimPayload('ClaimRevive');

/** The mutations of goals and claims; thin: input → service → the thing read again as the actor. */
@Resolver()
export class GoalMutations {
  constructor(
    private readonly goals: GoalService,
    private readonly claims: ClaimService,
  ) {}

  @Mutation(() => GoalCreatePayload, { description: 'Sets an advocacy goal; it is published apart.' })
  @Can('goal:create', Role.ADVOCATE)
  goalCreate(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: GoalCreateInput) {
    return goal(context, this.goals.create(actor, input));
  }

  @Mutation(() => GoalUpdatePayload, { description: 'Changes a goal.' })
  @Can('goal:update', Role.ADVOCATE)
  goalUpdate(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: GoalUpdateInput) {
    return goal(context, this.goals.update(actor, input));
  }

  @Mutation(() => GoalPublishPayload, { description: 'Shows a goal to those it is meant for.' })
  @Can('goal:publish', Role.ADVOCATE)
  goalPublish(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: GoalActionInput) {
    return goal(context, this.goals.publish(actor, input));
  }

  @Mutation(() => GoalRestPayload, { description: 'Lets a goal rest.' })
  @Can('goal:rest', Role.ADVOCATE)
  goalRest(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: GoalReasonInput) {
    return goal(context, this.goals.rest(actor, input));
  }

  @Mutation(() => GoalWakePayload, { description: 'Takes a resting goal up again.' })
  @Can('goal:wake', Role.ADVOCATE)
  goalWake(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: GoalReasonInput) {
    return goal(context, this.goals.wake(actor, input));
  }

  @Mutation(() => GoalClosePayload, { description: 'Ends a goal, achieved or abandoned.' })
  @Can('goal:close', Role.ADVOCATE)
  goalClose(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: GoalCloseInput) {
    return goal(context, this.goals.close(actor, input));
  }

  @Mutation(() => GoalReopenPayload, { description: 'Takes an ended goal up again.' })
  @Can('goal:reopen', Role.ADVOCATE)
  goalReopen(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: GoalReasonInput) {
    return goal(context, this.goals.reopen(actor, input));
  }

  @Mutation(() => ClaimAddPayload, {
    description: 'Adds a claim to a goal; its text is a revision in the slot of the claim.',
  })
  @Can('claim:add', Role.ADVOCATE)
  claimAdd(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ClaimAddInput) {
    return claim(context, this.claims.add(actor, input));
  }

  @Mutation(() => ClaimUpdatePayload, { description: 'Changes a claim that is still pending.' })
  @Can('claim:update', Role.ADVOCATE)
  claimUpdate(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ClaimUpdateInput) {
    return claim(context, this.claims.update(actor, input));
  }

  @Mutation(() => ClaimGradePayload, { description: 'Says what came of a claim, with what shows it.' })
  @Can('claim:grade', Role.ADVOCATE)
  claimGrade(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ClaimGradeInput) {
    return claim(context, this.claims.grade(actor, input));
  }

  @Mutation(() => ClaimVerifyPayload, { description: "Says that somebody else's grade is right." })
  @Can('claim:verify', ...CHECKERS)
  claimVerify(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ClaimVerifyInput) {
    return claim(context, this.claims.verify(actor, input));
  }

  @Mutation(() => ClaimDropPayload, { description: 'Drops a claim, or lets a woken one stay dropped.' })
  @Can('claim:drop', Role.ADVOCATE)
  claimDrop(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ClaimReasonInput) {
    return claim(context, this.claims.drop(actor, input));
  }

  @Mutation(() => ClaimRevivePayload, { description: 'Takes a dropped claim up again.' })
  @Can('claim:revive', Role.ADVOCATE)
  claimRevive(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ClaimReasonInput) {
    return claim(context, this.claims.revive(actor, input));
  }
}

async function goal(context: RequestContext, doing: Promise<Outcome>): Promise<{ goal: GoalRow | null }> {
  const { id } = await doing;
  return { goal: await context.load(goalById, id) };
}

async function claim(
  context: RequestContext,
  doing: Promise<Outcome>,
): Promise<{ claim: ClaimRow | null; goal: GoalRow | null }> {
  const { id, claim: claimId } = await doing;
  return { claim: await context.load(claimById, String(claimId)), goal: await context.load(goalById, id) };
}
