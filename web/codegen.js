// Types of every operation in web/src, from schema.graphql: an operation that the schema does not know fails the build.
// Written anew only when an operation or the schema has changed, so that typecheck and build may both call it.
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildASTSchema, parse, validate } from 'graphql';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const web = dirname(fileURLToPath(import.meta.url));
const out = join(web, 'src', 'gql');

function sources(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (path === out) return [];
      return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(path) ? [path] : [];
    })
    .sort();
}

/** graphql(`…`) in a source file: one template without holes, so that what is sent is what is read here. */
export const OPERATION = /\bgraphql\(\s*(?:\/\* GraphQL \*\/)?\s*`([^`]*)`\s*,?\s*\)/g;

export function operations() {
  return sources(join(web, 'src')).flatMap((path) =>
    [...fs.readFileSync(path, 'utf8').matchAll(OPERATION)].map(([, rawSDL], i) => {
      const location = `${relative(web, path)}#${i}`;
      try {
        return { location, rawSDL, document: parse(rawSDL) };
      } catch (error) {
        throw new Error(`${location}: ${error.message}`, { cause: error });
      }
    }),
  );
}

/** What is wrong with the operations, in sentences; empty when the schema takes them all. */
export function faults(documents, schema) {
  const all = { kind: 'Document', definitions: documents.flatMap(({ document }) => document.definitions) };
  return validate(schema, all).map(({ message, nodes }) => {
    const node = nodes?.[0]?.loc?.source.body;
    const where = documents.find(({ rawSDL }) => rawSDL === node)?.location ?? 'web/src';
    return `${where}: ${message}`;
  });
}

export async function generate() {
  const documents = operations();
  const sdl = fs.readFileSync(join(web, '..', 'schema.graphql'), 'utf8');
  const hash = createHash('sha256')
    .update(sdl)
    .update(fs.readFileSync(fileURLToPath(import.meta.url)));
  for (const { rawSDL } of documents) hash.update(rawSDL).update('\0');
  const stamp = hash.digest('hex');
  const stampFile = join(out, '.stamp');
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;

  const schemaAst = buildASTSchema(parse(sdl));
  const wrong = faults(documents, schemaAst);
  if (wrong.length) throw new Error(`The pages ask for what the schema does not offer:\n  ${wrong.join('\n  ')}`);

  const options = await preset.buildGeneratesSection({
    baseOutputDir: `${out}/`,
    presetConfig: { fragmentMasking: false },
    config: {
      scalars: { Date: 'string', DateTime: 'string', ID: 'string' },
      enumsAsTypes: true,
      useTypeImports: true,
      skipTypename: true,
    },
    schema: parse(sdl),
    schemaAst,
    documents,
    plugins: [],
    pluginMap: {},
    profiler: { run: (work) => work(), collect: () => [] },
  });
  const files = await Promise.all(options.map(async (one) => [one.filename, await codegen(one)]));
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  for (const [path, text] of files) fs.writeFileSync(path, text);
  fs.writeFileSync(stampFile, stamp);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await generate().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
