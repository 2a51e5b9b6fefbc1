import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Cell, disclose, FEWEST, figuresOf, learns, roughly, Shown } from './barrier-figures.js';

const cell = (key: string, members: number, population = 50, named = 0): Cell => ({ key, members, named, population });

/**
 * Everything that could be so, for a reader who knows the total, the parts that are told, who is named, how many members
 * each part has, and how the rest is labelled: for each part that is not told, its possible counts.
 */
function possible(cells: readonly Cell[], shown: Shown): Map<string, Set<number>> {
  const hidden = cells.filter(({ key }) => !(key in shown.cells));
  const rest = hidden.reduce((sum, one) => sum + one.members, 0);
  const counts = new Map<string, Set<number>>(hidden.map(({ key }) => [key, new Set()]));
  const walk = (index: number, left: number, chosen: number[]): void => {
    if (index === hidden.length) {
      if (left !== 0) return;
      if (shown.keptBack !== chosen.some((one) => one >= FEWEST)) return;
      hidden.forEach(({ key }, i) => counts.get(key)!.add(chosen[i]!));
      return;
    }
    const { named, population } = hidden[index]!;
    const most = shown.keptBack ? population : Math.min(FEWEST - 1, population);
    for (let n = named; n <= Math.min(most, left); n++) walk(index + 1, left - n, [...chosen, n]);
  };
  walk(0, rest, []);
  return counts;
}

const cellArb = fc
  .record({
    population: fc.integer({ min: 1, max: 7 }),
    of: fc.float({ min: 0, max: 1, noNaN: true }),
    named: fc.float({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ population, of, named }) => {
    const members = Math.round(of * population);
    return { population, members, named: Math.round(named * members) };
  });
const cellsArb = fc
  .array(cellArb, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((one, index): Cell => ({ key: String(index), ...one })));

describe('what is told of the parts', () => {
  it('is nothing of a total under three', () => {
    expect(disclose([cell('a', 2), cell('b', 0)])).toEqual({ cells: {}, keptBack: false });
  });

  it('is what no other part can be reckoned from', () => {
    expect(disclose([cell('a', 5), cell('b', 0), cell('c', 0)])).toEqual({ cells: { a: 5 }, keptBack: false });
    // 5 of 6: the sixth would be in the one part that is left.
    expect(disclose([cell('a', 5), cell('b', 1)])).toEqual({ cells: {}, keptBack: true });
    // The smallest that covers is kept back, the greatest stays.
    expect(disclose([cell('a', 9), cell('b', 4), cell('c', 1)])).toEqual({ cells: { a: 9 }, keptBack: true });
    // Four in two parts of at most two each are two and two.
    expect(disclose([cell('a', 9), cell('b', 2), cell('c', 2)]).cells).toEqual({});
  });

  it('is not a count that takes in all who could be meant', () => {
    expect(disclose([cell('Gotland', 1, 1), cell('a', 5), cell('b', 5)]).cells).not.toHaveProperty('Gotland');
    expect(disclose([cell('Blekinge', 6, 6), cell('a', 9), cell('b', 9)]).cells).not.toHaveProperty('Blekinge');
    // Those named are known already.
    expect(disclose([cell('Blekinge', 6, 6, 6), cell('a', 9)]).cells).toEqual({ Blekinge: 6, a: 9 });
  });

  it('never lets a reader who reckons with all that is told learn a count under three, or who is meant', () => {
    fc.assert(
      fc.property(cellsArb, (cells) => {
        const shown = disclose(cells);
        const total = cells.reduce((sum, one) => sum + one.members, 0);
        for (const { key, members, named, population } of cells) {
          if (!(key in shown.cells)) continue;
          expect(members).toBeGreaterThanOrEqual(FEWEST);
          const unnamed = members - named;
          if (unnamed > 0) expect(population - named - unnamed).toBeGreaterThanOrEqual(FEWEST);
        }
        const told = Object.values(shown.cells).reduce((sum, one) => sum + one, 0);
        if (Object.keys(shown.cells).length === 0) return;
        const rest = total - told;
        expect(rest === 0 || rest >= FEWEST).toBe(true);
        if (rest === 0) return;
        for (const [key, counts] of possible(cells, shown)) {
          const [only] = counts;
          const { named } = cells.find((one) => one.key === key)!;
          if (counts.size === 1 && only! < FEWEST) expect(only).toBe(named);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('the check can fail: told without care, a reader learns', () => {
    const cells = [cell('a', 5), cell('b', 1), cell('c', 0)];
    expect(learns(cells, new Set(['a']))).toBe(true);
    expect(learns(cells, new Set())).toBe(false);
    expect([
      ...possible([cell('a', 5), cell('b', 2, 2), cell('c', 2, 2)], { cells: { a: 5 }, keptBack: false }).get('b')!,
    ]).toEqual([2]);
  });
});

describe('sums', () => {
  it('are of three members at least, none of which makes up most, and in one digit', () => {
    expect(roughly([100, 100])).toBeNull();
    expect(roughly([100, null, 0, 100])).toBeNull();
    expect(roughly([10_000, 100, 100])).toBeNull();
    expect(roughly([50_000, 40_000, 35_000])).toBe(100_000);
    expect(roughly([4, 3, 2])).toBe(9);
  });
});

describe('the figures of a barrier', () => {
  const population = [
    { county: 'A län', kind: 'MUNICIPALITY', members: 20 },
    { county: 'A län', kind: 'REGION', members: 1 },
    { county: null, kind: 'MUNICIPAL_COMPANY', members: 3 },
  ];
  const signer = { county: 'A län', orgKind: 'MUNICIPALITY', named: false, volume: null, cost: null };

  it('are three or none', () => {
    expect(figuresOf([signer, signer], population)).toMatchObject({ members: 0, counties: { cells: {} } });
    expect(figuresOf([signer, signer, signer], population)).toMatchObject({
      members: 3,
      counties: { cells: { 'A län': 3 }, keptBack: false },
      kinds: { cells: { MUNICIPALITY: 3 } },
    });
  });

  it('do not break where a member lies in no county, or has ended', () => {
    expect(figuresOf([{ ...signer, county: null, orgKind: 'MUNICIPAL_COMPANY' }], [])).toMatchObject({ members: 0 });
  });
});
