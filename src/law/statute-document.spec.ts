import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Consolidation, diffStatutes } from './statute-diff.js';
import { type DocumentReading, readLegalDocument } from './statute-document.js';
import { decodeEntities, textOfHtml } from './statute-html.js';
import { parseStatute } from './statute-parser.js';
import { type StatuteRecord } from './statute-record.js';
import { fold, MAX_DOCUMENT_BYTES } from './statute-text.js';
import { walk } from './statute-tree.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const said = (reading: DocumentReading): string[] =>
  (reading.ok ? reading.warnings : reading.errors).map(({ sentence }) => sentence);
function read(text: string | Uint8Array, name?: string, expected?: string): StatuteRecord {
  const reading = readLegalDocument(typeof text === 'string' ? bytes(text) : text, name, expected);
  if (!reading.ok) throw new Error(said(reading).join(' '));
  return reading.record;
}

const act = [
  'Inledande bestämmelser',
  '',
  '1 §   Lagen gäller. Lag (2024:506).',
  '',
  '2 § Har upphävts genom lag (2020:7).',
  '',
  'Övergångsbestämmelser',
  '',
  '2008:355',
  '',
  '1. Denna lag träder i kraft den 1 juli 2008.',
  '',
  '2024:506',
  '',
  'Denna lag träder i kraft den 1 september',
  '2024.',
];

/** As the heads have been seen, older and newer, with the values beside their labels or below them. */
const heads: Record<string, string[]> = {
  'labels with values beside them': [
    'Patientdatalag (2008:355)',
    '',
    'SFS nr:     2008:355',
    'Departement/myndighet: Socialdepartementet',
    'Utfärdad:   2008-05-29',
    'Ändrad:     t.o.m. SFS 2024:506',
    'Övrig text: Rättelseblad 2009:1 har iakttagits.',
    'Ändringsregister: SFSR (Regeringskansliet)',
    'Källa: Fulltext (Regeringskansliet)',
    '',
  ],
  'values below their labels': [
    'Patientdatalag (2008:355)',
    '',
    'SFS nr: ',
    '2008:355',
    '',
    'Departement/myndighet: ',
    'Socialdepartementet',
    '',
    'Utfärdad: ',
    '2008-05-29',
    '',
    'Ändrad: ',
    't.o.m. SFS 2024:506',
    '',
    'Övrig text: ',
    '',
    'Källa: ',
    'Fulltext (Regeringskansliet)',
    '',
  ],
  'a banner': [
    'Svensk författningssamling 2008:355',
    't.o.m. SFS 2024:506',
    '',
    'Patientdatalag (2008:355)',
    '',
    'Departement/myndighet: Socialdepartementet',
    'Utfärdad: 2008-05-29',
    'Omtryck: SFS 2012:1',
    '',
  ],
  'the older database, the act glued on': [
    'SFS nr: 2008:355',
    'Departement: Socialdepartementet',
    'Rubrik: Patientdatalag (2008:355)',
    'Utfärdad: 2008-05-29',
    'Ändring införd: t.o.m. SFS 2024:506',
    '==========',
  ],
};

