import { describe, expect, it } from '@jest/globals';
import { labelOf, placeOf, shortLabelOf } from './fragment.js';
import { legalDocument } from './document.js';
import { contentsOf } from './table-of-contents.js';
import { WordingKind } from './provision.entity.js';
import { cutPiece, readable } from './wording-text.js';

describe('places in the law', () => {
  it.each([
    ['K6P2a', '6 kap. 2 a §', 'K6P2a', null],
    ['K6P2aS1N3', '6 kap. 2 a § första stycket 3', 'K6P2a', 'S1N3'],
    ['P9', '9 §', 'P9', null],
    ['K6a', '6 a kap.', 'K6a', null],
    ['P5S21', '5 § stycket 21', 'P5', 'S21'],
    ['P5N2b', '5 § 2 b', 'P5', 'N2b'],
    ['P5S2M1', '5 § andra stycket första meningen', 'P5', 'S2M1'],
    ['P3O2', '3 § 2 mom.', 'P3', 'O2'],
    ['B2', 'bilaga 2', 'B2', null],
    ['B1A5S2', 'bilaga 1 artikel 5 andra stycket', 'B1', 'A5S2'],
    ['L2014:829', 'övergångsbestämmelserna till 2014:829', 'L2014:829', null],
    ['L2014:829N2', 'punkt 2 i övergångsbestämmelserna till 2014:829', 'L2014:829', 'N2'],
  ])('%s is called %s', (fragment, label, provision, inner) => {
    expect(labelOf(fragment)).toBe(label);
    expect(placeOf(fragment)).toEqual({ provision, inner });
  });

  it.each([
    ['6.1.e', 'artikel 6.1 e'],
    ['12', 'artikel 12'],
    ['skal47', 'skäl 47'],
    ['s162', 's. 162'],
    ['avs8.2.2', 'avsnitt 8.2.2'],
  ])('%s of other sources is called %s', (fragment, label) => {
    expect(labelOf(fragment)).toBe(label);
  });

  it.each(['', 'Q1', 'K', 'P', '6.1.e', 'K6P2x1y2z3', 'K6 P2', "K6'--", 'S1', 'K1P1'.repeat(100)])(
    '%p is no place in a statute',
    (fragment) => {
      expect(placeOf(fragment)).toBeNull();
    },
  );

  it('is short under its chapter', () => {
    expect(shortLabelOf('K6P2a')).toBe('2 a §');
    expect(shortLabelOf('P2')).toBe('2 §');
  });

  it.each([
    ['prop/2017/18:105', 'prop. 2017/18:105', 'PROP'],
    ['bet/2021/22:SoU30', 'bet. 2021/22:SoU30', 'BET'],
    ['sou/2014:23', 'SOU 2014:23', 'SOU'],
    ['celex/32016R0679', 'förordning (EU) 2016/679', 'EU'],
    ['celex/32001R0045', 'förordning (EG) nr 45/2001', 'EU'],
    ['celex/31995L0046', 'direktiv 95/46/EG', 'EU'],
    ['celex/32016L0680', 'direktiv (EU) 2016/680', 'EU'],
    ['celex/32008F0977', 'rambeslut 2008/977/RIF', 'EU'],
    ['nja/1998s14', 'NJA 1998 s. 14', 'OTHER'],
  ])('%s is written %s', (key, label, family) => {
    expect(legalDocument(key)).toEqual({ key, label, family });
  });
});

describe('the words of a wording', () => {
  it('are read without the line ends of the edition', () => {
    expect(
      readable(
        '1 § /Upphör att gälla U:2026-07-01/\r\nDenna lag gäller\r\nför alla. \r\n\r\n- en,\r\n- två.\r\n\r\nAndra\r\nstycket.\r\n\r\n',
      ),
    ).toBe('1 § Denna lag gäller för alla.\n\n- en,\n- två.\n\nAndra stycket.');
    expect(readable('3 § Så /snett/ är det.')).toBe('3 § Så /snett/ är det.');
    expect(readable('')).toBe('');
  });

  it('are cut where a piece begins and ends', () => {
    const text = '2 § Ett. Två m.m. gäller. Tre.\r\n\r\n';
    const parts = [{ kind: 'paragraph' as const, number: '1', fragment: 'P2S1', start: 4, end: text.length }];
    const words = (inner: string): string | null => {
      const cut = cutPiece(text, parts, 'P2', inner);
      return cut && text.slice(cut.start, cut.end);
    };
    expect(words('S1')).toBe('Ett. Två m.m. gäller. Tre.');
    expect(words('S1M2')).toBe('Två m.m. gäller.');
    expect(words('M3')).toBe('Tre.');
    expect(words('S1M4')).toBeNull();
    expect(words('S2')).toBeNull();
  });
});

describe('the table of contents', () => {
  const line = (kind: WordingKind, title: string | null, fragment: string | null = null, i = 0) => ({
    id: `${kind}${title ?? ''}${fragment ?? ''}${i}`,
    provisionId: fragment,
    kind,
    fragment,
    number: null,
    title,
    repealed: false,
    position: i,
  });
  const { PART, CHAPTER, HEADING, SECTION, ANNEX } = WordingKind;

  it('nests parts, chapters, headings in two levels and sections', () => {
    const lines = [
      line(SECTION, null, 'P1'),
      line(PART, 'AVD. I'),
      line(CHAPTER, 'Ett', 'K1'),
      line(HEADING, 'Upper'),
      line(HEADING, 'Lower'),
      line(SECTION, null, 'K1P1'),
      line(HEADING, 'Next lower'),
      line(SECTION, null, 'K1P2'),
      line(CHAPTER, 'Två', 'K2'),
      line(HEADING, 'Single'),
      line(SECTION, null, 'K2P1'),
      line(PART, 'AVD. II'),
      line(CHAPTER, 'Tre', 'K3'),
      line(ANNEX, 'Bilaga', 'B1'),
    ];
    const entries = contentsOf(lines);
    expect(entries.map(({ depth }) => depth)).toEqual([0, 0, 1, 2, 3, 4, 3, 4, 1, 2, 3, 0, 1, 0]);
    expect(entries.filter(({ parent }) => parent === null).map(({ title, label }) => title ?? label)).toEqual([
      '1 §',
      'AVD. I',
      'AVD. II',
      'Bilaga',
    ]);
    expect(entries[3]!.children.map(({ title }) => title)).toEqual(['Lower', 'Next lower']);
    expect(contentsOf([])).toEqual([]);
  });
});
