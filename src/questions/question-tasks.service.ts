import { Inject, Injectable } from '@nestjs/common';
import { Role } from '../access/person.entity.js';
import { startOfStockholmDay, stockholmDate, WorkingDays } from '../calendar/working-days.js';
import { Inbox, Tasks } from '../inbox/tasks.service.js';
import { TaskKind } from '../inbox/task.entity.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Tx } from '../platform/database/transaction.js';
import { QuestionState } from './question.entity.js';
import { QuestionRow } from './question.queries.js';
import { QuestionService } from './question.service.js';

const { TRIAGE, ANSWER, APPROVE_SENDING, PROVIDE_INFORMATION } = TaskKind;
/** Share of the target after which the one who has it is reminded. */
const REMINDED_AT = 0.75;

/** Which task each state needs; what it does not need is closed, with how it came to its end. */
const NEEDED: Record<QuestionState, TaskKind[]> = {
  DRAFT: [],
  SUBMITTED: [TRIAGE],
  IN_PROGRESS: [ANSWER],
  AWAITING_INFORMATION: [ANSWER, PROVIDE_INFORMATION],
  ANSWERED: [],
  CLOSED: [],
  REJECTED: [],
  DUPLICATE: [],
  WITHDRAWN: [],
  DISCARDED: [],
};

/** States that show that the work of such a task was done; in all others it is no longer needed. */
const S = QuestionState;
const DONE_IN: Record<string, readonly QuestionState[]> = {
  [APPROVE_SENDING]: [S.DRAFT, S.SUBMITTED, S.IN_PROGRESS, S.AWAITING_INFORMATION, S.ANSWERED, S.REJECTED, S.DUPLICATE],
  [TRIAGE]: [S.IN_PROGRESS, S.AWAITING_INFORMATION, S.ANSWERED, S.CLOSED, S.REJECTED, S.DUPLICATE],
  [ANSWER]: [S.ANSWERED],
  [PROVIDE_INFORMATION]: [S.IN_PROGRESS, S.ANSWERED],
};

