import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { DossierStage } from './dossier.entity.js';
import { DossierConsultee, DossierCorrection, DossierMilestone, DossierProposal } from './dossier-parts.entity.js';
import {
  BARRIERS_OF_DOSSIERS,
  CONSULTEE_SELECT,
  CORRECTION_SELECT,
  DATES_OF_DOSSIERS,
  DOSSIER_FROM,
  DOSSIER_SELECT,
  DossierRow,
  MILESTONE_SELECT,
  PROPOSAL_SELECT,
  STAGE_SELECT,
} from './dossier.queries.js';
import type { DeadlineRow } from './dossier.types.js';

export const dossierById = defineLoader<string, DossierRow>('dossierById', async (ids, context) =>
  indexed(
    await context.reads.all<DossierRow>(
      context,
      'dossiers_by_ids',
      `select ${DOSSIER_SELECT} ${DOSSIER_FROM} where d.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

/** Every stage of a dossier in the order of time; those taken away by a correction come too, for the history. */
export const stagesOfDossier = defineLoader<string, DossierStage[]>('stagesOfDossier', async (ids, context) => {
  const rows = await context.reads.all<DossierStage>(
    context,
    'stages_of_dossiers',
    `select ${STAGE_SELECT} from dossier_stage where entry_id = any($1::uuid[]) order by entry_id, date nulls last, id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.entryId);
});

export const stageById = defineLoader<string, DossierStage>('dossierStageById', async (ids, context) =>
  indexed(
    await context.reads.all<DossierStage>(
      context,
      'dossier_stages_by_ids',
      `select ${STAGE_SELECT} from dossier_stage where id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

export const correctionsOfStage = defineLoader<string, DossierCorrection[]>(
  'correctionsOfStage',
  async (ids, context) => {
    const rows = await context.reads.all<DossierCorrection>(
      context,
      'corrections_of_stages',
      `select ${CORRECTION_SELECT} from dossier_correction where stage_id = any($1::uuid[]) order by stage_id, at desc, id`,
      [ids],
    );
    return grouped(ids, rows, (row) => row.stageId);
  },
);

export const consulteesOfStage = defineLoader<string, DossierConsultee[]>('consulteesOfStage', async (ids, context) => {
  const rows = await context.reads.all<DossierConsultee>(
    context,
    'consultees_of_stages',
    `select ${CONSULTEE_SELECT} from dossier_consultee where stage_id = any($1::uuid[])
      order by stage_id, name collate "sv-x-icu", id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.stageId);
});

export const milestonesOfStage = defineLoader<string, DossierMilestone[]>('milestonesOfStage', async (ids, context) => {
  const rows = await context.reads.all<DossierMilestone>(
    context,
    'milestones_of_stages',
    `select ${MILESTONE_SELECT} from dossier_milestone where stage_id = any($1::uuid[]) order by stage_id, due_on, working_days_before desc, id`,
    [ids],
  );
  return grouped(ids, rows, (row) => row.stageId);
});

export const milestoneById = defineLoader<string, DossierMilestone>('dossierMilestoneById', async (ids, context) =>
  indexed(
    await context.reads.all<DossierMilestone>(
      context,
      'dossier_milestones_by_ids',
      `select ${MILESTONE_SELECT} from dossier_milestone where id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

/** The newest first; what waits for a person before what was decided. */
export const proposalsOfDossier = defineLoader<string, DossierProposal[]>(
  'proposalsOfDossier',
  async (ids, context) => {
    const rows = await context.reads.all<DossierProposal>(
      context,
      'proposals_of_dossiers',
      `select ${PROPOSAL_SELECT} from dossier_proposal where entry_id = any($1::uuid[])
      order by entry_id, (state = 'OPEN') desc, seen_at desc, id`,
      [ids],
    );
    return grouped(ids, rows, (row) => row.entryId);
  },
);

export const proposalById = defineLoader<string, DossierProposal>('dossierProposalById', async (ids, context) =>
  indexed(
    await context.reads.all<DossierProposal>(
      context,
      'dossier_proposals_by_ids',
      `select ${PROPOSAL_SELECT} from dossier_proposal where id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

/** Keyed by dossier and the first day that counts: `<id> <yyyy-mm-dd>`. */
export const datesOfDossier = defineLoader<string, DeadlineRow[]>('datesOfDossier', async (keys, context) => {
  const from = keys[0]!.split(' ')[1]!;
  const ids = keys.map((key) => key.split(' ')[0]!);
  const rows = await context.reads.all<DeadlineRow>(context, 'dates_of_dossiers', DATES_OF_DOSSIERS, [ids, from]);
  return grouped(keys, rows, (row) => `${row.dossierId} ${from}`);
});

export const barriersOfDossier = defineLoader<string, { dossierId: string; id: string }[]>(
  'barriersOfDossier',
  async (ids, context) => {
    const rows = await context.reads.all<{ dossierId: string; id: string }>(
      context,
      'barriers_of_dossiers',
      BARRIERS_OF_DOSSIERS,
      [ids],
    );
    return grouped(ids, rows, (row) => row.dossierId);
  },
);

defineNode('Dossier', dossierById as never);
defineNode('DossierMilestone', milestoneById);
defineNode('DossierProposal', proposalById);
