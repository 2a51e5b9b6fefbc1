import { Inject, Injectable } from '@nestjs/common';
import { Role } from '../access/person.entity.js';
import { stockholmDate, WorkingDays } from '../calendar/working-days.js';
import { EntryKind } from '../catalogue/entry.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Notifications } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { Job } from '../platform/jobs/job.js';
import { declareJob, OnJob } from '../platform/jobs/registry.js';
import { UserError } from '../platform/user-error.js';
import { QuestionHandlingService } from './question-handling.service.js';
import { QuestionState } from './question.entity.js';
import { QuestionRow } from './question.queries.js';
import { QuestionService } from './question.service.js';
import { QuestionTasks } from './question-tasks.service.js';

const READS = [EntryKind.QUESTION];

/** Every event after which somebody else has something to do, or no longer has. */
const followQuestion = declareJob({
  kind: 'question.tasks',
  on: [
    'question.approval-requested',
    'question.sending-declined',
    'question.discarded',
    'question.submitted',
    'question.accepted',
    'question.rejected',
    'question.duplicate',
    'question.information-requested',
    'question.information-provided',
    'question.resumed',
    'question.released',
    'question.transferred',
    'question.withdrawn',
    'question.answered',
    'question.answer-withdrawn',
    'question.closed',
    'question.reopened',
  ],
  reads: READS,
});
const tellOfQuestion = declareJob({
  kind: 'question.tell',
  on: [
    'question.approval-requested',
    'question.sending-declined',
    'question.submitted',
    'question.accepted',
    'question.rejected',
    'question.duplicate',
    'question.information-requested',
    'question.information-provided',
    'question.released',
    'question.transferred',
    'question.withdrawn',
    'question.answered',
    'question.answer-withdrawn',
    'question.closed',
    'question.reopened',
  ],
  reads: READS,
});
const closeUnanswered = declareJob({ kind: 'question.no-reply', every: 600, reads: READS });

/** Of each in one run; what is left comes in the next. */
const MOST_A_RUN = 200;

/** What follows an action on a question. Everything is read anew: between cause and effect it may have moved on. */
@Injectable()
export class QuestionJobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly days: WorkingDays,
    private readonly questions: QuestionService,
    private readonly handling: QuestionHandlingService,
    private readonly questionTasks: QuestionTasks,
    private readonly tasks: Tasks,
    private readonly notifications: Notifications,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Brings the inboxes in line with where the question stands now, not with what the event said: events may be delivered
   * in any order and more than once, and the last to run must leave the same as the first.
   */
  @OnJob(followQuestion)
  async follow(job: Job): Promise<void> {
    const id = String(job.payload.entryId);
    await job.effect('settle', (tx) => this.questionTasks.settle(tx, id));
  }

  @OnJob(tellOfQuestion)
  async tell(job: Job): Promise<void> {
    await job.effect('tell', async (tx) => {
      const question = await this.questions.load(tx, String(job.payload.entryId));
      const told = await this.whom(tx, question, job);
      if (!told) return;
      const personIds = told.people.filter((one): one is string => one !== null);
      await this.notifications.tell(tx, { entry: question, personIds, reason: told.reason, eventId: job.outboxId });
    });
  }

  /** Who is told what; null when it has moved on so that there is nothing left to do about it. */
  private async whom(
    tx: Tx,
    question: QuestionRow,
    job: Job,
  ): Promise<{ reason: string; people: (string | null)[] } | null> {
    const event = String(job.payload.event);
    const { askerId, assigneeId, state } = question;
    switch (event) {
      case 'question.approval-requested':
        if (!question.sendingRequestedAt) return null;
        return {
          reason: 'question.sending-requested',
          people: await this.questions.holdersOf(tx, Role.APPROVER, question.ownerUnitId),
        };
      case 'question.sending-declined':
        return { reason: 'question.sending-refused', people: [askerId] };
      case 'question.submitted':
        if (question.sendingApprovedBy && question.sendingApprovedBy !== askerId) {
          await this.notifications.tell(tx, {
            entry: question,
            personIds: [askerId],
            reason: 'question.sending-approved',
            eventId: job.outboxId,
          });
        }
        return state === QuestionState.SUBMITTED ? { reason: event, people: await this.triagers(tx, question) } : null;
      case 'question.released':
        return state === QuestionState.SUBMITTED ? { reason: event, people: await this.triagers(tx, question) } : null;
      case 'question.accepted':
        // The lawyer whom another gave it to is told by their inbox too, but may have no task to look at yet.
        return { reason: event, people: [askerId, assigneeId] };
      case 'question.information-requested':
        return state === QuestionState.AWAITING_INFORMATION ? { reason: event, people: [askerId] } : null;
      case 'question.information-provided':
      case 'question.withdrawn':
        return { reason: event, people: [assigneeId] };
      case 'question.transferred':
        return { reason: event, people: [String(job.payload.to)] };
      case 'question.answered':
        return state === QuestionState.ANSWERED || state === QuestionState.CLOSED
          ? { reason: event, people: [askerId] }
          : null;
      case 'question.answer-withdrawn':
        return { reason: event, people: [askerId, assigneeId] };
      case 'question.closed':
        return {
          reason: question.closeReason === 'NO_REPLY' ? 'question.no-reply' : event,
          people: [askerId, assigneeId],
        };
      case 'question.reopened':
        return { reason: event, people: [askerId, assigneeId] };
      default:
        return { reason: event, people: [askerId] };
    }
  }

  private async triagers(tx: Tx, question: QuestionRow): Promise<string[]> {
    const inbox = await this.questionTasks.triage(tx, question);
    return inbox ? this.tasks.holders(tx, inbox) : [];
  }

  /**
   * Questions whose asker has been asked for longer than the rule allows, counted in whole working days after the day of
   * the request: what is asked on a Friday afternoon leaves the full number of days.
   */
  @OnJob(closeUnanswered)
  async noReply(job: Job): Promise<void> {
    const now = this.clock.now();
    const today = stockholmDate(now);
    const allowed = this.config.rules.noReplyWorkingDays;
    const waiting = await this.db.reads.all<{ id: string; awaitingSince: Date }>(
      job.principal,
      'questions_awaiting_reply',
      `select q.id, q.awaiting_since as "awaitingSince" from question q
        where q.awaiting_since is not null and q.awaiting_since < $1::timestamptz - make_interval(days => $2::int)
        order by q.awaiting_since, q.id limit ${MOST_A_RUN}`,
      [now, allowed],
    );
    for (const { id, awaitingSince } of waiting) {
      if (today <= this.days.addWorkingDays(stockholmDate(awaitingSince), allowed)) continue;
      try {
        await job.effect(`close.${id}`, (tx) => this.handling.closeUnanswered(tx, id));
      } catch (error) {
        // Somebody replied, resumed or withdrew in between: they win.
        if (!(error instanceof UserError)) throw error;
      }
    }
  }
}
