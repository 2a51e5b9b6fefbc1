import { defineLoader, grouped, indexed, LoaderDefinition } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { Strategy, StrategyArea, StrategyGoal, StrategyGroup, StrategyMeasure } from './strategy.entity.js';
import { AREA_COLUMNS, GOAL_COLUMNS, GROUP_COLUMNS, MEASURE_COLUMNS, STRATEGY_COLUMNS } from './strategy.queries.js';

/** Reference data without row security: everybody sees all of it. */
function byId<T extends { id: string }>(name: string, statement: string, sql: string): LoaderDefinition<string, T> {
  return defineLoader<string, T>(name, async (ids, context) =>
    indexed(await context.reads.all<T>(context, statement, sql, [ids]), (row) => row.id),
  );
}

function listOf<T extends object>(
  name: string,
  statement: string,
  sql: string,
  parent: (row: T) => string,
): LoaderDefinition<string, T[]> {
  return defineLoader<string, T[]>(name, async (ids, context) =>
    grouped(ids, await context.reads.all<T>(context, statement, sql, [ids]), parent),
  );
}

export const strategyById = byId<Strategy>(
  'strategyById',
  'strategies_by_id',
  `select ${STRATEGY_COLUMNS} from strategy s where s.id = any($1::uuid[])`,
);
export const goalById = byId<StrategyGoal>(
  'strategyGoalById',
  'strategy_goals_by_id',
  `select ${GOAL_COLUMNS} from strategy_goal g where g.id = any($1::uuid[])`,
);
export const areaById = byId<StrategyArea>(
  'strategyAreaById',
  'strategy_areas_by_id',
  `select ${AREA_COLUMNS} from strategy_area a where a.id = any($1::uuid[])`,
);
export const groupById = byId<StrategyGroup>(
  'strategyGroupById',
  'strategy_groups_by_id',
  `select ${GROUP_COLUMNS} from strategy_group g where g.id = any($1::uuid[])`,
);
export const measureById = byId<StrategyMeasure>(
  'strategyMeasureById',
  'strategy_measures_by_id',
  `select ${MEASURE_COLUMNS} from strategy_measure m where m.id = any($1::uuid[])`,
);

export const goalsOfStrategy = listOf<StrategyGoal>(
  'goalsOfStrategy',
  'goals_by_strategy',
  `select ${GOAL_COLUMNS} from strategy_goal g where g.strategy_id = any($1::uuid[]) order by g.position, g.id`,
  (row) => row.strategyId,
);
export const areasOfStrategy = listOf<StrategyArea>(
  'areasOfStrategy',
  'areas_by_strategy',
  `select ${AREA_COLUMNS} from strategy_area a where a.strategy_id = any($1::uuid[]) order by a.position, a.id`,
  (row) => row.strategyId,
);
export const groupsOfArea = listOf<StrategyGroup>(
  'groupsOfArea',
  'groups_by_area',
  `select ${GROUP_COLUMNS} from strategy_group g where g.area_id = any($1::uuid[]) order by g.position, g.id`,
  (row) => row.areaId,
);
export const measuresOfGroup = listOf<StrategyMeasure>(
  'measuresOfGroup',
  'measures_by_group',
  `select ${MEASURE_COLUMNS} from strategy_measure m where m.group_id = any($1::uuid[]) order by m.position, m.id`,
  (row) => row.groupId,
);
export const measuresOfStrategy = listOf<StrategyMeasure>(
  'measuresOfStrategy',
  'measures_by_strategy',
  `select ${MEASURE_COLUMNS} from strategy_measure m where m.strategy_id = any($1::uuid[]) order by m.position, m.id`,
  (row) => row.strategyId,
);

defineNode('Strategy', strategyById);
defineNode('StrategyGoal', goalById);
defineNode('StrategyArea', areaById);
defineNode('StrategyGroup', groupById);
defineNode('StrategyMeasure', measureById);
