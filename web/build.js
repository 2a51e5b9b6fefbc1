// The pages: types of the operations, then the bundle into dist/web. Called by bin/lagrum.js when something has changed.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { generate } from './codegen.js';

try {
  await generate();
  await build({
    configFile: join(dirname(fileURLToPath(import.meta.url)), 'vite.config.js'),
    mode: 'production',
    logLevel: 'warn',
  });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
