import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../../test/harness/properties';
import { flat, flatMarkdown, locate, sidesOf, unflat } from './passage';

const TEXT = flat(`Nämnden får anlita leverantören för teknisk bearbetning,
  om nämnden har prövat att det inte är olämpligt.`);
const found = (text: string, of: Parameters<typeof locate>[1]): string | null => {
  const place = locate(text, of);
  return place && text.slice(place.start, place.end);
};

describe('a quoted passage', () => {
  it('is found whatever the line ends were', () => {
    const place = locate(TEXT, 'teknisk\n  bearbetning,   om nämnden')!;
    expect(TEXT.slice(place.start, place.end)).toBe('teknisk bearbetning, om nämnden');
    expect(place.exact).toBe(true);
  });

  it('survives an edit within it', () => {
    expect(found(TEXT, 'Nämnden får anlita leverantören för lagring')).toBe('Nämnden får anlita leverantören för');
    expect(found(TEXT, 'leverantören för enbart teknisk bearbetning om den har prövat att det')).toBe(
      'leverantören för teknisk bearbetning, om nämnden har prövat att det',
    );
    expect(locate(TEXT, 'Nämnden får anlita leverantören för lagring')!.exact).toBe(false);
  });

  it('is said to be gone when less than half of it is left, and never guessed', () => {
    expect(locate(TEXT, 'Regionen får anlita en annan part för drift')).toBeNull();
    expect(locate(TEXT, '')).toBeNull();
    expect(locate('', 'något')).toBeNull();
    expect(locate(TEXT, 'drift')).toBeNull();
  });

  it('is the one that the comment was about, where the same words stand twice', () => {
    const text = 'Nämnden får lämna ut uppgiften. Skolan ska däremot pröva saken. Regionen får lämna ut uppgiften.';
    const second = text.lastIndexOf('får lämna ut');
    const of = sidesOf(text, { start: second, end: second + 'får lämna ut'.length });
    expect(locate(text, of)).toEqual({ start: second, end: second + 12, exact: true });
    expect(locate(`Först ett nytt stycke. ${text}`, of)!.start).toBe(second + 23);
    // The words of the second were changed: it is still there, and not where the first is.
    const edited = text.replace('Regionen får lämna ut', 'Regionen får, efter prövning, lämna ut');
    expect(found(edited, of)).toBe('får, efter prövning, lämna ut');
  });

  it('is what stands between its surroundings, when it was too short to be known by its words', () => {
    const text = 'Uppgiften får lämnas ut enligt 10 kap. 2 § OSL om det är nödvändigt för verksamheten.';
    const start = text.indexOf('2 §');
    const of = sidesOf(text, { start, end: start + 3 });
    expect(found(text.replace('2 §', '2 a §'), of)).toBe('2 a §');
    expect(locate(text.replace('2 § ', ''), of)).toBeNull();
  });

  it('is found in the Markdown that it was read from', () => {
    const markdown =
      '## Svar\n\nNämnden får **lämna ut** uppgiften enligt [10 kap. 2 §](https://x.se/a) OSL.\n\n- en sak\n';
    const whole = flatMarkdown(markdown);
    expect(whole.text.trim()).toBe('Svar Nämnden får lämna ut uppgiften enligt 10 kap. 2 § OSL. en sak');
    const { start, end } = unflat(whole, locate(whole.text, 'lämna ut uppgiften')!);
    expect(markdown.slice(start, end)).toBe('lämna ut** uppgiften');
  });

  describe('whatever is written', () => {
    /** A text in which no word stands twice, so that what is found can be told from what is not. */
    const words = fc
      .uniqueArray(fc.stringMatching(/^[a-zåäö]{3,9}$/), { minLength: 30, maxLength: 90 })
      .map((all) => all.filter((word) => word));
    const cut = fc.record({ words, at: fc.nat(1_000), length: fc.integer({ min: 4, max: 12 }) }).map((one) => {
      const at = 5 + (one.at % (one.words.length - one.length - 10));
      const text = one.words.join(' ');
      const start = one.words.slice(0, at).join(' ').length + 1;
      const quote = one.words.slice(at, at + one.length);
      return { ...one, at, text, quote, of: sidesOf(text, { start, end: start + quote.join(' ').length }) };
    });
    const fresh = fc.array(fc.stringMatching(/^[A-ZÅÄÖ]{3,9}$/), { minLength: 1, maxLength: 30 });

    it('stands where it stood when something is written before it and after it', () => {
      fc.assert(
        fc.property(cut, fresh, fresh, ({ text, quote, of }, before, after) => {
          const edited = flat([...before, text, ...after].join(' '));
          const place = locate(edited, of)!;
          expect(edited.slice(place.start, place.end)).toBe(quote.join(' '));
          expect(place.exact).toBe(true);
        }),
        { numRuns: runs(100) },
      );
    });

    it('is told apart from a copy of it elsewhere', () => {
      fc.assert(
        fc.property(cut, fc.boolean(), ({ text, of, quote }, first) => {
          const copy = `XYZ ${quote.join(' ')} ZYX`;
          const edited = first ? `${copy} ${text}` : `${text} ${copy}`;
          const start = (first ? copy.length + 1 : 0) + text.indexOf(quote.join(' '));
          expect(locate(edited, of)).toEqual({ start, end: start + quote.join(' ').length, exact: true });
        }),
        { numRuns: runs(100) },
      );
    });

    it('is found with what has become of it while at least half of its words are left', () => {
      fc.assert(
        fc.property(cut, fc.nat(11), (one, changed) => {
          const at = 1 + (changed % (one.length - 2));
          const edited = one.words.map((word, i) => (i === one.at + at ? 'ANNAT' : word)).join(' ');
          const place = locate(edited, one.of)!;
          expect(place.exact).toBe(false);
          expect(edited.slice(place.start, place.end)).toBe(
            one.quote.map((word, i) => (i === at ? 'ANNAT' : word)).join(' '),
          );
        }),
        { numRuns: runs(100) },
      );
    });

    it('is gone when it was deleted', () => {
      fc.assert(
        fc.property(cut, ({ words: all, at, length, of }) => {
          expect(locate([...all.slice(0, at), ...all.slice(at + length)].join(' '), of)).toBeNull();
        }),
        { numRuns: runs(100) },
      );
    });

    it('gives a place within the text, or none', () => {
      fc.assert(
        fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (text, quote, before, after) => {
          const within = flat(text);
          const place = locate(within, { quote, before, after });
          if (!place) return;
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeGreaterThan(place.start);
          expect(place.end).toBeLessThanOrEqual(within.length);
        }),
        { numRuns: runs(300) },
      );
    });
  });
});
