import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { stockholmDate } from '../calendar/working-days.js';
import { Entries, personOf } from '../catalogue/entries.service.js';
import { Access, EntryKind, EntryRow } from '../catalogue/entry.entity.js';
import { LinkType } from '../catalogue/entry-parts.entity.js';
import { under } from '../catalogue/protected.js';
import { visibilityOf } from '../catalogue/visibility.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PersonalDataDecision, PrivacyGate } from '../privacy/gate.js';
import { ClaimGrade } from './claim.entity.js';
import { Goal, GoalState } from './goal.entity.js';
import {
  GoalAccess,
  GoalActionInput,
  GoalCloseInput,
  GoalCreateInput,
  GoalEnding,
  GoalReasonInput,
  GoalUpdateInput,
} from './goal.inputs.js';
import { GoalAction, goalMachine } from './goal.machine.js';
import { GOAL_FROM, GOAL_SELECT, GoalRow } from './goal.queries.js';
import { requireGoal } from './goal.relations.js';

export const MAX_REASON = 4_000;
const MAX_DESCRIPTION = 50_000;
const MOST_LINKS = { barriers: 50, measures: 20, dossiers: 20 };
const TITLE = { path: 'input.title', max: 300, singleLine: true };

/** Grades that count as something gained. */
export const GAINED: readonly ClaimGrade[] = [ClaimGrade.MET, ClaimGrade.LARGELY_MET, ClaimGrade.PARTLY_MET];

export interface GoalStep {
  action: GoalAction;
  /** Past tense; `goal.<event>` in the trail and to those who listen. */
  event: string;
  /** For the trail only: nothing follows from it. */
  silent?: boolean;
  version?: number;
  entry?: Partial<Pick<EntryRow, 'title' | 'visibility' | 'publishedAt'>>;
  set?: Partial<Pick<Goal, 'description' | 'responsibleId' | 'reason' | 'endedAt'>>;
  facts?: Record<string, string | number | boolean | null | string[]>;
  values?: Record<string, string | null>;
}

/** Goals, and what every action on one is made of. */
@Injectable()
export class GoalService {
  constructor(
    private readonly db: Database,
    private readonly entries: Entries,
    private readonly gate: PrivacyGate,
  ) {}

