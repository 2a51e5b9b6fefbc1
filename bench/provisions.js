#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answers, freePort, startProcess, stopAll } from './processes.js';

/** `npm run bench -- provisions`: how long one provision takes to read on a day, among 60,000 with their former wordings. */

const ACTS = 60;
const CHAPTERS = 10;
const SECTIONS = 100;
const VERSIONS = 3;
const REQUESTS = 4_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: 'inherit' });
const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { acquireEmbedded } = await compiled('src/platform/database/embedded.js');
const { migrate } = await compiled('src/platform/database/migrator.js');
const { rolePasswords } = await compiled('src/platform/database/roles.js');
const { seedReference } = await compiled('src/seed.js');
const { ENTITIES } = await compiled('src/entities.js');
const { MIGRATIONS } = await compiled('migrations/index.js');
const pg = createRequire(join(root, 'package.json'))('pg');

const SECRET = 'benchmark-secret-'.repeat(3);
const say = (line) => process.stderr.write(`${line}\n`);
const print = (line) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'lagrum-bench-'));
let embedded = null;
let client = null;
let ending = null;
const end = () =>
  (ending ??= (async () => {
    await stopAll();
    await client?.end().catch(() => undefined);
    await embedded?.release();
    rmSync(folder, { recursive: true, force: true });
  })());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end().finally(() => process.exit(130)));

/** Ids of our form (`platform/ids.ts`) from a number. */
const id = (type, n) => `('01900000-0000-8${type}0-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const WORDS = `'ord om hur det ska gå till när någon begär det som lagen säger '`;

const ROWS = [
  // Reading does not use it, and it would take minutes to keep while 180,000 rows are made.
  'alter table wording drop constraint one_wording_per_provision_and_day',
  `insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, version, created_by, published_at)
   select ${id('27', 'a')}, 'LAW_SOURCE', 'sfs/' || (1900 + a) || ':1', 'Lag (' || (1900 + a) || ':1) om mätning', u.organisation_id, u.id,
     'PUBLIC', 'WORLD', 'IMPORTED', 1, 'system:bench', now()
   from generate_series(1, ${ACTS}) a,
     (select u.* from unit u join organisation o on o.id = u.organisation_id where o.kind = 'ASSOCIATION' order by u.id limit 1) u`,
  `insert into law_source (id, key, designation, form, in_force_on, in_force_undecided, in_force_by_transition, repeal_undecided,
     repeal_by_transition, running, edition, record_hash, imported_at)
   select ${id('27', 'a')}, 'sfs/' || (1900 + a) || ':1', (1900 + a) || ':1', 'Lag', '2000-01-01', false, false, false, false, false,
     ${VERSIONS}, 'x', now() from generate_series(1, ${ACTS}) a`,
  `insert into amendment (id, source_id, act, actions, in_force_on, in_force_undecided, in_force_by_transition)
   select ${id('52', 'a * 1000 + y')}, ${id('27', 'a')}, (2000 + y) || ':' || (a * 3),
     (select jsonb_agg(jsonb_build_object('verb', 'changed', 'inAct', null, 'to', null, 'target',
        jsonb_build_object('kind', 'section', 'fragment', 'K' || (1 + (n + y) % ${CHAPTERS}) || 'P' || (1 + (n * 7 + y) % ${SECTIONS}))))
      from generate_series(1, 20) n), make_date(2000 + y, 1, 1), false, false
   from generate_series(1, ${ACTS}) a, generate_series(1, 25) y`,
  `insert into provision (id, source_id, fragment, kind, number)
   select ${id('50', 'a * 10000 + c * 1000')}, ${id('27', 'a')}, 'K' || c, 'CHAPTER', c::text
   from generate_series(1, ${ACTS}) a, generate_series(1, ${CHAPTERS}) c`,
  `insert into provision (id, source_id, fragment, kind, number, chapter)
   select ${id('50', '1000000 + a * 10000 + c * 200 + s')}, ${id('27', 'a')}, 'K' || c || 'P' || s, 'SECTION', s::text, 'K' || c
   from generate_series(1, ${ACTS}) a, generate_series(1, ${CHAPTERS}) c, generate_series(1, ${SECTIONS}) s`,
  `insert into wording (id, source_id, provision_id, kind, fragment, number, title, text, parts, hash, valid_from, from_undecided, to_undecided,
     from_basis, repealed, depth, position, edition_from)
   select ${id('51', 'a * 10000 + c * 1000')}, ${id('27', 'a')}, ${id('50', 'a * 10000 + c * 1000')}, 'CHAPTER', 'K' || c, c::text, 'Kapitel',
     c || ' kap. Kapitel', '[]', 'x', '2000-01-01', false, false, 'ACT', false, 1, (c * 10000)::bigint * 1000000, 1
   from generate_series(1, ${ACTS}) a, generate_series(1, ${CHAPTERS}) c`,
  `insert into wording (id, source_id, kind, title, text, parts, hash, valid_from, from_undecided, to_undecided, from_basis, repealed, depth,
     position, edition_from)
   select ${id('51', '2000000 + a * 10000 + c * 200 + h')}, ${id('27', 'a')}, 'HEADING', 'Rubrik ' || h, 'Rubrik', '[]', 'x', '2000-01-01', false,
     false, 'ACT', false, 1, (c * 10000 + h * 50 - 1)::bigint * 1000000, 1
   from generate_series(1, ${ACTS}) a, generate_series(1, ${CHAPTERS}) c, generate_series(0, 20) h`,
  `insert into wording (id, source_id, provision_id, kind, fragment, number, text, parts, hash, valid_from, valid_to, from_undecided, to_undecided,
     from_basis, act, repealed, depth, position, edition_from, edition_to)
   select ${id('51', '10000000 + (a * 10000 + c * 200 + s) * 10 + v')}, ${id('27', 'a')}, ${id('50', '1000000 + a * 10000 + c * 200 + s')},
     'SECTION', 'K' || c || 'P' || s, s::text, s || ' § ' || repeat(${WORDS}, 4 + (s * 7 + v) % 12), '[]', 'x',
     make_date(1994 + v * 6 + s % 5, 1, 1), case when v < ${VERSIONS} then make_date(2000 + v * 6 + s % 5, 1, 1) end, false, false, 'REGISTER',
     (1994 + v * 6 + s % 5) || ':' || (a * 3), false, 2, (c * 10000 + s * 10 + v)::bigint * 1000000, v, case when v < ${VERSIONS} then v end
   from generate_series(1, ${ACTS}) a, generate_series(1, ${CHAPTERS}) c, generate_series(1, ${SECTIONS}) s, generate_series(1, ${VERSIONS}) v`,
  'analyze',
];

const SHAPES = {
  'text and days': '{ key label wording { text validFrom validTo act } }',
  'status and headings too': '{ key label status context { chapter heading } wording { text validFrom validTo act } }',
  'a whole page': `{ key label status context { chapter heading } wording { plain validFrom validTo act parts { text } amendment { act } }
    wordings { id validFrom validTo } future { id } previous { label } next { label } renumberedFrom { label } renumberedTo { label }
    amendments { act inForceOn documents { label } } source { key title status } }`,
};

/** The same places and days on every run. */
function* asked() {
  let seed = 42;
  const next = (below) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (;;) {
    const place = `sfs/${1901 + next(ACTS)}:1#K${1 + next(CHAPTERS)}P${1 + next(SECTIONS)}`;
    yield { id: place, asOf: `${2006 + next(21)}-${String(1 + next(12)).padStart(2, '0')}-15` };
  }
}

