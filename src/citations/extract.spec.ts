import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/config.js';
import { runs } from '../../test/harness/properties.js';
import { parseFragment, splitId, statuteFragment } from './citation-id.js';
import { extractCitations, targetsOf } from './extract.js';
import { NameTable, type ActRecord } from './names.js';
import type { Citation } from './reading.js';
import { normalise } from './tokens.js';

const names = new NameTable(
  JSON.parse(readFileSync(join(projectRoot, 'seeds/reference/acts.json'), 'utf8')) as ActRecord[],
  '2026-11-23',
);

interface Case {
  family: string;
  text: string;
  base: string | null;
  date: string | null;
  expected: string[];
}

const written = ({ start, text, target }: { start: number; text: string; target: string | null }): string =>
  `${start} ${text} → ${target}`;

/** `Enligt {6 kap. 2 § PDL|sfs/2008:355#K6P2} gäller`: the span and its target, `-` where it cannot be known. */
function readCase(line: string): Case {
  const { family, marked, base, date } = JSON.parse(line) as {
    family: string;
    marked: string;
    base?: string;
    date?: string;
  };
  const expected: string[] = [];
  let text = '';
  for (const part of marked.split(/(\{[^}]*\})/)) {
    const at = part.startsWith('{') ? part.lastIndexOf('|') : -1;
    if (at < 0) {
      text += part;
      continue;
    }
    const target = part.slice(at + 1, -1);
    expected.push(written({ start: text.length, text: part.slice(1, at), target: target === '-' ? null : target }));
    text += part.slice(1, at);
  }
  return { family, text, base: base ?? null, date: date ?? null, expected };
}

const corpus = readFileSync(join(projectRoot, 'test/citations/corpus.jsonl'), 'utf8').trim().split('\n').map(readCase);
const find = (text: string, base?: string | null, date?: string | null): Citation[] =>
  extractCitations(text, { names, base: base ?? null, date: date ?? null });

interface Score {
  found: number;
  expected: number;
  right: number;
  cases: number;
}

function score(cases: readonly Case[], extract: typeof find = find): { table: Map<string, Score>; wrong: string[] } {
  const table = new Map<string, Score>();
  const wrong: string[] = [];
  for (const one of cases) {
    const got = extract(one.text, one.base, one.date).map(written);
    const row = table.get(one.family) ?? { found: 0, expected: 0, right: 0, cases: 0 };
    const right = got.filter((span) => one.expected.includes(span)).length;
    row.cases++;
    row.found += got.length;
    row.expected += one.expected.length;
    row.right += right;
    table.set(one.family, row);
    if (right !== got.length || right !== one.expected.length)
      wrong.push(
        `${one.family}: ${JSON.stringify(one.text)}\n  wanted ${one.expected.join(' · ')}\n  found  ${got.join(' · ')}`,
      );
  }
  return { table, wrong };
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(8);

describe('the corpus', () => {
  const { table, wrong } = score(corpus);

  afterAll(() => {
    const rows = [...table].map(
      ([family, { cases, expected, found, right }]) =>
        `${family.padEnd(22)}${String(cases).padStart(5)} cases${String(expected).padStart(5)} citations  precision${percent(share(right, found))}  recall${percent(share(right, expected))}`,
    );
    process.stdout.write(`${rows.join('\n')}\n${wrong.length ? `${wrong.join('\n')}\n` : ''}`);
  });

  it('holds at least 300 cases', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300);
  });

  it.each([...table.keys()].filter((family) => family !== 'prose'))(
    '%s: precision and recall of at least 98 %%',
    (family) => {
      const { found, expected, right } = table.get(family)!;
      expect(share(right, found)).toBeGreaterThanOrEqual(0.98);
      expect(share(right, expected)).toBeGreaterThanOrEqual(0.98);
    },
  );

  it('finds nothing in ordinary prose', () => {
    const prose = corpus.filter(({ family }) => family === 'prose');
    expect(prose.length).toBeGreaterThan(50);
    for (const { text } of prose) expect(find(text)).toEqual([]);
    // Nor in all of it at once, where one sentence could lead another astray.
    expect(find(prose.map(({ text }) => text).join(' '))).toEqual([]);
  });

  it('is able to see an engine that is off by one', () => {
    const planted = score(corpus, (...given) => find(...given).map((one) => ({ ...one, start: one.start + 1 })));
    expect(planted.wrong.length).toBeGreaterThan(300);
  });
});

const FRAGMENTS = [
  ...corpus.map(({ text }) => text).slice(0, 120),
  '§',
  '§§',
  ' kap. ',
  '2 a',
  '–',
  '‑',
  '\u00ad',
  '\u00a0',
  '\r\n',
  '\n\n',
  ', ',
  ' och ',
  'OSL ',
  '10:2',
  'samma lag',
  'första stycket',
  '(2008:355)',
  'prop. ',
  '2017/18:105',
  ' s. ',
  'artikel 6.1 e',
  'NJA 1998',
  'a\u030a',
  '😀',
  '\ud800',
  '-',
  '0',
  '99999999999999',
  'bilaga 2',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 30 })
  .map((parts) => parts.join(''));
