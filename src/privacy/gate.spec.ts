import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { say } from '../platform/i18n/messages.js';
import { UserError } from '../platform/user-error.js';
import { runs } from '../../test/harness/properties.js';
import { cleanText } from './clean-text.js';
import { GateResult, InputText, PersonalDataDecision, PrivacyGate } from './gate.js';
import { findIdentifiers } from './personal-numbers.js';

const gate = new PrivacyGate();
const NUMBER = '850709-9805';
const inputs: InputText[] = [
  { path: 'input.title', text: 'Får vi lämna ut?' },
  { path: 'input.text', text: `Det gäller ${NUMBER}, nås på anna@example.se.` },
];

function refusal(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}
const check = (decision?: PersonalDataDecision | null, restricted = false, texts = inputs): GateResult =>
  gate.check(texts, decision, { restricted });

describe('the privacy gate', () => {
  it('lets an ordinary text through untouched', () => {
    const plain = [
      { path: 'input.text', text: 'KS 2026/00123: får nämnden (212000-0142) göra så enligt 10 kap. 2 § OSL?' },
    ];
    expect(check(null, false, plain)).toEqual({ texts: [plain[0]!.text], warnings: [], kept: [] });
  });

  it('stops a personal number and says what and where, never which', () => {
    for (const text of [`x ${NUMBER}`, 'x 850709-9806', 'x 701063-2391']) {
      const error = refusal(() => check(undefined, true, [{ path: 'input.facts', text }]));
      expect([error.code, error.path]).toEqual(['PERSONAL_DATA', ['input', 'facts']]);
      expect(error.params.findings).toMatchObject([{ start: 2, end: 13, path: 'input.facts' }]);
      const told = say(error.code, 'sv', error.params);
      expect(told).toMatch(/(personnummer|samordningsnummer) \(tecken 3–13\)/);
      for (const said of [JSON.stringify(error), error.message, String(error.stack), told]) {
        expect(said).not.toContain(text.slice(2));
      }
    }
  });

  it('points out addresses and telephone numbers without stopping them', () => {
    const contact = [{ path: 'input.text', text: 'Svara till registrator@kommun-a.se, 08-452 70 00.' }];
    const passed = check(null, false, contact);
    expect(passed.texts).toEqual([contact[0]!.text]);
    expect(passed.warnings.map(({ kind, path }) => [kind, path])).toEqual([
      ['EMAIL', 'input.text'],
      ['PHONE', 'input.text'],
    ]);
  });

  it('masks and removes as decided, every text in its place', () => {
    expect(check({ action: 'MASK' }).texts).toEqual([
      'Får vi lämna ut?',
      'Det gäller [personnummer], nås på [e-postadress].',
    ]);
    expect(check({ action: 'REMOVE' }).texts).toEqual(['Får vi lämna ut?', 'Det gäller , nås på .']);
  });

  it('keeps only where access is restricted, and only with a ground', () => {
    const keep = { action: 'KEEP', ground: 'OSL 26:1' } as const;
    expect(refusal(() => check(keep)).code).toBe('PERSONAL_DATA_KEEP_ONLY_RESTRICTED');
    for (const ground of [undefined, null, '', '  ']) {
      expect(refusal(() => check({ action: 'KEEP', ground }, true)).code).toBe('PERSONAL_DATA_GROUND_REQUIRED');
    }
    expect(refusal(() => check({ action: 'KEEP', ground: `gäller ${NUMBER}` }, true)).code).toBe('PERSONAL_DATA');
    const kept = check(keep, true);
    expect(kept.texts).toEqual(inputs.map(({ text }) => text));
    expect(kept.kept.map(({ kind }) => kind)).toEqual(['PERSONNUMMER']);
    expect(kept.warnings.map(({ kind }) => kind)).toEqual(['EMAIL']);
  });

  it('lets no number come into being by removing another', () => {
    const text = `850709-${NUMBER} 9805`;
    expect(findIdentifiers(check({ action: 'REMOVE' }, false, [{ path: 'p', text }]).texts[0]!)).toEqual([]);
  });

  it('leaves no personal number behind, whatever the text and the decision', () => {
    const pieces = fc.array(
      fc.constantFrom(NUMBER, '850709', '-', '9805', ' ', '1985', 'x', '\n', '701063', '2391', '8507'),
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom('MASK' as const, 'REMOVE' as const), (parts, action) => {
        const { texts } = check({ action }, false, [{ path: 'p', text: parts.join('') }]);
        expect(findIdentifiers(texts[0]!).filter(({ kind }) => /^(PERSON|SAMORD)/.test(kind))).toEqual([]);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('cleanText', () => {
  const rule = { max: 10, path: 'input.text' };
  it.each([
    ['a\u030a', 'å'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\u2028b', 'a\nb'],
    ['a\u202eb\u2066c', 'abc'],
    ['a\tb\n', 'a\tb\n'],
    ['😀', '😀'],
    ['', ''],
    [null, ''],
    [undefined, ''],
  ])('%j becomes %j', (text, expected) => expect(cleanText(text, rule)).toBe(expected));

  it.each([
    ['\ud800', 'BROKEN_UNICODE'],
    ['a\udc00b', 'BROKEN_UNICODE'],
    ['\udc00\ud800', 'BROKEN_UNICODE'],
    ['a\u0000b', 'CONTROL_CHARACTERS'],
    ['\u001b[0m', 'CONTROL_CHARACTERS'],
    ['a\u007f', 'CONTROL_CHARACTERS'],
    ['a\u0085', 'CONTROL_CHARACTERS'],
    ['x'.repeat(11), 'TOO_LONG'],
    ['x'.repeat(100_000), 'TOO_LONG'],
  ])('refuses %j: %s', (text, code) => {
    const error = refusal(() => cleanText(text, rule));
    expect([error.code, error.path]).toEqual([code, ['input', 'text']]);
    if (code === 'TOO_LONG') expect(error.params).toEqual({ max: 10 });
  });

  it('passes the longest and refuses one more', () => {
    expect(cleanText('å'.repeat(10), rule)).toHaveLength(10);
    expect(cleanText('a\u030a'.repeat(10), rule)).toHaveLength(10);
    expect(refusal(() => cleanText('å'.repeat(11), rule)).code).toBe('TOO_LONG');
  });

  it.each(['', ' \n\t', '\u00a0', '\u200b\u2060', null, undefined, '\u202e'])(
    'finds %j empty where a text is required',
    (text) => expect(refusal(() => cleanText(text, { ...rule, required: true })).code).toBe('REQUIRED'),
  );

  it('makes a title one line', () => {
    expect(cleanText('  a \n b\t', { ...rule, singleLine: true })).toBe('a b');
  });

  it('changes nothing the second time, and gives NFC without surrogates or controls', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'a\u030a\u202e\r\n\u2066e\u0301q\u0323') }),
    );
    fc.assert(
      fc.property(any, fc.boolean(), (text, singleLine) => {
        const wide = { max: 10_000, path: 'p', singleLine };
        let once: string;
        try {
          once = cleanText(text, wide);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return;
        }
        expect(cleanText(once, wide)).toBe(once);
        expect(once).toBe(once.normalize('NFC'));
        expect(once).not.toMatch(/\p{Surrogate}|[\u202a-\u202e\u2066-\u2069\r]/u);
      }),
      { numRuns: runs(1000) },
    );
  });
});
