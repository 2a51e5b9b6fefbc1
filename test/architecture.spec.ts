import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildASTSchema, isObjectType, isInterfaceType, isInputObjectType, isEnumType, parse } from 'graphql';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MIGRATIONS } from '../migrations/index.js';
import { ENTITIES } from '../src/entities.js';
import { projectRoot } from '../src/platform/config.js';
import { makeDataSource } from '../src/platform/database/data-source.js';
import { dossierMachine } from '../src/dossiers/dossier.machine.js';
import { barrierMachine } from '../src/barriers/barrier.machine.js';
import { guidanceMachine } from '../src/guidance/guidance.machine.js';
import { lawSourceMachine } from '../src/law/law-source.machine.js';
import { measureMachine } from '../src/strategy/measure.machine.js';
import { reportMachine } from '../src/strategy/report.machine.js';
import { questionMachine } from '../src/questions/question.machine.js';
import { nodeTypes } from '../src/platform/graphql/node.js';
import { messageCodes, say } from '../src/platform/i18n/messages.js';
import { JobDiscovery, JobHandlers } from '../src/platform/jobs/handlers.js';
import { JobRegistry, jobDeclaration } from '../src/platform/jobs/registry.js';
import { createTestApp, TestApp } from './harness/app.js';
import { generate, Generated, write } from './generated/schema.js';
import { operations, permissionText } from './generated/permissions.js';

/** `npm run schema` runs this file with UPDATE_GENERATED=1: the same text that is checked is the text that is written. */
const UPDATING = process.env.UPDATE_GENERATED === '1';

function cruise(root: string, folder: string): { code: number; output: string } {
  try {
    const output = execFileSync(
      process.execPath,
      [
        join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        join(root, '.dependency-cruiser.cjs'),
        folder,
      ],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return { code: 0, output };
  } catch (error) {
    const failed = error as { status: number; stdout: string; stderr: string };
    return { code: failed.status, output: failed.stdout + failed.stderr };
  }
}

async function drift(url: string, entities: typeof ENTITIES): Promise<string[]> {
  const source = makeDataSource({ url, entities, migrations: MIGRATIONS, poolSize: 1 });
  await source.initialize();
  try {
    return (await source.driver.createSchemaBuilder().log()).upQueries.map((one) => one.query);
  } finally {
    await source.destroy();
  }
}

describe('the arrows between folders', () => {
  it('hold in the product', () => {
    expect(cruise(projectRoot, 'src')).toMatchObject({ code: 0 });
  });

  it('are red for a planted arrow, a planted look into another feature and a planted cycle', () => {
    const root = mkdtempSync(join(tmpdir(), 'lagrum-arrows-'));
    try {
      copyFileSync(join(projectRoot, '.dependency-cruiser.cjs'), join(root, '.dependency-cruiser.cjs'));
      copyFileSync(join(projectRoot, 'tsconfig.json'), join(root, 'tsconfig.json'));
      copyFileSync(join(projectRoot, 'package.json'), join(root, 'package.json'));
      symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
      const plant = (path: string, text: string) => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      };
      plant('src/questions/question.service.ts', `export const q = 1;\n`);
      plant('src/questions/question.loaders.ts', `export const l = 1;\n`);
      plant('src/platform/bad.ts', `import { q } from '../questions/question.service.js';\nexport const b = q;\n`);
      plant('src/guidance/peek.ts', `import { l } from '../questions/question.loaders.js';\nexport const p = l;\n`);
      plant('src/audit/a.ts', `import { b } from './b.js';\nexport const a: number = b;\n`);
      plant('src/audit/b.ts', `import { a } from './a.js';\nexport const b: number = a;\n`);
      const { code, output } = cruise(root, 'src');
      expect(code).not.toBe(0);
      for (const rule of ['arrow-platform', 'inner-questions', 'no-circular']) expect(output).toContain(rule);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }, 180_000);
});

describe('the running application', () => {
  let t: TestApp;
  let generated: Generated;
  beforeAll(async () => {
    t = await createTestApp();
    generated = await generate();
    if (UPDATING) write(generated);
  }, 180_000);
  afterAll(() => t.close());

  it.each(['schema.graphql', 'schema.sql', 'test/permissions.txt'] as const)(
    '%s is what the program makes (npm run schema)',
    (name) => {
      expect(generated[name]).toBe(readFileSync(join(projectRoot, name), 'utf8'));
    },
  );

  it('a forgotten file would be seen', () => {
    // The comparison is of whole texts: one column, one policy or one permission more is another text.
    expect(generated['schema.sql'].replace('create policy entry_visible', 'create policy entry_open')).not.toBe(
      generated['schema.sql'],
    );
    expect(generated['schema.sql']).toContain('alter table entry force row level security;');
  });

  it('every operation says who may ask for it', () => {
    const all = operations(t.app);
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((one) => !one.permission)).toEqual([]);
    // The check is able to fail: an operation without a permission stands as NOBODY in the snapshot, and is refused.
    expect(permissionText([{ root: 'Query', name: 'planted', permission: null }])).toContain('NOBODY');
  });

  it('every type, field, argument and enum value of the API is described', () => {
    const { schema } = t.app.get(GraphQLSchemaHost);
    const mute: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (
        type.name.startsWith('__') ||
        ['Query', 'Mutation', 'Subscription', 'String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)
      ) {
        if (!isObjectType(type) || type.name.startsWith('__')) continue;
      } else if (!type.description) mute.push(type.name);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          if (!field.description) mute.push(`${type.name}.${field.name}`);
          if ('args' in field)
            for (const arg of field.args)
              if (!arg.description && arg.name !== 'input') mute.push(`${type.name}.${field.name}(${arg.name})`);
        }
      }
      if (isEnumType(type))
        for (const value of type.getValues()) if (!value.description) mute.push(`${type.name}.${value.name}`);
    }
    expect(mute).toEqual([]);
  });

  it('every type that says it is a Node can be fetched by its id', () => {
    const { schema } = t.app.get(GraphQLSchemaHost);
    const saying = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => type.getInterfaces().some((one) => one.name === 'Node'))
      .map((type) => type.name);
    expect(saying.sort()).toEqual([...nodeTypes()].sort());
  });

  it('no input field has a default: compiled execution (graphql-jit) does not apply it, and refuses the input instead', () => {
    const { schema } = t.app.get(GraphQLSchemaHost);
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    expect(inputs.length).toBeGreaterThan(30);
    const withDefault = inputs.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => field.defaultValue !== undefined)
        .map((field) => `${type.name}.${field.name}`),
    );
    expect(withDefault).toEqual([]);
  });

  it.each([
    ['question_state', questionMachine.rules.states],
    ['guidance_state', guidanceMachine.rules.states],
    ['dossier_state', dossierMachine.rules.states],
    ['law_source_state', lawSourceMachine.rules.states],
    ['barrier_state', barrierMachine.rules.states],
    ['measure_state', measureMachine.rules.states],
    ['report_state', reportMachine.rules.states],
  ])('%s in the database knows exactly the states of its machine', async (constraint, states) => {
    const [row] = await t.sql<{ text: string }>(
      'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1',
      [constraint],
    );
    const named = [...row!.text.matchAll(/'([A-Z_]+)'::text/g)].map((match) => match[1]!).slice(1);
    expect([...named].sort()).toEqual([...states].sort());
  });

  it('entities and migrations do not drift apart', async () => {
    expect(await drift(t.database.url, ENTITIES)).toEqual([]);
  });

  it('drift is seen when it is there', async () => {
    @Entity('planted')
    class Planted {
      @PrimaryColumn({ type: 'uuid' })
      id!: string;
      @Column({ type: 'text' })
      text!: string;
    }
    expect((await drift(t.database.url, [...ENTITIES, Planted])).join('\n')).toContain('CREATE TABLE "planted"');
  });

  it('every protected table has row security, enabled and forced, and a policy', async () => {
    const rows = await t.sql<{ table: string; enabled: boolean; forced: boolean; policies: number }>(
      `select c.relname as table, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and (c.relname = 'entry' or exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
              and f.confrelid = 'entry'::regclass))`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !row.enabled || row.policies === 0)).toEqual([
      // Leads from a ref to an id and says nothing else; whether the reader sees the entry is asked of the entry.
      { table: 'entry_redirect', enabled: false, forced: false, policies: 0 },
    ]);
    // entry_grant is read by the definer function that the policies call: forced, it would call itself. Those of barriers
    // are read by the definer function that counts every sign-on, whoever signs on.
    expect(
      rows
        .filter((row) => row.enabled && !row.forced)
        .map((row) => row.table)
        .sort(),
    ).toEqual(['barrier', 'barrier_sign_on', 'barrier_tally', 'entry_grant']);
  });

  it('every declared kind of job has exactly one handler', () => {
    const handlers = t.app.get(JobDiscovery).handlers();
    const registry = t.app.get(JobRegistry);
    // JobHandlers throws at boot otherwise (below); here that it was asked, and of how many.
    expect(registry.all().filter((one) => handlers.of(one.kind) === null)).toEqual([]);
    expect(registry.all().length).toBeGreaterThan(8);
  });

  it('every kind of entry that a feature brings is complete, and every message speaks both languages', () => {
    for (const code of messageCodes()) {
      expect({ code, sv: say(code, 'sv').trim() }).not.toEqual({ code, sv: '' });
      expect({ code, en: say(code, 'en').trim() }).not.toEqual({ code, en: '' });
      const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
      expect({ code, holes: holes(rawMessage(code, 'sv')) }).toEqual({ code, holes: holes(rawMessage(code, 'en')) });
    }
  });
});

