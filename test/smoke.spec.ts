import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { accessSync, chownSync, readdirSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/config.js';
import { Browser, doorAt } from './harness/browser.js';
import {
  answerOf,
  clearAway,
  lagrum,
  launch,
  newPlace,
  onDatabase,
  Place,
  postmasterPid,
  processesOf,
  Running,
  startProgram,
  until,
} from './harness/program.js';

/**
 * The built program, started as the README says, in its own process, on its own embedded database. The tests stand in
 * order: each goes on where the one before left the program.
 */

const MINUTE = 60_000;
const walks = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0) ? it : it.skip;
const onLinux = platform() === 'linux' ? it : it.skip;

/** A user with as few rights as can be, when we are root and such a user can read the project; else null. */
function nobody(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const account = { uid: 65_534, gid: 65_534 };
  const look = `require('fs').accessSync(${JSON.stringify(join(projectRoot, 'dist/src/cli.js'))})`;
  return spawnSync(process.execPath, ['-e', look], account).status === 0 ? account : null;
}
const ordinary = nobody();

interface Asked {
  ref: string;
  title: string;
}

describe('the program', () => {
  let place: Place;
  let running: Running;
  let walked: string;

  beforeAll(async () => {
    place = await newPlace();
  });
  afterAll(() => clearAway(place, running), MINUTE);

  const get = (path: string, headers: Record<string, string> = {}) => fetch(place.address + path, { headers });
  const published = () =>
    onDatabase(place.home, async (client) => (await client.query('select ref from entry where ref is not null')).rows);

  it(
    'starts from nothing, from any folder, and says where it listens, where its data lies, how to sign in',
    async () => {
      running = await startProgram(place);
      const said = running.stdout.join('');
      expect(said).toContain(`Lagrum lyssnar på ${place.address}`);
      expect(said).toContain(`${place.address}/login`);
      expect(said).toContain('npx lagrum token --person handlaggare@kommun-a.demo');
      const data = /Data +(\S+)/.exec(said)![1]!;
      expect(readdirSync(data)).toContain('PG_VERSION');
      process.stderr.write(`  from nothing to ready: ${/klart efter ([\d.]+ s)/.exec(said)?.[1]}\n`);
    },
    MINUTE,
  );

  it('opens its doors', async () => {
    const landing = await get('/');
    expect([landing.status, landing.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await landing.text()).toContain('<html lang="sv">');
    expect(await (await get('/health/live')).json()).toEqual({ alive: true });
    expect(await (await get('/health/ready')).json()).toMatchObject({ ready: true });
    const metrics = await get('/metrics');
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toMatch(/^# HELP /);
    expect((await get('/nowhere')).status).toBe(404);
    expect((await get('/graphql')).status).toBeLessThan(500);
  });

  walks(
    'takes the first walk with curl',
    async () => {
      const { code, stdout, stderr } = await launch(place, 'bash', [
        join(projectRoot, 'examples', 'first-walk.sh'),
        place.address,
      ]).ended;
      expect({ code, stderr, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stderr: '', stdout: '' });
      expect(stdout).toContain('Kedjan håller');
      walked = /TRIAGE (F-\d{4}-\d+)/.exec(stdout)![1]!;
    },
    2 * MINUTE,
  );

  walks(
    'lets the asker in through the demo provider, with the answer as a file for the diary',
    async () => {
      const sara = new Browser(doorAt(place.address));
      expect((await sara.signIn('handlaggare@kommun-a.demo')).status).toBe(303);
      const { data } = await sara.graphql<{ data: { entry: Asked } }>(
        'query ($ref: String!) { entry(ref: $ref) { ref title } }',
        { ref: walked },
      );
      expect(data.entry.title).toMatch(/skolskjuts/);
      for (const [format, type] of [
        ['html', 'text/html; charset=utf-8'],
        ['txt', 'text/plain; charset=utf-8'],
      ] as const) {
        const file = await sara.get(`/export/question/${walked}.${format}`);
        expect([file.status, file.headers['content-type']]).toEqual([200, type]);
        expect(file.headers['content-disposition']).toBe(`attachment; filename="${walked}.${format}"`);
        for (const part of [walked, 'skolskjuts', '21 § förvaltningslagen', 'SN 2026/00417'])
          expect(file.body).toContain(part);
      }
      const neighbour = new Browser(doorAt(place.address));
      await neighbour.signIn('handlaggare@kommun-b.demo');
      expect((await neighbour.get(`/export/question/${walked}.html`)).status).toBe(404);
      expect((await get(`/export/question/${walked}.html`)).status).toBe(401);
    },
    MINUTE,
  );

  it(
    'answers its commands beside the running server',
    async () => {
      const doctor = JSON.parse(await answerOf(place, 'doctor', '--json')) as {
        ok: boolean;
        checks: { state: string }[];
      };
      expect(doctor.checks.filter(({ state }) => state === 'wrong')).toEqual([]);
      expect(doctor.ok).toBe(true);
      expect(JSON.parse(await answerOf(place, 'audit', 'verify', '--json'))).toMatchObject({
        holds: true,
        faultCount: 0,
      });
    },
    MINUTE,
  );

  it(
    'says in a sentence why it cannot start, and leaves the other one alone',
    async () => {
      for (const [settings, ...sentences] of [
        [{ DEMO_IDP_PORT: '0' }, `Porten ${place.env.PORT} används redan.`],
        [{ PORT: '0' }, `Demons inloggningstjänst kan inte lyssna på port ${place.env.DEMO_IDP_PORT}`],
        [
          { PORT: 'tretusen', LOG_LEVEL: 'högt' },
          'PORT är inte ett heltal. Tillåtet: heltal 0–65535',
          'LOG_LEVEL är inte något',
        ],
      ] as const) {
        const { code, stderr } = await lagrum({ ...place, env: { ...place.env, ...settings } }, ['start']).ended;
        expect(code).toBe(1);
        for (const sentence of sentences) expect(stderr).toContain(sentence);
        expect(stderr).not.toMatch(/\n +at /);
      }
      expect((await get('/health/ready')).status).toBe(200);
    },
    MINUTE,
  );

  it(
    'stops on SIGTERM and leaves nothing running',
    async () => {
      const { code, stderr } = await running.end('SIGTERM');
      expect(code).toBe(0);
      expect(stderr).toContain('Lagrum stannar');
      expect(processesOf(place.home)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'starts a second time with everything still there, and changes nothing',
    async () => {
      running = await startProgram(place);
      expect(running.stderr.join('')).not.toMatch(/Grunddata|Tabeller|Skapar/);
      if (walked) expect(await published()).toContainEqual({ ref: walked });
      process.stderr.write(`  warm: ${/klart efter ([\d.]+ s)/.exec(running.stdout.join(''))?.[1]}\n`);
    },
    MINUTE,
  );

  onLinux(
    'adopts the database that a killed program left behind',
    async () => {
      const postmaster = postmasterPid(place.home);
      expect((await running.end('SIGKILL')).signal).toBe('SIGKILL');
      expect(processesOf(place.home).join('\n')).toContain(`${postmaster} `);
      running = await startProgram(place);
      expect(postmasterPid(place.home)).toBe(postmaster);
      if (walked) expect(await published()).toContainEqual({ ref: walked });
      expect((await get('/health/ready')).status).toBe(200);
    },
    MINUTE,
  );

  onLinux(
    'lives on when its database is killed',
    async () => {
      const postmaster = postmasterPid(place.home)!;
      process.kill(postmaster, 'SIGKILL');
      await until('another postmaster', MINUTE, () => {
        const now = postmasterPid(place.home);
        return now !== null && now !== postmaster;
      });
      await until('ready again', MINUTE, async () => (await get('/health/ready')).status === 200);
      if (walked) expect(await published()).toContainEqual({ ref: walked });
    },
    2 * MINUTE,
  );

  it(
    'stops on Ctrl-C and leaves nothing running',
    async () => {
      expect((await running.end('SIGINT')).code).toBe(0);
      expect(processesOf(place.home)).toEqual([]);
    },
    MINUTE,
  );
});

(ordinary ? describe : describe.skip)('as an ordinary user (needs root to become one)', () => {
  it('starts, serves and stops', async () => {
    const place = await newPlace({ HOME: '/nonexistent' });
    chownSync(place.home, ordinary!.uid, ordinary!.gid);
    let running: Running | null = null;
    try {
      running = await lagrum(place, ['start'], ordinary!).ready();
      expect((await fetch(`${place.address}/health/ready`)).status).toBe(200);
      accessSync(join(place.home, 'postgres', 'PG_VERSION'));
      expect((await running.end('SIGTERM')).code).toBe(0);
      expect(processesOf(place.home)).toEqual([]);
    } finally {
      await clearAway(place, running);
    }
  }, 180_000);
});