const base = fc.constantFrom(
  null,
  'sfs/2008:355',
  'sfs/2008:355#K6P2',
  'celex/32016R0679',
  'nonsense',
  '#',
  'sfs/1:1#KKK',
);

describe('for any text', () => {
  it('spans are in order, disjoint, and the text between their offsets', () => {
    fc.assert(
      fc.property(text, base, (given, at) => {
        let last = 0;
        for (const { start, end, text: span, target, reason } of find(given, at)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(span).toBe(given.slice(start, end));
          expect(target === null).toBe(reason !== undefined);
          last = end;
        }
      }),
      { numRuns: runs(400) },
    );
  });

  it('the same text gives the same answer, whatever was read before', () => {
    fc.assert(
      fc.property(text, text, (given, before) => {
        const first = find(given);
        find(before, 'sfs/2009:400#K1P1');
        expect(find(given)).toEqual(first);
      }),
      { numRuns: runs(100) },
    );
  });

  it('a span never crosses a blank line', () => {
    fc.assert(
      fc.property(text, (given) => find(given).every(({ text: span }) => !/\n[ \t\r]*\n/.test(span))),
      { numRuns: runs(200) },
    );
  });

  it('kinds of space and soft hyphens change offsets, never targets', () => {
    for (const { text: given, base: at, date, family } of corpus) {
      if (family === 'typography' || given.includes('\n')) continue;
      const targets = find(given, at, date).map(({ target }) => target);
      expect(find(given.replaceAll(' ', '\u00a0'), at, date).map(({ target }) => target)).toEqual(targets);
      expect(
        find(given.replace(/([a-zåäö]{3})(?=[a-zåäö]{3})/g, '$1\u00ad'), at, date).map(({ target }) => target),
      ).toEqual(targets);
      expect(find(given.normalize('NFD'), at, date).map(({ target }) => target)).toEqual(targets);
    }
  });

  it('normalising twice is normalising once', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (word) => normalise(normalise(word)) === normalise(word)));
  });
});

/** What a hostile writer repeats: lists that lead nowhere, half-open forms, names that never end. */
const ATTACKS = [
  '1, ',
  '1 och ',
  '1 § ',
  '1 kap. ',
  '1 kap. 2, ',
  '1–',
  'första, ',
  'första stycket ',
  '1 § första ',
  'a, ',
  '10 § a, ',
  '§',
  '§ ',
  '(',
  '(2008:',
  '(2008:355) ',
  'lagen om ',
  'lagen (',
  'hälso- och ',
  'hälso-',
  'a-',
  'å\u00ad',
  '\u00ad',
  'OSL 10:2, ',
  'OSL ',
  '1:',
  '1:2 ',
  'prop. ',
  'prop. 2017/18:1 s. 1, ',
  'a. prop. s. 1, ',
  '2017/18:',
  'NJA 1998 s. ',
  'NJA 1998 s. 14, ',
  'HFD 2011 ref. 1, ',
  'JO dnr ',
  'JO:s ',
  'JO dnr 1-2011, ',
  'artikel ',
  'artikel 6.',
  'artikel 6.1 a, ',
  '1.1.',
  '(EU) ',
  '(EU, ',
  'samma lag ',
  '1 § samma lag, ',
  '1 § den nya gamla ',
  'Socialstyrelsens föreskrifter ',
  '1 § Socialstyrelsens ',
  'lagen (1990:52) med ',
  'ECLI:',
  'mål C-1/09, ',
  'lagrådsremiss ”a ',
  'SFS 2008:1, ',
  'bilaga 1 ',
  '\n',
  '\n\n',
  ' ',
  '9',
  'x',
  'lagen',
  'EU:s',
  '1 § 1, ',
  '1 § 1 st., ',
  '1 § a led ',
  '1 § första stycket 1 led a, ',
  'a, a, a, 1:1 § a led ',
  '3:1 ',
  '3:1, ',
  '10:2 OSL ',
  '§ 1, ',
  '§ 9 FL ',
  'kap. 1 ',
  'kap. 1 § 2 ',
  '1 § i 1 kap. ',
  '1 § i 1, ',
  'punkt 1, ',
  'punkt 1 i ',
  'punkt 2 i övergångsbestämmelserna till lagen ',
  'lagens 1 § ',
  'lagens 1, ',
  'sista, ',
  'sista stycket ',
  'första-',
  'bet. SoU1, ',
  'prop. 2017/18:1, rskr. 1, ',
  'a. SOU s. 1, ',
  's. 1 i ',
  'avsnitt 1.1.1, ',
  'SOU 2014:1 (del 1) ',
  'skäl 1, ',
  'skäl 1 i ',
  'bilaga I till ',
  'HFD 2019 ref. 1 I, ',
  'dnr 1-2011, ',
  'JO (dnr 1-2011) ',
  'artikel 1 och artikel ',
  'GDPR, artikel 1, ',
  'EU:C:2014:1 ',
  'mål 6/64 ',
  'FL 9 § och 9 § ',
  'AB 1 § ',
  'i i ',
  'SOU 2014:1 s. 1 och avsnitt 1.1 och ',
  'och avsnitt 1.1 och s. 1 ',
  'reglementet för nämnden, 1 §, ',
  'samma lags 1 § ',
  'lagen (2018:597), OSL, ',
  'OSL ',
  '1 § den ',
];

