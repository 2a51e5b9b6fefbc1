import { Injectable } from '@nestjs/common';
import { Actor } from '../access/actor.js';
import { Role } from '../access/person.entity.js';
import { personOf } from '../catalogue/entries.service.js';
import { under } from '../catalogue/protected.js';
import { CanonicalId, requireCanonicalId } from '../citations/canonical-id.js';
import { TaskKind } from '../inbox/task.entity.js';
import { Tasks } from '../inbox/tasks.service.js';
import { Database } from '../platform/database/database.js';
import { Outcome, Tx } from '../platform/database/transaction.js';
import { isId, newId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { PrivacyGate } from '../privacy/gate.js';
import {
  Certainty,
  Claim,
  ClaimEvidence,
  ClaimGrade,
  ClaimGrading,
  ClaimProvision,
  GRADES_WITH_EVIDENCE,
} from './claim.entity.js';
import {
  ClaimAddInput,
  ClaimEvidenceInput,
  ClaimGradeInput,
  ClaimReasonInput,
  ClaimUpdateInput,
  ClaimVerifyInput,
} from './goal.inputs.js';
import { GoalAction } from './goal.machine.js';
import { CLAIM_SELECT, ClaimRow, GoalRow } from './goal.queries.js';
import { GoalService } from './goal.service.js';

const MOST_CLAIMS = 100;
const MOST_PROVISIONS = 30;
const MOST_EVIDENCE = 30;
const TITLE = { path: 'input.title', max: 300, singleLine: true };

interface Grading {
  grade: ClaimGrade;
  certainty: Certainty | null;
  explanation: string | null;
  evidence: (CanonicalId & { note: string | null })[];
}

/** Claims of a goal: made, graded with evidence, checked by somebody else, dropped and taken up again. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly db: Database,
    private readonly gate: PrivacyGate,
    private readonly goals: GoalService,
    private readonly tasks: Tasks,
  ) {}

  add(actor: Actor, input: ClaimAddInput): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const goal = await this.goals.take(tx, actor, input.goal, 'addClaim');
      const rule = { ...TITLE, required: true };
      const { title } = this.gate.pass({ title: { text: input.title, rule } }, input.personalData, seen(goal));
      const provisions = provisionsOf(input.provisions);
      const id = newId('Claim');
      // The step locks the goal, so the number that follows is nobody else's.
      await this.goals.step(tx, goal, {
        action: 'addClaim',
        event: 'claim-added',
        facts: { claim: id, provisions: provisions.map((one) => one.id) },
        values: { title },
      });
      const row = await tx.one<{ number: number }>(
        'select coalesce(max(number), 0)::int + 1 as number from claim where entry_id = $1',
        [goal.id],
      );
      if (row!.number > MOST_CLAIMS) throw new UserError('TOO_MANY', 'input.goal', { max: MOST_CLAIMS }, goal.id);
      await tx.insert(Claim, {
        id,
        ...under(goal),
        number: row!.number,
        title: title!,
        provisions: provisions.map((one) => one.id),
        createdAt: tx.now,
      });
      await this.setProvisions(tx, goal, id, provisions);
      return { id: goal.id, claim: id };
    });
  }

  /** While nobody has said what came of it: what was graded is not put in other words afterwards. */
  update(actor: Actor, input: ClaimUpdateInput): Promise<Outcome> {
    return this.act(actor, input, 'updateClaim', async (tx, goal, claim) => {
      if (claim.grade !== ClaimGrade.PENDING) throw new UserError('CLAIM_ALREADY_GRADED', 'input.id', {}, claim.id);
      const { title } = this.gate.pass({ title: { text: input.title, rule: TITLE } }, input.personalData, seen(goal));
      if (input.title !== undefined && !title) throw new UserError('REQUIRED', 'input.title', {}, claim.id);
      const provisions = input.provisions ? provisionsOf(input.provisions) : null;
      if (provisions) await this.setProvisions(tx, goal, claim.id, provisions);
      return {
        event: 'claim-updated',
        set: {
          ...(title ? { title } : {}),
          ...(provisions ? { provisions: provisions.map((one) => one.id) } : {}),
        },
        values: { title },
      };
    });
  }

  grade(actor: Actor, input: ClaimGradeInput): Promise<Outcome> {
    return this.act(actor, input, 'gradeClaim', async (tx, goal, claim) => {
      if (input.grade === ClaimGrade.DROPPED) throw new UserError('CLAIM_DROP_INSTEAD', 'input.grade', {}, claim.id);
      const grading = this.gradingOf(input, goal, claim);
      await this.record(tx, goal, claim, grading, actor.personId);
      const doubtful = GRADES_WITH_EVIDENCE.includes(input.grade);
      await this.closeTasks(tx, goal, claim);
      if (doubtful) await this.askForCheck(tx, goal, claim.id, [personOf(actor)]);
      return {
        event: 'claim-graded',
        set: {
          grade: grading.grade,
          certainty: grading.certainty,
          explanation: grading.explanation,
          verified: !doubtful,
          gradedById: actor.personId,
          gradedAt: tx.now,
          verifiedById: null,
          verifiedAt: null,
          wokenAt: null,
        },
        facts: {
          from: claim.grade,
          to: grading.grade,
          certainty: grading.certainty,
          evidence: grading.evidence.map(({ id }) => id),
        },
        values: { explanation: grading.explanation },
      };
    });
  }

  verify(actor: Actor, input: ClaimVerifyInput): Promise<Outcome> {
    return this.act(actor, input, 'verifyClaim', async (tx, goal, claim) => {
      if (claim.verified) throw new UserError('CLAIM_ALREADY_VERIFIED', 'input.id', {}, claim.id);
      if (claim.gradedById === actor.personId) throw new UserError('CLAIM_GRADED_BY_YOU', 'input.id', {}, claim.id);
      await this.closeTasks(tx, goal, claim);
      return {
        event: 'claim-verified',
        set: { verified: true, verifiedById: actor.personId, verifiedAt: tx.now },
      };
    });
  }

  /** On a claim that is dropped already: it stays so, whatever is inquired into. */
  drop(actor: Actor, input: ClaimReasonInput): Promise<Outcome> {
    return this.act(actor, input, 'dropClaim', async (tx, goal, claim) => {
      const reason = this.goals.reason(goal, input);
      const grading = { grade: ClaimGrade.DROPPED, certainty: null, explanation: reason, evidence: [] };
      if (claim.grade === ClaimGrade.DROPPED && claim.wokenAt === null)
        throw new UserError('CLAIM_ALREADY_DROPPED', 'input.id', {}, claim.id);
      await this.record(tx, goal, claim, grading, actor.personId);
      await this.closeTasks(tx, goal, claim);
      return this.regraded(tx, actor, claim, ClaimGrade.DROPPED, reason, 'claim-dropped');
    });
  }

  revive(actor: Actor, input: ClaimReasonInput): Promise<Outcome> {
    return this.act(actor, input, 'reviveClaim', async (tx, goal, claim) => {
      if (claim.grade !== ClaimGrade.DROPPED) throw new UserError('CLAIM_NOT_DROPPED', 'input.id', {}, claim.id);
      const reason = this.goals.reason(goal, input);
      const grading = { grade: ClaimGrade.PENDING, certainty: null, explanation: reason, evidence: [] };
      await this.record(tx, goal, claim, grading, actor.personId);
      await this.closeTasks(tx, goal, claim);
      return this.regraded(tx, actor, claim, ClaimGrade.PENDING, reason, 'claim-revived');
    });
  }

  /** A grading row with its evidence; also for what is seeded, where nobody graded. */
  async record(
    tx: Tx,
    goal: GoalRow,
    claim: Pick<ClaimRow, 'id'>,
    grading: Grading,
    gradedById: string | null,
    at = tx.now,
  ): Promise<void> {
    const gradingId = newId('ClaimPart');
    const { grade, certainty, explanation, evidence } = grading;
    await tx.insert(ClaimGrading, {
      id: gradingId,
      ...under(goal),
      claimId: claim.id,
      grade,
      certainty,
      explanation,
      gradedById,
      at,
    });
    await tx.insert(
      ClaimEvidence,
      evidence.map(({ id, source, note }, i) => ({
        id: newId('ClaimPart'),
        ...under(goal),
        gradingId,
        target: id,
        source,
        note,
        position: i + 1,
      })),
    );
  }

  /** Somebody who did not grade it looks at whether the grade is right. */
  async askForCheck(tx: Tx, goal: GoalRow, claimId: string, excludedIds: readonly string[]): Promise<void> {
    await this.tasks.open(tx, {
      entry: goal,
      kind: TaskKind.VERIFY_SEED,
      orgId: goal.ownerOrgId,
      role: Role.REVIEWER,
      cause: claimId,
      excludedIds,
    });
  }

  private async closeTasks(tx: Tx, goal: GoalRow, claim: Pick<ClaimRow, 'id'>): Promise<void> {
    await this.tasks.close(tx, {
      entryId: goal.id,
      kinds: [TaskKind.VERIFY_SEED, TaskKind.RE_REVIEW],
      cause: claim.id,
      outcome: 'DONE',
    });
  }

  private regraded(tx: Tx, actor: Actor, claim: ClaimRow, grade: ClaimGrade, reason: string, event: string): ClaimStep {
    return {
      event,
      set: {
        grade,
        certainty: null,
        explanation: reason,
        verified: true,
        gradedById: actor.personId,
        gradedAt: tx.now,
        verifiedById: null,
        verifiedAt: null,
        wokenAt: null,
      },
      facts: { from: claim.grade, to: grade },
      values: { explanation: reason },
    };
  }

  private gradingOf(input: ClaimGradeInput, goal: GoalRow, claim: ClaimRow): Grading {
    const rule = { path: 'input.explanation', max: 10_000 };
    const { explanation } = this.gate.pass(
      { explanation: { text: input.explanation, rule } },
      input.personalData,
      seen(goal),
    );
    const evidence = (input.evidence ?? []).map((one, i) => this.evidenceOf(one, i, input, goal));
    if (evidence.length > MOST_EVIDENCE)
      throw new UserError('TOO_MANY', 'input.evidence', { max: MOST_EVIDENCE }, claim.id);
    const certainty = input.certainty ?? null;
    if (GRADES_WITH_EVIDENCE.includes(input.grade) && evidence.length === 0)
      throw new UserError('GRADE_NEEDS_EVIDENCE', 'input.evidence', { grade: input.grade }, claim.id);
    if (input.grade !== ClaimGrade.PENDING && certainty === null)
      throw new UserError('GRADE_NEEDS_CERTAINTY', 'input.certainty', {}, claim.id);
    if (certainty === Certainty.HIGH && GRADES_WITH_EVIDENCE.includes(input.grade) && !evidence.some(({ law }) => law))
      throw new UserError('CERTAIN_ONLY_BY_LAW', 'input.certainty', {}, claim.id);
    return {
      grade: input.grade,
      certainty: input.grade === ClaimGrade.PENDING ? null : certainty,
      explanation,
      evidence,
    };
  }

  private evidenceOf(
    one: ClaimEvidenceInput,
    index: number,
    input: ClaimGradeInput,
    goal: GoalRow,
  ): CanonicalId & { note: string | null } {
    const path = `input.evidence.${index}`;
    const { note } = this.gate.pass(
      { note: { text: one.note, rule: { path: `${path}.note`, max: 1_000 } } },
      input.personalData,
      seen(goal),
    );
    return { ...requireCanonicalId(one.target, `${path}.target`), note };
  }

  private async setProvisions(tx: Tx, goal: GoalRow, claimId: string, provisions: CanonicalId[]): Promise<void> {
    await tx.query('delete from claim_provision where claim_id = $1', [claimId]);
    await tx.insert(
      ClaimProvision,
      provisions.map(({ id, source }) => ({ id: newId('ClaimPart'), ...under(goal), claimId, target: id, source })),
    );
  }

  /** One action on a claim: the goal's step with its trail, and the claim's own guarded update. */
  private act(
    actor: Actor,
    input: { id: string; expectedVersion: number },
    action: GoalAction,
    doing: (tx: Tx, goal: GoalRow, claim: ClaimRow) => Promise<ClaimStep>,
  ): Promise<Outcome> {
    return this.db.transact(actor, async (tx) => {
      const claim = isId(input.id, 'Claim')
        ? await tx.one<ClaimRow>(`select ${CLAIM_SELECT} from claim c where c.id = $1`, [input.id])
        : null;
      if (!claim) throw notFound('input.id');
      const goal = await this.goals.take(tx, actor, claim.entryId, action);
      if (claim.version !== input.expectedVersion) {
        const params = { expected: input.expectedVersion, actual: claim.version, state: claim.grade };
        throw new UserError('CONFLICT', 'input.expectedVersion', params, claim.id);
      }
      const { event, set, facts, values } = await doing(tx, goal, claim);
      await this.goals.step(tx, goal, { action, event, facts: { claim: claim.id, ...facts }, values });
      await tx.guard(Claim, { id: claim.id, version: input.expectedVersion }, set);
      return { id: goal.id, claim: claim.id };
    });
  }
}

interface ClaimStep {
  event: string;
  set: Partial<Omit<Claim, 'id' | 'version'>>;
  facts?: Record<string, string | number | boolean | null | string[]>;
  values?: Record<string, string | null>;
}

const seen = (goal: Pick<GoalRow, 'visibility'>) => ({ restricted: goal.visibility === 'RESTRICTED' });

/** Law only: a claim wants the law changed, and is found by the law that it wants changed. */
function provisionsOf(given: readonly string[] | null | undefined): CanonicalId[] {
  const ids = [...new Set((given ?? []).map((one) => one.trim()))];
  if (ids.length > MOST_PROVISIONS) throw new UserError('TOO_MANY', 'input.provisions', { max: MOST_PROVISIONS });
  return ids.map((id, i) => {
    const found = requireCanonicalId(id, `input.provisions.${i}`);
    if (!found.law) throw new UserError('PROVISION_IS_NO_LAW', `input.provisions.${i}`, { id });
    return found;
  });
}
