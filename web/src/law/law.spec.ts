import { describe, expect, it } from '@jest/globals';
import { chunksOf, sectionAt, sectionsOf, wordsOf, type Line } from './contents.js';
import { didOf } from './did.js';
import { dayOf, labelOf, lawHref, nameOf, placeOf, provisionOf, spelled } from './law-address.js';
import { withLaw } from './law-html.js';
import { pieces, type Mark } from './marks.js';

const mark = (words: string): Mark => ({ words, target: `sfs/2008:355#${words}`, day: null });

it('says what an amendment did, a line for each verb', () => {
  expect(
    didOf([
      'upphäver 9 kap.',
      'ändrar 1 kap. 1 §',
      'ändrar 1 kap. 3 §',
      'rubriken utgår',
      'upphäver 7 kap. 11 a §',
      'för in 6 a kap.',
    ]),
  ).toEqual([
    'Upphäver 9 kap., 7 kap. 11 a §.',
    'Ändrar 1 kap. 1 §, 1 kap. 3 §.',
    'Rubriken utgår.',
    'För in 6 a kap.',
  ]);
  expect(didOf([])).toEqual([]);
});

describe('addresses of the law', () => {
  it.each([
    ['sfs/2008:355', null, '/lag/sfs/2008:355'],
    ['sfs/2008:355#K6P2aS1N3', null, '/lag/sfs/2008:355/K6P2aS1N3'],
    ['sfs/1904:48_s.1#P1', '2020-01-01', '/lag/sfs/1904:48_s.1/P1?datum=2020-01-01'],
    ['celex/32016R0679#6.1.e', null, null],
    ['prop/2017/18:105', null, null],
  ])('%s on %s is %s', (target, day, href) => expect(lawHref(target, day)).toBe(href));

  it.each([
    ['sfs/2009:400#K10P2aS2', '10 kap. 2 a § 2 st., SFS 2009:400'],
    ['sfs/1990:782', 'SFS 1990:782'],
    ['prop/2022/23:97', 'prop. 2022/23:97'],
    ['bet/2022/23:KU35', 'bet. 2022/23:KU35'],
    ['sou/2018:25', 'SOU 2018:25'],
    ['celex/32016R0679#28', 'CELEX 32016R0679 artikel 28'],
    ['01a2', '01a2'],
  ])('%s is written %s', (target, text) => expect(spelled(target).replaceAll('\u00a0', ' ')).toBe(text));

  it('takes ids of acts apart, and leaves the rest alone', () => {
    expect(placeOf('sfs/2008:355#K6P2')).toEqual({ number: '2008:355', fragment: 'K6P2' });
    expect(placeOf(null)).toBeNull();
    expect(['K6P2aS1N3', 'P5M2', 'B1', 'L2014:829', 'K6', '01a2'].map(provisionOf)).toEqual([
      'K6P2a',
      'P5',
      'B1',
      'L2014:829',
      'K6',
      '01a2',
    ]);
    expect(['K6P2a', 'P3', 'B1', 'L2014:829'].map(labelOf)).toEqual([
      '6 kap. 2\u00a0a §',
      '3 §',
      'bilaga 1',
      'övergångsbestämmelserna till 2014:829',
    ]);
  });

  it('takes days that there are, and no others', () => {
    expect(['2024-02-29', '2023-02-29', '2024-1-1', 20240101, '2024-13-01'].map(dayOf)).toEqual([
      '2024-02-29',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('calls an act what it is called in running text', () => {
    const source = { title: 'Patientdatalag (2008:355)', designation: '2008:355' };
    expect(nameOf({ ...source, shortName: 'patientdatalagen' })).toBe('patientdatalagen (2008:355)');
    expect(nameOf(source)).toBe('Patientdatalag (2008:355)');
  });
});

describe('links of the server', () => {
  const link = (href: string): string => `<a class="citation" href="${href}" title="T">2 §</a>`;
  it('lead to the page of the place, as of the day of the text', () => {
    expect(withLaw(`<p>${link('/lag/sfs/2009:400#K10P2')}</p>`, '2024-05-01')).toBe(
      '<p><a class="lagrum" href="/lag/sfs/2009:400/K10P2?datum=2024-05-01" data-lagrum="sfs/2009:400#K10P2" data-dag="2024-05-01">2 §</a></p>',
    );
    expect(withLaw(link('/lag/sfs/2009:400'))).toBe(
      '<a class="lagrum" href="/lag/sfs/2009:400" data-lagrum="sfs/2009:400">2 §</a>',
    );
  });
  it('stay as they are where there is no such page, and other links always', () => {
    for (const html of [link('/lag/celex/32016R0679#6'), '<a href="/lag/sfs/2009:400">x</a>', '&lt;a class="citation"'])
      expect(withLaw(html, '2024-05-01')).toBe(html);
  });
});

describe('marks in a wording', () => {
  const words = (text: string, ...marks: string[]): string[] =>
    pieces(text, marks.map(mark)).map(({ text: piece, mark: found }) => (found ? `[${piece}]` : piece));

  it('are found in order, over line ends and no-break spaces', () => {
    expect(words('enligt 2 kap.\u00a03 § och 4 §.', '2 kap.\r\n3 §', '4 §')).toEqual([
      'enligt ',
      '[2 kap.\u00a03 §]',
      ' och ',
      '[4 §]',
      '.',
    ]);
  });
  it('are never found within another number', () => {
    expect(words('12 § och 2 §', '2 §')).toEqual(['12 § och ', '[2 §]']);
    expect(words('12 §', '2 §')).toEqual(['12 §']);
  });
  it('that are missing do not stop those after them', () => {
    expect(words('a 5 § b', '3 §', '5 §')).toEqual(['a ', '[5 §]', ' b']);
    expect(words('', 'x')).toEqual([]);
  });
});

describe('the contents of an act', () => {
  const line = (kind: Line['kind'], fragment: string | null, more: Partial<Line> = {}): Line => ({
    id: `${kind} ${fragment}`,
    kind,
    fragment,
    label: fragment,
    title: null,
    depth: 0,
    parent: null,
    repealed: false,
    ...more,
  });
  const sections = (chapter: string, n: number): Line[] =>
    Array.from({ length: n }, (_, i) => line('SECTION', `${chapter}P${i + 1}`));

  it('is shown whole where it is short, else by chapter, nothing left out', () => {
    const short = [line('CHAPTER', 'K1'), ...sections('K1', 3), line('CHAPTER', 'K2'), ...sections('K2', 3)];
    expect(sectionsOf(short, 'Ö').map(({ key }) => key)).toEqual([null]);
    const long = [
      line('PART', null),
      line('CHAPTER', 'K1'),
      ...sections('K1', 100),
      line('CHAPTER', 'K2'),
      ...sections('K2', 100),
      line('TRANSITIONAL', null),
      line('AMENDING_ACT', 'L2014:829'),
      line('ANNEX', 'B1'),
    ];
    const parts = sectionsOf(long, 'Övergångsbestämmelser');
    expect(parts.map(({ key }) => key)).toEqual(['K1', 'K2', 'overgang', 'B1']);
    expect(parts.flatMap(({ lines }) => lines)).toEqual(long);
    expect(['K2P7S1N2', 'L2014:829', '', 'K9'].map((hash) => sectionAt(parts, hash))).toEqual([1, 2, 0, 0]);
  });

  it('is asked for a hundred texts at a time', () => {
    const lines = [line('CHAPTER', 'K1'), ...sections('K1', 250)];
    const chunks = chunksOf(lines);
    expect(chunks.map((one) => one.filter(({ kind }) => kind === 'SECTION').length)).toEqual([100, 100, 50]);
    expect(chunks.flat()).toEqual(lines);
  });

  it('says something of every line', () => {
    expect(wordsOf(line('CHAPTER', 'K1', { label: '1 kap.', title: 'Inledning' }), 'Ö')).toBe('1 kap. Inledning');
    expect(wordsOf(line('TRANSITIONAL', null), 'Övergångsbestämmelser')).toBe('Övergångsbestämmelser');
    expect(wordsOf(line('SECTION', 'P1', { label: '1 §' }), 'Ö')).toBe('1 §');
  });
});
