import { Inject, Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { dateOfDay, dayNumber } from '../calendar/stockholm-time.js';
import { startOfStockholmDay, WorkingDays } from '../calendar/working-days.js';
import { personOf } from '../catalogue/entries.service.js';
import { under } from '../catalogue/protected.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { DossierStageKind, DossierState, StageState } from './dossier.entity.js';
import { DossierMilestone, MilestoneKind, MilestoneState } from './dossier-parts.entity.js';
import { DossierMilestoneCompleteInput, DossierMilestonePlanInput, MilestoneInput } from './dossier.inputs.js';
import { dossierMachine, DossierRelation } from './dossier.machine.js';
import { DossierRow, MILESTONE_SELECT } from './dossier.queries.js';
import { dossierRelations, DossierService } from './dossier.service.js';

const MAX_DAYS = 250;
/** Whoever has a milestone is reminded when so many working days are left of it. */
const REMINDED_BEFORE = 2;

interface Remiss {
  id: string;
  deadline: string | null;
}

/** Milestones on the way to an answered remiss: reckoned backwards from its last day, and kept in step with it. */
@Injectable()
export class DossierMilestones {
  constructor(
    private readonly db: Database,
    private readonly dossiers: DossierService,
    private readonly days: WorkingDays,
    private readonly tasks: Tasks,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Nothing is laid down for a remiss whose day has passed: there is nothing left to do in time. */
  async layDown(tx: Tx, dossier: DossierRow, remiss: Remiss, wished: MilestoneInput[] | null): Promise<void> {
    if (!remiss.deadline || remiss.deadline < this.clock.today()) return;
    const wanted = wished ?? this.usual();
    await this.require(tx, dossier, wanted);
    await tx.insert(
      DossierMilestone,
      wanted.map((one) => ({
        id: newId('DossierMilestone', tx.now.getTime()),
        ...under(dossier),
        stageId: remiss.id,
        milestone: one.kind,
        state: MilestoneState.OPEN,
        version: 1,
        workingDaysBefore: one.workingDaysBefore,
        dueOn: this.dueOn(remiss.deadline!, one.workingDaysBefore),
        responsibleId: one.responsible ?? null,
      })),
    );
    await tx.emit('dossier.milestones-planned', { entryId: dossier.id, stageId: remiss.id });
  }

  /** A deadline that moved takes what is still open with it; without a deadline nothing is left to do. */
  async follow(tx: Tx, dossier: DossierRow, remiss: Remiss, before: string | null): Promise<void> {
    if (remiss.deadline === before) return;
    const there = await this.of(tx, remiss.id);
    if (remiss.deadline && there.length === 0) return this.layDown(tx, dossier, remiss, null);
    for (const one of there.filter(({ state }) => state === MilestoneState.OPEN)) {
      if (remiss.deadline)
        await tx.query('update dossier_milestone set due_on = $2, version = version + 1 where id = $1', [
          one.id,
          this.dueOn(remiss.deadline, one.workingDaysBefore),
        ]);
      else
        await tx.query(`update dossier_milestone set state = 'DROPPED', version = version + 1 where id = $1`, [one.id]);
    }
    await tx.emit('dossier.milestones-planned', { entryId: dossier.id, stageId: remiss.id });
  }

  plan(actor: Actor, input: DossierMilestonePlanInput): Promise<{ id: string }> {
    return this.db.transact(actor, async (tx) => {
      const dossier = await this.dossiers.take(tx, actor, 'milestonePlan', input.id, input.expectedVersion);
      const remiss = (await this.dossiers.stages(tx, dossier.id)).find((one) => one.id === input.stage);
      if (!remiss) throw notFound('input.stage');
      if (remiss.stage !== DossierStageKind.REFERRAL || remiss.state !== StageState.CONFIRMED || !remiss.deadline)
        throw new UserError('DOSSIER_REMISS_HAS_NO_DEADLINE', 'input.stage');
      await this.require(tx, dossier, input.milestones);
      await this.dossiers.step(tx, dossier, 'milestonePlan', input.expectedVersion, {
        action: 'dossier.milestones-planned',
        facts: { stage: remiss.id, milestones: input.milestones.map((one) => `${one.kind}:${one.workingDaysBefore}`) },
      });
      const there = await this.of(tx, remiss.id);
      for (const one of there) {
        if (one.state !== MilestoneState.OPEN || input.milestones.some(({ kind }) => kind === one.milestone)) continue;
        await tx.query(`update dossier_milestone set state = 'DROPPED', version = version + 1 where id = $1`, [one.id]);
      }
      const fresh: MilestoneInput[] = [];
      for (const one of input.milestones) {
        const known = there.find(({ milestone }) => milestone === one.kind);
        if (!known) fresh.push(one);
        else if (known.state !== MilestoneState.DONE)
          await tx.query(
            `update dossier_milestone set state = 'OPEN', working_days_before = $2, due_on = $3, responsible_id = $4,
               version = version + 1 where id = $1`,
            [
              known.id,
              one.workingDaysBefore,
              this.dueOn(remiss.deadline, one.workingDaysBefore),
              one.responsible ?? null,
            ],
          );
      }
      await this.layDown(tx, dossier, { id: remiss.id, deadline: remiss.deadline }, fresh);
      await tx.emit('dossier.milestones-planned', { entryId: dossier.id, stageId: remiss.id });
      return { id: dossier.id };
    });
  }

  /** By whoever handles the dossier, or whoever was given the milestone. */
  complete(actor: Actor, input: DossierMilestoneCompleteInput): Promise<{ id: string; milestone: string }> {
    return this.db.transact(actor, async (tx) => {
      const milestone = isId(input.id, 'DossierMilestone')
        ? await tx.one<DossierMilestone>(`select ${MILESTONE_SELECT} from dossier_milestone where id = $1`, [input.id])
        : null;
      if (!milestone) throw notFound('input.id');
      const dossier = await this.dossiers.load(tx, milestone.entryId);
      if (!dossierMachine.allows('milestoneComplete', milestoneRelations(actor, dossier, milestone)))
        throw new UserError('FORBIDDEN', 'input.id');
      await tx.guard(
        DossierMilestone,
        { id: milestone.id, version: input.expectedVersion, from: [MilestoneState.OPEN] },
        { state: MilestoneState.DONE, doneById: personOf(actor), doneAt: tx.now },
      );
      await tx.record({
        subject: dossier.id,
        action: 'dossier.milestone-reached',
        audience: 'INTERNAL',
        facts: { milestone: milestone.milestone, stage: milestone.stageId },
      });
      await tx.emit('dossier.milestone-reached', { entryId: dossier.id, milestoneId: milestone.id });
      return { id: dossier.id, milestone: milestone.id };
    });
  }

  /**
   * Brings the inbox in line with where the milestones stand now: the same however often and in whatever order. For jobs.
   */
  async settle(tx: Tx, dossier: DossierRow): Promise<void> {
    const alive = dossier.state === DossierState.OPEN || dossier.state === DossierState.RESTING;
    const all = await tx.query<DossierMilestone>(
      `select ${MILESTONE_SELECT} from dossier_milestone where entry_id = $1`,
      [dossier.id],
    );
    for (const one of all) {
      const of = { entryId: dossier.id, kinds: [TaskKind.MILESTONE], cause: one.id };
      if (!alive || one.state !== MilestoneState.OPEN) {
        await this.tasks.close(tx, { ...of, outcome: one.state === MilestoneState.DONE ? 'DONE' : 'OBSOLETE' });
        continue;
      }
      const assigneeId = one.responsibleId ?? dossier.responsibleId;
      const wanted = {
        // The last day is theirs whole: what is due ends when the next one begins.
        dueAt: startOfStockholmDay(dateOfDay(dayNumber(one.dueOn) + 1)),
        remindAt: startOfStockholmDay(this.days.addWorkingDays(one.dueOn, -REMINDED_BEFORE)),
      };
      await this.tasks.open(tx, {
        entry: dossier,
        kind: TaskKind.MILESTONE,
        orgId: dossier.ownerOrgId,
        role: Role.ADVOCATE,
        cause: one.id,
        assigneeId,
        ...wanted,
      });
      const had = await tx.one<{ assigneeId: string | null; dueAt: Date | null }>(
        `select assignee_id as "assigneeId", due_at as "dueAt" from task
          where entry_id = $1 and task_kind = 'MILESTONE' and cause = $2 and state in ('OPEN','CLAIMED')`,
        [dossier.id, one.id],
      );
      // Whoever took it from the role keeps it; a person who was named gets it.
      if (had && assigneeId && had.assigneeId !== assigneeId) await this.tasks.assign(tx, { ...of, assigneeId });
      if (had && had.dueAt?.getTime() !== wanted.dueAt.getTime()) {
        await this.tasks.resume(tx, { ...of, ...wanted });
        // Another day is another deadline: what was told of the old one is told anew of the new one.
        await tx.query(
          `update task set reminded_at = null, escalated_at = null
            where entry_id = $1 and task_kind = 'MILESTONE' and cause = $2 and state in ('OPEN','CLAIMED') and due_at > $3`,
          [dossier.id, one.id, tx.now],
        );
      }
    }
  }

  private of(tx: Tx, stageId: string): Promise<DossierMilestone[]> {
    return tx.query<DossierMilestone>(`select ${MILESTONE_SELECT} from dossier_milestone where stage_id = $1`, [
      stageId,
    ]);
  }

  /** Counted backwards; what would lie behind us is due today, since nobody can do it earlier. */
  private dueOn(deadline: string, workingDaysBefore: number): string {
    const day = this.days.addWorkingDays(deadline, -workingDaysBefore);
    const today = this.clock.today();
    return day < today ? (deadline < today ? deadline : today) : day;
  }

  private usual(): MilestoneInput[] {
    return this.config.rules.remissMilestones.map(({ name, workingDaysBefore }) => ({
      kind: MilestoneKind[name.toUpperCase() as MilestoneKind],
      workingDaysBefore,
    }));
  }

  private async require(tx: Tx, dossier: DossierRow, wanted: readonly MilestoneInput[]): Promise<void> {
    const kinds = new Set(wanted.map((one) => one.kind));
    if (kinds.size !== wanted.length) throw new UserError('DOSSIER_MILESTONE_TWICE', 'input.milestones');
    for (const one of wanted) {
      if (!Number.isInteger(one.workingDaysBefore) || one.workingDaysBefore < 0 || one.workingDaysBefore > MAX_DAYS)
        throw new UserError('DOSSIER_MILESTONE_DAYS', 'input.milestones', { max: MAX_DAYS });
      if (one.responsible) await this.dossiers.colleague(tx, dossier, one.responsible, 'input.milestones');
    }
    const order = Object.values(MilestoneKind);
    const inOrder = [...wanted].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    for (const [i, one] of inOrder.entries()) {
      const next = inOrder[i + 1];
      if (next && next.workingDaysBefore > one.workingDaysBefore)
        throw new UserError('DOSSIER_MILESTONE_ORDER', 'input.milestones', {
          first: `MILESTONE_${one.kind}`,
          then: `MILESTONE_${next.kind}`,
        });
    }
  }
}

/** Whoever was given a milestone may say that it was reached, whatever their role. */
export function milestoneRelations(
  actor: Actor,
  dossier: Pick<DossierRow, 'ownerOrgId'>,
  milestone: Pick<DossierMilestone, 'responsibleId'>,
): Set<DossierRelation> {
  const relations = dossierRelations(actor, dossier);
  if (milestone.responsibleId !== null && milestone.responsibleId === actor.personId) relations.add('responsible');
  return relations;
}
