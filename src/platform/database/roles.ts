import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * Who may log in to the database. Tables belong to a role that nobody logs in as; each kind of work has a login that row
 * security binds. The deploy login (DATABASE_URL) makes the roles, migrates and seeds, and never serves a request: it
 * has BYPASSRLS, because under FORCE an owner sees public rows only, and ADD FOREIGN KEY then accepts orphans.
 */

export const OWNER_ROLE = 'lagrum_owner';
export const LOGIN_ROLES = ['lagrum_app', 'lagrum_reader', 'lagrum_anonymous', 'lagrum_queue'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

const common = { jit: 'off', search_path: 'public' };

/** Set on the role, so they hold for every connection whatever the program forgets. */
const sessionSettings: Record<LoginRole, Record<string, string>> = {
  lagrum_app: { ...common, statement_timeout: '30s', lock_timeout: '10s', idle_in_transaction_session_timeout: '30s' },
  lagrum_reader: {
    ...common,
    statement_timeout: '10s',
    idle_in_transaction_session_timeout: '10s',
    default_transaction_read_only: 'on',
  },
  lagrum_anonymous: {
    ...common,
    statement_timeout: '10s',
    idle_in_transaction_session_timeout: '10s',
    default_transaction_read_only: 'on',
  },
  lagrum_queue: {
    ...common,
    search_path: 'bullmq, public',
    statement_timeout: '60s',
    idle_in_transaction_session_timeout: '30s',
  },
};

/** Roles belong to the cluster, advisory locks to one database: two databases of one cluster meet here all the same. */
const CONCURRENT = new Set(['23505', '42710', 'XX000', '40001', '40P01']);
const ATTEMPTS = 8;
const LOCK = 7_140_220_131;

/** The same key always gives the same password, so no process has to be told it. */
export function rolePassword(secretKey: string, role: LoginRole): string {
  return createHmac('sha256', secretKey).update(`database-login:${role}`).digest('base64url');
}

export function rolePasswords(secretKey: string): Record<LoginRole, string> {
  return Object.fromEntries(LOGIN_ROLES.map((role) => [role, rolePassword(secretKey, role)])) as Record<
    LoginRole,
    string
  >;
}

/** The address of `url` (the deploy login's) as one of our own logins. */
export function loginUrl(url: string, role: LoginRole, secretKey: string): string {
  const login = new URL(url);
  const password = rolePassword(secretKey, role);
  if (login.hostname === '') {
    // postgres:///name?host=/var/run/postgresql: an address without a host cannot carry a user.
    login.searchParams.set('user', role);
    login.searchParams.set('password', password);
  } else {
    login.username = role;
    login.password = password;
  }
  return login.href;
}

export interface RolePasswords {
  /** A login without a password here was made by a DBA: it must exist, and is checked but not changed. */
  passwords: Partial<Record<LoginRole, string>>;
}

/**
 * Creates what is missing and corrects what differs; running it twice changes nothing. Connect as the deploy login.
 * @throws Error with a sentence when the login lacks a right that it needs
 */
export async function ensureRoles(client: pg.Client | pg.PoolClient, { passwords }: RolePasswords): Promise<void> {
  await requireDeployRights(client);
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
      await ensureOwner(client);
      for (const role of LOGIN_ROLES) await ensureLogin(client, role, passwords[role]);
      await ensureSchemaGrants(client);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      if (attempt < ATTEMPTS && CONCURRENT.has((error as pg.DatabaseError).code ?? '')) continue;
      if ((error as pg.DatabaseError).code === '42501')
        throw new Error(
          `Inloggningen i DATABASE_URL får inte skapa eller ändra Lagrums databasroller (${(error as Error).message}). ` +
            'Ge den CREATEROLE, eller låt en databasansvarig skapa rollerna och ange DATABASE_APP_URL med flera.',
          { cause: error },
        );
      throw error;
    }
  }
}

async function requireDeployRights(client: pg.Client | pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string; unbound: boolean; version: number }>(
    `select rolname as name, rolsuper or rolbypassrls as unbound, current_setting('server_version_num')::int as version
     from pg_roles where rolname = current_user`,
  );
  const login = rows[0];
  if (!login) throw new Error('Databasen känner inte inloggningen i DATABASE_URL.');
  if (login.version < 150_000)
    throw new Error(`Databasen är PostgreSQL ${Math.floor(login.version / 10_000)}; Lagrum behöver minst 15.`);
  if (!login.unbound)
    throw new Error(
      `Inloggningen ${login.name} i DATABASE_URL ser inte alla rader och kan därför inte migrera säkert. ` +
        `Ge den rätten: ALTER ROLE ${pg.escapeIdentifier(login.name)} BYPASSRLS.`,
    );
}

interface Role {
  rolcanlogin: boolean;
  rolsuper: boolean;
  rolbypassrls: boolean;
  rolcreatedb: boolean;
  rolcreaterole: boolean;
  rolreplication: boolean;
}

async function findRole(client: pg.Client | pg.PoolClient, name: string): Promise<Role | undefined> {
  const { rows } = await client.query<Role>(
    `select rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication
     from pg_roles where rolname = $1`,
    [name],
  );
  return rows[0];
}