describe("Riksdagen's plain text", () => {
  it.each(Object.entries(heads))('%s: the act and what is said of it', (_name, head) => {
    for (const feed of ['\n', '\r\n']) {
      const record = read([...head, ...act].join(feed), 'sfs-2008-355.text', 'sfs/2008:355');
      expect(record).toMatchObject({
        id: 'sfs/2008:355',
        title: 'Patientdatalag (2008:355)',
        form: 'Lag',
        department: 'Socialdepartementet',
        issuedOn: '2008-05-29',
        consolidatedTo: '2024:506',
        commencement: { on: '2008-07-01' },
      });
      expect(record.amendments.map(({ act: name, commencement }) => [name, commencement.on])).toEqual([
        ['2020:7', null],
        ['2024:506', '2024-09-01'],
      ]);
      // The head is taken off and nothing of the act with it.
      expect(fold(record.text)).toBe(fold(act.join('\n')));
    }
  });

  it('reads what is repealed or limited in time', () => {
    const record = read(
      'SFS nr: 2001:453\nRubrik: Socialtjänstlag (2001:453)\nUtfärdad: 2001-06-07\nUpphävd: 2025-07-01\nFörfattningen har upphävts genom: SFS 2025:400\nTidsbegränsad: 2030-12-31\n\n1 § Text.',
    );
    expect(record).toMatchObject({ repeal: { on: '2025-07-01' }, repealedBy: '2025:400', limitedTo: '2030-12-31' });
  });

  it('knows a value that was wrapped from the beginning of the act', () => {
    const head =
      'SFS nr: 2008:355\nDepartement/myndighet: Landsbygds- och\ninfrastrukturdepartementet\nUtfärdad: 2008-05-29\n';
    const record = read(`${head}Inledning\n\n1 § Text.`);
    expect([record.department, record.text]).toEqual([
      'Landsbygds- och infrastrukturdepartementet',
      'Inledning\n\n1 § Text.',
    ]);
  });

  it('takes an act without a head, by its title or its file name', () => {
    expect(read('Arkivlag (1990:782)\n\nInledning\n\n1 § Text.')).toMatchObject({
      id: 'sfs/1990:782',
      text: '\nInledning\n\n1 § Text.',
    });
    const reading = readLegalDocument(bytes('1 § Text.'), '/data/sfs-1990-782.text');
    expect(reading).toMatchObject({ ok: true, record: { designation: '1990:782', text: '1 § Text.' } });
    expect(said(reading)[0]).toMatch(/togs från filens namn/);
    expect(read('SFS nr: 1904:48 s.1\n\n1 § Text.').id).toBe('sfs/1904:48_s.1');
  });

  it('makes a change set from two states', () => {
    const older = read(['SFS nr: 2008:355', '', '1 § Lagen gäller.', '', '2 § Två.'].join('\n'));
    const newer = read(['SFS nr: 2008:355', 'Ändrad: t.o.m. SFS 2024:506', '', ...act].join('\n'));
    const state = (record: StatuteRecord): Consolidation => ({
      statute: parseStatute(record.text),
      amendments: record.amendments,
    });
    const set = diffStatutes(state(older), state(newer));
    expect(set.newActs.map(({ act: name }) => name)).toEqual(['2020:7', '2024:506']);
    expect(set.changes.filter(({ fragment }) => fragment === 'P2')).toMatchObject([
      { kind: 'repealed', act: '2020:7' },
    ]);
  });
});

const status = {
  dokumentstatus: {
    dokument: {
      dok_id: 'sfs-2008-355',
      rm: '2008',
      beteckning: '2008:355',
      typ: 'sfs',
      subtyp: 'sfst',
      organ: 'Socialdepartementet',
      nummer: '355',
      datum: '2008-05-29 00:00:00',
      titel: 'Patientdatalag (2008:355)',
      subtitel: 't.o.m. SFS 2024:506',
      html: '',
    },
    dokuppgift: {
      uppgift: [
        { kod: 'utfardad', namn: 'Utfärdad', text: '2008-05-29' },
        { kod: 'upphavd', namn: 'Upphävd', text: '2030-01-01 00:00:00' },
        { kod: 'upphnr', namn: 'Upphävd genom', text: 'SFS 2029:1' },
      ],
    },
  },
};
const html = [
  '<h2>Patientdatalag (2008:355)</h2><style>b{}</style>\r\n<b>SFS nr</b>:        2008:355<br />\r\n',
  '<b>Departement/myndighet</b>: Socialdepartementet<br />\r\n<b>Utfärdad</b>:      2008-05-29<br />\r\n',
  '<b>Ändringsregister</b>: <a href="x?bet=2008:355&amp;y">SFSR (Regeringskansliet)</a><br />\r\n<hr />\r\n',
  '<div class="sfstoc"><ul><li><a href="#K1">1 kap. Lagen</a></li></ul><div>x</div></div>\r\n',
  '<div><h3 name="K1"><a name="K1">1 kap. Lagen</a></h3>\r\n',
  '<a class="paragraf" name="K1P1"><b>1 §</b></a> &nbsp;&nbsp;Lagen g&auml;ller om x &lt; 3 och\r\nn&#229;got <br />\r\n1. ett,<br />\r\n2. tv&aring;.<p><a name="K1P1S2"></a></p>Nytt stycke. <i>Lag (2024:506)</i>.\r\n<br />\r\n<br />',
  '<h3 name="overgang">Övergångsbestämmelser</h3>\r\n2024:506<br />\r\n<br />\r\nDenna lag träder i kraft den 1 maj 2024.</div>',
].join('');
const withText = (more: object): string =>
  JSON.stringify({
    dokumentstatus: { ...status.dokumentstatus, dokument: { ...status.dokumentstatus.dokument, ...more } },
  });

