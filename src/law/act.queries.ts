import { ListQuery } from '../platform/graphql/connection.js';

export const ACT_COLUMNS = `a.id, a.key, a.family, a.name, a.valid_from as "validFrom", a.valid_to as "validTo",
  a.successor_id as "successorId", a.verified, a.note`;
export const ACT_NAME_COLUMNS = `n.id, n.act_id as "actId", n.text, n.form, n.valid_from as "validFrom",
  n.valid_to as "validTo"`;
export const SUCCESSION_COLUMNS = `s.id, s.key, s.kind, s.predecessor, s.successors, s.date, s.part, s.verified, s.note`;

/** What had happened by the end of the day `$1`, the latest first; null = all that is known. */
export const SUCCESSIONS = `select ${SUCCESSION_COLUMNS} from succession s
  where $1::date is null or s.date <= $1::date order by s.date desc, s.key`;

/** Swedish order: å ä ö last. */
const SWEDISH = 'sv-x-icu';

/**
 * Acts by a name that they bore on a day. Which act a name means depends on that day: SoL is 2001:453 in a text of 2011
 * and 2025:400 in one of 2026. A presumption only, since transitional rules can keep an old act alive.
 *
 * @param query part of a name, or a canonical id; acts that bear exactly that name come first
 * @param on civil date; null = names of any time
 */
export function actList(query: string | null, on: string | null): ListQuery {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const where: string[] = [];
  const day = on === null ? null : value(on);
  const holds = (alias: string): string =>
    day === null
      ? ''
      : ` and (${alias}.valid_from is null or ${alias}.valid_from <= ${day}::date)` +
        ` and (${alias}.valid_to is null or ${alias}.valid_to > ${day}::date)`;
  const words = query?.replaceAll('\0', '').trim().slice(0, 200) ?? '';
  const named = (condition: string): string =>
    `exists (select from act_name n where n.act_id = a.id and ${condition}${holds('n')})`;
  let rank: string | null = null;
  if (words) {
    const whole = value(words);
    const like = value(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
    rank = `(case when a.key = ${whole} or ${named(`lower(n.text) = lower(${whole})`)} then 0 else 1 end)`;
    where.push(
      `(a.key = ${whole} or ${named(`n.text ilike ${like}`)}${day === null ? ` or a.name ilike ${like}` : ''})`,
    );
  } else if (day !== null) {
    where.push(named('true'));
  }
  return {
    name: 'acts',
    select: `select ${ACT_COLUMNS}${rank ? `, ${rank} as rank` : ''}`,
    from: 'from act a',
    where,
    values,
    order: [
      ...(rank ? [{ sql: rank, property: 'rank', type: 'int', direction: 'asc' } as const] : []),
      { sql: 'a.name', property: 'name', type: 'text', direction: 'asc', collate: SWEDISH },
      { sql: 'a.id', property: 'id', type: 'uuid', direction: 'asc' },
    ],
    choice: { query: words, on },
  };
}
