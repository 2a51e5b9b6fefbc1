import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { CommandLine, Result } from '../platform/command-line.js';
import { personCommands } from './person.command.js';

describe('lagrum person add', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp();
  }, 180_000);
  afterAll(() => t.close());

  async function run(...args: string[]): Promise<Result | null> {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    let result: Result | null = null;
    const cli = {
      withDeployLogin: (work: (url: string) => Promise<unknown>) => work(t.database.url),
      add: (
        parent: Command,
        spec: string,
        description: string,
        action: CommandLine['add'] extends (a: never, b: never, c: never, d: infer R) => unknown ? R : never,
      ) =>
        parent
          .command(spec)
          .description(description)
          .action(async (...given: unknown[]) => {
            const options = given.at(-2) as Record<string, string>;
            result = await (action as (args: string[], options: object) => Promise<Result | null>)(
              given.slice(0, -2).map(String),
              options,
            );
          }),
    } as unknown as CommandLine;
    personCommands(program, cli);
    await program.parseAsync(['person', 'add', ...args], { from: 'user' });
    return result;
  }

  it('makes the first administrator, with a line in the trail; twice changes nothing', async () => {
    const args = ['Anna.Berg@example.se', '--name', 'Anna Berg'];
    expect(await run(...args)).toMatchObject({ json: { email: 'anna.berg@example.se', role: 'ADMIN', granted: true } });
    expect(await run(...args)).toMatchObject({ json: { granted: false } });
    const anna = await t.as('anna.berg@example.se');
    const { viewer } = await anna.ask<{ viewer: { memberships: object[] } }>(
      '{ viewer { memberships { role organisation { shortName } } } }',
    );
    expect(viewer.memberships).toMatchObject([{ role: 'ADMIN' }]);
    const trail = await t.sql('select action, actor from audit_event where subject_id = $1', [anna.personId]);
    expect(trail).toEqual([{ action: 'membership.granted', actor: 'system:command-line' }]);
  });

  it.each([
    [['ingen adress', '--name', 'Anna Berg'], /inte en adress/],
    [['a@b.se', '--name', 'A'], /för- och efternamn/],
    [['a@b.se', '--name', 'Anna Berg', '--role', 'KUNG'], /Rollen finns inte/],
    [['a@b.se', '--name', 'Anna Berg', '--organisation', 'finns-inte'], /finns inte i grunddata/],
    [['a@b.se', '--name', 'Anna Berg', '--organisation', 'kommun-0580'], /hemma på förbundet/],
    [['a@b.se', '--name', 'Anna Berg', '--role', 'SUBMITTER'], /till medlemmarna/],
  ])('%j is refused in words, and nobody is made', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
    expect(await t.sql(`select 1 from person where email in ('a@b.se', 'ingen adress')`)).toEqual([]);
  });
});