describe("Riksdagen's dokumentstatus", () => {
  it('gives the same record from text and from HTML', () => {
    const text = ['SFS nr: 2008:355', '', ...act].join('\r\n');
    for (const one of [
      withText({ text }),
      withText({ html }),
      JSON.stringify(JSON.parse(withText({ html })).dokumentstatus),
    ]) {
      expect(read(one, undefined, 'sfs/2008:355')).toMatchObject({
        id: 'sfs/2008:355',
        title: 'Patientdatalag (2008:355)',
        department: 'Socialdepartementet',
        issuedOn: '2008-05-29',
        consolidatedTo: '2024:506',
        repeal: { on: '2030-01-01' },
        repealedBy: '2029:1',
      });
    }
  });

  it('finds chapters, sections, points and paragraphs in the HTML, alone and inside the JSON', () => {
    for (const one of [withText({ html }), html]) {
      const record = read(one);
      const { root } = parseStatute(record.text);
      expect([...walk(root)].flatMap(({ fragment }) => fragment ?? [])).toEqual([
        'K1',
        'K1P1',
        'K1P1S1',
        'K1P1S1N1',
        'K1P1S1N2',
        'K1P1S2',
        'L2024:506',
        'L2024:506S1',
      ]);
      expect(fold(record.text)).toContain('1 § Lagen gäller om x < 3 och något 1. ett, 2. två. Nytt stycke.');
      expect(record.amendments).toMatchObject([{ act: '2024:506', commencement: { on: '2024-05-01' } }]);
    }
  });

  it('takes one fact for a list of one, and an act known by its id alone', () => {
    const { dokument } = status.dokumentstatus;
    const one = {
      dokumentstatus: {
        dokument: { ...dokument, beteckning: '355', text: '1 § Text.' },
        dokuppgift: { uppgift: { kod: 'upphnr', text: 'SFS 2029:1' } },
      },
    };
    expect(read(JSON.stringify(one))).toMatchObject({ id: 'sfs/2008:355', repealedBy: '2029:1' });
    expect(read(JSON.stringify({ ...one, dokumentstatus: { ...one.dokumentstatus, dokuppgift: null } }))).toMatchObject(
      {
        repealedBy: null,
      },
    );
  });
});

