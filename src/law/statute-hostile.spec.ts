import { describe, expect, it } from '@jest/globals';
import { expectWhole } from '../../test/harness/statutes.js';
import { workOf } from '../../test/harness/work.js';
import { parseRegisterNotes } from './register-notes.js';
import { readLegalDocument } from './statute-document.js';
import { diffStatutes } from './statute-diff.js';
import { outline, pieceAt, sectionParts } from './statute-outline.js';
import { parseStatute } from './statute-parser.js';
import { MAX_DOCUMENT_BYTES, tooLarge } from './statute-text.js';
import { type StatuteNode, walk } from './statute-tree.js';

const attacks: Record<string, string> = {
  slashes: '/',
  markers: '/A ',
  'whole markers': '/Träder i kraft I:2027-01-01/ ',
  'waiting markers': '/Upphör att gälla U:2027-01-01/\n\n',
  sections: '1 § A\n\n',
  'sections in order': '# § A\n\n',
  'repealed sections': '1 § Upphävd.\n\n',
  'repealed ranges': '1-400 §§ Har upphävts genom lag (2008:360).\n\n',
  numbers: '1. ',
  'number lines': '1.\n',
  'point lines': '1. a,\n',
  'points in order': '#. a,\n',
  'dash lines': '- a,\n',
  letters: 'a) x,\n',
  brackets: '(i) x,\n',
  spaces: ' ',
  'blank lines': '\n \n',
  notes: 'Lag (2014:829). ',
  chapters: '1 kap. A\n\n',
  'chapters in order': '# kap. A\n\n',
  parts: 'AVDELNING I\n\n',
  'Roman parts': 'I. A\n\nII. B\n\n',
  annexes: 'Bilaga\n\n',
  articles: 'Artikel 1\n\n',
  transitional: 'Övergångsbestämmelser\n\n2018:747\n\n',
  acts: '2018:747\n\n1. Denna lag träder i kraft.\n\n',
  moments: '1 mom. a\n\n',
  tabs: '\t',
  'table rows': 'a\t\tb\n\n',
  digits: '1',
  signs: '§ ',
  'signs in a row': '§',
  headings: 'A\n\n',
  'running heads': '- 1 -\n\n',
  abbreviations: 'bl.a. ',
  sentences: 'A. ',
  'half a character': '\ud800',
};
/** `#` counts up, for attacks that grow by their numbers. */
const grown = (unit: string, size: number): string => {
  let text = '1 § Text.\n\n';
  for (let i = 1; text.length < size; i += 1) text += unit.replace('#', String((i % 900) + 1));
  return text;
};

/** Ten times the text may take twelve times the work, and no more than this many looks at each character. */
const GROWTH = 12;
const LOOKS = 160;

function work(run: (text: string) => unknown, unit: string): { growth: number; looks: number } {
  const [small, large] = [grown(unit, 10_000), grown(unit, 100_000)];
  run(small);
  const less = workOf(() => run(small));
  const more = workOf(() => run(large));
  return { growth: more / less / (large.length / small.length / 10), looks: more / large.length };
}

describe.each(Object.entries(attacks))('hostile text: %s', (_name, unit) => {
  it('stays whole', () => {
    expectWhole(grown(unit, 100_000));
  });

  it('takes linear work to read', () => {
    const { growth, looks } = work(parseStatute, unit);
    expect([growth <= GROWTH || growth, looks <= LOOKS || looks]).toEqual([true, true]);
  });

  it('takes linear work to show', () => {
    const show = (root: StatuteNode): void => {
      outline(root);
      for (const fragment of ['P1', 'K1P1S1N1', 'P1S1M2']) pieceAt(root, fragment, '2027-01-01');
      for (const node of walk(root)) if (node.kind === 'section') sectionParts(node);
    };
    const [small, large] = [10_000, 100_000].map((size) => parseStatute(grown(unit, size)).root) as [
      StatuteNode,
      StatuteNode,
    ];
    const growth = workOf(() => show(large)) / workOf(() => show(small));
    // A range names four hundred sections in a line, and is the one text whose pieces outnumber its characters.
    expect(growth <= GROWTH || growth).toBe(true);
  });

  it('takes linear work to compare with what came before', () => {
    const compare = (size: number): number => {
      const older = { statute: parseStatute(grown(unit, size)), amendments: [] };
      const newer = { statute: parseStatute(`1 § Ny.\n\n${grown(unit, size)}x`), amendments: [] };
      return workOf(() => diffStatutes(older, newer));
    };
    const growth = compare(100_000) / compare(10_000);
    expect(growth <= GROWTH || growth).toBe(true);
  });

  it('takes linear work as a file and as register notes', () => {
    for (const run of [
      (text: string) => readLegalDocument(Buffer.from(`SFS nr: 2008:355\n\n${text}`)),
      (text: string) => readLegalDocument(Buffer.from(`<h2>x (2008:355)</h2>${text}`)),
      (text: string) => parseRegisterNotes(text.slice(0, text.length / 3)),
    ]) {
      const { growth } = work(run, unit);
      expect(growth <= GROWTH || growth).toBe(true);
    }
  });
});

describe('a text that is too large', () => {
  it('is refused with a sentence that names the limit', () => {
    expect(tooLarge(MAX_DOCUMENT_BYTES)).toBeNull();
    expect(tooLarge(100 * 1024 * 1024)).toBe(
      'Filen är 100 MB. Högst 20 MB läses som en författning; den längsta svenska är omkring 2 MB.',
    );
  });
});
