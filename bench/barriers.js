#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `node bench/barriers.js [--explain] [--ask 300]`: the ranked list of barriers and its filters over 10,000 barriers with
 * 50,000 sign-ons, through the program as it runs in production, row security on. One at a time, so that what is measured
 * is the answer and not a queue. What is counted and what is told of it come from the program itself.
 */

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const BARRIERS = 10_000;
const SIGN_ONS = 50_000;
const ASKED = Number(process.argv[process.argv.indexOf('--ask') + 1]) || 300;
const say = (line) => process.stderr.write(`${line}\n`);

execFileSync(process.execPath, [join(root, 'bin', 'lagrum.js'), 'build'], { stdio: 'inherit' });
const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { acquireEmbedded } = await compiled('src/platform/database/embedded.js');
const { migrate } = await compiled('src/platform/database/migrator.js');
const { rolePasswords } = await compiled('src/platform/database/roles.js');
const { seedReference, seedDemoPeople } = await compiled('src/seed.js');
const { ENTITIES } = await compiled('src/entities.js');
const { MIGRATIONS } = await compiled('migrations/index.js');
const { figuresOf } = await compiled('src/barriers/barrier-figures.js');
const { makeGenerator } = await import('./generate.js');
const { stopAll } = await import('./processes.js');
const { SECRET, signIn, startLagrum } = await import('./contestants.js');
const { headersFor } = await import('./reads.js');

const folder = mkdtempSync(join(tmpdir(), 'lagrum-bench-'));
let embedded = null;
let generator = null;
try {
  say('Database …');
  embedded = await acquireEmbedded({
    home: join(folder, 'database'),
    logger: { info: () => undefined, warn: say },
    fast: false,
  });
  await migrate({ url: embedded.url, entities: ENTITIES, migrations: MIGRATIONS, passwords: rolePasswords(SECRET) });
  await seedReference(embedded.url, () => undefined);
  await seedDemoPeople(embedded.url, () => undefined);
  generator = await makeGenerator(embedded.url);
  const bed = { root, bench, folder, url: embedded.url, generator };
  await signIn(bed);
  say(`${BARRIERS} barriers, ${SIGN_ONS} sign-ons …`);
  await fill();
  const server = await startLagrum(bed);

  const { rows: areas } = await generator.query(`select id from subject_area where broader_id is null order by key`);
  const cases = {
    'ranked, first page': {},
    'ranked, page 20': { page: 20 },
    'confirmed obstacles': { filter: '{ kind: OBSTACLE, state: CONFIRMED }' },
    'a layer': { filter: '{ layer: SEMANTIC }' },
    'a subject area and what is below it': { filter: `{ subjectAreas: ["${areas[3].id}"] }` },
    'a county': { filter: '{ county: "Västra Götalands län" }' },
    'an act': { filter: '{ act: "sfs/2009:400" }' },
    'a provision': { filter: '{ provision: "sfs/2009:400#K26" }' },
    'a rare provision': { filter: '{ provision: "sfs/2009:400#K7P7" }' },
    'stopping us': { filter: '{ stoppingUs: true }', readers: ['municipal'] },
    'words that many have': { filter: '{ text: "skola samverkan" }' },
    'words that none has': { filter: '{ text: "finns inte någonstans" }' },
    newest: { order: 'NEWEST' },
    'area, county, layer and kind at once': {
      filter: `{ subjectAreas: ["${areas[3].id}"], county: "Skåne län", layer: LEGAL, kind: OBSTACLE }`,
    },
  };
  const table = [];
  for (const [
    name,
    { filter = '{}', order = 'WEIGHT', page = 1, readers = ['lawyer', 'municipal', null] },
  ] of Object.entries(cases)) {
    for (const reader of readers) table.push({ name, ...(await measure(server, reader, { filter, order, page })) });
  }
  await server.stop();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const worst = Math.max(...table.map(({ p99 }) => p99));
  process.stdout.write(
    [
      `Ranked barriers, ${BARRIERS} with ${SIGN_ONS} sign-ons; commit ${commit}, Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; ${ASKED} requests of each, one at a time.`,
      '',
      '| List of 20 | Reader | rows | median ms | p99 ms |',
      '|---|---|---|---|---|',
      ...table.map(
        ({ name, reader, rows, median, p99 }) =>
          `| ${name} | ${reader} | ${rows} | ${median.toFixed(1)} | ${p99.toFixed(1)} |`,
      ),
      '',
      `Worst p99: ${worst.toFixed(1)} ms (goal 50).`,
      '',
    ].join('\n'),
  );
} catch (error) {
  say(String(error?.stack ?? error));
  process.exitCode = 1;
} finally {
  await stopAll();
  await generator?.end().catch(() => undefined);
  await embedded?.release();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(server, reader, { filter, order, page }) {
  const query = `query ($after: String) { barriers(first: 20, after: $after, orderBy: ${order}, filter: ${filter})
    { nodes { id ref title state barrierKind layer weight { value membersText parts { label value } } } pageInfo { endCursor hasNextPage } } }`;
  const ask = async (after) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: headersFor(reader),
      body: JSON.stringify({ query, variables: { after } }),
    });
    const answer = await response.json();
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.barriers;
  };
  let after = null;
  for (let i = 1; i < page; i++) after = (await ask(after)).pageInfo.endCursor;
  let rows = 0;
  for (let i = 0; i < 20; i++) rows = (await ask(after)).nodes.length;
  const times = [];
  for (let i = 0; i < ASKED; i++) {
    const began = performance.now();
    await ask(after);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return {
    reader: reader ?? 'nobody signed in',
    rows,
    median: times[Math.floor(times.length / 2)],
    p99: times[Math.ceil(times.length * 0.99) - 1],
  };
}

