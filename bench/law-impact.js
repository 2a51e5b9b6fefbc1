#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `npm run bench -- law-impact [revisions]`: a real change set (skollagen from 2025:730 to 2025:1497) over 10,000 published
 * texts, each citing one section that it touches. Timed: the marks, and what follows of them to tasks and people.
 */

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const REVISIONS = Number(process.argv.find((one) => /^\d+$/.test(one)) ?? 10_000);
const TOUCHED = ['K20P1', 'K20P8a', 'K20P9', 'K20P28', 'K20P29', 'K20P33', 'K24P12', 'K28P12', 'K29P13', 'K3P12j'];
const records = join(process.env.LAGRUM_DATA ?? join(root, '../shared/data'), 'sfs');
const say = (line) => process.stdout.write(`${line}\n`);
if (!existsSync(records)) {
  process.stderr.write(`${records} is missing: set LAGRUM_DATA to the folder with the statutes.\n`);
  process.exit(1);
}
execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: 'inherit' });
const load = createRequire(import.meta.url);
load('reflect-metadata');
const pg = load('pg');
const { pino } = load('pino');
const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { acquireEmbedded } = await compiled('src/platform/database/embedded.js');
const { migrate } = await compiled('src/platform/database/migrator.js');
const { LOGIN_ROLES, loginUrl, rolePasswords } = await compiled('src/platform/database/roles.js');
const { loadConfig } = await compiled('src/platform/config.js');
const { createApp } = await compiled('src/bootstrap.js');
const { seedReference, seedDemoPeople } = await compiled('src/seed.js');
const { ENTITIES } = await compiled('src/entities.js');
const { MIGRATIONS } = await compiled('migrations/index.js');
const { LawImporter } = await compiled('src/law/law-importer.service.js');
const { readStatuteRecord } = await compiled('src/law/statute-record.js');
const { JobService } = await compiled('src/platform/jobs/jobs.module.js');
const { systemPrincipal } = await compiled('src/platform/principal.js');
const { newId } = await compiled('src/platform/ids.js');
const { Clock } = await compiled('src/platform/clock.js');

/** Before the newer acts: most of what they change was still to come. */
class Then extends Clock {
  now() {
    return new Date('2025-12-20T09:00:00Z');
  }
}

const SECRET = 'bench-secret-bench-secret-bench-secret-0';
const folder = mkdtempSync(join(tmpdir(), 'lagrum-bench-'));
let embedded;
let app;
let pool;
try {
  embedded = await acquireEmbedded({
    home: join(folder, 'database'),
    logger: { info: () => undefined, warn: say },
    fast: false,
  });
  await migrate({ url: embedded.url, entities: ENTITIES, migrations: MIGRATIONS, passwords: rolePasswords(SECRET) });
  await seedReference(embedded.url, () => undefined);
  await seedDemoPeople(embedded.url, () => undefined);
  pool = new pg.Pool({ connectionString: embedded.url, max: 2 });
  const url = (role) =>
    loginUrl(
      embedded.url,
      LOGIN_ROLES.find((one) => one === role),
      SECRET,
    );
  const urls = {
    app: url('lagrum_app'),
    reader: url('lagrum_reader'),
    anonymous: url('lagrum_anonymous'),
    queue: url('lagrum_queue'),
    poolSize: 4,
  };
  const config = loadConfig({
    NODE_ENV: 'test',
    SECRET_KEY: SECRET,
    LAGRUM_HOME: folder,
    DATABASE_URL: embedded.url,
    PORT: '0',
    DEMO: 'false',
  });
  app = await createApp({ config, urls, logger: pino({ level: 'silent' }), work: false, clock: new Then() });
  await app.init();
  const jobs = app.get(JobService);
  const read = async (name) => {
    const reading = readStatuteRecord(readFileSync(join(records, name), 'utf8'));
    const as = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');
    await app.get(LawImporter).import(as, reading.record, reading.warnings, { fileName: name });
  };
  const drain = () => jobs.drain({ includeFuture: new Date(Date.now() + 3_600_000) });

  await read('sfs-2010-800.t.o.m.2025-730.json');
  await drain();
  await grow();
  await read('sfs-2010-800.t.o.m.2025-1497.json');
  // Everything but the change set first: reading law does not wait for it, nor it for the search index.
  await pool.query(
    `update outbox set due_at = '2100-01-01' where kind = 'citations.change-set' and finished_at is null`,
  );
  await drain();
  await pool.query(`update outbox set due_at = now() where kind = 'citations.change-set' and finished_at is null`);

  const kinds = async () => {
    const { rows } = await pool.query(
      `select id from outbox where finished_at is null and kind like 'citations.%' order by due_at, id`,
    );
    return rows.map((row) => row.id);
  };
  const [marking] = await kinds();
  const marked = await timed(() => jobs.runner.run(marking));
  const followed = await timed(async () => {
    for (const id of await kinds()) await jobs.runner.run(id);
  });
  const count = async (sql) => Number((await pool.query(sql)).rows[0].n);
  say(
    [
      `${REVISIONS} citing revisions, load average ${loadavg()[0].toFixed(1)}`,
      `marks: ${await count('select count(*) as n from law_impact where follow')} in ${marked} ms`,
      `tasks: ${await count(`select count(*) as n from task where task_kind in ('RE_REVIEW','GLANCE')`)}, told: ` +
        `${await count(`select count(*) as n from notification where reason like 'law.%'`)}, ledger: ` +
        `${await count('select count(*) as n from law_notice')} lines, in ${followed} ms`,
    ].join('\n'),
  );
} finally {
  await app?.close();
  await pool?.end();
  await embedded?.release();
  rmSync(folder, { recursive: true, force: true });
}

