import { describe, expect, it } from '@jest/globals';
import { isEntryId, isId, newId, seedId, typeOfId } from './ids.js';

describe('typed ids', () => {
  it('say their type, and only theirs', () => {
    for (const type of ['Organisation', 'Question', 'Term', 'Job'] as const) {
      const id = newId(type);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(typeOfId(id)).toBe(type);
      expect(isId(id, 'Person')).toBe(false);
    }
    expect(isEntryId(newId('Guidance'))).toBe(true);
    expect(isEntryId(newId('Revision'))).toBe(false);
  });
  it('sort by their moment', () => {
    expect(newId('Question', 1_000) < newId('Question', 2_000)).toBe(true);
  });
  it('of seeds are the same on every machine', () => {
    expect(seedId('Organisation', 'kommun-0580')).toBe(seedId('Organisation', 'kommun-0580'));
    expect(seedId('Organisation', 'kommun-0580')).not.toBe(seedId('Unit', 'kommun-0580'));
    expect(typeOfId(seedId('Unit', 'x'))).toBe('Unit');
  });
  it.each([
    '',
    'x',
    '00000000-0000-0000-0000-000000000000',
    '01a2082e-b211-8ff0-9d03-ff72899a7be6',
    null,
    42,
    'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  ])('%j is none of ours', (value) => {
    expect(typeOfId(value)).toBeNull();
  });
});
