import { defineLoader, grouped, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { Act, ActName, Succession } from './act.entity.js';
import { ACT_COLUMNS, ACT_NAME_COLUMNS, SUCCESSION_COLUMNS } from './act.queries.js';

export const actById = defineLoader<string, Act>('actById', async (ids, context) =>
  indexed(
    await context.reads.all<Act>(
      context,
      'acts_by_id',
      `select ${ACT_COLUMNS} from act a where a.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

export const actByKey = defineLoader<string, Act>('actByKey', async (keys, context) =>
  indexed(
    await context.reads.all<Act>(
      context,
      'acts_by_key',
      `select ${ACT_COLUMNS} from act a where a.key = any($1::text[])`,
      [keys],
    ),
    (row) => row.key,
  ),
);

export const namesOfAct = defineLoader<string, ActName[]>('namesOfAct', async (ids, context) =>
  grouped(
    ids,
    await context.reads.all<ActName>(
      context,
      'names_by_act',
      `select ${ACT_NAME_COLUMNS} from act_name n where n.act_id = any($1::uuid[])
       order by array_position(array['FULL', 'SHORT', 'ABBREVIATION'], n.form), n.valid_from nulls first, n.text, n.id`,
      [ids],
    ),
    (row) => row.actId,
  ),
);

export const successionById = defineLoader<string, Succession>('successionById', async (ids, context) =>
  indexed(
    await context.reads.all<Succession>(
      context,
      'successions_by_id',
      `select ${SUCCESSION_COLUMNS} from succession s where s.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);

defineNode('Act', actById);
defineNode('Succession', successionById);
