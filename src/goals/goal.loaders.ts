import { Revision } from '../catalogue/revision.entity.js';
import { REVISION_SELECT } from '../catalogue/revision.queries.js';
import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { ClaimGrade } from './claim.entity.js';
import { CLAIM_SELECT, ClaimRow, EvidenceRow, GOAL_FROM, GOAL_SELECT, GoalRow, GradingRow } from './goal.queries.js';

export const goalById = defineLoader<string, GoalRow>('goalById', async (ids, context) =>
  indexed(
    await context.reads.all<GoalRow>(
      context,
      'goals_by_ids',
      `select ${GOAL_SELECT} ${GOAL_FROM} where g.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Goal', goalById as never);

export const claimById = defineLoader<string, ClaimRow>('claimById', async (ids, context) =>
  indexed(
    await context.reads.all<ClaimRow>(
      context,
      'claims_by_ids',
      `select ${CLAIM_SELECT} from claim c where c.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Claim', claimById as never);

export const claimsOfGoal = defineLoader<string, ClaimRow[]>('claimsOfGoal', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<ClaimRow>(
      context,
      'claims_of_goals',
      `select ${CLAIM_SELECT} from claim c where c.entry_id = any($1::uuid[]) order by c.entry_id, c.number`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

/** Newest first. */
export const gradingsOfClaim = defineLoader<string, GradingRow[]>('gradingsOfClaim', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<GradingRow>(
      context,
      'gradings_of_claims',
      `select x.id, x.entry_id as "entryId", x.claim_id as "claimId", x.grade, x.certainty, x.explanation,
         x.graded_by_id as "gradedById", x.at
         from unnest($1::uuid[]) as w(id)
         cross join lateral (select * from claim_grading g where g.claim_id = w.id order by g.at desc, g.id desc limit 50) x`,
      [ids],
    ),
    (row) => row.claimId,
  ),
);

export const evidenceOfGrading = defineLoader<string, EvidenceRow[]>('evidenceOfGrading', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<EvidenceRow>(
      context,
      'evidence_of_gradings',
      `select v.id, v.entry_id as "entryId", v.grading_id as "gradingId", v.target, v.source, v.note, v.position from claim_evidence v
        where v.grading_id = any($1::uuid[]) order by v.grading_id, v.position`,
      [ids],
    ),
    (row) => row.gradingId,
  ),
);

/** What the claim says as published; the Swedish text is authoritative. */
export const wordingOfClaim = defineLoader<string, Revision>('wordingOfClaim', async (ids, context) =>
  indexed(
    await context.reads.all<Revision>(
      context,
      'wordings_of_claims',
      `select ${REVISION_SELECT} from revision r join claim c on c.entry_id = r.entry_id and r.slot = 'claim:' || c.id
        where c.id = any($1::uuid[]) and r.language = 'sv' and r.state = 'PUBLISHED'`,
      [ids],
    ),
    (row) => row.slot.slice('claim:'.length),
  ),
);

export interface GradeCount {
  goalId: string;
  grade: ClaimGrade;
  count: number;
}
export const gradesOfGoal = defineLoader<string, GradeCount[]>('gradesOfGoal', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<GradeCount>(
      context,
      'grades_of_goals',
      `select c.entry_id as "goalId", c.grade, count(*)::int as count from claim c where c.entry_id = any($1::uuid[])
        group by 1, 2 order by 1, 2`,
      [ids],
    ),
    (row) => row.goalId,
  ),
);
