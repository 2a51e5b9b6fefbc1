import { Args, Extensions, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById, personById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Organisation } from '../access/organisation.entity.js';
import { Person } from '../access/person.entity.js';
import { showActions } from '../catalogue/entry.resolver.js';
import { AllowedActionView } from '../catalogue/entry.types.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { say } from '../platform/i18n/messages.js';
import { spoken } from './document-id.js';
import { Dossier, DossierStage } from './dossier.entity.js';
import {
  DossierConsultee,
  DossierCorrection,
  DossierMilestone,
  DossierProposal,
  MilestoneState,
  ProposalState,
} from './dossier-parts.entity.js';
import {
  DossierConsulteeAddInput,
  DossierConsulteeAnswerInput,
  DossierMilestoneCompleteInput,
  DossierMilestonePlanInput,
  DossierProposalAcceptInput,
  DossierProposalDeclineInput,
  DossierStageConfirmInput,
  DossierStageCorrectInput,
  DossierStageSkipInput,
} from './dossier.inputs.js';
import {
  consulteesOfStage,
  correctionsOfStage,
  dossierById,
  milestoneById,
  milestonesOfStage,
  proposalById,
  stageById,
} from './dossier.loaders.js';
import { dossierMachine } from './dossier.machine.js';
import { DossierMilestones, milestoneRelations } from './dossier-milestones.service.js';
import { DossierProposals } from './dossier-proposals.service.js';
import { DOSSIER_HANDLERS, dossierRelations } from './dossier.service.js';
import { DossierStagesService } from './dossier-stages.service.js';

const dossier = { type: () => Dossier, description: 'The dossier as it is now.' };
const milestone = { type: () => DossierMilestone, description: 'The milestone as it is now.' };
const proposal = { type: () => DossierProposal, description: 'The proposal as it is now.' };
const DossierStageConfirmPayload = payloadOf('DossierStageConfirm', { dossier });
const DossierStageSkipPayload = payloadOf('DossierStageSkip', { dossier });
const DossierStageCorrectPayload = payloadOf('DossierStageCorrect', { dossier });
const DossierConsulteeAddPayload = payloadOf('DossierConsulteeAdd', { dossier });
const DossierConsulteeAnswerPayload = payloadOf('DossierConsulteeAnswer', { dossier });
const DossierMilestonePlanPayload = payloadOf('DossierMilestonePlan', { dossier });
const DossierMilestoneCompletePayload = payloadOf('DossierMilestoneComplete', { milestone, dossier });
const DossierProposalAcceptPayload = payloadOf('DossierProposalAccept', { proposal, dossier });
const DossierProposalDeclinePayload = payloadOf('DossierProposalDecline', { proposal, dossier });

/** A stage with what hangs on it: who confirmed it, what it said before, who was asked, the milestones. */
@Resolver(() => DossierStage)
export class DossierStagesResolver {
  constructor(
    private readonly stages: DossierStagesService,
    private readonly milestoneService: DossierMilestones,
  ) {}

  @Mutation(() => DossierStageConfirmPayload, { description: 'Confirms that a stage was passed.' })
  @Can('dossier:stage-confirm', ...DOSSIER_HANDLERS)
  async dossierStageConfirm(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierStageConfirmInput,
  ) {
    const { id } = await this.stages.confirm(actor, input);
    return { dossier: await context.load(dossierById, id) };
  }

  @Mutation(() => DossierStageSkipPayload, { description: 'Says that a stage was passed over, and why.' })
  @Can('dossier:stage-skip', ...DOSSIER_HANDLERS)
  async dossierStageSkip(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierStageSkipInput,
  ) {
    const { id } = await this.stages.skip(actor, input);
    return { dossier: await context.load(dossierById, id) };
  }

  @Mutation(() => DossierStageCorrectPayload, {
    description: 'Corrects a stage, or takes away what was noted by mistake; what it said before is kept.',
  })
  @Can('dossier:stage-correct', ...DOSSIER_HANDLERS)
  async dossierStageCorrect(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierStageCorrectInput,
  ) {
    const { id } = await this.stages.correct(actor, input);
    return { dossier: await context.load(dossierById, id) };
  }

