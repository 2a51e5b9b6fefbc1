import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOf, settingsOf, ACTOR_BY_TOKEN } from './actors.js';
import * as queries from './queries.js';
import { answers, freePort, SERVER_CORES, startProcess } from './processes.js';

export const SECRET = 'benchmark-secret-'.repeat(3);

export const READERS = {
  municipal: { email: 'handlaggare@kommun-a.demo', token: 'lgr_bench_municipal_0000000000000000' },
  lawyer: { email: 'jurist@skr.demo', token: 'lgr_bench_lawyer_0000000000000000000' },
};

export const lagrumEnv = (bed, extra = {}) => ({
  NODE_ENV: 'production',
  SECRET_KEY: SECRET,
  DATABASE_URL: bed.url,
  LAGRUM_HOME: join(bed.folder, 'home'),
  RATE_LIMIT_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
  DATABASE_POOL_SIZE: '10',
  ...extra,
});

export async function startLagrum(bed, { flags = [], env = {}, entrance = 'main', cores = SERVER_CORES } = {}) {
  const port = await freePort();
  const handle = await startProcess({
    name: `Lagrum (${entrance})`,
    command: process.execPath,
    args: [...flags, join(bed.root, 'dist', 'src', `${entrance}.js`)],
    env: lagrumEnv(bed, { PORT: String(port), WORKER: 'false', ...env }),
    cores,
    ready: entrance === 'main' ? answers(`http://127.0.0.1:${port}/health/ready`) : async () => true,
  });
  return { ...handle, url: `http://127.0.0.1:${port}` };
}

/** Gives the two people a token each; answers with their settings, for the contestant that is handed them. */
export async function signIn(bed) {
  const { newId } = await import(pathToFileURL(join(bed.root, 'dist/src/platform/ids.js')).href);
  const given = {};
  for (const { email, token } of Object.values(READERS)) {
    await bed.generator.query(
      `insert into access_token (id, token_hash, person_id, label, expires_at)
         select $1, $2, id, 'bench', now() + interval '1 day' from person where email = $3`,
      [newId('AccessToken'), hashOf(token), email],
    );
    const { rows } = await bed.generator.query(ACTOR_BY_TOKEN.text, [hashOf(token), new Date()]);
    given[token] = settingsOf(rows[0]);
  }
  return given;
}

const post = (path, query, extra = {}) => ({ path, body: JSON.stringify({ query }), ...extra });

/** Lagrum, PostGraphile twice and the limit, each in a process of its own on core 0, one at a time under load. */
export async function startContestants(bed, given) {
  const { loginUrl } = await import(pathToFileURL(join(bed.root, 'dist/src/platform/database/roles.js')).href);
  const { questionMachine, PERSONAL_ACTIONS } = await import(
    pathToFileURL(join(bed.root, 'dist/src/questions/question.machine.js')).href
  );
  const rules = join(bed.folder, 'rules.json');
  writeFileSync(rules, JSON.stringify({ actions: questionMachine.rules.actions, personal: PERSONAL_ACTIONS }));
  const reader = loginUrl(bed.url, 'lagrum_reader', SECRET);
  const anonymous = loginUrl(bed.url, 'lagrum_anonymous', SECRET);
  const node22 = join(bed.bench, 'node_modules', 'node', 'bin', 'node');

  const postgraphile = async (name, env) => {
    const port = await freePort();
    const handle = await startProcess({
      name,
      command: node22,
      args: [join(bed.bench, 'postgraphile.js')],
      env: { NODE_ENV: 'production', GRAPHILE_ENV: 'production', PORT: String(port), ...env },
      cores: SERVER_CORES,
      ready: async (self) => self.output().includes('listening'),
    });
    return { ...handle, url: `http://127.0.0.1:${port}` };
  };
  const fastify = async () => {
    const port = await freePort();
    const handle = await startProcess({
      name: 'Fastify',
      command: process.execPath,
      args: [join(bed.bench, 'fastify.js')],
      env: { NODE_ENV: 'production', PORT: String(port), READER_URL: reader, ANONYMOUS_URL: anonymous, RULES: rules },
      cores: SERVER_CORES,
      ready: async (self) => answers(`http://127.0.0.1:${port}/`)(self),
    });
    return { ...handle, url: `http://127.0.0.1:${port}` };
  };

  const lagrum = await startLagrum(bed);
  const looked = await postgraphile('PostGraphile', { READER_URL: reader, ACTORS: 'lookup' });
  const handed = await postgraphile('PostGraphile, settings handed', {
    READER_URL: reader,
    ACTORS: 'given',
    GIVEN: JSON.stringify(given),
  });
  const open = await postgraphile('PostGraphile, anonymous', { READER_URL: anonymous });
  const limit = await fastify();
  return {
    lagrum,
    dossier: [
      {
        name: 'Lagrum',
        server: lagrum,
        ...post('/graphql', queries.LAGRUM_DOSSIER),
        plain: queries.plainDossier,
        actions: true,
      },
      {
        name: 'PostGraphile 5',
        server: looked,
        ...post('/graphql', queries.POSTGRAPHILE_DOSSIER),
        plain: queries.plainPostGraphileDossier,
      },
      {
        name: 'PostGraphile 5, settings handed to it',
        server: handed,
        ...post('/graphql', queries.POSTGRAPHILE_DOSSIER),
        plain: queries.plainPostGraphileDossier,
      },
      {
        name: 'Hand-written SQL, Fastify',
        server: limit,
        ...post('/dossier', queries.LAGRUM_DOSSIER),
        plain: queries.plainDossier,
        actions: true,
      },
    ],
    guidance: [
      { name: 'Lagrum', server: lagrum, ...post('/graphql', queries.LAGRUM_GUIDANCE), plain: queries.plainGuidance },
      {
        name: 'PostGraphile 5',
        server: open,
        ...post('/graphql', queries.POSTGRAPHILE_GUIDANCE),
        plain: queries.plainPostGraphileGuidance,
      },
      {
        name: 'Hand-written SQL, Fastify',
        server: limit,
        ...post('/guidance', queries.LAGRUM_GUIDANCE),
        plain: queries.plainGuidance,
      },
    ],
  };
}
