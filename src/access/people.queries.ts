import { ListQuery } from '../platform/graphql/connection.js';
import { PERSON_COLUMNS } from './access.loaders.js';
import { SWEDISH } from './organisations.queries.js';

/** Everybody with an open role in one of the organisations; null = everybody, also those without a role. */
export function peopleList(organisations: readonly string[] | null): ListQuery {
  return {
    name: 'people',
    select: `select ${PERSON_COLUMNS}`,
    from: 'from person p',
    where: organisations
      ? [
          `exists (select from membership m where m.person_id = p.id and m.ended_at is null
             and m.organisation_id = any($1::uuid[]))`,
        ]
      : [],
    values: organisations ? [organisations] : [],
    order: [
      { sql: 'p.name', property: 'name', type: 'text', direction: 'asc', collate: SWEDISH },
      { sql: 'p.id', property: 'id', type: 'uuid', direction: 'asc' },
    ],
    choice: organisations,
  };
}

/**
 * People with an open role in one of the organisations, by their names; with a role named, only those who hold it. What
 * everybody in an organisation knows anyway: who works there. No address, no role, no closed account.
 */
export function colleaguesList(organisations: readonly string[], role: string | null): ListQuery {
  return {
    name: 'colleagues',
    select: `select ${PERSON_COLUMNS}`,
    from: 'from person p',
    where: [
      'p.disabled_at is null',
      `exists (select from membership m where m.person_id = p.id and m.ended_at is null
         and m.organisation_id = any($1::uuid[]) and ($2::text is null or m.role = $2))`,
    ],
    values: [organisations, role],
    order: [
      { sql: 'p.name', property: 'name', type: 'text', direction: 'asc', collate: SWEDISH },
      { sql: 'p.id', property: 'id', type: 'uuid', direction: 'asc' },
    ],
    choice: { organisations, role },
  };
}
