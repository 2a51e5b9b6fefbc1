import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

/**
 * PostGraphile 5 on the benchmark's database, run by Node 22. Its server, the Amber preset, the reader's login, the same
 * settings for the same policies. `ACTORS=lookup` asks the database who the token belongs to, as Lagrum does on every
 * request; `ACTORS=given` is handed the settings for nothing.
 */
const load = createRequire(import.meta.url);
const { postgraphile } = await import('postgraphile');
const { PostGraphileAmberPreset } = await import('postgraphile/presets/amber');
const { makePgService } = await import('postgraphile/adaptors/pg');
const { grafserv } = await import('postgraphile/grafserv/node');
const { jsonPgSmartTags } = await import('postgraphile/utils');
const pg = load('pg');
const { ACTOR_BY_TOKEN, settingsOf } = await import('./actors.js');

const { READER_URL, PORT, ACTORS, GIVEN } = process.env;
const pool = new pg.Pool({ connectionString: READER_URL, max: 10 });
const given = JSON.parse(GIVEN ?? '{}');

async function settings(authorization) {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  if (!token) return {};
  if (ACTORS === 'given') return given[token] ?? {};
  const hash = createHash('sha256').update(token).digest();
  const { rows } = await pool.query({ ...ACTOR_BY_TOKEN, values: [hash, new Date()] });
  return rows[0] ? settingsOf(rows[0]) : {};
}

const preset = {
  extends: [PostGraphileAmberPreset],
  disablePlugins: ['MutationPlugin', 'PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin'],
  plugins: [
    jsonPgSmartTags({
      version: 1,
      config: {
        class: {
          // The trail has no foreign key to the entry: it outlives it. PostGraphile is told of the relation.
          'public.audit_event': {
            tags: { foreignKey: '(subject_id) references public.entry (id)|@foreignFieldName events' },
          },
          // The real key carries the policy's columns too; one column is what a person would join on, and is indexed.
          'public.entry_subject_area': {
            tags: { foreignKey: '(entry_id) references public.entry (id)|@foreignFieldName areas' },
          },
          ...Object.fromEntries(
            ['person', 'session', 'access_token', 'outbox', 'job_receipt', 'dead_letter', 'idempotency'].map(
              (table) => [`public.${table}`, { tags: { behavior: ['-*'] } }],
            ),
          ),
        },
      },
    }),
  ],
  pgServices: [makePgService({ connectionString: READER_URL, schemas: ['public'], poolConfig: { max: 10 } })],
  grafast: {
    explain: false,
    context: async (request) => ({ pgSettings: await settings(request.node?.req?.headers.authorization) }),
  },
  grafserv: { graphiql: false, websockets: false, watch: false },
};

const instance = postgraphile(preset);
const serv = instance.createServ(grafserv);
const server = createServer();
server.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
await serv.addTo(server);
if (process.env.PRINT_SCHEMA) {
  const { printSchema } = load('graphql');
  console.log(printSchema(await instance.getSchema()));
}
server.listen(Number(PORT), '127.0.0.1', () => console.log('listening'));
process.once('SIGTERM', () => process.exit(0));
