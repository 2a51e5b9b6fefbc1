// `npm run test:deep [-- path …]`: the specs with properties in them, on a seed of the day, 25 times as many runs. A failure is
// repeated with the seed that is printed: `LAGRUM_PROPERTY_SEED=… npm run test:deep -- path`.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const seed = process.env.LAGRUM_PROPERTY_SEED ?? String(Math.floor(Math.random() * 0x7fffffff));
const times = process.env.LAGRUM_PROPERTY_TIMES ?? '25';

const specs = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.spec.ts') && readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"));
const asked = process.argv.slice(2);
const chosen = specs.filter((file) => asked.length === 0 || asked.some((part) => file.includes(part)));
if (chosen.length === 0) {
  console.error('No spec with a property matches.');
  process.exit(1);
}

console.log(`seed ${seed}, ${times} times the runs, ${chosen.length} specs`);
const child = spawn(process.execPath, [join(root, 'test/run.js'), ...chosen, '--testTimeout=3600000'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, LAGRUM_PROPERTY_SEED: seed, LAGRUM_PROPERTY_TIMES: times },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => {
  console.log(`seed ${seed}`);
  process.exitCode = code ?? 1;
});
