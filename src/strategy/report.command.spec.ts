import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { unzip } from '../../test/harness/unzip.js';
import { CommandLine, Result, Run } from '../platform/command-line.js';
import { reportCommand } from './report.command.js';

describe('lagrum report', () => {
  let t: TestApp;
  let said: string[];

  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00Z' });
  }, 180_000);
  afterAll(() => t.close());

  async function run(...args: string[]): Promise<Result> {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    said = [];
    let result: Result | null = null;
    const cli = {
      withApp: (work: (app: unknown) => Promise<unknown>) => work(t.app),
      progress: (line: string) => void said.push(line),
      add: (parent: Command, spec: string, description: string, action: Run) =>
        parent
          .command(spec)
          .description(description)
          .action(async (...given: unknown[]) => {
            result = await action(given.slice(0, -2).map(String), given.at(-2) as Record<string, string>);
          }),
    } as unknown as CommandLine;
    reportCommand(program, cli);
    await program.parseAsync(['report', ...args], { from: 'user' });
    return result!;
  }
  const out = (name: string): string => join(t.home, name);

  it('writes each format to the file asked for, and says where', async () => {
    for (const format of ['html', 'docx', 'xlsx']) {
      const file = out(`rapport.${format}`);
      const { json, text } = await run('2025', '--format', format, '--out', file);
      const bytes = readFileSync(file);
      expect(json).toMatchObject({
        file,
        year: 2025,
        draft: true,
        bytes: bytes.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      });
      expect(text).toContain('(utkast)');
      if (format === 'html') expect(bytes.toString('utf8')).toContain('role="img"');
      else expect(unzip(bytes).size).toBeGreaterThan(5);
    }
    expect(said).toEqual(['2025: räknat (reckoned)']);
    // Nothing is kept of what nobody asked to keep.
    expect(await t.sql('select 1 from report')).toEqual([]);
  });

  it('writes what is kept, where people have drafted the year', async () => {
    const advocate = await t.as('paverkan@skr.demo');
    await advocate.act(
      'mutation ($input: FollowUpDraftInput!) { followUpDraft(input: $input) { report { id } userErrors { code } } }',
      { year: 2023 },
    );
    await t.drainJobs();
    const [kept] = await t.sql<{ hash: string }>('select data_hash as hash from report where year = 2023');
    const { json } = await run('2023', '--out', out('kept.docx'));
    expect(json).toMatchObject({ ref: 'U-2023-1', sha256: kept!.hash });
    expect(said).toEqual([]);
  });

  it.each([
    [['2012'], /2012 saknar uppgifter|FOLLOW_UP_YEAR_EMPTY/],
    [['1999'], /FOLLOW_UP_BEFORE_STRATEGY|1999/],
    [['tjugofem'], /skriv ÅÅÅÅ/],
    [['2025', '--format', 'pdf'], /pdf finns inte/],
    [['2025', '--strategy', 'annan'], /NOT_FOUND/],
    [['2025', '--out', '/finns-inte/rapport.docx'], /går inte att skriva/],
  ])('answers %j in words and writes nothing', async (args, words) => {
    const file = out('nothing.docx');
    const given = args.includes('--out') ? args : [...args, '--out', file];
    await expect(run(...given)).rejects.toThrow(words);
    expect(existsSync(file)).toBe(false);
  });
});
