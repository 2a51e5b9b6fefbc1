import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, TestApp } from '../../test/harness/app.js';
import { PATIENT_DATA, type Planted, plantLaw, type PlantedPiece } from '../../test/harness/law-world.js';
import { readTyped } from './typed-reference.js';

const section = (fragment: string, number: string, chapter: string | null, text: string): PlantedPiece => ({
  kind: 'SECTION',
  fragment,
  number,
  ...(chapter ? { chapter } : {}),
  wordings: [{ text, from: '2009-06-30' }],
});
const chapter = (number: string, title: string): PlantedPiece => ({
  kind: 'CHAPTER',
  fragment: `K${number}`,
  number,
  title,
  wordings: [{ text: `${number} kap. ${title}\r\n\r\n`, from: '2009-06-30' }],
});

const SECRECY = {
  key: 'sfs/2009:400',
  title: 'Offentlighets- och sekretesslag (2009:400)',
  inForceOn: '2009-06-30',
  pieces: [
    chapter('8', 'Mellan myndigheter'),
    section('K8P1', '1', 'K8', '1 § Till andra myndigheter.\r\n\r\n'),
    chapter('10', 'Sekretessbrytande bestämmelser'),
    section('K10P1', '1', 'K10', '1 § Samtycke.\r\n\r\n'),
    section(
      'K10P2',
      '2',
      'K10',
      '2 § Nödvändigt. Se 8 kap. 1 §. Enligt 6 kap. 2 § patientdatalagen (2008:355) gäller annat.\r\n\r\n',
    ),
    section('K10P2a', '2a', 'K10', '2 a § Skydd.\r\n\r\n'),
    section('K10P3', '3', 'K10', '3 § Partsinsyn.\r\n\r\n'),
    {
      kind: 'SECTION' as const,
      fragment: 'K10P3a',
      number: '3a',
      chapter: 'K10',
      wordings: [
        {
          text: '3 a § Har upphävts genom lag (2018:1919).\r\n\r\n',
          from: '2019-01-01',
          repealed: true,
          repealedBy: '2018:1919',
        },
      ],
    },
    section('K10P4', '4', 'K10', '4 § Forskning.\r\n\r\n'),
  ],
};

describe('what somebody types', () => {
  it.each([
    ['6 kap 2 § pdl', 'pdl', [{ chapter: '6', section: '2' }], null],
    ['OSL 10:2 a', 'OSL', [{ chapter: '10', section: '2a' }], null],
    ['osl 10:2a', 'osl', [{ chapter: '10', section: '2a' }], null],
    ['gdpr 6.1 e', 'gdpr', [], '6.1.e'],
    ['artikel 6 1 e dataskyddsförordningen', 'dataskyddsförordningen', [], '6.1.e'],
    ['fl 5', 'fl', [{ section: '5' }, { chapter: '5' }], '5'],
    ['pdl 6 2', 'pdl', [{ chapter: '6', section: '2' }], '6.2'],
    ['skollagen 3 kap', 'skollagen', [{ chapter: '3' }], null],
    ['kap 3 skollagen', 'skollagen', [{ chapter: '3' }], null],
    ['3 a § i förvaltningslagen', 'förvaltningslagen', [{ section: '3a' }], null],
    ['5 § i fl', 'fl', [{ section: '5' }], null],
    ['fl 5 § andra stycket 3', 'fl', [{ section: '5', paragraph: '2', item: '3' }], null],
    ['fl 5 § 2 st 3 p', 'fl', [{ section: '5', paragraph: '2', item: '3' }], null],
    ['lagen (2008:355) 6 kap. 2 §', 'lagen', [{ chapter: '6', section: '2' }], null],
    ['bilaga 2 osf', 'osf', [{ annex: '2' }], null],
    ['lagen om offentlig upphandling', 'lagen om offentlig upphandling', [], null],
  ])('%s', (text, name, places, article) => {
    expect(readTyped(text)).toMatchObject({ name, places, article });
  });
});

