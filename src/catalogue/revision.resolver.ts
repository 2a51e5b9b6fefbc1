import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Actor, CurrentActor } from '../access/actor.js';
import { personById } from '../access/access.loaders.js';
import { Can } from '../access/can.js';
import { Person, Role } from '../access/person.entity.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { defineNode, loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { EntryRow } from './entry.entity.js';
import { approvalsOfRevision, editorsOfRevision, revisionById, revisionsOfEntry } from './entry.loaders.js';
import { showActions } from './entry.resolver.js';
import { AllowedActionView } from './entry.types.js';
import { renderMarkdown } from './markdown.js';
import {
  RevisionActionInput,
  RevisionApproveInput,
  RevisionDraftInput,
  RevisionEditInput,
  RevisionReasonInput,
  RevisionRetroReviewInput,
  RevisionSubmitInput,
  RevisionWithdrawInput,
} from './revision.inputs.js';
import { revisionMachine } from './revision.machine.js';
import { revisionRelations, WRITERS } from './revision.relations.js';
import { RevisionReviewService } from './revision-review.service.js';
import { RevisionService } from './revisions.service.js';
import { Approval, Revision } from './revision.entity.js';
import { TextLinks } from './text-links.js';

defineNode('Revision', revisionById);

function payload(name: string) {
  return payloadOf(name, { revision: { type: () => Revision, description: 'The revision as it is now.' } });
}
const RevisionDraftPayload = payload('RevisionDraft');
const RevisionEditPayload = payload('RevisionEdit');
const RevisionSubmitPayload = payload('RevisionSubmit');
const RevisionRecallPayload = payload('RevisionRecall');
const RevisionDiscardPayload = payload('RevisionDiscard');
const RevisionApprovePayload = payload('RevisionApprove');
const RevisionRequestChangesPayload = payload('RevisionRequestChanges');
const RevisionPublishPayload = payload('RevisionPublish');
const RevisionWithdrawPayload = payload('RevisionWithdraw');
const RevisionEmergencyPublishPayload = payload('RevisionEmergencyPublish');
const RevisionRetroReviewPayload = payload('RevisionRetroReview');

@Resolver(() => Revision)
export class RevisionResolver {
  constructor(
    private readonly writing: RevisionService,
    private readonly reviewing: RevisionReviewService,
    private readonly links: TextLinks,
  ) {}

  @Mutation(() => RevisionDraftPayload, { description: 'Begins a text of an entry: an answer, a guidance, a letter.' })
  @Can('revision:draft', ...WRITERS)
  async revisionDraft(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionDraftInput,
  ) {
    return this.shown(context, await this.writing.draft(actor, input));
  }

  @Mutation(() => RevisionEditPayload, { description: 'Changes a text; approvals of what it said before fall.' })
  @Can('revision:edit', ...WRITERS)
  async revisionEdit(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionEditInput,
  ) {
    return this.shown(context, await this.writing.edit(actor, input));
  }

  @Mutation(() => RevisionSubmitPayload, { description: 'Sends a text to review.' })
  @Can('revision:submit', ...WRITERS)
  async revisionSubmit(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionSubmitInput,
  ) {
    return this.shown(context, await this.writing.submit(actor, input));
  }

  @Mutation(() => RevisionRecallPayload, { description: 'Takes a text back from review.' })
  @Can('revision:recall', ...WRITERS)
  async revisionRecall(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionActionInput,
  ) {
    return this.shown(context, await this.writing.recall(actor, input));
  }

  @Mutation(() => RevisionDiscardPayload, { description: 'Throws away a text that was never published.' })
  @Can('revision:discard', ...WRITERS, Role.ADMIN)
  async revisionDiscard(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionActionInput,
  ) {
    return this.shown(context, await this.writing.discard(actor, input));
  }

  @Mutation(() => RevisionApprovePayload, {
    description: 'Approves exactly the text that was seen; not by anybody who edited it. Dissent may be noted.',
  })
  @Can('revision:approve', Role.REVIEWER)
  async revisionApprove(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionApproveInput,
  ) {
    return this.shown(context, await this.reviewing.approve(actor, input));
  }

  @Mutation(() => RevisionRequestChangesPayload, { description: 'Sends a text back with a reason.' })
  @Can('revision:request-changes', Role.REVIEWER)
  async revisionRequestChanges(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionReasonInput,
  ) {
    return this.shown(context, await this.reviewing.requestChanges(actor, input));
  }

  @Mutation(() => RevisionPublishPayload, {
    description: 'Publishes what was approved: an answer reaches its asker, a guidance everybody.',
  })
  @Can('revision:publish', ...WRITERS)
  async revisionPublish(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionActionInput,
  ) {
    return this.shown(context, await this.reviewing.publish(actor, input));
  }