async function timed(work) {
  const began = performance.now();
  await work();
  return Math.round(performance.now() - began);
}

/** Published guidance, each citing one section that the newer acts change; a lawyer answers for each, one in ten is watched. */
async function grow() {
  const { rows: people } = await pool.query(
    `select p.id, m.organisation_id as org, m.unit_id as unit from person p join membership m on m.person_id = p.id
      where p.email = 'jurist@skr.demo' limit 1`,
  );
  const { rows: watchers } = await pool.query(`select id from person where email = 'handlaggare@kommun-a.demo'`);
  const [{ id: lawyer, org, unit }] = people;
  const ids = Array.from({ length: REVISIONS }, () => [newId('Guidance'), newId('Revision'), newId('Citation')]);
  const column = (i) => ids.map((row) => row[i]);
  await pool.query(
    `insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, version, created_by,
       created_at, updated_at, published_at)
     select id, 'GUIDANCE', 'V-' || (100000 + n), 'Vägledning ' || n, $2, $3, 'PUBLIC', 'WORLD', 'PUBLISHED', 1, 'bench',
       '2025-10-01', '2025-10-01', '2025-10-01' from unnest($1::uuid[]) with ordinality as t (id, n)`,
    [column(0), org, unit],
  );
  await pool.query(
    `insert into guidance (id, entry_id, kind, owner_unit_id, visibility, responsible_id)
     select id, id, 'GUIDANCE', $2, 'WORLD', $3 from unnest($1::uuid[]) as t (id)`,
    [column(0), unit, lawyer],
  );
  await pool.query(
    `insert into revision (id, entry_id, kind, owner_unit_id, visibility, slot, number, state, body, content_hash,
       author_org_id, author_id, created_at, updated_at, published_at)
     select r, e, 'GUIDANCE', $3, 'WORLD', 'text', 1, 'PUBLISHED', 'Enligt skollagen.', 'x', $4, $5, '2025-10-01',
       '2025-10-01', '2025-10-01' from unnest($1::uuid[], $2::uuid[]) as t (e, r)`,
    [column(0), column(1), unit, org, lawyer],
  );
  await pool.query(
    `insert into citation (id, entry_id, kind, owner_unit_id, visibility, revision_id, subject_id, author_org_id, shown,
       field, start_at, end_at, words, target, source_key, place, as_of, origin, created_at)
     select c, e, 'GUIDANCE', $4, 'WORLD', r, r, $5, true, 'body', 0, 10, 'skollagen', 'sfs/2010:800#' || ($6::text[])[1 + n % 10],
       'sfs/2010:800', ($6::text[])[1 + n % 10], '2025-10-01', 'EXTRACTED', '2025-10-01'
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as t (e, r, c, n)`,
    [column(0), column(1), column(2), unit, org, TOUCHED],
  );
  await pool.query(
    `insert into citation_pin (citation_id, ordinal, entry_id, kind, owner_unit_id, visibility, revision_id, subject_id,
       author_org_id, shown, leans, scope, source_id, chapter, provision_id, wording_id, as_of)
     select c.id, 1, c.entry_id, c.kind, c.owner_unit_id, c.visibility, c.revision_id, c.subject_id, c.author_org_id, true,
       true, 'PROVISION', p.source_id, p.chapter, p.id,
       (select w.id from wording w where w.provision_id = p.id and w.replaced_by_id is null and w.valid_from <= c.as_of
          and (w.valid_to is null or w.valid_to > c.as_of) limit 1), c.as_of
     from citation c join law_source s on s.key = c.source_key join provision p on p.source_id = s.id and p.fragment = c.place`,
  );
  await pool.query(
    `insert into watch (id, entry_id, kind, owner_unit_id, visibility, person_id)
     select w, e, 'GUIDANCE', $3, 'WORLD', $4 from unnest($1::uuid[], $2::uuid[]) as t (w, e)`,
    [
      ...[() => newId('Link'), (one) => one].map((of) =>
        column(0)
          .filter((_, i) => i % 10 === 0)
          .map(of),
      ),
      unit,
      watchers[0].id,
    ],
  );
  await pool.query('analyze');
}
