import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Role } from '../access/person.entity.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { ReviewRequest } from '../review/review-request.entity.js';
import { BarrierCourseService } from './barrier-course.service.js';
import { BarrierIntakeService } from './barrier-intake.service.js';
import { BarrierMergeService } from './barrier-merge.service.js';
import { BarrierSignOn } from './barrier-parts.entity.js';
import { BarrierSignOns } from './barrier-sign-ons.service.js';
import { Barrier } from './barrier.entity.js';
import {
  BarrierActionInput,
  BarrierClassifyInput,
  BarrierEvidenceAddInput,
  BarrierEvidenceRemoveInput,
  BarrierMergeInput,
  BarrierPursueInput,
  BarrierReasonInput,
  BarrierReportInput,
  BarrierResolveInput,
  BarrierSignOnInput,
  BarrierSignOnUpdateInput,
  BarrierSignOnWithdrawInput,
  BarrierUpdateInput,
  BarrierVerifyInput,
} from './barrier.inputs.js';
import { barrierById, mySignOnsOfBarrier } from './barrier.loaders.js';
import { BARRIER_HANDLERS, BARRIER_MEMBERS } from './barrier.relations.js';

const barrierField = { type: () => Barrier, description: 'The barrier as it is now.' };
const payload = (name: string) => payloadOf(`Barrier${name}`, { barrier: barrierField });
const ReportPayload = payload('Report');
const UpdatePayload = payload('Update');
const EvidenceAddPayload = payload('EvidenceAdd');
const EvidenceRemovePayload = payload('EvidenceRemove');
const ConfirmPayload = payload('Confirm');
const PursuePayload = payload('Pursue');
const StopPursuingPayload = payload('StopPursuing');
const ResolvePayload = payload('Resolve');
const VerifyPayload = payload('Verify');
const DismissPayload = payload('Dismiss');
const ReopenPayload = payload('Reopen');
const SignOnWithdrawPayload = payload('SignOnWithdraw');
const signOnField = { type: () => BarrierSignOn, description: 'The sign-on as it is now.' };
const SignOnPayload = payloadOf('BarrierSignOn', { barrier: barrierField, signOn: signOnField });
const SignOnUpdatePayload = payloadOf('BarrierSignOnUpdate', { barrier: barrierField, signOn: signOnField });
const requestField = { type: () => ReviewRequest, description: 'The proposal that another person decides on.' };
const ClassifyPayload = payloadOf('BarrierClassify', { barrier: barrierField, reviewRequest: requestField });
const MergePayload = payloadOf('BarrierMerge', { barrier: barrierField, reviewRequest: requestField });

/** What people do with barriers. */
@Resolver()
export class BarrierActionsResolver {
  constructor(
    private readonly intake: BarrierIntakeService,
    private readonly course: BarrierCourseService,
    private readonly merges: BarrierMergeService,
    private readonly signOns: BarrierSignOns,
  ) {}

  @Mutation(() => ReportPayload, { description: 'Reports a barrier. A member that reports has signed on.' })
  @Can('barrier:report', ...BARRIER_MEMBERS, ...BARRIER_HANDLERS)
  async barrierReport(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierReportInput,
  ) {
    return this.shown(context, await this.intake.report(actor, input));
  }

