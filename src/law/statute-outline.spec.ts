import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inForce, outline, type OutlineEntry, pieceAt, sectionParts, sentencesOf, textOf } from './statute-outline.js';
import { parseStatute } from './statute-parser.js';
import { readStatuteRecord } from './statute-record.js';
import { type StatuteNode, walk } from './statute-tree.js';

const parse = (...blocks: string[]): { source: string; root: StatuteNode } => {
  const source = blocks.join('\n\n');
  return { source, root: parseStatute(source).root };
};

const drawn = (entries: OutlineEntry[], indent = ''): string[] =>
  entries.flatMap(({ kind, number, title, opening, children }) => [
    `${indent}${kind === 'section' ? `${number} § ${opening ?? ''}`.trim() : (title ?? kind)}`,
    ...drawn(children, `${indent}  `),
  ]);

const found = ({ source, root }: { source: string; root: StatuteNode }, fragment: string, asOf?: string): string[] =>
  pieceAt(root, fragment, asOf ?? null).map(({ start, end }) => source.slice(start, end));

describe('the table of contents', () => {
  it('nests parts, chapters, headings and sections', () => {
    const { root } = parse(
      'AVDELNING I. ALLMÄNT',
      '1 kap. Inledning',
      'Huvudmän',
      'Det allmänna',
      '1 § Kommunen är huvudman för allt det som här räknas upp och för mycket annat som inte ryms på en rad.',
      'Enskilda',
      '2 § En enskild får godkännas.',
      'Ansvar',
      'Budget',
      '3 § Budgeten.',
      '2 kap. Avslutning',
      '1 § Har upphävts genom lag (2020:1).',
      'Övergångsbestämmelser',
      '2020:1',
      '1. Lagen träder i kraft.',
      'Bilaga',
      'Text.',
    );
    expect(drawn(outline(root))).toEqual([
      'AVDELNING I. ALLMÄNT',
      '  Inledning',
      '    Huvudmän',
      '      Det allmänna',
      '        1 § Kommunen är huvudman för allt det som här räknas upp och för mycket annat som …',
      '      Enskilda',
      '        2 § En enskild får godkännas.',
      '    Ansvar',
      '      Budget',
      '        3 § Budgeten.',
      '  Avslutning',
      '    1 § Har upphävts genom lag (2020:1).',
      'Övergångsbestämmelser',
      '  amending-act',
      'annex',
    ]);
  });

  it('puts three headings in a row under each other, and two wordings of one beside each other', () => {
    const three = parse('A', 'B', 'C', '1 § Text.').root;
    expect(drawn(outline(three))).toEqual(['A', '  B', '    C', '      1 § Text.']);
    const twice = parse(
      '/Rubriken upphör att gälla U:2027-01-01/\nGammal',
      '/Rubriken träder i kraft I:2027-01-01/\nNy',
      '1 § Text.',
    ).root;
    expect(drawn(outline(twice))).toEqual(['Gammal', 'Ny', '  1 § Text.']);
    expect(drawn(outline(twice, { asOf: '2027-01-01' }))).toEqual(['Ny', '  1 § Text.']);
  });

  it('shows the wordings of a day', () => {
    const { root } = parse(
      '1 § /Upphör att gälla U:2027-01-01/\nGammal.',
      '1 § /Träder i kraft I:2027-01-01/\nNy.',
      '2 § /Träder i kraft I:den dag regeringen bestämmer/\nSen.',
    );
    expect(drawn(outline(root, { asOf: '2026-12-31' }))).toEqual(['1 § Gammal.']);
    expect(drawn(outline(root, { asOf: '2027-01-01' }))).toEqual(['1 § Ny.']);
    expect(drawn(outline(root))).toHaveLength(3);
  });
});

