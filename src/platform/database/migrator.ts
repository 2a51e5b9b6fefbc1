import pg from 'pg';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { migrateQueue } from '../jobs/queue.js';
import { makeDataSource, MigrationClass } from './data-source.js';
import { ensureRoles, OWNER_ROLE, RolePasswords } from './roles.js';

export interface MigrateOptions extends RolePasswords {
  /** Deploy login: superuser, or CREATEROLE + BYPASSRLS. Never the login that the API runs as. */
  url: string;
  entities: EntityTarget<ObjectLiteral>[];
  migrations: MigrationClass[];
}

/** One at a time, also from several machines; taken for the session that migrates. */
const LOCK = 7_140_220_132;

/**
 * Roles, migrations, the queue's own schema, ownership; running it twice changes nothing. Returns the names of the
 * migrations that ran.
 *
 * It runs as the deploy login and not as the owner: under FORCE the owner sees public rows only, and ADD FOREIGN KEY as
 * the owner was seen to accept an orphan. What was made is handed to the owner afterwards.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await ensureRoles(client, options);
    const source = makeDataSource({
      url: options.url,
      entities: options.entities,
      migrations: options.migrations,
      poolSize: 2,
      applicationName: 'lagrum migrate',
    });
    await source.initialize();
    let ran: string[];
    try {
      ran = (await source.runMigrations()).map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
    await migrateQueue(client);
    await handOver(client);
    return ran;
  } finally {
    await client.end();
  }
}

/** Tables, sequences and functions of ours belong to a role that nobody logs in as. */
async function handOver(client: pg.Client): Promise<void> {
  await client.query(`do $$
    declare thing record;
    begin
      for thing in
        select format('alter table %s owner to ${OWNER_ROLE}', c.oid::regclass) as sql
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p')
          and pg_get_userbyid(c.relowner) <> '${OWNER_ROLE}'
        union all
        select format('alter function %s owner to ${OWNER_ROLE}', p.oid::regprocedure)
        from pg_proc p where p.pronamespace = 'public'::regnamespace and pg_get_userbyid(p.proowner) <> '${OWNER_ROLE}'
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      loop execute thing.sql; end loop;
    end $$`);
}
