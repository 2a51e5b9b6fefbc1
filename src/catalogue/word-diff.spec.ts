import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/harness/properties.js';
import { diffWords, WordChange } from './word-diff.js';

const brief = (changes: WordChange[]): string =>
  changes.map(({ op, text }) => (op === 'EQUAL' ? text : op === 'DELETE' ? `[-${text}-]` : `{+${text}+}`)).join('');

function sides(changes: WordChange[]): { a: string; b: string } {
  const read = (without: WordChange['op']): string =>
    changes
      .filter(({ op }) => op !== without)
      .map(({ text }) => text)
      .join('');
  return { a: read('INSERT'), b: read('DELETE') };
}

describe('diffWords', () => {
  it.each([
    ['', '', ''],
    ['lika', 'lika', 'lika'],
    ['', 'ny', '{+ny+}'],
    ['gammal', '', '[-gammal-]'],
    ['Nämnden får lämna ut.', 'Nämnden får inte lämna ut.', 'Nämnden får {+inte +}lämna ut.'],
    ['enligt 10 kap. 2 § OSL', 'enligt 10 kap. 5 § OSL', 'enligt 10 kap. [-2-]{+5+} § OSL'],
    ['ett två tre fyra', 'ett två sex fyra', 'ett två [-tre-]{+sex+} fyra'],
    ['en gammal fras här', 'en helt annan här', 'en [-gammal fras-]{+helt annan+} här'],
    ['rad ett\nrad två\n', 'rad ett\nrad tre\n', 'rad ett\nrad [-två-]{+tre+}\n'],
    ['ö', 'o\u0308', '[-ö-]{+o\u0308+}'],
    ['\ud83d\ude00', '\ud83d\ude01', '[-\ud83d\ude00-]{+\ud83d\ude01+}'],
  ])('%j → %j', (a, b, expected) => expect(brief(diffWords(a, b))).toBe(expected));

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('får', 'inte', 'lämna', ' ', ' ', '\n', '.', '§', '\u00a0', '\ud800', '😀'), {
        maxLength: 60,
      })
      .map((words) => words.join('')),
  );

  it('reads as the old text without insertions and as the new one without deletions', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const changes = diffWords(a, b);
        expect(sides(changes)).toEqual({ a, b });
        expect(changes.every((change) => change.text !== '')).toBe(true);
        expect(changes.every((change, i) => i === 0 || change.op !== changes[i - 1]!.op)).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('finds no change in a text and itself', () => {
    fc.assert(
      fc.property(
        text.filter((one) => one !== ''),
        (a) => expect(diffWords(a, a)).toEqual([{ op: 'EQUAL', text: a }]),
      ),
    );
  });

  const words = (count: number, seed: number): string =>
    Array.from({ length: count }, (_, i) => `ord${(i * 7919 + seed) % 10_007}${i % 12 === 0 ? '\n' : ' '}`).join('');

  // Not timed: what is asserted is exactness where the budget has run out; without it these would not end.
  it.each([
    ['share nothing', words(12_000, 1), words(12_000, 5_000)],
    ['share nothing and have no lines', words(12_000, 1).replaceAll('\n', ' '), words(12_000, 3).replaceAll('\n', ' ')],
    ['are one character each, over and over', 'a b '.repeat(25_000), 'b a '.repeat(25_000)],
    ['are lines only', '\n'.repeat(100_000), 'x\n'.repeat(50_000)],
    ['change in every line', words(12_000, 1), words(12_000, 1).replaceAll('ord1', 'ny1')],
  ])('stays exact for texts of 100 kB that %s', (_how, a, b) => expect(sides(diffWords(a, b))).toEqual({ a, b }));

  it('still shows single words in a long text with a few changes', () => {
    const a = words(12_000, 1);
    const b = a.replace('ord1 ', 'nytt ').replace(/ord(\d+) (?=\S*$)/, 'sist ');
    expect(
      diffWords(a, b)
        .filter(({ op }) => op !== 'EQUAL')
        .every((change) => change.text.length < 20),
    ).toBe(true);
  });

  it('shows single words also where every line of a long text has changed', () => {
    const a = words(12_000, 1);
    const b = a.replace(/ord(\d+)\n/g, 'ny$1\n');
    expect(
      diffWords(a, b)
        .filter(({ op }) => op !== 'EQUAL')
        .every((change) => change.text.length < 20),
    ).toBe(true);
  });
});
