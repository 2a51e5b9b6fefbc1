import {
  Args,
  Field,
  Float,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { personById } from '../access/access.loaders.js';
import { Actor, CurrentActor } from '../access/actor.js';
import { Can } from '../access/can.js';
import { Person, Role } from '../access/person.entity.js';
import { WorkingDays } from '../calendar/working-days.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { Revision } from '../catalogue/revision.entity.js';
import { Clock } from '../platform/clock.js';
import { Outcome } from '../platform/database/transaction.js';
import { connectionOf, MAX_PAGE, page, PageArgs } from '../platform/graphql/connection.js';
import { renderMarkdown } from '../catalogue/markdown.js';
import { TextLinks } from '../catalogue/text-links.js';
import { Ctx, RequestContext } from '../platform/graphql/context.js';
import { CursorSeal } from '../platform/graphql/cursor.js';
import { loadNode } from '../platform/graphql/node.js';
import { payloadOf } from '../platform/graphql/payload.js';
import { UserError } from '../platform/user-error.js';
import { cleanText } from '../privacy/clean-text.js';
import { QuestionHandlingService } from './question-handling.service.js';
import { QuestionIntakeService } from './question-intake.service.js';
import { Question, QuestionState } from './question.entity.js';
import {
  QuestionAcceptInput,
  QuestionActionInput,
  QuestionApproveSendingInput,
  QuestionCloseInput,
  QuestionDraftInput,
  QuestionFilter,
  QuestionMarkDuplicateInput,
  QuestionMessageInput,
  QuestionNoteInput,
  QuestionOrder,
  QuestionReasonInput,
  QuestionSubmitInput,
  QuestionTransferInput,
  QuestionUpdateInput,
} from './question.inputs.js';
import { answerOfQuestion, originalOfQuestion, pausesOfQuestion, questionById } from './question.loaders.js';
import { questionList, type QuestionRow, similarEntryIds } from './question.queries.js';
import { seesAsker } from './question.relations.js';

@ObjectType({ description: 'The response clock of a question, computed from stored moments in Swedish working days.' })
export class QuestionClock {
  @Field(() => Date, { description: 'When the answer is due; while paused, what it would be if the pause ended now.' })
  dueAt!: Date;
  @Field(() => Float, {
    description: 'Share of the target used: 0 when sent, 1 when due, more when late; at the answer when answered.',
  })
  elapsedShare!: number;
  @Field({ description: 'Stands still, because the asker is asked.' })
  paused!: boolean;
  @Field(() => Float, { description: 'Working days left, fractions included; negative when late.' })
  remainingWorkingDays!: number;
}

@ObjectType({ description: "Addresses of the question with its answer, for the asker's own diary." })
export class ExportUrls {
  @Field({ description: 'As a page.' })
  html!: string;
  @Field({ description: 'As plain text.' })
  text!: string;
}

const QuestionConnection = connectionOf(() => Question, 'Question');

const payload = (name: string) =>
  payloadOf<{ question: QuestionRow | null }>(name, {
    question: { type: () => Question, description: 'The question as it is now.' },
  });
const DraftPayload = payload('QuestionDraft');
const UpdatePayload = payload('QuestionUpdate');
const SubmitPayload = payload('QuestionSubmit');
const ApproveSendingPayload = payload('QuestionApproveSending');
const DiscardPayload = payload('QuestionDiscard');
const AcceptPayload = payload('QuestionAccept');
const RejectPayload = payload('QuestionReject');
const MarkDuplicatePayload = payload('QuestionMarkDuplicate');
const RequestInformationPayload = payload('QuestionRequestInformation');
const ProvideInformationPayload = payload('QuestionProvideInformation');
const ResumePayload = payload('QuestionResume');
const ReleasePayload = payload('QuestionRelease');
const TransferPayload = payload('QuestionTransfer');
const WithdrawPayload = payload('QuestionWithdraw');
const ReopenPayload = payload('QuestionReopen');
const ClosePayload = payload('QuestionClose');

/** States in which the response clock says something. */
const CLOCKED: readonly QuestionState[] = [
  QuestionState.SUBMITTED,
  QuestionState.IN_PROGRESS,
  QuestionState.AWAITING_INFORMATION,
  QuestionState.ANSWERED,
];

@Resolver(() => Question)
export class QuestionResolver {
  constructor(
    private readonly intake: QuestionIntakeService,
    private readonly handling: QuestionHandlingService,
    private readonly days: WorkingDays,
    private readonly clockOfAll: Clock,
    private readonly seal: CursorSeal,
    private readonly links: TextLinks,
  ) {}

  @Query(() => QuestionConnection, { description: 'Questions that the reader may see.' })
  @Can('question:read')
  questions(
    @Ctx() context: RequestContext<Actor>,
    @Args() args: PageArgs,
    @Args('filter', { type: () => QuestionFilter, nullable: true, description: 'Which.' })
    filter?: QuestionFilter | null,
    @Args('orderBy', { type: () => QuestionOrder, defaultValue: QuestionOrder.UPDATED, description: 'In which order.' })
    orderBy: QuestionOrder = QuestionOrder.UPDATED,
  ) {
    return page<QuestionRow>(context, this.seal, questionList(filter ?? {}, orderBy, context.principal.personId), args);
  }

  @Query(() => Question, {
    nullable: true,
    description: 'One question; null when it does not exist or may not be seen.',
  })
  @Can('question:read')
  async question(
    @Ctx() context: RequestContext,
    @Args('id', { type: () => ID, description: 'Opaque id.' }) id: string,
  ): Promise<QuestionRow | null> {
    const found = await loadNode(context, id);
    return found && (found as EntryRow).kind === 'QUESTION' ? (found as QuestionRow) : null;
  }

  /** The text is compared and forgotten: it is not stored, hence not asked for personal data. */
  @Query(() => [EntryRow], {
    description:
      "Published guidance, and the own unit's answered questions, that resemble a text: look here before asking. Best first.",
  })
  @Can.anyone('entry:find-similar')
  async similarEntries(
    @Ctx() context: RequestContext,
    @Args('text', { description: 'The question as it stands, title and text; at most 50,000 characters.' })
    text: string,
    @Args('first', { type: () => Int, defaultValue: 5, description: 'How many, at most 20.' }) first: number,
  ): Promise<object[]> {
    const most = Math.min(20, MAX_PAGE);
    if (!Number.isInteger(first) || first < 1 || first > most) throw new UserError('PAGE_SIZE', 'first', { max: most });
    const words = cleanText(text, { max: 50_000, path: 'text' });
    if (!words.trim()) return [];
    const ids = await similarEntryIds(context, words, first);
    const entries = await Promise.all(ids.map((id) => loadNode(context, id)));
    return entries.filter((entry): entry is object => entry !== null);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'Who asked; shown to the asking unit and the association only.',
  })
  asker(@Parent() question: QuestionRow, @Ctx() context: RequestContext<Actor>): Promise<Person | null> | null {
    return seesAsker(context.principal, question) ? context.load(personById, question.askerId) : null;
  }

  @ResolveField(() => String, { description: 'The question as safe HTML, its citations of the law as links.' })
  async html(@Parent() question: QuestionRow, @Ctx() context: RequestContext): Promise<string> {
    return renderMarkdown(question.text, await this.links.of(context, { subjectId: question.id, field: 'text' }));
  }

  @ResolveField(() => String, { nullable: true, description: 'Its facts as safe HTML, citations as links.' })
  async factsHtml(@Parent() question: QuestionRow, @Ctx() context: RequestContext): Promise<string | null> {
    if (question.facts === null) return null;
    return renderMarkdown(question.facts, await this.links.of(context, { subjectId: question.id, field: 'facts' }));
  }

  @ResolveField(() => Person, { nullable: true, description: 'The lawyer who has it.' })
  assignee(@Parent() question: QuestionRow, @Ctx() context: RequestContext): Promise<Person | null> | null {
    return question.assigneeId ? context.load(personById, question.assigneeId) : null;
  }

  @ResolveField(() => Revision, { nullable: true, description: 'The answer as published to the asker.' })
  answer(@Parent() question: QuestionRow, @Ctx() context: RequestContext): Promise<Revision | null> {
    return context.load(answerOfQuestion, question.id);
  }

  @ResolveField(() => Boolean, { description: "Waits for an approver's yes before it is sent." })
  waitsForApproval(@Parent() question: QuestionRow): boolean {
    return question.state === QuestionState.DRAFT && question.sendingRequestedAt !== null;
  }

  @ResolveField(() => QuestionClock, {
    nullable: true,
    description: 'Response clock; null before it is sent and after it has ended without an answer.',
  })
  async clock(@Parent() question: QuestionRow, @Ctx() context: RequestContext): Promise<QuestionClock | null> {
    const { clockStartedAt, targetWorkingDays, state } = question;
    if (!clockStartedAt || !targetWorkingDays || !CLOCKED.includes(state)) return null;
    const pauses = (await context.load(pausesOfQuestion, question.id)) ?? [];
    const now = state === QuestionState.ANSWERED && question.answeredAt ? question.answeredAt : this.clockOfAll.now();
    const { due, elapsedShare, remainingWorkingDays } = this.days.workingDeadline(
      clockStartedAt,
      targetWorkingDays,
      pauses,
      now,
    );
    return { dueAt: due, elapsedShare, remainingWorkingDays, paused: question.awaitingSince !== null };
  }

  @ResolveField(() => EntryRow, { nullable: true, description: 'What answers it instead, when it is a duplicate.' })
  async duplicateOf(@Parent() question: QuestionRow, @Ctx() context: RequestContext): Promise<object | null> {
    if (question.state !== QuestionState.DUPLICATE) return null;
    const id = await context.load(originalOfQuestion, question.id);
    return id ? loadNode(context, id) : null;
  }

  @ResolveField(() => ExportUrls, {
    nullable: true,
    description: 'The question with its answer as files; null before it is sent.',
  })
  exportUrls(@Parent() question: QuestionRow): ExportUrls | null {
    if (!question.ref) return null;
    const path = `/export/question/${encodeURIComponent(question.ref)}`;
    return { html: `${path}.html`, text: `${path}.txt` };
  }

  @Mutation(() => DraftPayload, { description: 'Begins a question.' })
  @Can('question:draft', Role.SUBMITTER)
  questionDraft(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionDraftInput,
  ) {
    return shown(context, this.intake.draft(actor, input));
  }

  @Mutation(() => UpdatePayload, { description: 'Changes a draft.' })
  @Can('question:update', Role.SUBMITTER)
  questionUpdate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionUpdateInput,
  ) {
    return shown(context, this.intake.update(actor, input));
  }

  @Mutation(() => SubmitPayload, {
    description: "Sends a question, or asks the organisation's approver where it wants one.",
  })
  @Can('question:submit', Role.SUBMITTER)
  questionSubmit(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionSubmitInput,
  ) {
    return shown(context, this.intake.submit(actor, input));
  }

  @Mutation(() => ApproveSendingPayload, { description: 'Says yes or no to sending a question that waits for it.' })
  @Can('question:approve-sending', Role.APPROVER)
  questionApproveSending(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionApproveSendingInput,
  ) {
    return shown(context, this.intake.approveSending(actor, input));
  }

  @Mutation(() => DiscardPayload, { description: 'Throws a draft away.' })
  @Can('question:discard', Role.SUBMITTER)
  questionDiscard(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionActionInput,
  ) {
    return shown(context, this.intake.discard(actor, input));
  }

  @Mutation(() => AcceptPayload, { description: 'Takes a question and gives it a lawyer.' })
  @Can('question:accept', Role.LAWYER, Role.ADMIN)
  questionAccept(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionAcceptInput,
  ) {
    return shown(context, this.handling.accept(actor, input));
  }

  @Mutation(() => RejectPayload, { description: 'Turns a question away, with a reason.' })
  @Can('question:reject', Role.LAWYER, Role.ADMIN)
  questionReject(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionReasonInput,
  ) {
    return shown(context, this.handling.reject(actor, input));
  }

  @Mutation(() => MarkDuplicatePayload, {
    description: 'Points to an entry that answers it and that the asker can see.',
  })
  @Can('question:mark-duplicate', Role.LAWYER, Role.ADMIN)
  questionMarkDuplicate(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionMarkDuplicateInput,
  ) {
    return shown(context, this.handling.markDuplicate(actor, input));
  }

  @Mutation(() => RequestInformationPayload, { description: 'Asks the asker; the clock stands still until the reply.' })
  @Can('question:request-information', Role.LAWYER)
  questionRequestInformation(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionMessageInput,
  ) {
    return shown(context, this.handling.requestInformation(actor, input));
  }

  @Mutation(() => ProvideInformationPayload, { description: 'Answers what the lawyer asked.' })
  @Can('question:provide-information', Role.SUBMITTER)
  questionProvideInformation(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionMessageInput,
  ) {
    return shown(context, this.handling.provideInformation(actor, input));
  }

  @Mutation(() => ResumePayload, { description: 'Goes on without the reply.' })
  @Can('question:resume', Role.LAWYER)
  questionResume(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionNoteInput,
  ) {
    return shown(context, this.handling.resume(actor, input));
  }

  @Mutation(() => ReleasePayload, { description: 'Puts a question back in the inbox.' })
  @Can('question:release', Role.LAWYER, Role.ADMIN)
  questionRelease(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionNoteInput,
  ) {
    return shown(context, this.handling.release(actor, input));
  }

  @Mutation(() => TransferPayload, {
    description: 'Hands a question to a colleague: in the asking unit, or to another lawyer.',
  })
  @Can('question:transfer', Role.SUBMITTER, Role.LAWYER, Role.ADMIN)
  questionTransfer(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionTransferInput,
  ) {
    return shown(context, this.handling.transfer(actor, input));
  }

  @Mutation(() => WithdrawPayload, { description: 'The asker takes the question back.' })
  @Can('question:withdraw', Role.SUBMITTER)
  questionWithdraw(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionNoteInput,
  ) {
    return shown(context, this.handling.withdraw(actor, input));
  }

  @Mutation(() => ReopenPayload, { description: 'Takes an answered or closed question up again, with a reason.' })
  @Can('question:reopen', Role.SUBMITTER, Role.LAWYER)
  questionReopen(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionReasonInput,
  ) {
    return shown(context, this.handling.reopen(actor, input));
  }

  @Mutation(() => ClosePayload, { description: 'Closes an answered question.' })
  @Can('question:close', Role.SUBMITTER, Role.LAWYER)
  questionClose(
    @CurrentActor() actor: Actor,
    @Ctx() context: RequestContext,
    @Args('input') input: QuestionCloseInput,
  ) {
    return shown(context, this.handling.close(actor, input));
  }
}

/** The question as the actor sees it after the action; null when the action took it out of their sight. */
async function shown(context: RequestContext, action: Promise<Outcome>): Promise<{ question: QuestionRow | null }> {
  const { id } = await action;
  context.forget();
  return { question: await context.load(questionById, id) };
}