/** Barriers and sign-ons by number; the figures by the program's own rule, from what the database counts. */
async function fill() {
  const q = (text, values) => generator.query(text, values);
  await q(`create temp table made as
    select n, pg_temp.typed_id(34, '2020-01-01Z'::timestamptz + n * interval '1 hour', 'barrier' || n) as id,
      s.org, s.unit, '2020-01-01Z'::timestamptz + n * interval '1 hour' as at,
      case when pg_temp.draw(n, 1, 10) < 8 then 'WORLD' when pg_temp.draw(n, 1, 10) < 9 then 'MEMBERS' else 'PARTIES' end as visibility,
      case when pg_temp.draw(n, 1, 10) >= 9 then 'REPORTED'
           when pg_temp.draw(n, 2, 10) < 6 then 'CONFIRMED' when pg_temp.draw(n, 2, 10) < 8 then 'PURSUED' else 'RESOLVED' end as state,
      (array['LOW','MODERATE','HIGH','CRITICAL'])[1 + pg_temp.draw(n, 3, 4)] as severity
    from generate_series(1, ${BARRIERS}) as n cross join (select * from staff limit 1) s`);
  await q(`insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, created_by, created_at, updated_at, published_at)
    select id, 'BARRIER', 'H-' || (1000 + n), 'Hinder ' || n || ' om ' || (array['skola','vård','socialtjänst','arkiv','upphandling'])[1 + n % 5]
      || ' och samverkan', org, unit, case visibility when 'MEMBERS' then 'MEMBERS' else 'PUBLIC' end, visibility, state, 'bench', at, at, at from made`);
  await q(`insert into barrier (id, entry_id, kind, owner_unit_id, visibility, ref_number, summary, barrier_kind, layer, severity, search_text, public_weight)
    select id, id, 'BARRIER', unit, visibility, 1000 + n, repeat('Nämnden får inte lämna uppgifter till en annan nämnd. ', 8),
      case when state = 'REPORTED' then null else (array['OBSTACLE','UNCERTAINTY','KNOWLEDGE_GAP'])[1 + pg_temp.draw(n, 4, 3)] end,
      (array['LEGAL','LEGAL','LEGAL','ORGANISATIONAL','SEMANTIC','TECHNICAL'])[1 + pg_temp.draw(n, 5, 6)], severity,
      lower('h-' || (1000 + n) || ' hinder ' || n || ' om ' || (array['skola','vård','socialtjänst','arkiv','upphandling'])[1 + n % 5] || ' och samverkan '
        || repeat('nämnden får inte lämna uppgifter till en annan nämnd. ', 8)), 1 from made`);
  await q(`insert into entry_subject_area (id, entry_id, kind, owner_unit_id, visibility, subject_area_id)
    select pg_temp.typed_id(18, at, 'area' || made.n || a.n), made.id, 'BARRIER', unit, visibility, a.id
      from made cross join generate_series(0, 1) as t join area a on a.n = (made.n * 7 + t * 3) % a.of`);
  await q(`insert into barrier_evidence (id, entry_id, kind, owner_unit_id, visibility, evidence_kind, target, act, added_by, added_at)
    select pg_temp.typed_id(18, at, 'evidence' || n || t), id, 'BARRIER', unit, visibility, 'FORBIDS',
      act || '#K' || (1 + pg_temp.draw(n, 10 + t, 40)) || 'P' || (1 + pg_temp.draw(n, 20 + t, 30)), act, 'bench', at
      from made cross join generate_series(0, 1) as t
      cross join lateral (select (array['sfs/2009:400','sfs/2025:400','sfs/2010:800','sfs/2017:725','sfs/1990:782'])[1 + pg_temp.draw(n, 30 + t, 5)] as act) a`);
  // A few stop very many, most stop some: the square of an even draw.
  await q(`insert into barrier_sign_on (id, entry_id, kind, owner_unit_id, visibility, org_id, unit_id, signed_by_id, volume_per_year, cost_sek, show_name, signed_at)
    select distinct on (m.id, a.unit) pg_temp.typed_id(18, at, 'sign' || s), m.id, 'BARRIER', m.unit, m.visibility, a.org, a.unit, a.asker,
      pg_temp.draw(s, 40, 500), pg_temp.draw(s, 41, 500000), pg_temp.draw(s, 42, 3) = 0, at
      from generate_series(1, ${Math.round(SIGN_ONS * 1.3)}) as s
      join made m on m.n = 1 + floor((pg_temp.draw(s, 43, 1000000) / 1000000.0) ^ 2 * ${BARRIERS})
      join asking a on a.nth = pg_temp.draw(s, 44, (select count(*) from asking)::int)
      where m.state <> 'REPORTED' limit ${SIGN_ONS}`);
  const { rows: populations } = await q(
    `select county, kind, count(*)::int as members from organisation where kind in ('MUNICIPALITY','REGION') and valid_to is null group by 1, 2`,
  );
  const { rows: made } = await q('select id, severity from made');
  const points = { LOW: 1, MODERATE: 2, HIGH: 3, CRITICAL: 4 };
  for (const { id, severity } of made) {
    const { rows: signers } = await q(
      `select org, county, org_kind as "orgKind", named, volume::float8 as volume, cost::float8 as cost from barrier_reckon($1)`,
      [id],
    );
    const figures = figuresOf(signers, populations);
    await q(
      `update barrier set shown_members = $2, public_weight = $3, figures = $4, shown_counties = $5, named_org_ids = $6 where id = $1`,
      [
        id,
        figures.members,
        Math.max(1, figures.members) * points[severity],
        JSON.stringify(figures),
        Object.keys(figures.counties.cells),
        signers.filter((one) => one.named).map((one) => one.org),
      ],
    );
  }
  const { rows: counted } = await q('select count(*)::int as n from barrier_sign_on');
  say(`  ${counted[0].n} sign-ons stand`);
  await q('vacuum analyze');
}