interface Found {
  legalReference: {
    certain: boolean;
    message: string | null;
    suggestions: {
      target: string;
      label: string;
      existence: string;
      exists: boolean | null;
      note: string | null;
      sourceTitle: string | null;
      provision: { key: string } | null;
      source: { key: string } | null;
      act: { key: string } | null;
    }[];
  };
}
const FIND = `query ($text: String!, $asOf: Date) { legalReference(text: $text, asOf: $asOf) { certain message suggestions {
  target label existence exists note sourceTitle provision { key } source { key } act { key } } } }`;

describe('references and citations, read on the spot', () => {
  let t: TestApp;
  let pdl: Planted;
  const find = async (text: string, asOf?: string) =>
    (await t.anonymous.ask<Found>(FIND, { text, asOf })).legalReference;
  const first = async (text: string, asOf?: string) => (await find(text, asOf)).suggestions[0];

  beforeAll(async () => {
    t = await createTestApp({ now: '2026-11-23T09:00:00.000Z' });
    pdl = await plantLaw(t, PATIENT_DATA);
    await plantLaw(t, SECRECY);
    await plantLaw(t, {
      key: 'sfs/2017:900',
      title: 'Förvaltningslag (2017:900)',
      inForceOn: '2018-07-01',
      pieces: [section('P5', '5', null, '5 § Legalitet.'), section('P6', '6', null, '6 § Service.')],
    });
    await plantLaw(t, {
      key: 'sfs/1998:204',
      title: 'Personuppgiftslag (1998:204)',
      inForceOn: '1998-10-24',
      repealedOn: '2018-05-25',
      pieces: [section('P1', '1', null, '1 § Syftet.')],
    });
    await plantLaw(t, {
      key: 'sfs/2013:801',
      title: 'Lag (2013:801) om lagringsminnen för sällsynta ärenden',
      pieces: [section('P1', '1', null, '1 § Minnen.')],
    });
  }, 120_000);
  afterAll(() => t.close());

  it.each([
    ['OSL 10:2 a', 'sfs/2009:400#K10P2a'],
    ['osl 10:2 a', 'sfs/2009:400#K10P2a'],
    ['10 kap 2 a § osl', 'sfs/2009:400#K10P2a'],
    ['6 kap 2 § pdl', 'sfs/2008:355#K6P2'],
    ['6 kap. 2 § PDL', 'sfs/2008:355#K6P2'],
    ['patientdatalagen 6:2', 'sfs/2008:355#K6P2'],
    ['pdl 6:2 första stycket 1', 'sfs/2008:355#K6P2S1N1'],
    ['pdl', 'sfs/2008:355'],
    ['sfs 2008:355', 'sfs/2008:355'],
    ['2008:355', 'sfs/2008:355'],
    ['(2008:355)', 'sfs/2008:355'],
    ['2018:1212', 'sfs/2018:1212'],
    ['lag 2008:355 6 kap 2 §', 'sfs/2008:355#K6P2'],
    ['gdpr 6.1 e', 'celex/32016R0679#6.1.e'],
    ['GDPR art 6', 'celex/32016R0679#6'],
    ['2016/679', 'celex/32016R0679'],
    ['fl 5', 'sfs/2017:900#P5'],
    ['osl 10', 'sfs/2009:400#K10'],
    ['skollagen 3 kap', 'sfs/2010:800#K3'],
    ['prop 2017/18:105', 'prop/2017/18:105'],
    ['prop. 2017/18:105', 'prop/2017/18:105'],
    ['nja 1998 s 14', 'nja/1998s14'],
    ['hfd 2022 ref 14', 'hfd/2022:14'],
  ])('%s is %s', async (text, target) => {
    expect(await first(text)).toMatchObject({ target });
  });

  it('is certain of what is exact and there, and says so of nothing else', async () => {
    expect(await find('osl 10:2 a')).toMatchObject({
      certain: true,
      message: null,
      suggestions: [
        {
          label: '10 kap. 2 a § offentlighets- och sekretesslagen (2009:400)',
          existence: 'IN_FORCE',
          exists: true,
          note: null,
          sourceTitle: 'Offentlighets- och sekretesslag (2009:400)',
          provision: { key: 'sfs/2009:400#K10P2a' },
          source: { key: 'sfs/2009:400' },
          act: { key: 'sfs/2009:400' },
        },
      ],
    });
    expect((await find('osl 10:99')).certain).toBe(false);
    expect((await find('patintdatalagen')).certain).toBe(false);
  });

  it.each([
    ['osl 10:99', 'NO_SUCH_PLACE', '10 kap. 99 § finns inte i offentlighets- och sekretesslagen.'],
    [
      'pdl 6 kap 99 §',
      'NO_SUCH_PLACE',
      '6 kap. 99 § finns inte i patientdatalagen. Det som stod i 6 kap. finns sedan 2023-01-01 i lag om sammanhållen vård- och omsorgsdokumentation (2022:913).',
    ],
    ['osl 10:1 femte stycket', 'NO_SUCH_PLACE', '10 kap. 1 § finns, men inte det ställe i den som angavs.'],
    ['osl 10:3 a', 'REPEALED', 'Upphävd från och med 2019-01-01 genom SFS 2018:1919.'],
    ['pdl 6:6', 'RENUMBERED', 'Betecknas nu 6 kap. 7 §.'],
    ['pdl 6:5', 'COMING', 'Träder i kraft den dag regeringen bestämmer.'],
    [
      '1998:204 1 §',
      'REPEALED',
      'Författningen är upphävd från och med 2018-05-25; övergångsbestämmelser kan hålla den levande.',
    ],
    ['gdpr 6.1 e', 'TEXT_NOT_HERE', 'Texten är inte inläst, så att stället finns har inte kontrollerats.'],
    [
      'sekretesslagen',
      'TEXT_NOT_HERE',
      'Ersatt från och med 2009-06-30 av offentlighets- och sekretesslagen (2009:400). Texten är inte inläst.',
    ],
    ['1999:9999', 'TEXT_NOT_HERE', 'Numret är inte känt här: varken texten eller namnet är inläst.'],
  ])('%s: %s', async (text, existence, note) => {
    expect(await first(text)).toMatchObject({ existence, note });
  });

  it('gives both acts that a name has meant, the one of the day first', async () => {
    const now = await find('sol 4:1');
    expect(now.suggestions.slice(0, 2).map(({ target }) => target)).toEqual(['sfs/2025:400#K4P1', 'sfs/2001:453#K4P1']);
    expect(now.suggestions[1]!.note).toContain('SoL betydde detta till 2025-07-01.');
    const then = await find('SoL 4:1', '2011-04-01');
    expect(then.suggestions[0]).toMatchObject({ target: 'sfs/2001:453#K4P1' });
    expect(then.suggestions.map(({ target }) => target)).toContain('sfs/2025:400#K4P1');
  });

  it.each([
    ['patientdatlagen 6:2', 'sfs/2008:355#K6P2'],
    ['ofentlighets och sekretesslagen 10:2', 'sfs/2009:400#K10P2'],
    ['förvaltningslag', 'sfs/2017:900'],
    ['lagringsminen', 'sfs/2013:801'],
    ['patientdata', 'sfs/2008:355'],
    ['kommunalagen 3:9', 'sfs/2017:725#K3P9'],
  ])('%s: means %s, misspelt or begun', async (text, target) => {
    const found = await find(text);
    expect(found.suggestions.slice(0, 1).map((one) => one.target)).toContain(target);
  });

  it('calls a place as lawyers do', async () => {
    expect((await first('gdpr 6.1 e'))!.label).toBe('artikel 6.1 e i dataskyddsförordningen');
    expect((await first('lou 1 kap'))!.label).toBe('1 kap. lagen om offentlig upphandling (2016:1145)');
    expect((await first('6 kap. 2 § första stycket 1 PDL'))!.label).toBe(
      '6 kap. 2 § första stycket 1 patientdatalagen (2008:355)',
    );
  });

  it.each([
    ['', 'Skriv en hänvisning, till exempel OSL 10:2 a, 6 kap. 2 § PDL, 2018:1212 eller prop. 2017/18:105.'],
    ['6 kap 2 §', 'Vilken författning? Skriv också namnet, förkortningen eller numret: 6 kap. 2 § PDL.'],
    ['xyzzy 3 §', 'Ingen författning heter så. Prova numret (2008:355) eller en del av namnet.'],
  ])('%p leads nowhere, and says how to go on', async (text, message) => {
    expect(await find(text)).toEqual({ certain: false, message, suggestions: [] });
  });

  it.each([
    "'; drop table act --",
    '%%%%',
    '%_%',
    '\\',
    '§'.repeat(200),
    '1:1 '.repeat(50),
    '((((',
    'ÅÄÖ'.repeat(60),
    '9'.repeat(200),
  ])('takes %# as text', async (text) => {
    const answer = await t.anonymous.raw<Found>(FIND, { text });
    expect(answer.errors).toBeUndefined();
  });

  it('takes no more than 200 characters', async () => {
    const answer = await t.anonymous.raw<Found>(FIND, { text: 'a'.repeat(201) });
    expect(answer.errors?.[0]).toMatchObject({ message: 'Texten är för lång: högst 200 tecken.' });
  });

  const CITE = `query ($text: String!, $base: String, $date: Date) { citations(text: $text, base: $base, date: $date) {
    start end text target through targets label reason provision { key wording { validFrom } } source { key } act { key } } }`;
  type Cited = {
    citations: {
      text: string;
      target: string | null;
      targets: string[];
      label: string | null;
      reason: string | null;
      start: number;
      end: number;
    }[];
  };

  it('finds citations in a text, opens ranges against the database and keeps what it cannot place', async () => {
    const text = 'Enligt 10 kap. 1–4 §§ OSL och 6 kap. 2 § patientdatalagen (2008:355) gäller 9 § här.';
    const { citations } = await t.anonymous.ask<Cited>(CITE, { text });
    expect(citations.map(({ start, end }) => text.slice(start, end))).toEqual(citations.map((one) => one.text));
    expect(citations[0]).toMatchObject({
      target: 'sfs/2009:400#K10P1',
      through: 'sfs/2009:400#K10P4',
      targets: ['sfs/2009:400#K10P1', 'sfs/2009:400#K10P2', 'sfs/2009:400#K10P2a', 'sfs/2009:400#K10P3'],
      label: '10 kap. 1 § offentlighets- och sekretesslagen (2009:400)',
      provision: { key: 'sfs/2009:400#K10P1' },
    });
    expect(citations[1]).toMatchObject({ target: 'sfs/2009:400#K10P4', targets: ['sfs/2009:400#K10P4'] });
    expect(citations[2]).toMatchObject({
      target: 'sfs/2008:355#K6P2',
      provision: { wording: { validFrom: '2015-01-01' } },
      act: { key: 'sfs/2008:355' },
    });
    expect(citations[3]).toMatchObject({ target: null, targets: [], label: null, provision: null });
    expect(citations[3]!.reason).toBeTruthy();
  });

  it('opens a range as of the day of the text', async () => {
    const targets = async (date: string) =>
      (await t.anonymous.ask<Cited>(CITE, { text: '6 kap. 1–4 §§ patientdatalagen', date })).citations[0]!.targets;
    expect(await targets('2014-06-01')).toEqual(['K6P1', 'K6P2', 'K6P3'].map((one) => `sfs/2008:355#${one}`));
    expect(await targets('2016-06-01')).toEqual(['K6P1', 'K6P2', 'K6P2a', 'K6P3'].map((one) => `sfs/2008:355#${one}`));
    expect(await targets('2026-06-01')).toEqual(['K6P1', 'K6P2', 'K6P2a'].map((one) => `sfs/2008:355#${one}`));
  });

  it('opens ranges of articles and of chapters', async () => {
    const { citations } = await t.anonymous.ask<Cited>(CITE, {
      text: 'Se artiklarna 12–15 i dataskyddsförordningen och 8–10 kap. OSL.',
    });
    expect(citations[0]!.targets).toEqual(['12', '13', '14'].map((one) => `celex/32016R0679#${one}`));
    expect(citations.find(({ target }) => target === 'sfs/2009:400#K8')?.targets).toEqual(['sfs/2009:400#K8']);
  });

  it('reads relative citations from where the text stands', async () => {
    const { citations } = await t.anonymous.ask<Cited>(CITE, {
      text: 'Enligt 3 § gäller detta.',
      base: 'sfs/2009:400#K10P2',
    });
    expect(citations).toMatchObject([{ target: 'sfs/2009:400#K10P3' }]);
    for (const base of ['x', 'sfs/2009:400#', 'sfs/2009:400#Q1', "sfs/' or 1=1", 'sfs/2009:400#K1'.repeat(20)]) {
      const answer = await t.anonymous.raw(CITE, { text: '3 §', base });
      expect(answer.errors?.[0]?.message).toBe('Ange var texten står som ett kanoniskt id: sfs/2008:355#K6P2.');
    }
  });

  it('reads at most 50,000 units', async () => {
    const answer = await t.anonymous.raw(CITE, { text: 'a'.repeat(50_001) });
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/^Texten är för lång: högst 50\s000 tecken\.$/) as unknown as string,
    });
    const long = '10 kap. 1–4 §§ OSL. '.repeat(2_400);
    const { citations } = await t.anonymous.ask<Cited>(
      'query ($text: String!) { citations(text: $text) { targets } }',
      { text: long },
    );
    expect(citations).toHaveLength(2_000);
  });

  it('says of each whether the place is there, and why not or what to know, in words', async () => {
    const KNOWN = 'query ($text: String!) { citations(text: $text) { text existence note } }';
    const { citations } = await t.anonymous.ask<{ citations: { text: string; existence: string; note: string }[] }>(
      KNOWN,
      { text: '10 kap. 2 § OSL, 99 kap. 9 § OSL, 3 § lagen (1999:999) och 4 § här.' },
    );
    expect(citations.map(({ existence }) => existence)).toEqual(['IN_FORCE', 'NO_SUCH_PLACE', 'TEXT_NOT_HERE', null]);
    expect(citations[0]!.note).toBeNull();
    expect(citations[1]!.note).toContain('99 kap. 9 §');
    expect(citations[2]!.note).toMatch(/\w/);
    expect(citations[3]!.note).toBe('Texten säger inte vilken lag som avses.');
  });

  it('takes a constant number of statements, however much is cited', async () => {
    const statements = async (times: number) => {
      const before = t.db.reads.statements;
      await t.anonymous.ask(CITE.replace('reason', 'reason existence note'), {
        text: '10 kap. 1–4 §§ OSL. Se 6 kap. 2 § PDL och 5 § FL. '.repeat(times),
      });
      return t.db.reads.statements - before;
    };
    expect(await statements(40)).toBe(await statements(2));
  });

  it('shows where the law itself points', async () => {
    const query = `query ($id: ID!) { provision(id: $id) { wording { text citations { start end text target } } } }`;
    type Shown = {
      provision: {
        wording: { text: string; citations: { start: number; end: number; text: string; target: string }[] };
      };
    };
    const { provision } = await t.anonymous.ask<Shown>(query, { id: 'sfs/2009:400#K10P2' });
    expect(provision.wording.citations.map(({ target }) => target)).toEqual(['sfs/2009:400#K8P1', 'sfs/2008:355#K6P2']);
    const own = await t.anonymous.ask<Shown>(query, { id: pdl.provisions.get('K6P2') });
    expect(own.provision.wording.citations.map(({ target }) => target)).toContain('sfs/2008:355#K1P1');
    for (const { start, end, text } of own.provision.wording.citations)
      expect(own.provision.wording.text.slice(start, end)).toBe(text);
  });
});
