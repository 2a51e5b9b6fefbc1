import { defineLoader, indexed } from '../platform/graphql/context.js';
import { FILE_SELECT } from './entry.loaders.js';
import { File } from './entry-parts.entity.js';

export const fileById = defineLoader<string, File>('fileById', async (ids, context) =>
  indexed(
    await context.reads.all<File>(
      context,
      'files_by_ids',
      `select ${FILE_SELECT} from file f where f.id = any($1::uuid[])`,
      [ids],
    ),
    (row) => row.id,
  ),
);