/** The tasks of a question in whoever's inbox they stand. For jobs only: they reach into inboxes of both sides. */
@Injectable()
export class QuestionTasks {
  constructor(
    private readonly questions: QuestionService,
    private readonly tasks: Tasks,
    private readonly days: WorkingDays,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens what the question's state needs and closes the rest; the same however often and in whatever order. */
  async settle(tx: Tx, id: string): Promise<void> {
    // One at a time for each question: two events at once must not undo each other.
    await tx.query('select 1 from entry where id = $1 for update', [id]);
    const question = await this.questions.load(tx, id);
    const needed = new Set(NEEDED[question.state]);
    if (question.state === QuestionState.DRAFT && question.sendingRequestedAt) needed.add(APPROVE_SENDING);
    for (const kind of [TRIAGE, ANSWER, APPROVE_SENDING, PROVIDE_INFORMATION]) {
      if (needed.has(kind)) continue;
      const done = DONE_IN[kind]?.includes(question.state);
      await this.tasks.close(tx, { entryId: id, kinds: [kind], outcome: done ? 'DONE' : 'OBSOLETE' });
    }
    if (needed.has(APPROVE_SENDING)) {
      await this.tasks.open(tx, {
        entry: question,
        kind: APPROVE_SENDING,
        orgId: question.ownerOrgId,
        unitId: question.ownerUnitId,
        role: Role.APPROVER,
      });
    }
    if (needed.has(TRIAGE)) await this.openTriage(tx, question);
    if (needed.has(ANSWER)) await this.openAnswer(tx, question);
    if (needed.has(PROVIDE_INFORMATION)) await this.openProvideInformation(tx, question);
  }

  private association(tx: Tx): Promise<{ id: string } | null> {
    return tx.one<{ id: string }>(
      `select id from organisation where kind = 'ASSOCIATION' and valid_to is null order by key limit 1`,
    );
  }

  /** Whose inbox a new question stands in: the lawyers of its area's unit, else all; of a RESTRICTED one the ADMINs. */
  async triage(tx: Tx, question: QuestionRow): Promise<Inbox | null> {
    const association = await this.association(tx);
    if (!association) return null;
    if (question.visibility === 'RESTRICTED') return { orgId: association.id, unitId: null, role: Role.ADMIN };
    const inbox = { orgId: association.id, role: Role.LAWYER };
    const responsible = await tx.one<{ id: string }>(
      `select s.responsible_unit_id as id from entry_subject_area x
         join subject_area s on s.id = x.subject_area_id join unit u on u.id = s.responsible_unit_id
        where x.entry_id = $1 and u.organisation_id = $2 order by s.position, s.key limit 1`,
      [question.id, association.id],
    );
    // A unit without a lawyer would be an inbox that nobody opens.
    const unitId =
      responsible && (await this.tasks.holders(tx, { ...inbox, unitId: responsible.id })).length
        ? responsible.id
        : null;
    return { ...inbox, unitId };
  }

  private async openTriage(tx: Tx, question: QuestionRow): Promise<void> {
    const inbox = await this.triage(tx, question);
    if (inbox)
      await this.tasks.open(tx, { entry: question, kind: TRIAGE, ...inbox, ...(await this.clock(tx, question)) });
  }

  private async openAnswer(tx: Tx, question: QuestionRow): Promise<void> {
    const association = await this.association(tx);
    if (!association) return;
    const wanted = { assigneeId: question.assigneeId, ...(await this.clock(tx, question)) };
    await this.tasks.open(tx, {
      entry: question,
      kind: ANSWER,
      orgId: association.id,
      role: Role.LAWYER,
      ...wanted,
    });
    await this.align(tx, question, ANSWER, wanted, question.state === QuestionState.AWAITING_INFORMATION);
  }

  private async openProvideInformation(tx: Tx, question: QuestionRow): Promise<void> {
    const allowed = this.config.rules.noReplyWorkingDays;
    const asked = stockholmDate(question.awaitingSince ?? tx.now);
    // The last day is theirs whole: what is due ends when the next one begins.
    const after = (days: number): Date => startOfStockholmDay(this.days.addWorkingDays(asked, days));
    const wanted = {
      assigneeId: question.askerId,
      dueAt: after(allowed + 1),
      remindAt: after(Math.ceil(allowed * REMINDED_AT)),
    };
    await this.tasks.open(tx, {
      entry: question,
      kind: PROVIDE_INFORMATION,
      orgId: question.ownerOrgId,
      unitId: question.ownerUnitId,
      role: Role.SUBMITTER,
      ...wanted,
    });
    await this.align(tx, question, PROVIDE_INFORMATION, wanted, false);
  }

  /** A task that was open already may be somebody's who has handed the question over, or run towards an older moment. */
  private async align(
    tx: Tx,
    question: QuestionRow,
    kind: TaskKind,
    wanted: { assigneeId: string | null; dueAt: Date | null; remindAt: Date | null },
    paused: boolean,
  ): Promise<void> {
    const had = await tx.one<{ assigneeId: string | null; dueAt: Date | null; pausedAt: Date | null }>(
      `select assignee_id as "assigneeId", due_at as "dueAt", paused_at as "pausedAt" from task
        where entry_id = $1 and task_kind = $2 and state in ('OPEN','CLAIMED')`,
      [question.id, kind],
    );
    if (!had) return;
    const of = { entryId: question.id, kinds: [kind] };
    if (had.assigneeId !== wanted.assigneeId) await this.tasks.assign(tx, { ...of, assigneeId: wanted.assigneeId });
    const moved = had.dueAt?.getTime() !== wanted.dueAt?.getTime();
    if (paused) await this.tasks.pause(tx, of);
    else if (had.pausedAt || moved)
      await this.tasks.resume(tx, { ...of, dueAt: wanted.dueAt, remindAt: wanted.remindAt });
  }

  /** The moments of the response clock, computed anew from what is stored. */
  private async clock(tx: Tx, question: QuestionRow): Promise<{ dueAt: Date | null; remindAt: Date | null }> {
    const { clockStartedAt, targetWorkingDays, dueAt } = question;
    if (!clockStartedAt || !targetWorkingDays) return { dueAt, remindAt: null };
    const pauses = await this.questions.pauses(tx, question.id);
    const at = (share: number): Date =>
      this.days.workingDeadline(clockStartedAt, targetWorkingDays * share, pauses, tx.now).due;
    return { dueAt: at(1), remindAt: at(REMINDED_AT) };
  }
}
