#!/usr/bin/env node
// The way in, before anything is built: plain JavaScript without dependencies. Builds what is stale, then hands over to
// the commands in src/cli.ts. Finds the project from its own place, so any working directory and any link will do.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fs.realpathSync(fileURLToPath(import.meta.url))));
const dist = join(root, 'dist');
const record = join(dist, '.build.json');
const lock = join(dist, '.build.lock');

/**
 * What is built, in order. `inputs` decide by content whether it is stale: dates lie after a clone, a checkout or a copy.
 * `needs` is what a production install lacks; `script` is run, where it is not that itself.
 */
const steps = [
  {
    name: 'server',
    needs: 'typescript/bin/tsc',
    arguments: ['-p', join(root, 'tsconfig.build.json')],
    inputs: ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    ignore: /\.spec\.ts$/,
    result: join(dist, 'src', 'cli.js'),
    before: removeOrphans,
  },
  {
    name: 'pages',
    needs: 'vite',
    script: join(root, 'web', 'build.js'),
    arguments: [],
    inputs: ['web', 'schema.graphql', 'package-lock.json'],
    ignore: /web\/(src\/gql|node_modules|screenshots|\.cache)\/|\.spec\.ts$/,
    result: join(dist, 'web', 'index.html'),
  },
];

class Sentence extends Error {}

function filesUnder(path, ignore) {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return ignore?.test(path) ? [] : [path];
  return fs.readdirSync(path).flatMap((name) => filesUnder(join(path, name), ignore));
}

function contentHash(step) {
  const hash = createHash('sha256');
  const files = step.inputs.flatMap((input) => filesUnder(join(root, input), step.ignore));
  for (const file of files.sort())
    hash
      .update(`${relative(root, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function readRecord() {
  try {
    return JSON.parse(fs.readFileSync(record, 'utf8'));
  } catch {
    return {};
  }
}

function writeRecord(built) {
  const draft = `${record}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(built, null, 2) + '\n');
  fs.renameSync(draft, record);
}

const isStale = (step, hash) => readRecord()[step.name] !== hash || !fs.existsSync(step.result);

/** A compiled file whose source is gone would still be found by an import that should fail. */
function removeOrphans() {
  for (const folder of ['src', 'migrations'])
    for (const file of filesUnder(join(dist, folder))) {
      const source = join(root, relative(dist, file)).replace(/\.js(\.map)?$/, '.ts');
      if (/\.js(\.map)?$/.test(file) && !fs.existsSync(source)) fs.rmSync(file, { force: true });
    }
  // The compiler's memory of what it wrote is worth nothing once the result is gone.
  if (!fs.existsSync(steps[0].result)) fs.rmSync(join(dist, '.tsbuildinfo'), { force: true });
}

/** A number is not a process: in a restarted container the same one comes again. */
function startOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19];
  } catch {
    if (process.platform === 'linux') return null;
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return null;
  }
}

/** Two starts at once: one builds, the other waits and then finds everything fresh. */
async function locked(work) {
  try {
    fs.mkdirSync(dist, { recursive: true });
    fs.accessSync(dist, fs.constants.W_OK);
  } catch {
    throw new Sentence(
      `Lagrum behöver byggas, men ${dist} går inte att skriva i. Bygg som den användare som äger mappen: npm run build.\n` +
        `(Lagrum needs building, but this folder cannot be written to: build as its owner.)`,
    );
  }
  const mine = `${process.pid} ${startOf(process.pid)}`;
  for (;;) {
    const draft = `${lock}.${process.pid}`;
    fs.writeFileSync(draft, mine);
    try {
      fs.linkSync(draft, lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      fs.rmSync(draft, { force: true });
    }
    const held = fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : null;
    const [pid, started] = (held ?? '').split(' ');
    if (held !== null && (startOf(Number(pid)) ?? 'gone') !== started) fs.rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function run(tool, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const end = (signal) => {
      child.kill(signal);
      fs.rmSync(lock, { force: true });
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.once('SIGINT', end).once('SIGTERM', end);
    child.on('error', reject);
    child.on('close', (code) => {
      process.removeListener('SIGINT', end).removeListener('SIGTERM', end);
      resolve({ code, output });
    });
  });
}

function findTool(name) {
  try {
    return createRequire(join(root, 'package.json')).resolve(name);
  } catch {
    return null;
  }
}

async function build(step) {
  if (!isStale(step, contentHash(step))) return;
  const tool = findTool(step.needs);
  if (!tool) {
    // A production install carries no compiler; it carries what was compiled.
    if (fs.existsSync(step.result)) return;
    throw new Sentence(
      'Lagrum är inte byggt och verktygen saknas. Kör npm ci (utan --omit=dev) och försök igen.\n' +
        '(Lagrum is not built and the tools are missing: run npm ci, without --omit=dev.)',
    );
  }
  await locked(async () => {
    const hash = contentHash(step);
    if (!isStale(step, hash)) return;
    process.stderr.write(`Bygger Lagrum (${step.name}) … `);
    const began = Date.now();
    // Forgotten first: a kill in the middle leaves something stale, never something half built that looks whole.
    writeRecord({ ...readRecord(), [step.name]: undefined });
    step.before?.();
    const { code, output } = await run(step.script ?? tool, step.arguments);
    if (code !== 0 || !fs.existsSync(step.result)) {
      process.stderr.write('\n');
      throw new Sentence(`${output.trim()}\nBygget misslyckades. (The build failed.)`);
    }
    writeRecord({ ...readRecord(), [step.name]: hash });
    process.stderr.write(`klart, ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  });
}

try {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Sentence(
      `Lagrum behöver Node 20.19 eller senare; det här är ${process.version}. (Node 20.19 or later is needed.)`,
    );
  if (!findTool('zod'))
    throw new Sentence(
      `Beroendena är inte installerade. Kör npm ci i ${root}. (Dependencies are missing: run npm ci there.)`,
    );
  for (const step of steps) await build(step);
  if (process.argv[2] !== 'build') await import(pathToFileURL(join(dist, 'src', 'cli.js')).href);
} catch (error) {
  if (!(error instanceof Sentence)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
