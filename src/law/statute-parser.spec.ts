import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/harness/properties.js';
import { expectWhole } from '../../test/harness/statutes.js';
import { parseStatute } from './statute-parser.js';
import { readStatuteRecord } from './statute-record.js';
import { type StatuteNode, walk } from './statute-tree.js';

const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
if (files.length === 0) console.warn(`Skipped: no statutes under ${folder} (LAGRUM_DATA).`);
const withStatutes = files.length > 0 ? describe : describe.skip;

function textOf(file: string): string {
  const reading = readStatuteRecord(readFileSync(join(folder, file), 'utf8'));
  if (!reading.ok) throw new Error(reading.errors.map(({ sentence }) => sentence).join(' '));
  return reading.record.text;
}

function parse(lines: string[]): Map<string, StatuteNode[]> {
  const { root } = parseStatute(lines.join('\r\n'));
  const found = new Map<string, StatuteNode[]>();
  for (const node of walk(root))
    if (node.fragment) found.set(node.fragment, [...(found.get(node.fragment) ?? []), node]);
  return found;
}

const codes = (lines: string[]): string[] => parseStatute(lines.join('\r\n')).ledger.map(({ code }) => code);

withStatutes('the words of every statute given', () => {
  it.each(files)('%s: the provisions put together are the text', (file) => {
    expectWhole(textOf(file));
  });

  it('any damage to a statute leaves the provisions together the damaged text', () => {
    const sources = files.map(textOf).filter((text) => text.length < 60_000);
    const junk = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '',
        '5 §',
        '1 kap.',
        '/Träder i kraft',
        '/Upphör att gälla U:2026-07-01/',
        'Bilaga',
        'Övergångsbestämmelser',
        '2014:62',
        '1. ',
        'a) ',
        '– ',
        '\t\t',
        '2 mom. x',
        '§',
        '6 kap. 2 §',
        '\u0000',
        '\ud800',
        '\ufeff',
      ),
    );
    const damage = fc.record({
      source: fc.nat(),
      edits: fc.array(fc.record({ at: fc.nat(), cut: fc.nat({ max: 6 }), put: fc.array(junk, { maxLength: 3 }) }), {
        maxLength: 12,
      }),
      lf: fc.boolean(),
    });
    fc.assert(
      fc.property(damage, ({ source, edits, lf }) => {
        const lines = (sources[source % sources.length] ?? '').split('\r\n');
        for (const { at, cut, put } of edits) lines.splice(at % (lines.length + 1), cut, ...put);
        expectWhole(lines.join(lf ? '\n' : '\r\n'));
      }),
      { numRuns: runs(150) },
    );
  }, 120_000);

  it('reads the shape of the acts as a person does', () => {
    const of = (file: string): Map<string, StatuteNode[]> => {
      const { root } = parseStatute(textOf(file));
      const found = new Map<string, StatuteNode[]>();
      for (const node of walk(root))
        if (node.fragment) found.set(node.fragment, [...(found.get(node.fragment) ?? []), node]);
      return found;
    };
    const safety = of('sfs-2010-659.json');
    expect(safety.get('K1P1')?.map(({ validity, lastAct }) => [validity.from, validity.to, lastAct])).toEqual([
      [null, '2026-01-01', '2017:62'],
      ['2026-01-01', null, '2025:1302'],
    ]);
    expect(safety.get('K1P4S1N1')).toHaveLength(1);
    expect(safety.get('L2012:957N2')).toHaveLength(1);
    const secrecy = of('sfs-2009-400.json');
    expect(secrecy.get('K18P7a')?.[0]).toMatchObject({
      repealedBy: '2024:226',
      repealed: false,
      validity: { to: '2029-04-30' },
    });
    expect(secrecy.get('K18P8b')?.[0]?.markers[0]?.renamed).toEqual({ chapter: null, section: '8c' });
    expect(secrecy.get('K42')?.map(({ title, validity }) => [title?.slice(0, 30), validity.from])).toHaveLength(2);
    const school = of('sfs-2010-800.t.o.m.2025-1497.json');
    expect(school.get('K3P12j')?.map(({ validity }) => [validity.from, validity.to])).toEqual([
      [null, '2026-01-01'],
      ['2026-01-01', '2026-07-01'],
      ['2026-07-01', null],
    ]);
    // A chapter that goes takes its sections with it.
    expect(school.get('K9P3')?.[0]?.validity).toEqual({ from: null, to: '2026-07-01' });
    expect(school.get('K2P36')?.[0]).toMatchObject({ repealed: true, repealedBy: '2024:1072' });
    expect(school.get('B5')?.[0]).toMatchObject({ repealed: true, repealedBy: '2017:620' });
    expect([...school.keys()].filter((fragment) => /^B\d+$/.test(fragment))).toEqual(['B1', 'B2', 'B3', 'B4', 'B5']);
    expect([...of('sfs-2017-900.json').keys()].filter((fragment) => /^P\d+[a-z]?$/.test(fragment))).toHaveLength(49);
  });
});

