import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normaliseStatuteRecord, readStatuteRecord, type RecordReading } from './statute-record.js';
import { blocksOf, decodeText, fold } from './statute-text.js';

const sound = {
  beteckning: '2008:355',
  rubrik: 'Patientdatalag (2008:355)',
  ikraftDateTime: '2008-07-01T00:00:00',
  ikraftDenDagenRegeringenBestammer: false,
  fulltext: {
    forfattningstext: '1 § Text.',
    andringInford: 't.o.m. SFS 2025:1',
    utfardadDateTime: '2008-05-29T00:00:00',
  },
  andringsforfattningar: [
    {
      beteckning: '2014:829',
      anteckningar: 'ändr. 1 §',
      ikraftDateTime: null,
      ikraftDenDagenRegeringenBestammer: true,
    },
  ],
};

function said(reading: RecordReading): string[] {
  return (reading.ok ? reading.warnings : reading.errors).map(({ path, sentence }) => `${path}: ${sentence}`);
}

describe('a record of the database', () => {
  it('is brought into our own shape', () => {
    const reading = normaliseStatuteRecord(sound);
    expect(said(reading)).toEqual([]);
    expect(reading).toMatchObject({
      ok: true,
      record: {
        id: 'sfs/2008:355',
        consolidatedTo: '2025:1',
        issuedOn: '2008-05-29',
        commencement: { on: '2008-07-01', undecided: false },
        amendments: [{ act: '2014:829', commencement: { on: null, undecided: true } }],
      },
    });
  });

  it.each([
    ['a truncated file', '{"beteckning":"2008:3', /avklippt/],
    ['something else', '[]', /Postens beteckning|objekt väntades/],
    ['nothing', 'null', /objekt väntades/],
    ['no designation', '{"rubrik":"x"}', /beteckning saknas/],
    ['no text', '{"beteckning":"2008:355","fulltext":{}}', /ingen författningstext/],
    ['an odd text', '{"beteckning":"2008:355","fulltext":[7]}', /ingen författningstext/],
  ])('says of %s what is wrong', (_name, json, sentence) => {
    const reading = readStatuteRecord(json);
    expect(reading.ok).toBe(false);
    expect(said(reading).join(' ')).toMatch(sentence);
  });

  it('refuses the record of another act, and doubts a title that names another', () => {
    expect(said(normaliseStatuteRecord(sound, 'sfs/2009:400'))).toEqual([
      'beteckning: Posten gäller 2008:355, men 2009:400 väntades.',
    ]);
    expect(said(normaliseStatuteRecord({ ...sound, rubrik: 'Arkivlag (1990:782)' })).join()).toMatch(/nämner 1990:782/);
  });

  it('leaves out what cannot be read, says so, and imports the rest', () => {
    const reading = normaliseStatuteRecord({
      ...sound,
      ikraftDateTime: '2008-02-31T00:00:00',
      upphavdDateTime: 7,
      andringsforfattningar: [
        { beteckning: 'x' },
        null,
        { beteckning: '2014:829' },
        { beteckning: '2014:829' },
        { beteckning: '2014:62', borttagen: true },
      ],
    });
    expect(said(reading)).toHaveLength(5);
    expect(reading).toMatchObject({
      ok: true,
      record: { commencement: { on: null }, amendments: [{ act: '2014:829' }] },
    });
    expect(said(normaliseStatuteRecord({ ...sound, upphavdDateTime: '2001-01-01T00:00:00' })).join()).toMatch(
      /före ikraftträdandet/,
    );
  });

  it('knows old acts that share a number, and takes one amending act for a list of one', () => {
    expect(normaliseStatuteRecord({ ...sound, beteckning: 'SFS 1904:48 s.1', rubrik: 'Lag' })).toMatchObject({
      record: { id: 'sfs/1904:48_s.1' },
    });
    expect(normaliseStatuteRecord({ ...sound, andringsforfattningar: { beteckning: '2014:829' } })).toMatchObject({
      record: { amendments: [{}] },
    });
  });

  it('never throws', () => {
    const part = fc.jsonValue();
    const odd = fc.record({
      beteckning: fc.oneof(part, fc.constant('2008:355')),
      fulltext: fc.oneof(part, fc.constant(sound.fulltext)),
      register: part,
      andringsforfattningar: part,
      ikraftDateTime: part,
      organisation: part,
    });
    fc.assert(fc.property(fc.oneof(odd, part), (value) => void normaliseStatuteRecord(value)));
    fc.assert(fc.property(fc.string(), (json) => void readStatuteRecord(json)));
  });

  const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
  const present = existsSync(folder);
  if (!present) console.warn(`Skipped: no statutes under ${folder} (LAGRUM_DATA).`);
  (present ? it : it.skip)('every record given is read without a complaint', () => {
    for (const file of readdirSync(folder)) {
      const designation = /^sfs-(\d+)-(\d+)/.exec(file);
      expect([
        file,
        said(readStatuteRecord(readFileSync(join(folder, file), 'utf8'), `${designation?.[1]}:${designation?.[2]}`)),
      ]).toEqual([file, []]);
    }
  });
});

describe('bytes and blocks', () => {
  const words = 'Lagens räckvidd är så stor – här på ön.';

  it('reads the encodings that come', () => {
    expect(decodeText(Buffer.from(words))).toEqual({ text: words, remarks: [] });
    expect(decodeText(Buffer.from(words.replace('–', '-'), 'latin1'))).toMatchObject({
      text: words.replace('–', '-'),
      remarks: [expect.stringContaining('windows-1252')],
    });
    expect(decodeText(Buffer.from(`\ufeff${words}`, 'utf16le')).text).toBe(words);
    const misread = new TextDecoder('windows-1252').decode(Buffer.from(words));
    expect(decodeText(Buffer.from(misread))).toMatchObject({
      text: words,
      remarks: [expect.stringContaining('återställts')],
    });
    expect(decodeText(Buffer.from('l\ufffdsa')).remarks).toHaveLength(1);
  });

  it('cuts every text into blocks that hold all but white space', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('a', ' ', '\n', '\r\n', '\t', '\u00a0', '\ufeff', 'ö'), { maxLength: 60 })
          .map((p) => p.join('')),
        (text) => {
          const blocks = [...blocksOf(text)];
          expect(fold(blocks.map(({ start, end }) => text.slice(start, end)).join('\n'))).toBe(fold(text));
          expect(
            blocks.every(({ start, end }) => text.slice(start, end) === text.slice(start, end).trim() && end > start),
          ).toBe(true);
        },
      ),
    );
  });
});
