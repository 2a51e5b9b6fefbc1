import { DatabaseContext } from '../principal.js';

const SAFE = /^[A-Za-z0-9_.:-]*$/;
const cache = new WeakMap<DatabaseContext, string>();

function literal(value: string): string {
  // Everything here is an id or a word of ours; anything else is a fault, not something to escape.
  if (!SAFE.test(value)) throw new Error('A database context may hold ids and words only');
  return `'${value}'`;
}

function array(values: string[]): string {
  return `'{${values.map((value) => literal(value).slice(1, -1)).join(',')}}'`;
}

/**
 * The statement that tells row security who reads, for the life of one transaction (`is_local` = true). It must be a
 * statement of its own: `set_config` in the SELECT that reads the data was seen to return half the rows.
 */
export function contextSql(context: DatabaseContext): string {
  let sql = cache.get(context);
  if (!sql) {
    sql =
      `select set_config('app.person', ${literal(context.person ?? '')}, true),` +
      ` set_config('app.orgs', ${array(context.organisations)}, true),` +
      ` set_config('app.units', ${array(context.units)}, true),` +
      ` set_config('app.kinds', ${array(context.kinds)}, true),` +
      ` set_config('app.member', '${context.member ? 't' : 'f'}', true),` +
      ` set_config('app.system_kinds', ${array(context.systemKinds)}, true)`;
    cache.set(context, sql);
  }
  return sql;
}
