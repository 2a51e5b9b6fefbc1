import { defineLoader, indexed } from '../platform/graphql/context.js';
import { defineNode } from '../platform/graphql/node.js';
import { ChangeSet, ProvisionChange } from './change-set.entity.js';
import { CHANGE_COLUMNS, CHANGE_SET_COLUMNS } from './change-set.queries.js';

export const changeSetById = defineLoader<string, ChangeSet>('changeSetById', async (ids, context) =>
  indexed(
    await context.reads.all<ChangeSet>(
      context,
      'change_sets_by_id',
      `select ${CHANGE_SET_COLUMNS} from change_set c where c.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('ChangeSet', changeSetById);

export const provisionChangeById = defineLoader<string, ProvisionChange>('provisionChangeById', async (ids, context) =>
  indexed(
    await context.reads.all<ProvisionChange>(
      context,
      'provision_changes_by_id',
      `select ${CHANGE_COLUMNS} from provision_change c where c.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
defineNode('ProvisionChange', provisionChangeById);