  @Mutation(() => UpdatePayload, {
    description: 'Puts a barrier better: whoever reported it until it is confirmed, then the association.',
  })
  @Can('barrier:update', ...BARRIER_MEMBERS, ...BARRIER_HANDLERS)
  async barrierUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierUpdateInput,
  ) {
    return this.shown(context, await this.intake.update(actor, input));
  }

  @Mutation(() => EvidenceAddPayload, { description: 'Adds what shows that it is a barrier.' })
  @Can('barrier:add-evidence', ...BARRIER_MEMBERS, ...BARRIER_HANDLERS)
  async barrierEvidenceAdd(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierEvidenceAddInput,
  ) {
    return this.shown(context, await this.intake.addEvidence(actor, input));
  }

  @Mutation(() => EvidenceRemovePayload, { description: 'Takes evidence away; not what the classification rests on.' })
  @Can('barrier:remove-evidence', ...BARRIER_MEMBERS, ...BARRIER_HANDLERS)
  async barrierEvidenceRemove(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierEvidenceRemoveInput,
  ) {
    return this.shown(context, await this.intake.removeEvidence(actor, input));
  }

  @Mutation(() => ConfirmPayload, {
    description: 'Confirms that it is a barrier: everybody it is meant for can read it and sign on.',
  })
  @Can('barrier:confirm', ...BARRIER_HANDLERS)
  async barrierConfirm(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierActionInput,
  ) {
    return this.shown(context, await this.course.confirm(actor, input));
  }

  @Mutation(() => PursuePayload, { description: 'Begins to work for its removal.' })
  @Can('barrier:pursue', Role.ADVOCATE)
  async barrierPursue(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierPursueInput,
  ) {
    return this.shown(context, await this.course.pursue(actor, input));
  }

  @Mutation(() => StopPursuingPayload, { description: 'Lets it rest again.' })
  @Can('barrier:pursue', Role.ADVOCATE)
  async barrierStopPursuing(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierReasonInput,
  ) {
    return this.shown(context, await this.course.stopPursuing(actor, input));
  }

  @Mutation(() => ResolvePayload, { description: 'Says that it is gone, wholly or in part, with evidence.' })
  @Can('barrier:resolve', ...BARRIER_HANDLERS)
  async barrierResolve(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierResolveInput,
  ) {
    return this.shown(context, await this.course.resolve(actor, input));
  }

  @Mutation(() => VerifyPayload, {
    description: 'Says what was found by whoever tried whether it is gone; closes the task to verify it.',
  })
  @Can('barrier:resolve', ...BARRIER_HANDLERS)
  async barrierVerify(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierVerifyInput,
  ) {
    return this.shown(context, await this.course.verify(actor, input));
  }

  @Mutation(() => DismissPayload, { description: 'Ends it without a resolution, with the reason.' })
  @Can('barrier:dismiss', ...BARRIER_HANDLERS)
  async barrierDismiss(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierReasonInput,
  ) {
    return this.shown(context, await this.course.dismiss(actor, input));
  }

  @Mutation(() => ReopenPayload, { description: 'Opens it again.' })
  @Can('barrier:reopen', ...BARRIER_HANDLERS)
  async barrierReopen(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierReasonInput,
  ) {
    return this.shown(context, await this.course.reopen(actor, input));
  }

  @Mutation(() => SignOnWithdrawPayload, { description: "Takes a unit's sign-on back." })
  @Can('barrier:sign-on', ...BARRIER_MEMBERS)
  async barrierSignOnWithdraw(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierSignOnWithdrawInput,
  ) {
    return this.shown(context, await this.signOns.withdraw(actor, input));
  }

  @Mutation(() => ClassifyPayload, {
    description:
      'Says what kind of barrier it is, with the evidence that kind demands. A confirmed one is reclassified by two people.',
  })
  @Can('barrier:classify', ...BARRIER_HANDLERS)
  async barrierClassify(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierClassifyInput,
  ) {
    return this.proposed(context, await this.intake.classify(actor, input));
  }

  @Mutation(() => MergePayload, {
    description: 'Proposes that it is the same as another; another person decides, and it is done.',
  })
  @Can('barrier:merge', ...BARRIER_HANDLERS)
  async barrierMerge(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierMergeInput,
  ) {
    return this.proposed(context, await this.merges.propose(actor, input));
  }

  @Mutation(() => SignOnPayload, { description: 'Says that it stops a unit too. Shown to others only as figures.' })
  @Can('barrier:sign-on', ...BARRIER_MEMBERS)
  async barrierSignOn(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierSignOnInput,
  ) {
    return this.signed(context, await this.signOns.signOn(actor, input));
  }

  @Mutation(() => SignOnUpdatePayload, { description: "Changes a unit's sign-on." })
  @Can('barrier:sign-on', ...BARRIER_MEMBERS)
  async barrierSignOnUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: BarrierSignOnUpdateInput,
  ) {
    return this.signed(context, await this.signOns.update(actor, input));
  }

  private async shown(context: RequestContext, { id }: { id: string }) {
    return { barrier: await context.load(barrierById, id) };
  }

  private async proposed(context: RequestContext, { id, request }: { id: string; request: string | null }) {
    return {
      barrier: await context.load(barrierById, id),
      reviewRequest: request ? await loadNode(context, request) : null,
    };
  }

  private async signed(context: RequestContext, { id, signOn }: { id: string; signOn: string }) {
    const mine = (await context.load(mySignOnsOfBarrier, id)) ?? [];
    return { barrier: await context.load(barrierById, id), signOn: mine.find((one) => one.id === signOn) ?? null };
  }
}
