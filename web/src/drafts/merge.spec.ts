import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merge, type Stretch } from './merge';

const text = (stretches: Stretch[], choice: 'mine' | 'theirs'): string =>
  stretches.map((one) => (one.kind === 'agreed' ? one.text : one[choice])).join('');
const conflicts = (stretches: Stretch[]): number => stretches.filter(({ kind }) => kind === 'both').length;

/** Few different lines, so that the same ones come on both sides. */
const lines = fc
  .array(fc.constantFrom('ett', 'två', 'tre', '', 'fyra'), { maxLength: 8 })
  .chain((all) => fc.boolean().map((ended) => all.join('\n') + (ended && all.length ? '\n' : '')));

describe('a merge', () => {
  it('takes from each what only that one changed', () => {
    const base = 'Rubrik\n\nFörsta stycket.\n\nAndra stycket.\n';
    const mine = base.replace('Första', 'Mitt första');
    const theirs = base.replace('Andra', 'Deras andra');
    expect(merge(base, mine, theirs)).toEqual([
      { kind: 'agreed', text: 'Rubrik\n\nMitt första stycket.\n\nDeras andra stycket.\n' },
    ]);
  });

  it('asks where both changed the same place, and shows what both wrote', () => {
    expect(merge('a\nb\nc\n', 'a\nmin\nc\n', 'a\nderas\nc\n')).toEqual([
      { kind: 'agreed', text: 'a\n' },
      { kind: 'both', base: 'b\n', mine: 'min\n', theirs: 'deras\n' },
      { kind: 'agreed', text: 'c\n' },
    ]);
  });

  it('does not ask when both made the same change', () => {
    expect(conflicts(merge('a\n', 'b\n', 'b\n'))).toBe(0);
  });

  it('asks when one took away what the other changed', () => {
    expect(conflicts(merge('a\nb\nc\n', 'a\nc\n', 'a\nB\nc\n'))).toBe(1);
  });

  it('keeps a text that only one side has touched as it stands there, whatever the text', () => {
    fc.assert(
      fc.property(lines, lines, (base, changed) => {
        expect(text(merge(base, changed, base), 'mine')).toBe(changed);
        expect(text(merge(base, base, changed), 'theirs')).toBe(changed);
        expect(conflicts(merge(base, changed, base))).toBe(0);
        expect(text(merge(base, changed, changed), 'mine')).toBe(changed);
      }),
    );
  });

  it('loses no line that somebody wrote: it is agreed, or stands among the choices', () => {
    fc.assert(
      fc.property(lines, lines, lines, (base, mine, theirs) => {
        const stretches = merge(base, mine, theirs);
        const all = stretches
          .map((one) => (one.kind === 'agreed' ? one.text : `${one.mine}\n${one.theirs}`))
          .join('\n');
        const has = new Set(all.split('\n'));
        const before = new Set(base.split('\n'));
        for (const line of [...mine.split('\n'), ...theirs.split('\n')])
          if (!before.has(line)) expect(has).toContain(line);
      }),
    );
  });
});