  @Mutation(() => DossierConsulteeAddPayload, {
    description: 'Adds those who are asked in a remiss, or who answered unasked.',
  })
  @Can('dossier:consultee-add', ...DOSSIER_HANDLERS)
  async dossierConsulteeAdd(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierConsulteeAddInput,
  ) {
    const { id } = await this.stages.addConsultees(actor, input);
    return { dossier: await context.load(dossierById, id) };
  }

  @Mutation(() => DossierConsulteeAnswerPayload, { description: 'Notes that somebody has answered a remiss.' })
  @Can('dossier:consultee-answer', ...DOSSIER_HANDLERS)
  async dossierConsulteeAnswer(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierConsulteeAnswerInput,
  ) {
    const { id } = await this.stages.answer(actor, input);
    return { dossier: await context.load(dossierById, id) };
  }

  @Mutation(() => DossierMilestonePlanPayload, { description: 'Lays down the milestones of a remiss anew.' })
  @Can('dossier:milestone-plan', ...DOSSIER_HANDLERS)
  async dossierMilestonePlan(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierMilestonePlanInput,
  ) {
    const { id } = await this.milestoneService.plan(actor, input);
    return { dossier: await context.load(dossierById, id) };
  }

  @ResolveField(() => String, { nullable: true, description: 'Its document as people say it: prop. 2017/18:223.' })
  document(@Parent() stage: DossierStage): string | null {
    return stage.documentId ? spoken(stage.documentId) : null;
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'Who confirmed it; null for what came with the product, and to those who have not signed in.',
  })
  confirmedBy(@Parent() stage: DossierStage, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return stage.confirmedById ? context.load(personById, stage.confirmedById) : null;
  }

  @ResolveField(() => [DossierCorrection], { description: 'What it said before, the newest first.' })
  async corrections(@Parent() stage: DossierStage, @Ctx() context: RequestContext): Promise<DossierCorrection[]> {
    return (await context.load(correctionsOfStage, stage.id)) ?? [];
  }

  @ResolveField(() => [DossierConsultee], { description: 'Remiss: who was asked and who answered, by name.' })
  async consultees(@Parent() stage: DossierStage, @Ctx() context: RequestContext): Promise<DossierConsultee[]> {
    return (await context.load(consulteesOfStage, stage.id)) ?? [];
  }

  @Extensions({ size: 4 })
  @ResolveField(() => [DossierMilestone], {
    description:
      'Remiss: milestones on the way to its last day; only to those who handle dossiers or have one of them.',
  })
  async milestones(@Parent() stage: DossierStage, @Ctx() context: RequestContext): Promise<DossierMilestone[]> {
    return (await context.load(milestonesOfStage, stage.id)) ?? [];
  }
}

@Resolver(() => DossierCorrection)
export class DossierCorrectionResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Who changed it; to those who have signed in.' })
  by(@Parent() correction: DossierCorrection, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return correction.byId ? context.load(personById, correction.byId) : null;
  }
}

@Resolver(() => DossierConsultee)
export class DossierConsulteeResolver {
  @ResolveField(() => Organisation, { nullable: true, description: 'The organisation, where Lagrum knows it.' })
  organisation(@Parent() one: DossierConsultee, @Ctx() context: RequestContext): Promise<Organisation | null> | null {
    return one.organisationId ? context.load(organisationById, one.organisationId) : null;
  }
}

@Resolver(() => DossierMilestone)
export class DossierMilestoneResolver {
  constructor(private readonly milestones: DossierMilestones) {}

  @Mutation(() => DossierMilestoneCompletePayload, { description: 'Says that a milestone was reached.' })
  @Can('dossier:milestone-complete')
  async dossierMilestoneComplete(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierMilestoneCompleteInput,
  ) {
    const done = await this.milestones.complete(actor, input);
    return {
      milestone: await context.load(milestoneById, done.milestone),
      dossier: await context.load(dossierById, done.id),
    };
  }

