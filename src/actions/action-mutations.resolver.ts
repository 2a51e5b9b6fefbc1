import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Role } from '../access/person.entity.js';
import { Outcome } from '../platform/database/transaction.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { ActionCourse } from './action-course.service.js';
import { Action } from './action.entity.js';
import {
  ActionCancelInput,
  ActionCloseInput,
  ActionDecideInput,
  ActionHoldInput,
  ActionLogContactInput,
  ActionPlanInput,
  ActionRecordResponseInput,
  ActionSendInput,
  ActionStepInput,
  ActionUpdateInput,
} from './action.inputs.js';
import { actionById } from './action.loaders.js';
import { ActionRow } from './action.queries.js';
import { ActionService } from './action.service.js';

const payload = (name: string) =>
  payloadOf<{ action: ActionRow | null }>(name, {
    action: { type: () => Action, description: 'The action as it is now.' },
  });
const PlanPayload = payload('ActionPlan');
const UpdatePayload = payload('ActionUpdate');
const PreparePayload = payload('ActionPrepare');
const DecidePayload = payload('ActionDecide');
const SendPayload = payload('ActionSend');
const HoldPayload = payload('ActionHold');
const RecordResponsePayload = payload('ActionRecordResponse');
const LogContactPayload = payload('ActionLogContact');
const ClosePayload = payload('ActionClose');
const CancelPayload = payload('ActionCancel');

/** The mutations of actions; thin: input → service → the action read again as the actor. */
@Resolver()
export class ActionMutations {
  constructor(
    private readonly actions: ActionService,
    private readonly course: ActionCourse,
  ) {}

  @Mutation(() => PlanPayload, { description: 'Plans an advocacy action.' })
  @Can('action:plan', Role.ADVOCATE)
  actionPlan(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionPlanInput) {
    return shown(context, this.actions.plan(actor, input));
  }

  @Mutation(() => UpdatePayload, { description: 'Changes an action that is not done.' })
  @Can('action:update', Role.ADVOCATE)
  actionUpdate(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionUpdateInput) {
    return shown(context, this.actions.update(actor, input));
  }

  @Mutation(() => PreparePayload, { description: 'Begins to write or arrange it.' })
  @Can('action:prepare', Role.ADVOCATE)
  actionPrepare(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionStepInput) {
    return shown(context, this.course.prepare(actor, input));
  }

  @Mutation(() => DecidePayload, { description: 'Registers the decision to send exactly the text that is approved.' })
  @Can('action:decide', Role.ADVOCATE)
  actionDecide(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionDecideInput) {
    return shown(context, this.course.decide(actor, input));
  }

  @Mutation(() => SendPayload, {
    description: 'Says that a letter was sent; from now on it is shown to those it is meant for.',
  })
  @Can('action:send', Role.ADVOCATE)
  actionSend(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionSendInput) {
    return shown(context, this.course.send(actor, input));
  }

  @Mutation(() => HoldPayload, { description: 'Says that a meeting or the like was held, and what came of it.' })
  @Can('action:hold', Role.ADVOCATE)
  actionHold(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionHoldInput) {
    return shown(context, this.course.hold(actor, input));
  }

  @Mutation(() => RecordResponsePayload, { description: 'Registers an answer.' })
  @Can('action:record-response', Role.ADVOCATE)
  actionRecordResponse(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: ActionRecordResponseInput,
  ) {
    return shown(context, this.course.recordResponse(actor, input));
  }

  @Mutation(() => LogContactPayload, { description: 'Writes a contact with a body of government in the log.' })
  @Can('action:log-contact', Role.ADVOCATE)
  actionLogContact(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: ActionLogContactInput,
  ) {
    return shown(context, this.course.logContact(actor, input));
  }

  @Mutation(() => ClosePayload, { description: 'Closes an action that is done.' })
  @Can('action:close', Role.ADVOCATE)
  actionClose(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionCloseInput) {
    return shown(context, this.course.close(actor, input));
  }

  @Mutation(() => CancelPayload, { description: 'Cancels an action that is not done.' })
  @Can('action:cancel', Role.ADVOCATE)
  actionCancel(@CurrentActor() actor: Actor, @Ctx() context: RequestContext, @Args('input') input: ActionCancelInput) {
    return shown(context, this.course.cancel(actor, input));
  }
}

async function shown(context: RequestContext, doing: Promise<Outcome>): Promise<{ action: ActionRow | null }> {
  const { id } = await doing;
  return { action: await context.load(actionById, id) };
}
