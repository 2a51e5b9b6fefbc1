import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectRoot } from '../src/platform/config.js';
import { settings } from '../src/platform/settings.js';

/** Papers are held to the program where a machine can tell. `UPDATE_GENERATED=1` writes the table of settings anew. */

const UPDATING = process.env.UPDATE_GENERATED === '1';
const BEGIN = '<!-- settings: npm run schema -->';
const END = '<!-- /settings -->';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const cell = (text: string) => text.replaceAll('|', '\\|');

function settingsTable(): string {
  const rows = settings.map(({ name, description, default: unset, allowed, secret }) => {
    const what = secret ? `${description.en} *Secret.*` : description.en;
    return `| \`${name}\` | ${cell(what)} | ${unset ? `\`${cell(unset)}\`` : '–'} | ${cell(allowed.en)} |`;
  });
  return ['| Name | What | When unset | Allowed |', '|---|---|---|---|', ...rows].join('\n');
}

function between(text: string): string {
  return text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)).trim();
}

const folders = ['.', 'doc', 'doc/decisions', 'seeds', 'bench'];
const papers = folders.flatMap((folder) =>
  readdirSync(join(projectRoot, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** Links to files of ours that are not there; addresses and places within a page are not looked at. */
function deadLinks(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, to]) => to!)
    .filter((to) => !/^[a-z]+:/.test(to))
    .filter((to) => !existsSync(resolve(projectRoot, dirname(path), to)))
    .map((to) => `${path}: ${to}`);
}

describe('the papers', () => {
  it('README lists every setting as the program reads it', () => {
    const text = read('README.md');
    expect(text.indexOf(BEGIN)).toBeGreaterThan(0);
    expect(text.indexOf(END)).toBeGreaterThan(text.indexOf(BEGIN));
    if (UPDATING) {
      const table = `${BEGIN}\n${settingsTable()}\n`;
      writeFileSync(
        join(projectRoot, 'README.md'),
        text.slice(0, text.indexOf(BEGIN)) + table + text.slice(text.indexOf(END)),
      );
    }
    expect(between(read('README.md'))).toBe(settingsTable());
    // One word changed is another table.
    expect(between(text.replace('| `PORT` |', '| `PORTT` |'))).not.toBe(settingsTable());
  });

  it('lead nowhere that is not there', () => {
    expect(papers.length).toBeGreaterThan(15);
    expect(papers.flatMap((path) => deadLinks(path, read(path)))).toEqual([]);
    expect(deadLinks('doc/x.md', 'see [it](no-such-file.md) and [this](architecture.md)')).toEqual([
      'doc/x.md: no-such-file.md',
    ]);
  });

  it('give a reason for every dependency', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const reasons = read('doc/decisions/dependencies.md');
    const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
    const last = (name: string) => name.split('/').at(-1)!;
    const mute = (name: string) =>
      !name.startsWith('@types/') &&
      !reasons.includes(`\`${name}\``) &&
      // `@nestjs/common`, `core`; `…-max-depth`, `-max-aliases`: named beside their sibling.
      !reasons.includes(`, \`${last(name)}\``) &&
      !reasons.includes(`, \`${last(name).replace('graphql-armor', '')}\``);
    expect(names.filter(mute)).toEqual([]);
    expect(mute('left-pad')).toBe(true);
  });

  it('list every decision', () => {
    const index = read('doc/decisions/README.md');
    const decisions = readdirSync(join(projectRoot, 'doc/decisions')).filter((name) => /^\d{4}-/.test(name));
    expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  });
});