/** Only what is wrong is named: a login without SUPERUSER may not even say NOSUPERUSER. */
function corrections(role: Role, canLogin: boolean): string[] {
  return [
    role.rolcanlogin === canLogin ? '' : canLogin ? 'login' : 'nologin',
    role.rolsuper ? 'nosuperuser' : '',
    role.rolbypassrls ? 'nobypassrls' : '',
    role.rolcreatedb ? 'nocreatedb' : '',
    role.rolcreaterole ? 'nocreaterole' : '',
    role.rolreplication ? 'noreplication' : '',
  ].filter(Boolean);
}

async function ensureOwner(client: pg.Client | pg.PoolClient): Promise<void> {
  const role = await findRole(client, OWNER_ROLE);
  if (!role) await client.query(`create role ${OWNER_ROLE} nologin`);
  else if (corrections(role, false).length > 0)
    await client.query(`alter role ${OWNER_ROLE} ${corrections(role, false).join(' ')}`);
  // A superuser needs no membership, and one granted would outlive its being a superuser.
  await client.query(`do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant ${OWNER_ROLE} to %I', current_user);
    end if; end $$`);
}

async function ensureLogin(client: pg.Client | pg.PoolClient, name: LoginRole, password?: string): Promise<void> {
  const role = await findRole(client, name);
  if (password === undefined) {
    if (!role)
      throw new Error(`Databasrollen ${name} saknas. Ta bort dess egen DATABASE_…_URL så skapas den, eller skapa den.`);
    return;
  }
  if (!role) await client.query(`create role ${name} login`);
  else if (corrections(role, true).length > 0)
    await client.query(`alter role ${name} ${corrections(role, true).join(' ')}`);
  if (await changed(client, name, password)) {
    await client.query(`alter role ${name} password ${pg.escapeLiteral(scramVerifier(password))}`);
    for (const [setting, value] of Object.entries(sessionSettings[name]))
      await client.query(
        `alter role ${name} set ${setting} = ${setting === 'search_path' ? value : pg.escapeLiteral(value)}`,
      );
    await client.query(`comment on role ${name} is ${pg.escapeLiteral(fingerprint(name, password))}`);
  }
}

/**
 * What the role was last given, as a one-way fingerprint in its comment: a start that changes nothing then writes
 * nothing to the cluster's shared catalogues, where many test databases would collide. The password is 256 random bits.
 */
const fingerprint = (name: LoginRole, password: string): string =>
  'Lagrum ' +
  createHash('sha256')
    .update(JSON.stringify([name, password, sessionSettings[name]]))
    .digest('hex');

async function changed(client: pg.Client | pg.PoolClient, name: LoginRole, password: string): Promise<boolean> {
  const { rows } = await client.query<{ comment: string | null }>(
    `select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1`,
    [name],
  );
  return rows[0]?.comment !== fingerprint(name, password);
}

/** Tables get their own grants in the migrations that make them; this is only the way in. */
async function ensureSchemaGrants(client: pg.Client | pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  const database = pg.escapeIdentifier(rows[0]?.name ?? '');
  const logins = LOGIN_ROLES.join(', ');
  await client.query(`grant connect on database ${database} to ${logins}`);
  // A temporary table is looked up before public: nobody needs one, and definer functions are safer without.
  await client.query(`revoke temporary on database ${database} from public`);
  await client.query('revoke create on schema public from public');
  await client.query(`grant usage on schema public to ${logins}`);
  await client.query(`grant usage, create on schema public to ${OWNER_ROLE}`);
}

/** What PostgreSQL itself would store (RFC 5803), made here so that the password never stands in the server's log. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}

/**
 * The API and the worker call this on every login before they serve anything: row security is silent for a login that
 * is above it, so a wrong URL would otherwise show every municipality's questions to everyone.
 * @throws Error with a sentence
 */
export async function refuseUnsafeLogin(client: pg.Client | pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string; reason: string | null }>(
    `select r.rolname as name, case
       when r.rolsuper then 'är superanvändare'
       when r.rolbypassrls then 'har BYPASSRLS'
       when r.rolcreaterole then 'har CREATEROLE'
       when exists (select from pg_roles o where o.rolname = $1 and pg_has_role(r.oid, o.oid, 'member')) then 'är medlem i ' || $1
       when exists (select from pg_database d where d.datname = current_database() and pg_has_role(r.oid, d.datdba, 'member')) then 'äger databasen'
       when exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and pg_has_role(r.oid, c.relowner, 'member')) then 'äger tabeller'
       when current_setting('row_security') <> 'on' then 'har radsäkerheten avstängd (row_security)'
     end as reason
     from pg_roles r where r.rolname = current_user`,
    [OWNER_ROLE],
  );
  const login = rows[0];
  if (!login || login.reason)
    throw new Error(
      `Lagrum vägrar köra med databasinloggningen ${login?.name ?? '(okänd)'}: den ${login?.reason ?? 'finns inte'}, så radsäkerheten gäller inte. ` +
        'Använd lagrum_app, lagrum_reader, lagrum_anonymous och lagrum_queue; DATABASE_URL är bara för migrering. ' +
        `(Refusing to run: this database login is above row security.)`,
    );
}