describe('parts of a statute', () => {
  it('does not put a letter that follows the tail of a list in front of that tail', () => {
    const lines = [
      '1 § Lagen gäller',
      '',
      '1. en skola som',
      '',
      'a) är fri, eller',
      '',
      'till någon del',
      '',
      'c) drivs här.',
    ];
    const root = expectWhole(lines.join('\r\n'));
    expect([...walk(root)].map(({ kind }) => kind)).toEqual([
      'act',
      'section',
      'paragraph',
      'item',
      'item',
      'continuation',
      'item',
    ]);
  });

  it('names paragraphs, points and sub-points, and knows a tail from a new paragraph', () => {
    const found = parse([
      '6 kap. Journal',
      '',
      '2 a § Den ska innehålla',
      '',
      '1. namn,',
      '2. skäl',
      'a) ett, och',
      'b) två, samt',
      '',
      'om de finns.',
      '',
      'Nytt stycke. Lag (2014:829).',
    ]);
    expect([...found.keys()]).toEqual([
      'K6',
      'K6P2a',
      'K6P2aS1',
      'K6P2aS1N1',
      'K6P2aS1N2',
      'K6P2aS1N2a',
      'K6P2aS1N2b',
      'K6P2aS2',
    ]);
    expect(found.get('K6P2a')?.[0]?.lastAct).toBe('2014:829');
    expect(found.get('K6P2aS1')?.[0]?.children.map(({ kind }) => kind)).toEqual(['item', 'item', 'continuation']);
  });

  it('gives numbers that run through the act no chapter', () => {
    expect(
      [...parse(['1 kap. Ett', '', '1 § A.', '', '2 kap. Två', '', '2 § B.']).keys()].filter(
        (f) => f.includes('P') && !f.includes('S'),
      ),
    ).toEqual(['P1', 'P2']);
  });

  it('reads moments of old acts', () => {
    expect([...parse(['2 § 1 mom. Ett.', '', '2 mom. Två.', '', 'Mera.']).keys()]).toEqual([
      'P2',
      'P2O1',
      'P2O1S1',
      'P2O2',
      'P2O2S1',
      'P2O2S2',
    ]);
  });

  it('keeps references at the start of a line in the text', () => {
    const found = parse([
      '1 § Det gäller enligt',
      '3 kap. lagen (2022:482) om något och',
      '5 § Andra lagen.',
      '',
      '6 kap. 2 § gäller också.',
    ]);
    expect([...found.keys()]).toEqual(['P1', 'P1S1', 'P1S2']);
  });

  it('tells what a day undecided means, and a wording that was not closed', () => {
    const found = parse([
      '1 § Gammal.',
      '',
      '1 § /Träder i kraft I:den dag regeringen bestämmer/',
      'Ny.',
      '',
      '2 § Gammal.',
      '',
      '2 § /Träder i kraft I:2027-01-01/',
      'Ny.',
    ]);
    expect(found.get('P1')?.map(({ validity }) => [validity.from, validity.to])).toEqual([
      [null, 'undecided'],
      ['undecided', null],
    ]);
    expect(found.get('P2')?.[0]?.validity.to).toBe('2027-01-01');
  });

  it('hashes the wording, not its number, days, note or line breaks', () => {
    const hash = (text: string): string | undefined => parse([text]).get('P1')?.[0]?.hash;
    const one = hash('1 § Ett två tre. Lag (2014:829).');
    expect(hash('1 § /Träder i kraft I:2027-01-01/\r\nEtt två\r\ntre. Lag (2026:1).')).toBe(one);
    expect(hash('1 § Ett två fyra. Lag (2014:829).')).not.toBe(one);
  });

  it('keeps and reports what it does not understand', () => {
    expect(codes(['1 § Text.', '', '29 § 4 balken ska dock gälla.'])).toEqual(['SECTION_LIKE_TEXT']);
    expect(codes(['1 § Ett.', '', '1 § Två.'])).toEqual(['DUPLICATE']);
    expect(codes(['1 § /Gäller ibland/ Ett.'])).toEqual(['UNKNOWN_MARKER']);
    expect(codes(['Ingen paragraf alls.'])).toEqual(expect.arrayContaining(['NOTHING_UNDERSTOOD']));
    expect(codes(['1 § Ett.', '', 'Bilaga', '', '3 § I bilagan.'])).toEqual(['SECTION_OUT_OF_PLACE']);
    expect(codes(['1 § Ett.', '', '2-x §§ Har upphävts genom lag (2008:360).'])).toEqual(['SECTION_LIKE_TEXT']);
    expect(codes(['1 § Ett.', '', 'Bilaga', '', '/Upphör att gälla U:2026-07-01/', 'Skolan\t\tallt'])).toEqual([
      'WORDINGS_WITHIN',
    ]);
    expect(codes(['3 § Tre.', '', '2 § Två.'])).toEqual(['SECTION_OUT_OF_ORDER']);
    expect(codes(['1 § Ett:', '', 'a\t\tb', '', 'c\t\td'])).toEqual(['TABLE']);
    const { ledger, root } = parseStatute(Array.from({ length: 40 }, (_, i) => `${i + 1} § Text.`).join('\n\n'), {
      mostBlocks: 30,
    });
    expect(ledger.map(({ code }) => code)).toContain('TOO_LARGE');
    expect(root.end).toBe(root.text.length + [...walk(root)].slice(1).reduce((sum, { text }) => sum + text.length, 0));
  });
});