describe('what cannot be read', () => {
  it.each<[string, string | Uint8Array, string | undefined, RegExp]>([
    ['nothing', ' \n ', undefined, /tom/],
    ['a head with nothing behind it', 'SFS nr: 2008:355\nUtfärdad: 2008-05-29\n', undefined, /är tom/],
    ['words of no known act', 'Hej på dig.', undefined, /SFS-nummer/],
    ['another act', 'SFS nr: 2008:355\n\n1 § Text.', 'sfs/2009:400', /2009:400 väntades/],
    ['another act in the JSON', withText({ text: '1 § T.' }), '2009:400', /2009:400 väntades/],
    [
      'a JSON that says one act and holds another',
      withText({ text: 'SFS nr: 2009:400\n\n1 § T.' }),
      undefined,
      /men texten gäller 2009:400/,
    ],
    ['a bill', withText({ typ: 'prop', text: 'x' }), undefined, /av typen prop/],
    ['an act without text', withText({}), undefined, /ingen författningstext/],
    ['a list of hits', '{"dokumentlista":{}}', undefined, /träfflista/],
    ['a list of records', '[{},{}]', undefined, /lista med 2/],
    ['JSON broken off', withText({ html }).slice(0, 300), undefined, /avklippt|giltig JSON/],
    ['XML', '<?xml version="1.0"?><a/>', undefined, /XML/],
    ['a PDF', '%PDF-1.7 …', undefined, /PDF/],
    ['an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), undefined, /arkiv/],
    ['far too much', new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(32), undefined, /Högst 20 MB/],
  ])('%s is a sentence', (_name, given, expected, sentence) => {
    const reading = readLegalDocument(typeof given === 'string' ? bytes(given) : given, undefined, expected);
    expect(reading.ok).toBe(false);
    expect(said(reading).join(' ')).toMatch(sentence);
  });

  it('doubts a file name, days out of order and days that are none', () => {
    const text = 'SFS nr: 2008:355\nRubrik: Lag (2008:355)\nUtfärdad: 2008-05-29\nUpphävd: 2001-01-01\n\n1 § Text.';
    expect(said(readLegalDocument(bytes(text), 'sfs-2009-400.text'))).toEqual([
      expect.stringContaining('Filens namn säger 2009:400'),
      expect.stringContaining('upphöra 2001-01-01, före utfärdandet 2008-05-29'),
    ]);
    expect(said(readLegalDocument(bytes(text.replace('2008-05-29', '2008-02-31')), 'sfs-2008-355'))).toEqual([
      expect.stringContaining('Datumet "2008-02-31" kan inte läsas'),
    ]);
  });
});

describe('encodings', () => {
  const text = [
    'SFS nr: 2008:355',
    'Rubrik: Lag (2008:355) om ändring på Ön',
    '',
    '1 § Räckvidd för Åsa, Ö och é – så.',
  ].join('\r\n');

  it.each<[string, Uint8Array]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 without a mark, big end first', Buffer.from(text, 'utf16le').swap16()],
    ['latin-1', Buffer.from(text.replace('–', '-'), 'latin1')],
    ['UTF-8 read as windows-1252', Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text)))],
    ['UTF-8 read as latin-1', Buffer.from(Buffer.from(text).toString('latin1'))],
    ['the same twice', Buffer.from(Buffer.from(Buffer.from(text).toString('latin1')).toString('latin1'))],
  ])('%s', (_name, given) => {
    expect(fold(read(given).text.replace('–', '-'))).toBe('1 § Räckvidd för Åsa, Ö och é - så.');
  });

  it('of letters inside sound JSON that were misread before are restored too', () => {
    const record = {
      beteckning: '2008:355',
      rubrik: 'Lag (2008:355)',
      fulltext: { forfattningstext: Buffer.from('1 § Låt oss få se så är det.').toString('latin1') },
    };
    const reading = readLegalDocument(bytes(JSON.stringify(record)));
    expect(reading).toMatchObject({
      ok: true,
      form: 'government-record',
      record: { text: '1 § Låt oss få se så är det.' },
    });
  });

  it('without line feeds, with zero bytes and with half characters are made storable', () => {
    expect(read('SFS nr: 2008:355\r\r1 § Te\u0000xt.\r\r2 § B.').text).toBe('\n1 § Text.\n\n2 § B.');
    expect(read(JSON.stringify({ beteckning: '2008:355', fulltext: { forfattningstext: '1 § A\ud800.' } })).text).toBe(
      '1 § A\ufffd.',
    );
  });
});

