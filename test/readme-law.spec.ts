import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LawImporter } from '../src/law/law-importer.service.js';
import { readStatuteRecord } from '../src/law/statute-record.js';
import { projectRoot } from '../src/platform/config.js';
import { systemPrincipal } from '../src/platform/principal.js';
import { createTestApp, TestApp } from './harness/app.js';

/** The queries of "Reading the law" in README.md, run as they stand there; an answer printed under one is the answer. */

const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
const FILES = [
  'sfs-2009-400.json',
  'sfs-2010-800.t.o.m.2025-730.json',
  'sfs-2010-800.t.o.m.2025-1497.json',
  'sfs-2018-1212.json',
];
const present = FILES.every((file) => existsSync(join(folder, file)));
if (!present) console.warn(`Skipped: no records under ${folder} (LAGRUM_DATA).`);

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const section = readme.slice(readme.indexOf('## Reading the law'), readme.indexOf('## When the law changes'));
const examples = [...section.matchAll(/```graphql\n([\s\S]*?)```\n(?:```json\n([\s\S]*?)```)?/g)].map(
  ([, query = '', answer]) => ({ query, answer: answer ? (JSON.parse(answer) as object) : null }),
);

(present ? describe : describe.skip)('the README on reading the law', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp({ now: '2026-03-01T09:00:00.000Z' });
    const as = systemPrincipal('law.import', ['LAW_SOURCE'], 'system:command-line');
    for (const file of FILES) {
      const reading = readStatuteRecord(readFileSync(join(folder, file), 'utf8'));
      if (!reading.ok) throw new Error(reading.errors[0]?.sentence);
      await t.app.get(LawImporter).import(as, reading.record, reading.warnings, { fileName: file });
    }
  }, 120_000);
  afterAll(() => t.close());

  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
    expect(examples.filter(({ answer }) => answer !== null).length).toBeGreaterThanOrEqual(4);
  });

  it.each(examples)('$query', async ({ query, answer }) => {
    const given = await t.anonymous.raw<object>(query);
    expect(given.errors).toBeUndefined();
    if (answer) expect({ data: given.data }).toEqual(answer);
  });
});
