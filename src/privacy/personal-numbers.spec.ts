import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/harness/properties.js';
import { findIdentifiers, Finding, mask, readNumber, remove } from './personal-numbers.js';

/** Test numbers of the Swedish Tax Agency's kind: right check digits, given to nobody we know. */
const found = (text: string): string[] =>
  findIdentifiers(text).map((f) => `${f.kind} ${f.certainty} ${text.slice(f.start, f.end)}`);
const personal = (text: string): string[] => found(text).filter((line) => /^(PERSON|SAMORD)/.test(line));

describe('personal numbers', () => {
  it.each([
    '850709-9805',
    '19850709-9805',
    '850709+9805',
    '8507099805',
    '198507099805',
    '850709 9805',
    '850709 - 9805',
    '850709\u00a09805', // no-break space
    '850709\u20139805', // en dash
    '850709\u20119805', // no-break hyphen
    '850709\u22129805', // minus
    '8507\u00ad09-9805', // soft hyphen
    '850709\u200b-9805', // zero-width space
    '850709-\n9805',
    '850709-\r\n    9805',
    '850709\n9805',
    '8507\n09-9805',
    '850709-98\n05',
    '1985-07-09-9805',
    '1985 07 09 9805',
    '85 07 09 98 05',
    '850709.9805',
    '850709/9805',
    '850709\\-9805', // Markdown's escape
    '850709**-9805', // Markdown's emphasis
    '８５０７０９-９８０５', // full-width
    '20000229-0019',
  ])('finds %j', (number) => {
    const text = `Hon (${number}) har ansökt.`;
    expect(findIdentifiers(text).map(({ kind, start, end }) => ({ kind, start, end }))).toEqual([
      { kind: 'PERSONNUMMER', start: 5, end: 5 + number.length },
    ]);
  });

  it.each([
    ['850709-9805', 'PERSONNUMMER CERTAIN 850709-9805'],
    ['850709-9806', 'PERSONNUMMER PROBABLE 850709-9806'],
    ['701063-2391', 'SAMORDNINGSNUMMER CERTAIN 701063-2391'],
    ['19701063-2391', 'SAMORDNINGSNUMMER CERTAIN 19701063-2391'],
    ['701063-2392', 'SAMORDNINGSNUMMER PROBABLE 701063-2392'],
    ['pnr8507099805', 'PERSONNUMMER CERTAIN 8507099805'],
    ['9180-850709-9805', 'PERSONNUMMER CERTAIN 850709-9805'], // an account that is one
    ['KS 2026/00123 850709-9805', 'PERSONNUMMER CERTAIN 850709-9805'],
    ['tel. 850709-9805', 'PERSONNUMMER CERTAIN 850709-9805'],
    ['070123-4567', 'PERSONNUMMER PROBABLE 070123-4567'],
  ])('reads %j as %s', (text, expected) => expect(personal(text)).toEqual([expected]));

  it.each([
    ['an organisation number', '556036-0793'],
    ['an organisation number with its century', '165560360793'],
    ['a municipality', '212000-0142'],
    ['the association', 'org.nr 222000-0315'],
    ['a diary number', 'KS 2026/00123'],
    ['a long diary number', 'dnr SKR 2026/001234'],
    ['an SFS number', 'SFS 2009:400, 2010:1408 och 1998:204'],
    ['a government bill', 'prop. 2016/17:180 s. 45–46'],
    ['an ISBN-13', 'ISBN 978-91-39-20815-4'],
    ['an ISBN-10 in a row', 'ISBN 9101123459'],
    ['an EU act', '32016R0679, (EU) 2016/679, C-311/18'],
    ['a telephone number', '08-452 70 00, 0701234567, 070-123 45 67'],
    ['a telephone number that could be a date', 'tel: 0801123456'],
    ['a span of dates', '2025-01-01–2025-12-31'],
    ['a span of dates in a row', '20250101-20251231'],
    ['a date and a time', '2026-01-15 14:30, 2026-01-15 1430, 20260115 1431, 202601151431'],
    ['a stamp', '20260115143059'],
    ['amounts', '1 250 000 kr, 12 345 678,50 kr'],
    ['an impossible date', '850732-9805, 850230-1234, 851309-9805'],
    ['a serial of zeros', '850709-0000'],
    ['a longer series', '98507099805123, 1234567890123456789'],
    ['a table', '100101\n2000\n100102\n3000'],
    ['an id of the product', '/entry/01985070-9980-8507-8509-850709980512'],
    ['a hash', 'a850709f980512e8507091234c'],
    ['years and pages', 'JO 1995/96 s. 485, HFD 2021 ref. 4'],
  ])('leaves %s alone: %j', (_what, text) => expect(personal(text)).toEqual([]));

  const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true });
  const separator = fc.constantFrom('-', '', ' ', '\u00a0', '\u2013', '\u2011', ' - ', '-\n', '\u00ad-');
  /** A number with a right check digit, computed here a second time and in another way than the package does. */
  const number = fc
    .record({
      date,
      serial: fc.integer({ min: 1, max: 999 }),
      coordination: fc.boolean(),
      long: fc.boolean(),
      separator,
    })
    .map((n) => {
      const [year, month, day] = n.date.toISOString().slice(0, 10).split('-') as [string, string, string];
      const written = n.coordination ? String(Number(day) + 60) : day;
      const nine = `${year.slice(2)}${month}${written}${String(n.serial).padStart(3, '0')}`;
      const sum = [...nine].reduce((total, digit, i) => {
        const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
        return total + Math.floor(doubled / 10) + (doubled % 10);
      }, 0);
      const check = (10 - (sum % 10)) % 10;
      return {
        text: `${n.long ? year.slice(0, 2) : ''}${nine.slice(0, 6)}${n.separator}${nine.slice(6)}${check}`,
        kind: n.coordination ? 'SAMORDNINGSNUMMER' : 'PERSONNUMMER',
      };
    });
  const words = fc.stringMatching(/^([a-zåäö ,.()§]{0,40}[a-zåäö(] )?$/);

  it('finds every valid number in every writing, exactly where it stands', () => {
    fc.assert(
      fc.property(words, number, words, (before, { text, kind }, after) => {
        const whole = `${before}${text} ${after}`;
        expect(findIdentifiers(whole)).toContainEqual({
          kind,
          certainty: 'CERTAIN',
          start: before.length,
          end: before.length + text.length,
        });
      }),
      { numRuns: runs(1000) },
    );
  });

  const noise = fc.oneof(
    fc.string({ maxLength: 200, unit: fc.constantFrom(...'0123456789- +.\n/@åaMS(:') }),
    fc.string({ maxLength: 200, unit: 'binary' }),
    fc
      .array(
        fc.oneof(
          number.map((n) => n.text),
          words,
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
  );

  it('gives findings in order, apart, inside the text, and nothing but kind, certainty and place', () => {
    fc.assert(
      fc.property(noise, (text) => {
        let last = 0;
        for (const finding of findIdentifiers(text)) {
          expect(Object.keys(finding).sort()).toEqual(['certainty', 'end', 'kind', 'start']);
          expect(finding.start).toBeGreaterThanOrEqual(last);
          expect(finding.end).toBeGreaterThan(finding.start);
          last = finding.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('leaves nothing to find after masking', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const masked = mask(text, findIdentifiers(text));
        expect(findIdentifiers(masked).filter((f: Finding) => f.kind.endsWith('NUMMER'))).toEqual([]);
      }),
      { numRuns: runs(1000) },
    );
  });

  it.each([
    '850709-9805 ',
    '8507099805',
    '85 07 09 98 05 ',
    '0',
    '1 ',
    'a@',
    'a@b.se ',
    '@',
    '\u00ad',
    '1\u00ad',
    '-',
    '+46 70 123 45 67',
    'SE4550000000058398257466 ',
    '4111-1111-1111-1111 ',
    'konto 1',
    '850709T980 ',
    'aaaaaaaaaa@bbbbbbbbbb.',
  ])('takes ten times the steps for ten times the text: %j repeated', (unit) => {
    const steps = (times: number): number => {
      const meter = { steps: 0 };
      findIdentifiers(unit.repeat(times), meter);
      return meter.steps;
    };
    expect(steps(10_000)).toBeLessThanOrEqual(12 * steps(1_000));
    expect(steps(10_000)).toBeLessThanOrEqual(150 * unit.length * 10_000);
  });

  it('takes ten times the steps for ten times any text', () => {
    fc.assert(
      fc.property(
        noise.filter((text) => text.length > 5),
        (text) => {
          const steps = (times: number): number => {
            const meter = { steps: 0 };
            findIdentifiers(text.repeat(times), meter);
            return meter.steps;
          };
          // From a hundred copies on: below that the ends, where fewer digits follow, weigh more than the growth.
          expect(steps(1_000)).toBeLessThanOrEqual(12 * steps(100));
        },
      ),
    );
  });

  it.each([
    ['0002290019', 'in a leap year of 2000, not of 1900'],
    ['190002290019', null],
    ['170101011234', null],
    ['219901011234', null],
  ])('knows its calendar: %s', (digits, expected) => expect(readNumber(digits) === null).toBe(expected === null));
});

describe('other identifiers', () => {
  it.each([
    ['Skriv till anna.andersson@kommun-a.se.', 'EMAIL CERTAIN anna.andersson@kommun-a.se'],
    ['<åsa@ö.example>', 'EMAIL CERTAIN åsa@ö.example'],
    ['Ring 08-452 70 00.', 'PHONE PROBABLE 08-452 70 00'],
    ['mobil 0701234567', 'PHONE PROBABLE 0701234567'],
    ['070-123 45 67', 'PHONE PROBABLE 070-123 45 67'],
    ['+46 70 123 45 67', 'PHONE CERTAIN +46 70 123 45 67'],
    ['+46 (0)70-123 45 67', 'PHONE CERTAIN +46 (0)70-123 45 67'],
    ['0046701234567', 'PHONE CERTAIN 0046701234567'],
    ['IBAN SE45 5000 0000 0583 9825 7466', 'IBAN CERTAIN SE45 5000 0000 0583 9825 7466'],
    ['kort 4111 1111 1111 1111', 'PAYMENT_CARD CERTAIN 4111 1111 1111 1111'],
    ['konto: 8327-9, 994 123 456', 'BANK_ACCOUNT PROBABLE 8327-9, 994 123 456'],
    ['reservnummer 19850709-T980', 'RESERVE_NUMBER PROBABLE 19850709-T980'],
    ['850709K980', 'RESERVE_NUMBER PROBABLE 850709K980'],
  ])('%j: %s', (text, expected) => expect(found(text)).toEqual([expected]));

  it.each([
    '@',
    'a@b',
    'a@.se',
    '@kommun.se',
    'KS 2026/00123',
    '0-1-2-3',
    'dnr 08-123',
    'SE00 1234',
    '2026-09-07',
    '10 000 000',
  ])('leaves %j alone', (text) => expect(found(text)).toEqual([]));
});

describe('mask and remove', () => {
  const text = 'Sökanden 850709-9805 (701063-2391) nås på a@b.se.';
  it('says what stood there', () =>
    expect(mask(text, findIdentifiers(text))).toBe(
      'Sökanden [personnummer] ([samordningsnummer]) nås på [e-postadress].',
    ));
  it('takes it away', () => expect(remove(text, findIdentifiers(text))).toBe('Sökanden  () nås på .'));
});
