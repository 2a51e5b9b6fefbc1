import { Injectable, OnModuleInit } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { stockholmDate } from '../calendar/stockholm-time.js';
import { EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { AllowedAction, Blocker, Handler, KindPart, Kinds, OwnText, RevisionEvent } from '../catalogue/kinds.js';
import { Revision } from '../catalogue/revision.entity.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Tx } from '../platform/database/transaction.js';
import { RequestContext } from '../platform/graphql/context.js';
import { TypeName } from '../platform/ids.js';
import { Secrecy } from '../review/secrecy.service.js';
import { QuestionState } from './question.entity.js';
import { sendingBlockers } from './question-intake.service.js';
import { approvesSending, questionById } from './question.loaders.js';
import { PERSONAL_ACTIONS, questionMachine } from './question.machine.js';
import { QuestionRow } from './question.queries.js';
import { questionRelations } from './question.relations.js';
import { QuestionService } from './question.service.js';
import { QuestionTasks } from './question-tasks.service.js';

/** The question's part in the common workflows. */
@Injectable()
export class QuestionPart implements KindPart, OnModuleInit {
  readonly kind = EntryKind.QUESTION;
  readonly type: TypeName = 'Question';
  readonly refPrefix = 'F';
  readonly refYearly = true;
  readonly slots = [{ name: 'answer', concluded: true }];
  readonly actions = [...new Set(Object.values(PERSONAL_ACTIONS))];

  constructor(
    private readonly kinds: Kinds,
    private readonly questions: QuestionService,
    private readonly questionTasks: QuestionTasks,
    private readonly tasks: Tasks,
    private readonly secrecy: Secrecy,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async allowedActions(context: RequestContext<Actor>, entry: EntryRow): Promise<AllowedAction[]> {
    const question = await context.load(questionById, entry.id);
    if (!question) return [];
    const actor = context.principal;
    const allowed = new Map<string, AllowedAction>();
    for (const action of questionMachine.possible(question.state, questionRelations(actor, question))) {
      const name = PERSONAL_ACTIONS[action];
      if (!name || allowed.has(name)) continue;
      allowed.set(name, { action: name, blockers: await this.blockers(context, question, name) });
    }
    return [...allowed.values(), ...this.secrecy.actionsOf(actor, entry)];
  }

  private async blockers(context: RequestContext<Actor>, question: QuestionRow, action: string): Promise<Blocker[]> {
    if (action === 'approveSending') {
      return question.sendingRequestedAt ? sendingBlockers(question) : [{ code: 'SENDING_NOT_REQUESTED' }];
    }
    if (action !== 'submit') return [];
    const blockers: Blocker[] = sendingBlockers(question).map(({ code }) => ({ code }));
    const waits = question.sendingRequestedAt && !context.principal.hasIn(question.ownerUnitId, Role.APPROVER);
    if (waits && (await context.load(approvesSending, question.ownerOrgId)))
      blockers.push({ code: 'SENDING_ALREADY_REQUESTED' });
    return blockers;
  }

  /** An answer is written and published while somebody has the question; it is taken back whenever it was wrong. */
  async revisionBlockers(
    tx: Tx,
    actor: Actor,
    action: 'draft' | 'submit' | 'publish' | 'withdraw',
    entry: EntryRow,
    _slot: string,
  ): Promise<Blocker[]> {
    if (action === 'withdraw') return [];
    const blockers: Blocker[] = [];
    if (entry.state !== QuestionState.IN_PROGRESS) {
      blockers.push({ code: 'QUESTION_NOT_IN_PROGRESS', params: { state: entry.state } });
    }
    if (action === 'draft' || action === 'submit') {
      const question = await this.questions.load(tx, entry.id);
      const relations = questionRelations(actor, question);
      if (!relations.has('lawyer') && !relations.has('assignee')) blockers.push({ code: 'ANSWER_BY_LAWYER' });
    }
    return blockers;
  }

  /**
   * Publication delivers: the question is answered in the same transaction, or neither is. Who sees it stays as it was,
   * since what others may read is the guidance lifted from it.
   */
  async onRevision(tx: Tx, event: RevisionEvent, entry: EntryRow, revision: Revision): Promise<void> {
    if (revision.language !== 'sv') return;
    if (event === 'published') {
      const question = await this.questions.load(tx, entry.id);
      await this.questions.step(tx, question, {
        action: 'answer',
        event: 'answered',
        told: { revisionId: revision.id },
        entry: {
          publishedAt: entry.publishedAt ?? tx.now,
          visibility: visibilityOf(entry.access, { draft: false, published: true }),
        },
        set: { answeredAt: tx.now, closeReason: null, reason: null },
        facts: { revision: revision.id, number: revision.number },
      });
    }
    if (event === 'withdrawn') {
      const question = await this.questions.load(tx, entry.id);
      // Taken up again already, or ended otherwise: the state says more than the withdrawal would.
      if (!questionMachine.from('withdrawAnswer').includes(question.state)) return;
      const now = await this.questions.step(tx, question, {
        action: 'withdrawAnswer',
        event: 'answer-withdrawn',
        told: { revisionId: revision.id },
        set: { closeReason: null, reason: null },
        facts: { revision: revision.id },
      });
      await this.questions.setClock(tx, now, tx.now);
    }
  }

  async reviewersRequired(tx: Tx, entry: EntryRow): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `select coalesce(max(s.reviewers_required), 1)::int as n
         from entry_subject_area x join subject_area s on s.id = x.subject_area_id where x.entry_id = $1`,
      [entry.id],
    );
    return row!.n;
  }

  /** Nobody besides watchers: the asker is told that their question is answered, by `question.tell`, whatever the weight. */
  async audience(): Promise<string[]> {
    return [];
  }

  /** Both ends of the thread. Whoever has left is replaced by those who could step in: the unit, or who triages. */
  async parties(tx: Tx, entry: EntryRow): Promise<string[]> {
    const question = await this.questions.load(tx, entry.id);
    const { askerId, assigneeId, ownerUnitId } = question;
    const submitters = await this.questions.holdersOf(tx, Role.SUBMITTER, ownerUnitId);
    const asking = submitters.includes(askerId) ? [askerId] : submitters;
    if (assigneeId) return [...asking, assigneeId];
    if (question.state === QuestionState.DRAFT || question.state === QuestionState.DISCARDED) return asking;
    const inbox = await this.questionTasks.triage(tx, question);
    return [...asking, ...(inbox ? await this.tasks.holders(tx, inbox) : [])];
  }

  /** Written when it was sent, or while it is a draft on the day of its last change. */
  async texts(tx: Tx, entryId: string): Promise<OwnText[]> {
    const { text, facts, ownerOrgId, submittedAt, updatedAt } = await this.questions.load(tx, entryId);
    const written = { authorOrgId: ownerOrgId, writtenOn: stockholmDate(submittedAt ?? updatedAt) };
    return [{ field: 'text', text, ...written }, ...(facts ? [{ field: 'facts', text: facts, ...written }] : [])];
  }

  async handler(tx: Tx, entry: EntryRow): Promise<Handler> {
    const { assigneeId, visibility } = await this.questions.load(tx, entry.id);
    return { role: visibility === 'RESTRICTED' ? Role.ADMIN : Role.LAWYER, assigneeId };
  }
}
