import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ValidityBasis } from './provision.entity.js';
import { settle, type Term } from './wording-days.js';

const TODAY = '2026-11-23';
const day = fc.option(
  fc.integer({ min: 2_000, max: 2_040 }).map((year) => `${year}-01-01`),
  { nil: null },
);
const term: fc.Arbitrary<Term> = fc
  .record({
    validFrom: day,
    validTo: day,
    position: fc.nat(20),
    editionFrom: fc.integer({ min: 1, max: 3 }),
    gone: fc.boolean(),
  })
  .map(({ validFrom, validTo, position, editionFrom, gone }) => ({
    validFrom,
    validTo: validTo !== null && validFrom !== null && validTo <= validFrom ? null : validTo,
    fromUndecided: false,
    toUndecided: false,
    fromBasis: validFrom === null ? ValidityBasis.UNKNOWN : ValidityBasis.MARKER,
    position,
    editionFrom,
    editionTo: gone ? 3 : null,
    twin: 0,
  }));

/** As the database sees it. */
function overlapping(terms: readonly Term[]): boolean {
  const held = terms
    .filter(({ twin, validFrom, validTo }) => twin === 0 && (validFrom === null || validFrom !== validTo))
    .map(({ validFrom, validTo }) => [validFrom ?? '', validTo ?? '9999'] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return held.some(([from], at) => at > 0 && from < held[at - 1]![1]);
}

const from = (validFrom: string | null, validTo: string | null, more: Partial<Term> = {}): Term => ({
  validFrom,
  validTo,
  fromUndecided: false,
  toUndecided: false,
  fromBasis: ValidityBasis.REGISTER,
  position: 0,
  editionFrom: 1,
  twin: 0,
  ...more,
});
const told = (terms: Term[]): unknown[] => terms.map(({ validFrom, validTo, twin }) => [validFrom, validTo, twin]);

describe('the days of the wordings of one provision', () => {
  it('never overlap and are never turned round', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 8 }), (terms) => {
        settle(terms, TODAY);
        expect(overlapping(terms)).toBe(false);
        for (const { validFrom, validTo } of terms)
          expect(validFrom === null || validTo === null || validFrom <= validTo).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('end where the next begins', () => {
    const terms = [from('2010-01-01', null), from('2020-01-01', null, { position: 1 }), from(null, null)];
    settle(terms, TODAY);
    expect(told(terms)).toEqual([
      ['2010-01-01', '2020-01-01', 0],
      ['2020-01-01', null, 0],
      [null, '2010-01-01', 0],
    ]);
  });

  it('give way to what the newest edition says; what nothing is left of never held', () => {
    const gone = from('2026-07-01', null, { editionTo: 1 });
    const past = from('2010-01-01', null, { editionTo: 1 });
    const newer = from('2026-01-01', null, { editionFrom: 2 });
    settle([gone, past, newer], TODAY);
    expect(told([gone, past, newer])).toEqual([
      ['2026-07-01', '2026-07-01', 0],
      ['2010-01-01', '2026-01-01', 0],
      ['2026-01-01', null, 0],
    ]);
  });

  it('of thousands that hostile text gives one section are settled in work that grows as they do', () => {
    // What is read of the terms, and not the time it takes: the same on every machine.
    const work = (count: number): number => {
      let reads = 0;
      const terms = Array.from({ length: count }, (_, at) => from(`${1_000 + at}-01-01`, null, { position: at }));
      const counted = terms.map(
        (term) =>
          new Proxy(term, {
            get: (target, key) => {
              reads += 1;
              return Reflect.get(target, key) as unknown;
            },
          }),
      );
      settle(counted, TODAY);
      return reads;
    };
    // Sorting takes a logarithm more.
    expect(work(8_000) / work(800)).toBeLessThan(15);
  });
});
