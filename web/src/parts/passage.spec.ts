import { describe, expect, it } from '@jest/globals';
import { flat, locate } from './passage';

const TEXT = flat(`Nämnden får anlita leverantören för teknisk bearbetning,
  om nämnden har prövat att det inte är olämpligt.`);

describe('a quoted passage', () => {
  it('is found whatever the line ends were', () => {
    const place = locate(TEXT, 'teknisk\n  bearbetning,   om nämnden')!;
    expect(TEXT.slice(place.start, place.end)).toBe('teknisk bearbetning, om nämnden');
    expect(place.exact).toBe(true);
  });

  it('survives an edit within it, by its longest run of words', () => {
    const place = locate(TEXT, 'Nämnden får anlita leverantören för lagring')!;
    expect(TEXT.slice(place.start, place.end)).toBe('Nämnden får anlita leverantören för');
    expect(place.exact).toBe(false);
  });

  it('is said to be gone when less than half of it is left, and never guessed', () => {
    expect(locate(TEXT, 'Regionen får anlita en annan part för drift')).toBeNull();
    expect(locate(TEXT, '')).toBeNull();
    expect(locate('', 'något')).toBeNull();
  });
});