  @ResolveField(() => Dossier, { description: 'The dossier it belongs to.' })
  dossier(@Parent() row: DossierMilestone, @Ctx() context: RequestContext): Promise<object | null> {
    return context.load(dossierById, row.entryId);
  }

  @ResolveField(() => DossierStage, { description: 'The remiss.' })
  stage(@Parent() row: DossierMilestone, @Ctx() context: RequestContext): Promise<DossierStage | null> {
    return context.load(stageById, row.stageId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who sees to it, where somebody was named.' })
  responsible(@Parent() row: DossierMilestone, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.responsibleId ? context.load(personById, row.responsibleId) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who said that it was reached.' })
  doneBy(@Parent() row: DossierMilestone, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.doneById ? context.load(personById, row.doneById) : null;
  }

  @Extensions({ size: 1 })
  @ResolveField(() => [AllowedActionView], { description: 'What the reader may do with it now.' })
  async allowedActions(
    @Parent() row: DossierMilestone,
    @Ctx() context: RequestContext<Actor>,
  ): Promise<AllowedActionView[]> {
    const whole = await context.load(dossierById, row.entryId);
    if (!whole || row.state !== MilestoneState.OPEN) return [];
    const relations = milestoneRelations(context.principal, whole, row);
    if (!dossierMachine.can('milestoneComplete', whole.state, relations)) return [];
    return showActions(
      [{ action: 'complete', mutation: 'dossierMilestoneComplete', blockers: [] }],
      'dossier',
      context,
    );
  }
}

@Resolver(() => DossierProposal)
export class DossierProposalResolver {
  constructor(private readonly proposals: DossierProposals) {}

  @Mutation(() => DossierProposalAcceptPayload, {
    description: 'Makes a stage, or the day of one, of what the program has seen. Whoever accepts stands for it.',
  })
  @Can('dossier:proposal-accept', ...DOSSIER_HANDLERS)
  async dossierProposalAccept(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierProposalAcceptInput,
  ) {
    return shown(context, await this.proposals.accept(actor, input));
  }

  @Mutation(() => DossierProposalDeclinePayload, {
    description: 'Says that what the program has seen does not belong here.',
  })
  @Can('dossier:proposal-decline', ...DOSSIER_HANDLERS)
  async dossierProposalDecline(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: DossierProposalDeclineInput,
  ) {
    return shown(context, await this.proposals.decline(actor, input));
  }

  @ResolveField(() => Dossier, { description: 'The dossier it is about.' })
  dossier(@Parent() row: DossierProposal, @Ctx() context: RequestContext): Promise<object | null> {
    return context.load(dossierById, row.entryId);
  }

  @ResolveField(() => String, { description: 'Its document as people say it: rskr. 2023/24:106.' })
  document(@Parent() row: DossierProposal): string {
    return spoken(row.documentId);
  }

  @ResolveField(() => String, { description: 'What was seen, in a sentence, in the language of the request.' })
  seen(@Parent() row: DossierProposal, @Ctx() context: RequestContext): string {
    return say(row.seenCode, context.language, { document: spoken(row.documentId), date: row.date });
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who decided.' })
  decidedBy(@Parent() row: DossierProposal, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return row.decidedById ? context.load(personById, row.decidedById) : null;
  }

  @Extensions({ size: 2 })
  @ResolveField(() => [AllowedActionView], { description: 'What the reader may do with it now.' })
  async allowedActions(
    @Parent() row: DossierProposal,
    @Ctx() context: RequestContext<Actor>,
  ): Promise<AllowedActionView[]> {
    const whole = await context.load(dossierById, row.entryId);
    if (!whole || row.state !== ProposalState.OPEN) return [];
    const relations = dossierRelations(context.principal, whole);
    const actions = (['proposalAccept', 'proposalDecline'] as const).filter((action) =>
      dossierMachine.can(action, whole.state, relations),
    );
    return showActions(
      actions.map((action) => ({ action, blockers: [] })),
      'dossier',
      context,
    );
  }
}

async function shown(context: RequestContext, { id, proposal }: { id: string; proposal: string }) {
  return { proposal: await context.load(proposalById, proposal), dossier: await context.load(dossierById, id) };
}