  create(actor: Actor, input: GoalCreateInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const membership = actor.memberships.find(({ role }) => role === Role.ADVOCATE);
      if (!membership) throw new UserError('FORBIDDEN');
      const texts = this.gate.pass(
        {
          title: { text: input.title, rule: { ...TITLE, required: true } },
          description: { text: input.description, rule: { path: 'input.description', max: MAX_DESCRIPTION } },
        },
        input.personalData,
        { restricted: false },
      );
      const entry = await this.entries.create(tx, {
        kind: EntryKind.GOAL,
        title: texts.title!,
        ownerOrgId: membership.organisationId,
        ownerUnitId: membership.unitId,
        access: input.access === GoalAccess.MEMBERS ? Access.MEMBERS : Access.PUBLIC,
        state: GoalState.ACTIVE,
        draft: false,
      });
      await tx.insert(Goal, {
        id: entry.id,
        ...under(entry),
        description: texts.description,
        responsibleId: personOf(actor),
      });
      const ref = await this.entries.nextRef(tx, EntryKind.GOAL, stockholmDate(tx.now));
      const now = await this.entries.step(tx, entry, {
        from: [GoalState.ACTIVE],
        set: { ref },
        action: 'goal.set',
        facts: { ref },
        values: { description: texts.description },
      });
      if (input.subjectAreas?.length) await this.entries.setSubjectAreas(tx, now, input.subjectAreas);
      for (const barrier of await this.others(tx, 'barriers', input.barriers, EntryKind.BARRIER))
        await this.entries.link(tx, barrier, LinkType.PURSUED_BY, now);
      for (const measure of await this.others(tx, 'measures', input.measures, EntryKind.MEASURE))
        await this.entries.link(tx, now, LinkType.PART_OF, measure);
      for (const dossier of await this.others(tx, 'dossiers', input.dossiers, EntryKind.DOSSIER))
        await this.entries.link(tx, now, LinkType.TRACKED_IN, dossier);
      await tx.emit('goal.set', { entryId: entry.id });
      return { id: entry.id };
    });
  }

  update(actor: Actor, input: GoalUpdateInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const goal = await this.take(tx, actor, input.id, 'update', input.expectedVersion);
      const texts = this.gate.pass(
        {
          title: { text: input.title, rule: TITLE },
          description: { text: input.description, rule: { path: 'input.description', max: MAX_DESCRIPTION } },
        },
        input.personalData,
        { restricted: goal.visibility === 'RESTRICTED' },
      );
      if (input.title !== undefined && !texts.title) throw new UserError('REQUIRED', 'input.title', {}, goal.id);
      if (input.responsible) await this.requireAdvocate(tx, goal, input.responsible);
      const set = {
        description: input.description === undefined ? goal.description : texts.description,
        responsibleId: input.responsible === undefined ? goal.responsibleId : input.responsible,
      };
      const now = await this.step(tx, goal, {
        action: 'update',
        event: 'updated',
        silent: true,
        version: input.expectedVersion,
        entry: texts.title ? { title: texts.title } : {},
        set,
        facts: { responsible: set.responsibleId },
        values: { title: texts.title, description: set.description },
      });
      if (input.subjectAreas) await this.entries.setSubjectAreas(tx, now, input.subjectAreas);
      return { id: goal.id };
    });
  }

  publish(actor: Actor, input: GoalActionInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const goal = await this.take(tx, actor, input.id, 'publish', input.expectedVersion);
      if (goal.publishedAt) throw new UserError('GOAL_ALREADY_PUBLISHED', 'input.id', {}, goal.id);
      await this.publishIn(tx, goal, input.expectedVersion);
      return { id: goal.id };
    });
  }

  /** Also when the first text of a claim goes out: a demand is not public while its goal is not. */
  async publishIn(tx: Tx, goal: GoalRow, version?: number): Promise<void> {
    await this.step(tx, goal, {
      action: 'publish',
      event: 'published',
      version,
      entry: { publishedAt: tx.now, visibility: visibilityOf(goal.access, { draft: false, published: true }) },
    });
  }

  rest(actor: Actor, input: GoalReasonInput): Promise<Outcome> {
    return this.withReason(actor, input, 'rest', 'rested');
  }

  wake(actor: Actor, input: GoalReasonInput): Promise<Outcome> {
    return this.withReason(actor, input, 'wake', 'woken');
  }

  reopen(actor: Actor, input: GoalReasonInput): Promise<Outcome> {
    return this.withReason(actor, input, 'reopen', 'reopened', { endedAt: null });
  }

  close(actor: Actor, input: GoalCloseInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const achieved = input.ending === GoalEnding.ACHIEVED;
      const action = achieved ? 'achieve' : 'abandon';
      const goal = await this.take(tx, actor, input.id, action, input.expectedVersion);
      const reason = this.reason(goal, input);
      const grades = await tx.query<{ grade: ClaimGrade }>('select grade from claim where entry_id = $1', [goal.id]);
      const [blocker] = achieved ? endBlockers(grades.map(({ grade }) => grade)) : [];
      if (blocker) throw new UserError(blocker.code, 'input.ending', {}, goal.id);
      await this.step(tx, goal, {
        action,
        event: achieved ? 'achieved' : 'abandoned',
        version: input.expectedVersion,
        set: { reason, endedAt: tx.now },
        values: { reason },
      });
      return { id: goal.id };
    });
  }

  // ---- What every action is made of; all join the caller's transaction ----

  async load(tx: Tx, id: string, path = 'input.id'): Promise<GoalRow> {
    const goal = isId(id, 'Goal')
      ? await tx.one<GoalRow>(`select ${GOAL_SELECT} ${GOAL_FROM} where g.id = $1`, [id])
      : null;
    if (!goal) throw notFound(path);
    return goal;
  }

  async take(tx: Tx, actor: Actor, id: string, action: GoalAction, version?: number): Promise<GoalRow> {
    const goal = await this.load(tx, id, version === undefined ? 'input.goal' : 'input.id');
    requireGoal(action, goal, actor, version);
    return goal;
  }

  /** Guarded step of the entry with its trail, own columns, and the event. */
  async step(tx: Tx, goal: GoalRow, step: GoalStep): Promise<GoalRow> {
    const rule = goalMachine.rule(step.action);
    const entry = await this.entries.step(tx, goal, {
      version: step.version,
      from: rule.from,
      set: { ...(rule.to ? { state: rule.to } : {}), ...step.entry },
      action: `goal.${step.event}`,
      facts: step.facts,
      values: step.values,
    });
    if (step.set) {
      const now = { ...goal, ...step.set };
      await tx.query(
        'update goal set description = $2, responsible_id = $3, reason = $4, ended_at = $5 where id = $1',
        [goal.id, now.description, now.responsibleId, now.reason, now.endedAt],
      );
    }
    if (!step.silent) await tx.emit(`goal.${step.event}`, { entryId: goal.id });
    return { ...goal, ...entry, ...step.set } as GoalRow;
  }

  reason(
    goal: Pick<GoalRow, 'visibility'>,
    input: { reason: string; personalData?: PersonalDataDecision | null },
  ): string {
    const rule = { path: 'input.reason', max: MAX_REASON, required: true };
    const restricted = goal.visibility === 'RESTRICTED';
    return this.gate.pass({ reason: { text: input.reason, rule } }, input.personalData, { restricted }).reason!;
  }

  private withReason(
    actor: Actor,
    input: GoalReasonInput,
    action: GoalAction,
    event: string,
    set: Partial<Pick<Goal, 'endedAt'>> = {},
  ): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const goal = await this.take(tx, actor, input.id, action, input.expectedVersion);
      const reason = this.reason(goal, input);
      await this.step(tx, goal, {
        action,
        event,
        version: input.expectedVersion,
        set: { ...set, reason },
        values: { reason },
      });
      return { id: goal.id };
    });
  }

  private async requireAdvocate(tx: Tx, goal: GoalRow, personId: string): Promise<void> {
    const holder = isId(personId, 'Person')
      ? await tx.one(
          `select 1 from membership m join person p on p.id = m.person_id
            where m.person_id = $1 and m.organisation_id = $2 and m.role = $3 and m.ended_at is null and p.disabled_at is null`,
          [personId, goal.ownerOrgId, Role.ADVOCATE],
        )
      : null;
    if (!holder) throw new UserError('NOT_AN_ADVOCATE', 'input.responsible', {}, goal.id);
  }

  private async others(
    tx: Tx,
    field: keyof typeof MOST_LINKS,
    ids: readonly string[] | null | undefined,
    kind: EntryKind,
  ): Promise<EntryRow[]> {
    const wanted = [...new Set(ids ?? [])];
    if (wanted.length > MOST_LINKS[field])
      throw new UserError('TOO_MANY', `input.${field}`, { max: MOST_LINKS[field] });
    const found: EntryRow[] = [];
    for (const id of wanted) found.push(await this.entries.load(tx, id, kind, `input.${field}`));
    return found;
  }
}

/** Why a goal cannot be called achieved. */
export function endBlockers(grades: readonly ClaimGrade[]): { code: string }[] {
  if (grades.some((grade) => grade === ClaimGrade.PENDING || grade === ClaimGrade.UNKNOWN))
    return [{ code: 'GOAL_HAS_UNGRADED_CLAIMS' }];
  return grades.some((grade) => GAINED.includes(grade)) ? [] : [{ code: 'GOAL_GAINED_NOTHING' }];
}