  @Mutation(() => RevisionWithdrawPayload, {
    description: 'Takes back what was published, with a reason and, if there is one, its successor.',
  })
  @Can('revision:withdraw', ...WRITERS, Role.ADMIN)
  async revisionWithdraw(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionWithdrawInput,
  ) {
    return this.shown(context, await this.reviewing.withdraw(actor, input));
  }

  @Mutation(() => RevisionEmergencyPublishPayload, {
    description: 'Publishes before review when waiting would do harm; somebody else must review afterwards.',
  })
  @Can('revision:emergency-publish', Role.ADMIN)
  async revisionEmergencyPublish(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionReasonInput,
  ) {
    return this.shown(context, await this.reviewing.emergencyPublish(actor, input));
  }

  @Mutation(() => RevisionRetroReviewPayload, { description: 'The verdict on what was published in an emergency.' })
  @Can('revision:retro-review', Role.REVIEWER)
  async revisionRetroReview(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: RevisionRetroReviewInput,
  ) {
    return this.shown(context, await this.reviewing.retroReview(actor, input));
  }

  @Query(() => String, {
    description: 'Markdown as the HTML that it becomes; for an editor. Nothing is saved, and nothing looked up.',
  })
  @Can('text:preview')
  textPreview(@Args('text', { description: 'Markdown.' }) text: string): string {
    return renderMarkdown(text);
  }

  @ResolveField(() => EntryRow, { description: 'The entry whose text it is.' })
  entry(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<object | null> {
    return loadNode(context, revision.entryId);
  }

  @ResolveField(() => String, {
    description: 'The text as safe HTML, its citations of the law as links of class `citation`.',
  })
  async html(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<string> {
    return renderMarkdown(revision.body, await this.links.of(context, { subjectId: revision.id, field: 'body' }));
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: "Who began it; shown within the author's own organisation.",
  })
  author(@Parent() revision: Revision, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return revision.authorId && context.principal.hasInOrganisation(revision.authorOrgId)
      ? context.load(personById, revision.authorId)
      : null;
  }

  @ResolveField(() => [Approval], {
    description: "What reviewers said, dismissed verdicts included; within the author's own organisation.",
  })
  approvals(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<Approval[] | null> {
    return context.load(approvalsOfRevision, revision.id);
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'The entry that answers instead, after a withdrawal.' })
  successor(@Parent() revision: Revision, @Ctx() context: RequestContext): Promise<object | null> | null {
    return revision.successorEntryId ? loadNode(context, revision.successorEntryId) : null;
  }

  @ResolveField(() => [AllowedActionView], {
    description: 'What the reader may do with it now, and what stands in the way.',
  })
  async allowedActions(
    @Parent() revision: Revision,
    @Ctx() context: RequestContext<Actor>,
  ): Promise<AllowedActionView[]> {
    if (!context.principal.hasInOrganisation(revision.authorOrgId)) return [];
    const editors = new Set(((await context.load(editorsOfRevision, revision.id)) ?? []).map((row) => row.personId));
    const relations = revisionRelations(context.principal, revision, editors);
    const actions = revisionMachine
      .possible(revision.state, relations)
      .filter((action) => revision.emergency || (action !== 'retroApprove' && action !== 'retroReject'))
      .map((action) => ({ action, blockers: [] as { code: string }[] }));
    // A reviewer who has edited is told why the button is not theirs.
    if (
      revision.state === 'IN_REVIEW' &&
      context.principal.has(Role.REVIEWER) &&
      editors.has(context.principal.personId!)
    ) {
      actions.push({ action: 'approve', blockers: [{ code: 'REVIEWER_IS_EDITOR' }] });
    }
    return showActions(actions, 'revision', context).map((one) =>
      one.action.startsWith('retro') ? { ...one, mutation: 'revisionRetroReview' } : one,
    );
  }

  private async shown(context: RequestContext, { id }: { id: string }): Promise<{ revision: Revision | null }> {
    return { revision: await context.load(revisionById, id) };
  }
}

@Resolver(() => Approval)
export class ApprovalResolver {
  @ResolveField(() => Person, { nullable: true, description: 'Who said it.' })
  reviewer(@Parent() approval: Approval, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(personById, approval.reviewerId);
  }
}

/** `revisions` on every entry: what the reader may see of them. */
@Resolver(() => EntryRow)
export class EntryRevisionsResolver {
  @ResolveField(() => [Revision], {
    description: "Its texts and their versions: published ones, and drafts of the reader's own organisation.",
  })
  async revisions(@Parent() entry: EntryRow, @Ctx() context: RequestContext): Promise<Revision[]> {
    return (await context.load(revisionsOfEntry, entry.id)) ?? [];
  }
}