describe('a declared kind of job', () => {
  const registry = JobRegistry.of([jobDeclaration({ kind: 'planted.job' })]);
  const handler = { kind: 'planted.job', where: 'Planted.run', handler: async () => undefined };

  it('stops the boot without a handler, and with two', () => {
    expect(() => new JobHandlers(registry, [])).toThrow(/planted\.job" is declared but no provider/);
    expect(() => new JobHandlers(registry, [handler, { ...handler, where: 'Other.run' }])).toThrow(/has 2 handlers/);
    expect(new JobHandlers(registry, [handler]).of('planted.job')).not.toBeNull();
  });
});

/** The message before its parameters are put in: a parameter that is itself a placeholder leaves the hole as it was. */
function rawMessage(code: string, language: 'sv' | 'en'): string {
  return say(code, language, new Proxy({}, { get: (_, key) => `{${String(key)}}` }));
}

describe('the operations of the pages (web/)', () => {
  it('are all taken by the schema, and one that is not would be seen', async () => {
    const { faults, operations } = (await import(join(projectRoot, 'web', 'codegen.js'))) as {
      faults(documents: object[], schema: object): string[];
      operations(): { document: object; rawSDL: string; location: string }[];
    };
    const sdl = readFileSync(join(projectRoot, 'schema.graphql'), 'utf8');
    const documents = operations();
    expect(documents.length).toBeGreaterThan(30);
    expect(faults(documents, buildASTSchema(parse(sdl)))).toEqual([]);
    const wrong = sdl.replaceAll('similarEntries(', 'similarThings(');
    expect(faults(documents, buildASTSchema(parse(wrong))).join('\n')).toContain('similarEntries');
  });
});
