import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../../test/harness/properties';
import { follow } from './follow';

describe('places in a text that is being written', () => {
  const text = 'Enligt 10 kap. 2 § OSL och 5 § FL.';
  const places = [
    { start: 7, end: 22 },
    { start: 27, end: 33 },
  ];
  const said = (now: string) => follow(places, text, now).map(({ start, end }) => now.slice(start, end));

  it('follow what is written before, between and after them', () => {
    expect(said(`Ja. ${text}`)).toEqual(['10 kap. 2 § OSL', '5 § FL']);
    expect(said(`${text} Så är det.`)).toEqual(['10 kap. 2 § OSL', '5 § FL']);
    expect(said(text.replace('och', 'samt'))).toEqual(['10 kap. 2 § OSL', '5 § FL']);
  });

  it('are found again by their words where it was written on both sides of them, if there is no doubt', () => {
    expect(said(`Ja. ${text} Så är det.`)).toEqual(['10 kap. 2 § OSL', '5 § FL']);
    expect(said(`Ja, 5 § FL. ${text} Så är det.`)).toEqual(['10 kap. 2 § OSL']);
    expect(said(`Ja. ${text.replace('5 §', '15 §')} Så är det.`)).toEqual(['10 kap. 2 § OSL']);
  });

  it('are let go when they are written over', () => {
    expect(said(text.replace('2 §', '3 §'))).toEqual(['5 § FL']);
    expect(said('')).toEqual([]);
  });

  it('always say the words that they said, whatever was written', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(40), fc.nat(40), (written, at, length) => {
        const now = text.slice(0, at) + written + text.slice(at + length);
        const words = places.map(({ start, end }) => text.slice(start, end));
        for (const one of said(now)) expect(words).toContain(one);
      }),
      { numRuns: runs(300) },
    );
  });
});
