import { ListQuery } from '../platform/graphql/connection.js';
import type { ProvisionChangeKind } from './change-set.entity.js';

export const CHANGE_SET_COLUMNS = `c.id, c.source_id as "sourceId", c.edition_id as "editionId", c.from_edition as "fromEdition",
  c.made_at as "madeAt", c.added, c.changed, c.repealed, c.renumbered, c.editorial, c.lapsed, c.new_acts as "newActs", c.indirect`;
export const CHANGE_COLUMNS = `c.id, c.change_set_id as "changeSetId", c.ordinal, c.source_id as "sourceId",
  c.provision_id as "provisionId", c.kind, c.fragment, c.to_fragment as "toFragment", c.to_provision_id as "toProvisionId", c.act,
  c.effective_on as "effectiveOn", c.effective_undecided as "effectiveUndecided", c.same_words as "sameWords",
  c.before_wording_id as "beforeWordingId", c.after_wording_id as "afterWordingId",
  c.preparatory_works as "preparatoryWorks", c.documents`;

/** The latest first; of one source, or of all. */
export function changeSetList(sourceId: string | null): ListQuery {
  return {
    name: 'change_sets',
    select: `select ${CHANGE_SET_COLUMNS}`,
    from: 'from change_set c',
    where: sourceId ? ['c.source_id = $1'] : [],
    values: sourceId ? [sourceId] : [],
    order: [
      { sql: 'c.made_at', property: 'madeAt', type: 'timestamptz', direction: 'desc' },
      { sql: 'c.id', property: 'id', type: 'uuid', direction: 'desc' },
    ],
    choice: sourceId,
  };
}

/** In the order of the text. @param kinds null = all */
export function changeList(
  by: { changeSetId: string } | { sourceId: string; act: string },
  kinds: ProvisionChangeKind[] | null,
): ListQuery {
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const where =
    'changeSetId' in by
      ? [`c.change_set_id = ${value(by.changeSetId)}`]
      : [`c.source_id = ${value(by.sourceId)}`, `c.act = ${value(by.act)}`];
  if (kinds?.length) where.push(`c.kind = any(${value(kinds)}::text[])`);
  return {
    name: 'provision_changes',
    select: `select ${CHANGE_COLUMNS}`,
    from: 'from provision_change c',
    where,
    values,
    order: [
      { sql: 'c.ordinal', property: 'ordinal', type: 'int', direction: 'asc' },
      { sql: 'c.id', property: 'id', type: 'uuid', direction: 'asc' },
    ],
    choice: [by, kinds],
  };
}