describe('what a fragment points at', () => {
  const act = parse(
    '6 kap. Journal',
    '2 a § Den ska innehålla\n1. namn,\n2. skäl\na) ett, och\nb) två.',
    'Nytt stycke. Det har, enligt 3 kap. 1 § m.m., två meningar. Sista meningen.',
    '3 § /Upphör att gälla U:2027-01-01/\nGammal.',
    '3 § /Träder i kraft I:2027-01-01/\nNy.',
    'Bilaga 2',
    'Text.',
  );

  it('finds sections, paragraphs, points and sentences', () => {
    expect(found(act, 'K6P2aS1N2b')).toEqual(['b) två.']);
    expect(found(act, 'K6P2aN1')).toEqual(['1. namn,']);
    expect(found(act, 'K6P2aS2M3')).toEqual(['Sista meningen.']);
    expect(found(act, 'K6P2aS2M1')).toEqual(['Nytt stycke.']);
    expect(found(act, 'B2')).toEqual(['Bilaga 2\n\nText.']);
    for (const nothing of ['K6P2aS2M9', 'K6P9', 'P2a', '', 'K6P2aS3', 'x'.repeat(1000)])
      expect(found(act, nothing)).toEqual([]);
  });

  it('gives the wording of the day, or all of them', () => {
    expect(found(act, 'K6P3', '2026-06-01').map((words) => words.split('\n')[1])).toEqual(['Gammal.']);
    expect(found(act, 'K6P3S1', '2027-01-01')).toEqual(['Ny.']);
    expect(found(act, 'K6P3S1')).toEqual(['Gammal.', 'Ny.']);
    expect(found(act, 'K6P3M1')).toEqual(['Gammal.', 'Ny.']);
  });

  it('finds a section by chapter although numbers run through the act', () => {
    const running = parse('1 kap. Ett', '1 § A.', '2 kap. Två', '2 § B.\n1. punkt');
    expect(found(running, 'K2P2')).toHaveLength(1);
    expect(found(running, 'K2P2N1')).toEqual(['1. punkt']);
    expect(found(running, 'K1P2')).toEqual([]);
    expect(found(running, 'P2')).toHaveLength(1);
  });

  it('knows when a wording applies', () => {
    expect(inForce({ from: null, to: null }, '2026-01-01')).toBe(true);
    expect(inForce({ from: '2026-01-01', to: '2027-01-01' }, '2026-01-01')).toBe(true);
    expect(inForce({ from: '2026-01-01', to: '2027-01-01' }, '2027-01-01')).toBe(false);
    expect(inForce({ from: 'undecided', to: null }, '2099-01-01')).toBe(false);
    expect(inForce({ from: null, to: 'undecided' }, '2099-01-01')).toBe(true);
  });

  it('does not end a sentence at an abbreviation or a number of a list', () => {
    const of = (text: string): string[] => sentencesOf(text).map(({ start, end }) => text.slice(start, end));
    expect(
      of('Enligt 3 kap. 1 § m.m. gäller prop. 2017/18:1 s. 4 bl.a. Norge. Andra gäller första stycket 1. Tredje.'),
    ).toEqual([
      'Enligt 3 kap. 1 § m.m. gäller prop. 2017/18:1 s. 4 bl.a. Norge.',
      'Andra gäller första stycket 1.',
      'Tredje.',
    ]);
    expect(of('')).toEqual([]);
  });
});

describe('the pieces of a section', () => {
  it('have their places in its own text', () => {
    const { root } = parse('1 § Ett.', '2 § Den ska\n1. a,\n2. b\na) c.', '– streck,', 'Nytt.');
    const section = [...walk(root)].find(({ fragment }) => fragment === 'P2');
    expect(section).toBeDefined();
    if (!section) return;
    const text = textOf(section);
    expect(sectionParts(section).map(({ tail, depth, start, end }) => [tail, depth, text.slice(start, end)])).toEqual([
      ['S1', 1, 'Den ska\n1. a,\n2. b\na) c.\n\n– streck,'],
      ['S1N1', 2, '1. a,'],
      ['S1N2', 2, '2. b\na) c.\n\n– streck,'],
      ['S1N2a', 3, 'a) c.'],
      [null, 3, '– streck,'],
      ['S2', 1, 'Nytt.'],
    ]);
  });

  const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (files.length === 0) console.warn(`Skipped: no statutes under ${folder} (LAGRUM_DATA).`);
  (files.length > 0 ? it : it.skip)(
    'lie within it and within each other in every statute given, and the contents name every section',
    () => {
      for (const file of files) {
        const reading = readStatuteRecord(readFileSync(join(folder, file), 'utf8'));
        if (!reading.ok) throw new Error(file);
        const source = reading.record.text;
        const { root } = parseStatute(source);
        const sections = [...walk(root)].filter(({ kind }) => kind === 'section');
        const wrong = sections.filter((section) => {
          const text = textOf(section);
          if (text !== source.slice(section.start, section.end).trimEnd()) return true;
          const nodes = [...walk(section)].slice(1);
          return sectionParts(section).some(
            ({ start, end }, i) => start > end || text.slice(start, end) !== textOf(nodes[i] as StatuteNode),
          );
        });
        expect([file, wrong.length]).toEqual([file, 0]);
        const listed = (entries: OutlineEntry[]): number =>
          entries.reduce((sum, { kind, children }) => sum + (kind === 'section' ? 1 : 0) + listed(children), 0);
        expect([file, listed(outline(root))]).toEqual([file, sections.length]);
      }
    },
  );
});
