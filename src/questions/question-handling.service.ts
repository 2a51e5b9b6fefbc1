import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { UserError } from '../platform/user-error.js';
import { CloseReason, QuestionState } from './question.entity.js';
import {
  QuestionAcceptInput,
  QuestionCloseInput,
  QuestionMarkDuplicateInput,
  QuestionMessageInput,
  QuestionNoteInput,
  QuestionReasonInput,
  QuestionTransferInput,
} from './question.inputs.js';
import { QuestionAction } from './question.machine.js';
import { QuestionRow } from './question.queries.js';
import { questionRelations } from './question.relations.js';
import { MAX_MESSAGE, MAX_REASON, QuestionService, QuestionStep, refusal } from './question.service.js';

/** States of a question that another may be answered by. */
const ANSWERS: readonly string[] = [
  QuestionState.SUBMITTED,
  QuestionState.IN_PROGRESS,
  QuestionState.AWAITING_INFORMATION,
  QuestionState.ANSWERED,
  QuestionState.CLOSED,
];

/** A question between the asker and the association: taken, asked about, handed over, ended, taken up again. */
@Injectable()
export class QuestionHandlingService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly questions: QuestionService,
  ) {}

  /** Two lawyers at once: the second is told CONFLICT, with the first as assignee in what is there now. */
  accept(actor: Actor, input: QuestionAcceptInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'accept');
      const assigneeId = input.assignee ?? (actor.has(Role.LAWYER) ? personOf(actor) : null);
      if (!assigneeId) throw refusal('ASSIGNEE_REQUIRED', 'input.assignee', question);
      if (!(await this.questions.holds(tx, assigneeId, Role.LAWYER)))
        throw refusal('NOT_A_LAWYER', 'input.assignee', question);
      const accepted = await this.questions.step(tx, question, {
        action: 'accept',
        event: 'accepted',
        version: input.expectedVersion,
        set: { assigneeId, acceptedAt: tx.now, urgency: input.urgency ?? question.urgency },
        facts: { assignee: assigneeId },
      });
      if (input.subjectAreas) await this.entries.setSubjectAreas(tx, accepted, input.subjectAreas);
      // Counted from when it was sent: the asker has waited since then, whenever it was taken.
      await this.questions.setClock(tx, accepted, accepted.clockStartedAt ?? tx.now);
      await this.questions.grantIfRestricted(tx, accepted, [assigneeId]);
      return { id: question.id };
    });
  }

  requestInformation(actor: Actor, input: QuestionMessageInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'requestInformation');
      const body = this.message(question, input);
      const now = await this.questions.step(tx, question, {
        action: 'requestInformation',
        event: 'information-requested',
        version: input.expectedVersion,
        set: { awaitingSince: tx.now },
        values: { message: body },
      });
      await this.questions.pause(tx, now);
      await this.questions.say(tx, actor, now, { purpose: 'INFORMATION_REQUEST', body });
      return { id: question.id };
    });
  }

  provideInformation(actor: Actor, input: QuestionMessageInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'provideInformation');
      const body = this.message(question, input);
      const now = await this.goOn(tx, question, {
        action: 'provideInformation',
        event: 'information-provided',
        version: input.expectedVersion,
        values: { message: body },
      });
      await this.questions.say(tx, actor, now, { purpose: 'INFORMATION', body });
      return { id: question.id };
    });
  }

  /** The lawyer goes on without what was asked for. */
  resume(actor: Actor, input: QuestionNoteInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'resume');
      const reason = this.reason(question, input, false);
      const now = await this.goOn(tx, question, {
        action: 'resume',
        event: 'resumed',
        version: input.expectedVersion,
        values: { reason },
      });
      await this.questions.say(tx, actor, now, { purpose: 'REASON', body: reason });
      return { id: question.id };
    });
  }

  reject(actor: Actor, input: QuestionReasonInput): Promise<Outcome> {
    return this.end(actor, input, { action: 'reject', event: 'rejected' }, true);
  }

  withdraw(actor: Actor, input: QuestionNoteInput): Promise<Outcome> {
    return this.end(actor, input, { action: 'withdraw', event: 'withdrawn' }, false);
  }

  close(actor: Actor, input: QuestionCloseInput): Promise<Outcome> {
    const closeReason = input.closeReason ?? CloseReason.ANSWER_ACCEPTED;
    if (closeReason === CloseReason.NO_REPLY) {
      throw new UserError('INVALID', 'input.closeReason', {
        allowed: [CloseReason.ANSWER_ACCEPTED, CloseReason.OTHER],
      });
    }
    return this.end(
      actor,
      input,
      { action: 'close', event: 'closed', set: { closeReason }, facts: { closeReason } },
      closeReason === CloseReason.OTHER,
    );
  }

  /**
   * Something else answers it, that the asker can see; what they cannot see would be an answer that says "somewhere there
   * is one", and would betray that it exists. Then guidance is lifted from the other, and this one points to that.
   */
  markDuplicate(actor: Actor, input: QuestionMarkDuplicateInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'markDuplicate');
      const original = await this.entries.load(tx, input.duplicateOf, undefined, 'input.duplicateOf');
      if (original.id === question.id) throw refusal('LINK_TO_ITSELF', 'input.duplicateOf', question);
      if (!answers(original)) throw refusal('DUPLICATE_OF_NO_ANSWER', 'input.duplicateOf', question);
      if (!seenByAsker(original, question)) throw refusal('DUPLICATE_NOT_SEEN_BY_ASKER', 'input.duplicateOf', question);
      const reason = this.reason(question, input, false);
      const now = await this.questions.step(tx, question, {
        action: 'markDuplicate',
        event: 'duplicate',
        version: input.expectedVersion,
        set: { reason },
        facts: { duplicateOf: original.id },
        values: { reason },
      });
      await this.entries.link(tx, now, LinkType.DUPLICATE_OF, original);
      await this.questions.say(tx, actor, now, { purpose: 'REASON', body: reason });
      return { id: question.id };
    });
  }

  /** Back to the inbox; the clock goes on, since the asker goes on waiting. */
  release(actor: Actor, input: QuestionNoteInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'release');
      const reason = this.reason(question, input, false);
      const now = await this.questions.step(tx, question, {
        action: 'release',
        event: 'released',
        version: input.expectedVersion,
        set: { assigneeId: null, acceptedAt: null },
        facts: { assignee: question.assigneeId },
        values: { reason },
        audience: 'INTERNAL',
      });
      await this.questions.internal(tx, actor, now, reason);
      await this.questions.revokeIfRestricted(tx, now, question.assigneeId);
      return { id: question.id };
    });
  }

  /** The asker's side to a colleague of the same unit, the association's to another lawyer. */
  transfer(actor: Actor, input: QuestionTransferInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const seen = await this.questions.load(tx, input.id);
      const askers = questionRelations(actor, seen).has('asker');
      const action: QuestionAction = askers ? 'transferAsker' : 'transferAssignee';
      const question = await this.questions.take(tx, actor, input, action);
      const before = askers ? question.askerId : question.assigneeId;
      if (input.to === before) throw refusal('ALREADY_THEIRS', 'input.to', question);
      const fits = askers
        ? await this.questions.holds(tx, input.to, Role.SUBMITTER, question.ownerUnitId)
        : await this.questions.holds(tx, input.to, Role.LAWYER);
      if (!fits) throw refusal(askers ? 'NOT_A_COLLEAGUE' : 'NOT_A_LAWYER', 'input.to', question);
      await this.questions.grantIfRestricted(tx, question, [input.to]);
      const now = await this.questions.step(tx, question, {
        action,
        event: 'transferred',
        version: input.expectedVersion,
        told: { to: input.to },
        set: askers ? { askerId: input.to } : { assigneeId: input.to },
        facts: { from: before, to: input.to },
      });
      if (!askers) await this.questions.revokeIfRestricted(tx, now, before);
      return { id: question.id };
    });
  }

  /** Taken up again with its earlier answer still there to read; a new answer takes its place. The clock starts anew. */
  reopen(actor: Actor, input: QuestionReasonInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, 'reopen');
      const reason = this.reason(question, input, true);
      const now = await this.questions.step(tx, question, {
        action: 'reopen',
        event: 'reopened',
        version: input.expectedVersion,
        set: { reason, closeReason: null },
        values: { reason },
      });
      await this.questions.setClock(tx, now, tx.now);
      await this.questions.say(tx, actor, now, { purpose: 'REASON', body: reason });
      return { id: question.id };
    });
  }

  /** By the clock: the asker has not replied. Joins the job's transaction; whoever replied in between wins. */
  async closeUnanswered(tx: Tx, id: string): Promise<void> {
    const question = await this.questions.load(tx, id);
    await this.questions.step(tx, question, {
      action: 'closeUnanswered',
      event: 'closed',
      set: { awaitingSince: null, closeReason: CloseReason.NO_REPLY },
      facts: { closeReason: CloseReason.NO_REPLY },
    });
    await this.questions.endPause(tx, question);
  }

  /** The pause ends and the due moment moves by what it lasted. */
  private async goOn(tx: Tx, question: QuestionRow, step: QuestionStep): Promise<QuestionRow> {
    const now = await this.questions.step(tx, question, { ...step, set: { awaitingSince: null } });
    await this.questions.endPause(tx, now);
    await this.questions.setClock(tx, now, now.clockStartedAt ?? tx.now);
    return now;
  }

  private end(
    actor: Actor,
    input: QuestionNoteInput | QuestionReasonInput,
    step: QuestionStep,
    required: boolean,
  ): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const question = await this.questions.take(tx, actor, input, step.action);
      const reason = this.reason(question, input, required);
      const now = await this.questions.step(tx, question, {
        ...step,
        version: input.expectedVersion,
        set: { reason, awaitingSince: null, ...step.set },
        values: { reason },
      });
      if (question.awaitingSince) await this.questions.endPause(tx, now);
      await this.questions.say(tx, actor, now, { purpose: 'REASON', body: reason });
      return { id: question.id };
    });
  }

  private message(question: QuestionRow, input: QuestionMessageInput): string {
    return this.questions.text(
      question,
      input.message,
      { path: 'input.message', max: MAX_MESSAGE, required: true },
      input.personalData,
    )!;
  }

  private reason(
    question: QuestionRow,
    input: QuestionNoteInput | QuestionReasonInput,
    required: boolean,
  ): string | null {
    return this.questions.text(
      question,
      input.reason,
      { path: 'input.reason', max: MAX_REASON, required },
      input.personalData,
    );
  }
}

/** Whether it says, or is going to say, something. */
function answers(original: EntryRow): boolean {
  if (original.kind === EntryKind.QUESTION) return ANSWERS.includes(original.state);
  return original.kind === EntryKind.GUIDANCE && original.state === 'PUBLISHED';
}

/** Every member reads it, or it is of the very unit that asks; a RESTRICTED one is for named people, not for a unit. */
function seenByAsker(original: EntryRow, question: EntryRow): boolean {
  if (original.visibility === 'WORLD' || original.visibility === 'MEMBERS') return true;
  return original.visibility !== 'RESTRICTED' && original.ownerUnitId === question.ownerUnitId;
}
