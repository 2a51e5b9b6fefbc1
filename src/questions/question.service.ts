import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { Pause, WorkingDays } from '../calendar/working-days.js';
import { Audience, Comment } from '../catalogue/entry-parts.entity.js';
import { Entries } from '../catalogue/entries.service.js';
import { EntryRow } from '../catalogue/entry.entity.js';
import { under } from '../catalogue/protected.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { Question, QuestionPause, Urgency } from './question.entity.js';
import { QuestionAction, questionMachine } from './question.machine.js';
import { QUESTION_FROM, QUESTION_SELECT, QuestionRow } from './question.queries.js';
import { requireQuestion } from './question.relations.js';

/** Target where no subject area says one. */
const DEFAULT_TARGET: Record<Urgency, number> = { [Urgency.NORMAL]: 10, [Urgency.URGENT]: 3 };

export const MAX_REASON = 4_000;
export const MAX_MESSAGE = 20_000;

/** What one action does to a question: its entry's step, its own columns, what is said, what follows. */
export interface QuestionStep {
  action: QuestionAction;
  /** Past tense; `question.<event>` in the trail and to those who listen. */
  event: string;
  /** For the trail only: nothing follows from it. */
  silent?: boolean;
  version?: number;
  entry?: Partial<Pick<EntryRow, 'title' | 'access' | 'accessGround' | 'visibility' | 'ref' | 'publishedAt'>>;
  set?: Partial<Question>;
  /** Goes with the event: ids and codes only. */
  told?: Record<string, string>;
  facts?: Record<string, string | number | boolean | null | string[]>;
  values?: Record<string, string | null>;
  audience?: 'SHARED' | 'INTERNAL';
}

export type MessagePurpose = 'INFORMATION_REQUEST' | 'INFORMATION' | 'REASON';

/** What every action on a question is made of. All methods join the caller's transaction. */
@Injectable()
export class QuestionService {
  constructor(
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
    private readonly days: WorkingDays,
  ) {}

  /** The question as this principal sees it; missing, forbidden and garbled are the same. */
  async load(tx: Tx, id: string, path = 'input.id'): Promise<QuestionRow> {
    const row = isId(id, 'Question')
      ? await tx.one<QuestionRow>(`select ${QUESTION_SELECT} ${QUESTION_FROM} where q.id = $1`, [id])
      : null;
    if (!row) throw notFound(path);
    return row;
  }

  /** The question, if this actor may do this to it as they saw it. */
  async take(
    tx: Tx,
    actor: Actor,
    input: { id: string; expectedVersion: number },
    action: QuestionAction,
  ): Promise<QuestionRow> {
    const question = await this.load(tx, input.id);
    requireQuestion(action, question, actor, input.expectedVersion);
    return question;
  }

  /** Guarded step of the entry with its trail, own columns, and the event. Answers with the question as it is now. */
  async step(tx: Tx, question: QuestionRow, step: QuestionStep): Promise<QuestionRow> {
    const rule = questionMachine.rule(step.action);
    const entry = await this.entries.step(tx, question, {
      version: step.version,
      from: rule.from,
      set: { ...(rule.to ? { state: rule.to } : {}), ...step.entry },
      action: `question.${step.event}`,
      facts: step.facts,
      values: step.values,
      audience: step.audience,
    });
    if (step.set) await this.put(tx, question.id, step.set);
    if (!step.silent) await tx.emit(`question.${step.event}`, { entryId: question.id, ...step.told });
    return { ...question, ...entry, ...step.set } as QuestionRow;
  }

  /** Own columns; the entry's guarded update has locked the question before. Names come from the program only. */
  private async put(tx: Tx, id: string, set: Partial<Question>): Promise<void> {
    const columns = Object.keys(set);
    if (columns.length === 0) return;
    const assignments = columns.map((name, i) => `${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} = $${i + 2}`);
    await tx.query(`update question set ${assignments.join(', ')} where id = $1`, [id, ...Object.values(set)]);
  }

  /** A text of an action, through hygiene and the gate; null when there is none. */
  text(
    question: Pick<EntryRow, 'access'>,
    text: string | null | undefined,
    rule: { path: string; max: number; required?: boolean },
    decision: PersonalDataDecision | null | undefined,
  ): string | null {
    return this.gate.pass({ text: { text, rule } }, decision, { restricted: question.access === 'RESTRICTED' }).text;
  }

  /** A message of the thread. What a member writes for its own people never reaches the association, and the reverse. */
  async say(
    tx: Tx,
    actor: Actor,
    question: EntryRow,
    message: { purpose: MessagePurpose; body: string | null; audience?: Audience },
  ): Promise<void> {
    if (!message.body) return;
    const own = actor.hasIn(question.ownerUnitId);
    await tx.insert(Comment, {
      id: newId('Comment'),
      ...under(question),
      audience: message.audience ?? Audience.SHARED,
      purpose: message.purpose,
      body: message.body,
      authorId: actor.personId,
      authorOrgId: own ? question.ownerOrgId : (actor.staffMembership?.organisationId ?? null),
      createdAt: tx.now,
    });
  }