describe('any input', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      'SFS nr:',
      '2008:355',
      '\n',
      '\n\n',
      '1 § ',
      'Utfärdad: ',
      '<b>',
      '</',
      '&#',
      '&amp;',
      '<div class="sfstoc">',
      '<!--',
      '{',
      '"',
      '[',
      'Ändrad: t.o.m. SFS 2024:506',
      'Övergångsbestämmelser',
      'Rubrik:',
      '\u0000',
      '\ufeff',
    ),
  );
  const words = fc.array(word, { maxLength: 30 }).map((parts) => parts.join(''));

  it('is a record or a sentence, never an exception', () => {
    fc.assert(
      fc.property(
        words,
        fc.option(words, { nil: undefined }),
        (text, name) => void readLegalDocument(bytes(text), name),
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (given) => void readLegalDocument(given)));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        readLegalDocument(bytes(JSON.stringify({ dokumentstatus: { dokument: a, dokuppgift: b } })));
        readLegalDocument(
          bytes(
            JSON.stringify({ dokumentstatus: { dokument: { dok_id: a, html: '1 §' }, dokuppgift: { uppgift: b } } }),
          ),
        );
      }),
    );
  });

  it('loses nothing of an act that has a head in front of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(heads)), words, (head, more) => {
        const body = `1 § Början.\n${more}`;
        const reading = readLegalDocument(bytes([...head, body].join('\n')));
        if (!reading.ok || /[\p{Cs}\p{Cc}\ufffd]/u.test(more.replaceAll('\n', '')) || reading.warnings.length > 0)
          return;
        expect(reading.record.text.trimStart()).toBe(body.replace(/^\ufeff/, ''));
      }),
    );
  });

  it('HTML of any kind is read in one pass', () => {
    fc.assert(fc.property(words, (text) => void textOfHtml(text)));
    expect(decodeEntities('&amp;lt; &nope; &#0; &#xD800; &#x41;')).toBe('&lt; &nope; &#0; &#xD800; A');
    for (const unit of ['<', '<b', '<!--', '&', '&#', '<div class="sfstoc">', '<style>'])
      expect(textOfHtml(unit.repeat(20_000)).length).toBeLessThanOrEqual(20_000 * unit.length);
  });
});

const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
if (files.length === 0) console.warn(`Skipped: no statutes under ${folder} (LAGRUM_DATA).`);

(files.length > 0 ? describe : describe.skip)('every statute given, as Riksdagen would send it', () => {
  it('is the same act, to the letter', () => {
    for (const file of files) {
      const record = read(readFileSync(join(folder, file)), file);
      const text = [
        record.title,
        '',
        `SFS nr: ${record.designation}`,
        `Departement/myndighet: ${record.department ?? 'Okänt'}`,
        `Utfärdad: ${record.issuedOn ?? '2000-01-01'}`,
        `Ändrad: t.o.m. SFS ${record.consolidatedTo ?? '2020:1'}`,
        'Källa: Fulltext (Regeringskansliet)',
        '',
        record.text,
      ].join('\r\n');
      const again = read(text, file);
      expect([file, again.text.trim() === record.text.trim()]).toEqual([file, true]);
      expect(again).toMatchObject({ id: record.id, title: record.title, form: again.form });
      // What the text says of its own acts' days, where the register has one too.
      const days = new Map(record.amendments.map(({ act: name, commencement }) => [name, commencement.on]));
      const both = again.amendments.filter(({ act: name, commencement }) => commencement.on && days.get(name));
      const differ = both.filter(({ act: name, commencement }) => days.get(name) !== commencement.on);
      expect([file, differ.map(({ act: name, commencement }) => [name, commencement.on, days.get(name)])]).toEqual([
        file,
        [],
      ]);
    }
  });
});