async function measure(url, fields, connections) {
  const query = `query ($id: ID!, $asOf: Date) { provision(id: $id, asOf: $asOf) ${fields} }`;
  const source = asked();
  const took = [];
  let empty = 0;
  let left = REQUESTS;
  const one = async () => {
    const body = JSON.stringify({ query, variables: source.next().value });
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data, errors } = await response.json();
    took.push(performance.now() - began);
    if (errors) throw new Error(JSON.stringify(errors));
    if (!data.provision?.wording) empty++;
  };
  for (let i = 0; i < 300; i++) await one();
  took.length = 0;
  empty = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) await one();
    }),
  );
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: took.at(-1).toFixed(1), empty };
}

try {
  say('Database …');
  embedded = await acquireEmbedded({
    home: join(folder, 'database'),
    logger: { info: () => undefined, warn: say },
    fast: false,
  });
  await migrate({ url: embedded.url, entities: ENTITIES, migrations: MIGRATIONS, passwords: rolePasswords(SECRET) });
  await seedReference(embedded.url, () => undefined);
  client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  for (const sql of ROWS) await client.query(sql);
  const { rows } = await client.query(
    `select (select count(*)::int from provision) as provisions, (select count(*)::int from wording) as wordings`,
  );
  say('Server …');
  const port = await freePort();
  const server = await startProcess({
    name: 'Lagrum',
    command: process.execPath,
    args: [join(root, 'dist', 'src', 'main.js')],
    env: {
      NODE_ENV: 'production',
      LAGRUM_HOME: join(folder, 'home'),
      DATABASE_URL: embedded.url,
      SECRET_KEY: SECRET,
      DEMO: 'false',
      WORKER: 'false',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      RATE_LIMIT_PER_MINUTE: '1000000',
    },
    ready: answers(`http://127.0.0.1:${port}/health/ready`),
  });
  print(
    `${rows[0].provisions} provisions, ${rows[0].wordings} wordings; ${cpus().length} cores, load average ${loadavg()[0].toFixed(1)}. ` +
      `${REQUESTS} requests each over HTTP, nobody signed in, milliseconds:`,
  );
  for (const connections of [1, 4])
    for (const [name, fields] of Object.entries(SHAPES)) {
      const { p50, p95, p99, most, empty } = await measure(`http://127.0.0.1:${port}`, fields, connections);
      print(
        `  ${connections} at a time, ${name.padEnd(24)} p50 ${p50}  p95 ${p95}  p99 ${p99}  most ${most}  (${empty} days without a wording)`,
      );
    }
  print(`Load average at the end ${loadavg()[0].toFixed(1)}.`);
  await server.stop();
} catch (error) {
  say(String(error?.stack ?? error));
  process.exitCode = 1;
} finally {
  await end();
}
