import { defineLoader, grouped, indexed, LoaderDefinition } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import {
  MEASURE_ENTRY_FROM,
  MEASURE_ENTRY_SELECT,
  MeasureRow,
  OUTCOME_SELECT,
  OutcomeRow,
  PLAN_SELECT,
  PlanRow,
} from './measure.queries.js';

/** Of each measure at most: a page shows some, the lists of each kind show all. */
export const MOST_RELATED = 20;
export const MOST_PLANS = 50;

export const measureEntryById = defineLoader<string, MeasureRow>('measureEntryById', async (ids, context) =>
  indexed(
    await context.reads.all<MeasureRow>(
      context,
      'measure_entries_by_id',
      `select ${MEASURE_ENTRY_SELECT} ${MEASURE_ENTRY_FROM} where n.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('Measure', measureEntryById as never);

/** By the row of the strategy that words it. */
export const entryOfMeasure = defineLoader<string, MeasureRow>('entryOfMeasure', async (ids, context) =>
  indexed(
    await context.reads.all<MeasureRow>(
      context,
      'entries_of_measures',
      `select ${MEASURE_ENTRY_SELECT} ${MEASURE_ENTRY_FROM} where n.strategy_measure_id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.strategyMeasureId,
  ),
);

/** Newest year and number first. */
export const plansOfMeasure = defineLoader<string, PlanRow[]>('plansOfMeasure', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<PlanRow>(
      context,
      'plans_of_measures',
      `select f.* from unnest($1::uuid[]) as wanted (id)
       cross join lateral (select ${PLAN_SELECT} from measure_plan p where p.entry_id = wanted.id
         order by p.year desc, p.number desc limit ${MOST_PLANS}) f
       order by f.year desc, f.number desc`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

/** Newest year and number first. */
export const outcomesOfMeasure = defineLoader<string, OutcomeRow[]>('outcomesOfMeasure', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<OutcomeRow>(
      context,
      'outcomes_of_measures',
      `select f.* from unnest($1::uuid[]) as wanted (id)
       cross join lateral (select ${OUTCOME_SELECT} from measure_outcome o where o.entry_id = wanted.id
         order by o.year desc, o.number desc limit ${MOST_PLANS}) f
       order by f.year desc, f.number desc`,
      [ids],
    ),
    (row) => row.entryId,
  ),
);

interface Related {
  measureId: string;
  id: string;
}

/** Ids of what stands to measures in one way; row security shows a link to those who see both its ends. */
function related(name: string, statement: string, sql: string): LoaderDefinition<string, Related[]> {
  return defineLoader<string, Related[]>(name, async (ids, context) =>
    grouped(
      ids,
      await context.reads.all<Related>(
        context,
        statement,
        `select wanted.id as "measureId", f.id from unnest($1::uuid[]) as wanted (id)
         cross join lateral (${sql} limit ${MOST_RELATED}) f`,
        [ids],
      ),
      (row) => row.measureId,
    ),
  );
}

export const goalsOfMeasure = related(
  'goalsOfMeasure',
  'goals_of_measures',
  `select l.from_id as id from link l
    where l.to_id = wanted.id and l.type = 'PART_OF' and l.from_kind = 'GOAL' order by l.from_id`,
);

/** Through the goals that are part of it. */
export const actionsOfMeasure = related(
  'actionsOfMeasure',
  'actions_of_measures',
  `select distinct a.from_id as id from link l join link a on a.to_id = l.from_id and a.type = 'PART_OF' and a.from_kind = 'ACTION'
    where l.to_id = wanted.id and l.type = 'PART_OF' and l.from_kind = 'GOAL' order by a.from_id desc`,
);

/** Linked to it, or what resolved one of its barriers. */
export const guidanceOfMeasure = related(
  'guidanceOfMeasure',
  'guidance_of_measures',
  `select l.from_id as id from link l where l.to_id = wanted.id and l.from_kind = 'GUIDANCE'
   union select l.to_id from link l where l.from_id = wanted.id and l.to_kind = 'GUIDANCE'
   union select l.to_id from measure n join barrier b on b.measure_ids @> array[n.strategy_measure_id]
     join link l on l.from_id = b.id and l.type = 'RESOLVED_BY' and l.to_kind = 'GUIDANCE' where n.id = wanted.id
   order by id desc`,
);