  /** A reason that stays on the side of whoever gives it. */
  internal(tx: Tx, actor: Actor, question: EntryRow, reason: string | null): Promise<void> {
    return this.say(tx, actor, question, { purpose: 'REASON', body: reason, audience: Audience.INTERNAL });
  }

  /**
   * The response clock from a moment: the most demanding target of the subject areas, in working days, pauses taken out.
   * Computed from what is stored, so it can be computed again at any time.
   */
  async clock(
    tx: Tx,
    question: QuestionRow,
    from: Date,
  ): Promise<Pick<Question, 'clockStartedAt' | 'targetWorkingDays' | 'dueAt'>> {
    const column = question.urgency === Urgency.URGENT ? 'urgent_working_days' : 'target_working_days';
    const row = await tx.one<{ days: number | null }>(
      `select min(s.${column})::int as days from entry_subject_area x join subject_area s on s.id = x.subject_area_id
        where x.entry_id = $1`,
      [question.id],
    );
    const target = row?.days ?? DEFAULT_TARGET[question.urgency];
    const pauses = await this.pauses(tx, question.id);
    const { due } = this.days.workingDeadline(from, target, pauses, tx.now);
    return { clockStartedAt: from, targetWorkingDays: target, dueAt: due };
  }

  /** Sets the clock and moves the due moment, after subject areas or pauses have changed. */
  async setClock(tx: Tx, question: QuestionRow, from: Date): Promise<void> {
    await this.put(tx, question.id, await this.clock(tx, question, from));
  }

  pauses(tx: Tx, id: string): Promise<Pause[]> {
    return tx.query<Pause>('select started_at as "from", ended_at as "to" from question_pause where entry_id = $1', [
      id,
    ]);
  }

  async pause(tx: Tx, question: QuestionRow): Promise<void> {
    await tx.insert(QuestionPause, { id: newId('Link'), ...under(question), startedAt: tx.now, endedAt: null });
  }

  async endPause(tx: Tx, question: Pick<QuestionRow, 'id'>): Promise<void> {
    await tx.query('update question_pause set ended_at = $2 where entry_id = $1 and ended_at is null', [
      question.id,
      tx.now,
    ]);
  }

  /** Whether a person who may still sign in has the role, in this unit where one is given. */
  async holds(tx: Tx, personId: string, role: Role, unitId: string | null = null): Promise<boolean> {
    if (!isId(personId, 'Person')) return false;
    const row = await tx.one(
      `select 1 from membership m join person p on p.id = m.person_id
        where m.person_id = $1 and m.role = $2 and m.ended_at is null and p.disabled_at is null
          and ($3::uuid is null or m.unit_id = $3)`,
      [personId, role, unitId],
    );
    return row !== null;
  }

  /** Everybody who may sign in with the role: in a unit, or at the association. */
  async holdersOf(tx: Tx, role: Role, unitId: string | null = null): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct m.person_id as id from membership m
         join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id
        where m.role = $1 and m.ended_at is null and p.disabled_at is null
          and case when $2::uuid is null then o.kind = 'ASSOCIATION' else m.unit_id = $2 end`,
      [role, unitId],
    );
    return rows.map((row) => row.id);
  }

  /** A RESTRICTED question is seen by named people only. */
  async grantIfRestricted(tx: Tx, question: EntryRow, people: readonly string[]): Promise<void> {
    if (question.visibility !== 'RESTRICTED') return;
    for (const personId of people) await this.entries.grant(tx, question, { personId });
  }

  /**
   * Whoever no longer has a RESTRICTED question no longer sees it; an ADMIN keeps seeing what they hand out. The last act of
   * a transaction: if it is the actor who leaves, nothing after it would be visible to them.
   */
  async revokeIfRestricted(tx: Tx, question: EntryRow, personId: string | null): Promise<void> {
    if (question.visibility !== 'RESTRICTED' || !personId) return;
    if (await this.holds(tx, personId, Role.ADMIN)) return;
    await tx.record({
      subject: question.id,
      action: 'entry.access-revoked',
      facts: { person: personId },
      audience: 'INTERNAL',
    });
    await tx.query('delete from entry_grant where entry_id = $1 and person_id = $2', [question.id, personId]);
  }
}

/** The first reason why not, with the question as it stands. */
export function refusal(
  code: string,
  path: string,
  question: Pick<QuestionRow, 'id'>,
  params: Record<string, unknown> = {},
): UserError {
  return new UserError(code, path, params, question.id);
}