describe('linear time, counted in steps', () => {
  const steps = (given: string, at: string | null = null): number => {
    const meter = { steps: 0 };
    extractCitations(given, { names, base: at, meter });
    return meter.steps;
  };
  const repeated = (part: string, size: number): string => part.repeat(Math.ceil(size / part.length));

  it.each(ATTACKS)('%j ten times longer takes at most twelve times the steps', (part) => {
    for (const at of [null, 'sfs/2008:355#K6P2']) {
      const small = steps(repeated(part, 10_000), at);
      const large = steps(repeated(part, 100_000), at);
      expect(large).toBeLessThanOrEqual(small * 12 + 100);
      expect(large).toBeLessThanOrEqual(100_000 * 40);
    }
  });

  it('two attacks in turn are no worse', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ATTACKS), fc.constantFrom(...ATTACKS), fc.constantFrom(...ATTACKS), (a, b, c) => {
        const part = a.repeat(3) + b + c;
        const small = steps(repeated(part, 2_000), 'sfs/2008:355#K6P2');
        const large = steps(repeated(part, 20_000), 'sfs/2008:355#K6P2');
        expect(large).toBeLessThanOrEqual(small * 12 + 200);
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('fragments', () => {
  it('are written and read back', () => {
    const at = { chapter: '6', section: '2a', paragraph: '1', item: '3b', sentence: '2' };
    expect(statuteFragment(at)).toBe('K6P2aS1N3bM2');
    expect(parseFragment('K6P2aS1N3bM2')).toEqual(at);
    expect(statuteFragment({ section: '6', item: '1' })).toBe('P6S1N1');
    for (const none of [
      '',
      'K',
      'Q1',
      'P2K6',
      'K6K7',
      'KK',
      'nonsense',
      'L2014',
      'S1 ',
      's',
      'avs8.',
      '6..1',
      'K6-7',
      'Sx',
    ])
      expect(parseFragment(none)).toBeNull();
    expect(splitId('sfs/2008:355#K6')).toEqual({ source: 'sfs/2008:355', fragment: 'K6' });
  });

  it.each([
    ['K6aP2bS1N3M2', { chapter: '6a', section: '2b', paragraph: '1', item: '3', sentence: '2' }],
    ['P4O2S1', { section: '4', moment: '2', paragraph: '1' }],
    ['P10S1Nf', { section: '10', paragraph: '1', item: 'f' }],
    ['L2014:829', { amending: '2014:829' }],
    ['L2018:747N4', { amending: '2018:747', item: '4' }],
    ['B2', { annex: '2' }],
    ['B1N3', { annex: '1', item: '3' }],
    ['6', { article: '6' }],
    ['6.1.e', { article: '6.1.e' }],
    ['skal26', { recital: '26' }],
    ['s12', { page: '12' }],
    ['avs8.2.2', { heading: '8.2.2' }],
  ])('%s is taken apart and put together', (fragment, at) => {
    expect(parseFragment(fragment)).toEqual(at);
    expect(statuteFragment(at)).toBe(fragment);
  });

  it('every target that is found is one that can be taken apart', () => {
    for (const { text: given, base: at, date } of corpus)
      for (const { target } of find(given, at, date)) {
        const fragment = target === null ? null : splitId(target).fragment;
        if (fragment !== null) expect([fragment, parseFragment(fragment)]).not.toContain(null);
      }
  });

  it('ranges know their other end, and are filled by whoever knows the act', () => {
    const [first, last] = find('Enligt 4–6 §§ PDL gäller det.');
    expect(first!.through).toBe('sfs/2008:355#P6');
    expect(
      targetsOf(first!, (source, from, to) =>
        source === 'sfs/2008:355' && from === 'P4' && to === 'P6' ? [`${source}#P4a`, `${source}#P5`] : [],
      ),
    ).toEqual(['sfs/2008:355#P4', 'sfs/2008:355#P4a', 'sfs/2008:355#P5']);
    expect(targetsOf(last!, () => [])).toEqual(['sfs/2008:355#P6']);
    expect(find('artiklarna 12–15 GDPR')[0]!.through).toBe('celex/32016R0679#15');
    expect(find('prop. 2017/18:105 s. 162–165')[0]!.through).toBe('prop/2017/18:105#s165');
  });
});
