import { ListQuery } from '../platform/graphql/connection.js';
import { ORGANISATION_COLUMNS } from './access.loaders.js';
import { OrganisationFilter } from './organisations.inputs.js';

/** Swedish order: å ä ö last. */
export const SWEDISH = 'sv-x-icu';

export function organisationList(filter: OrganisationFilter): ListQuery {
  const values: unknown[] = [];
  const where: string[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  if (filter.kind) where.push(`o.kind = ${value(filter.kind)}`);
  if (filter.county) where.push(`o.county = ${value(filter.county)}`);
  if (filter.validOn) {
    const day = value(filter.validOn);
    where.push(
      `(o.valid_from is null or o.valid_from <= ${day}::date) and (o.valid_to is null or o.valid_to > ${day}::date)`,
    );
  }
  const words = filter.query?.replaceAll('\0', '').trim().slice(0, 200);
  if (words) {
    const like = value(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
    const whole = value(words);
    where.push(
      `(o.name ilike ${like} or o.short_name ilike ${like} or o.scb_code = ${whole} or o.org_number = ${whole}` +
        ` or exists (select from organisation_name n where n.organisation_id = o.id and n.name ilike ${like}))`,
    );
  }
  return {
    name: 'organisations',
    select: `select ${ORGANISATION_COLUMNS}`,
    from: 'from organisation o',
    where,
    values,
    order: [
      { sql: 'o.name', property: 'name', type: 'text', direction: 'asc', collate: SWEDISH },
      { sql: 'o.id', property: 'id', type: 'uuid', direction: 'asc' },
    ],
    choice: filter,
  };
}
