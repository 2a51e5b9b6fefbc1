import { describe, expect, it } from '@jest/globals';
import { expectWhole, tornOf } from '../../test/harness/statutes.js';
import { parseStatute } from './statute-parser.js';
import { sectionsBetween } from './statute-ranges.js';
import { type StatuteNode, walk } from './statute-tree.js';

interface Seen {
  names: string[];
  nodes: Map<string, StatuteNode>;
  all: StatuteNode[];
  codes: string[];
}

/** Reads the blocks given, whole in both kinds of line breaks, and shows what was found: `kind fragment`. */
function seen(...blocks: string[]): Seen {
  const source = blocks.join('\n\n');
  expectWhole(source.replaceAll('\n', '\r\n'));
  const all = [...walk(expectWhole(source))];
  const named = all.filter(({ fragment }) => fragment !== null);
  return {
    names: named.map(({ fragment }) => fragment ?? ''),
    nodes: new Map(named.map((node) => [node.fragment ?? '', node])),
    all,
    codes: parseStatute(source).ledger.map(({ code }) => code),
  };
}
const kinds = (of: Seen, ...wanted: string[]): (string | null)[] =>
  of.all.filter(({ kind }) => wanted.includes(kind)).map(({ title, number }) => title ?? number);

describe('numbers and signs of sections and chapters', () => {
  it.each([
    ['1 § Text.', 'P1'],
    ['1\u00a0§ Text.', 'P1'],
    ['1  §   Text.', 'P1'],
    ['1§ Text.', 'P1'],
    ['1 §. Text.', 'P1'],
    ['§ 1. Text.', 'P1'],
    ['§ 1 Text.', 'P1'],
    ['§ 2 a. Text.', 'P2a'],
    ['2 a § Text.', 'P2a'],
    ['2\u00a0a\u00a0§ Text.', 'P2a'],
    ['2a § Text.', 'P2a'],
    ['1 § ”Citat” är ord.', 'P1'],
    ['1 § 1) ett', 'P1'],
    ['1 §\nText.', 'P1'],
  ])('%j is section %s', (text, fragment) => {
    expect(seen(text).names[0]).toBe(fragment);
  });

  it.each([
    ['1 kap. Namn', 'K1'],
    ['1 Kap. Namn', 'K1'],
    ['1 KAP. NAMN', 'K1'],
    ['2 a  kap.  Namn', 'K2a'],
    ['Kap. 3. Namn', 'K3'],
    ['KAPITEL 4\nNAMN', 'K4'],
    ['IV kap. Namn', 'K4'],
    ['4 kap.', 'K4'],
  ])('%j is chapter %s', (text, fragment) => {
    const found = seen(text, '1 § Text.');
    expect(found.names.slice(0, 2)).toEqual([fragment, `${fragment}P1`]);
  });

  it.each([
    '6 kap. 2 § gäller också.',
    '29 kap. rättegångsbalken gäller.',
    '42 § första och andra styckena om undantag,',
    '§ är ett tecken.',
    '3 procent av 4 § avgår.',
  ])('%j is running text', (text) => {
    expect(seen('1 § Text.', text).names.filter((name) => /^(?:K\d+|P\d+)$/.test(name))).toEqual(['P1']);
  });

  it('moments of old acts, before and behind the word', () => {
    expect(seen('5 § 1 mom. Ett.', '2 mom. Två.').names).toEqual(['P5', 'P5O1', 'P5O1S1', 'P5O2', 'P5O2S1']);
    expect(seen('§ 5. Mom. 1. Ett.', 'Mom. 2. Två.').names).toEqual(['P5', 'P5O1', 'P5O1S1', 'P5O2', 'P5O2S1']);
  });
});

describe('what is repealed or goes on under another number', () => {
  it.each<[string, string | null]>([
    ['Har upphävts genom lag (2008:360).', '2008:360'],
    ['har upphävts genom förordning (1885:28 s. 4).', '1885:28_s.4'],
    ['Har upphävts genom förordning 2006:1412).', '2006:1412'],
    ['har upphävts genom förordning (1996:1302.', '1996:1302'],
    ['Har upphävts genom lag 2025:729', '2025:729'],
    ['Har upphävts genom (2025:729).', '2025:729'],
    ['Har upphävts genom föreskrifter (2024:1084).', '2024:1084'],
    ['Har upphört att gälla genom kungörelse (1960:12).', '1960:12'],
    ['Upphävd genom lag (1982:1101).', '1982:1101'],
    ['Upphävt genom SFS 1982:1101.', '1982:1101'],
    ['Upphävd.', null],
  ])('%s', (words, act) => {
    const node = seen('1 § Ett.', `2 § ${words}`, '3 § Tre.').nodes.get('P2');
    expect([node?.repealed, node?.repealedBy]).toEqual([true, act]);
  });

  it('a rule about a repeal is no notice of one', () => {
    const words = 'Upphävd författning gäller i fråga om vad som har bestämts före ikraftträdandet.';
    expect(seen(`1 § ${words}`).nodes.get('P1')?.repealed).toBe(false);
  });

  it('several sections in one line', () => {
    const found = seen('Rubrik', '1 § Ett.', '2-4 a §§ Har upphävts genom lag (2008:360).', '5 § Fem. Lag (2008:360).');
    expect(found.names.filter((name) => !name.includes('S'))).toEqual(['P1', 'P2', 'P3', 'P4', 'P4a', 'P5']);
    expect(['P2', 'P3', 'P4', 'P4a'].map((name) => found.nodes.get(name)?.repealedBy)).toEqual(
      Array(4).fill('2008:360'),
    );
    expect(found.codes).toEqual([]);
    const last = seen('1 § Ett.', '2, 3 och 5–6 §§ har upphävts genom förordning (1999:1).');
    expect(last.names.filter((name) => !name.includes('S'))).toEqual(['P1', 'P2', 'P3', 'P5', 'P6']);
    expect(sectionsBetween('7-7 c')).toEqual(['7', '7a', '7b', '7c']);
    expect(sectionsBetween('7 a–7 c')).toEqual(['7a', '7b', '7c']);
    for (const odd of ['9-3', '1-9999', 'x', '', '1,,2']) expect(sectionsBetween(odd)).toEqual([]);
  });

  it('a chapter, an annex and a new number', () => {
    const found = seen(
      '1 kap. Ett',
      '1 § A.',
      '6 § Har betecknats 2 kap. 4 § genom lag (1976:955).',
      '2 kap. har upphävts genom lag (1988:1556).',
      'Bilaga 2 Har upphävts genom förordning (2017:620).',
    );
    expect(found.nodes.get('K1P6')).toMatchObject({
      repealed: true,
      repealedBy: '1976:955',
      renamedTo: { chapter: '2', section: '4' },
    });
    expect(found.nodes.get('K2')).toMatchObject({ repealed: true, repealedBy: '1988:1556' });
    expect(found.nodes.get('B2')).toMatchObject({ repealed: true, repealedBy: '2017:620' });
  });
});

describe('parts', () => {
  it('take their name from the line or the heading behind them', () => {
    const found = seen(
      'FÖRSTA AVDELNINGEN',
      'ÖVERGRIPANDE BESTÄMMELSER',
      '1 kap. Ett',
      '1 § A.',
      'ANDRA AVDELNINGEN',
      'NÅGOT ANNAT',
      '2 kap. Två',
      '1 § B.',
    );
    expect(kinds(found, 'part')).toEqual([
      'FÖRSTA AVDELNINGEN ÖVERGRIPANDE BESTÄMMELSER',
      'ANDRA AVDELNINGEN NÅGOT ANNAT',
    ]);
    expect(found.names.filter((name) => !name.includes('S'))).toEqual(['K1', 'K1P1', 'K2', 'K2P1']);
    expect(kinds(seen('AVDELNING I. INLEDANDE BESTÄMMELSER', '1 kap. Ett', '1 § A.'), 'part')).toEqual([
      'AVDELNING I. INLEDANDE BESTÄMMELSER',
    ]);
  });

  it('with Roman numbers stand under those that have the word for it', () => {
    const { root } = parseStatute(
      [
        'AVD. A ÖVERGRIPANDE',
        'I  Inledning',
        '1 kap. Ett',
        '1 § A.',
        'II  Försäkring',
        '2 kap. Två',
        '1 § B.',
        'AVD. B FAMILJEN',
        '3 kap. Tre',
        '1 § C.',
      ].join('\n\n'),
    );
    const tree = (node: StatuteNode): unknown[] =>
      node.children
        .filter(({ kind }) => kind === 'part' || kind === 'chapter')
        .map((child) => [child.number, tree(child)]);
    expect(tree(root)).toEqual([
      [
        'A',
        [
          ['I', [['1', []]]],
          ['II', [['2', []]]],
        ],
      ],
      ['B', [['3', []]]],
    ]);
    expect(kinds(seen('I. ALLMÄNT', '1 § A.', 'II. SÄRSKILT', '2 § B.'), 'part')).toEqual([
      'I. ALLMÄNT',
      'II. SÄRSKILT',
    ]);
  });

  it('do not begin with the preposition', () => {
    expect(kinds(seen('I Sverige och utomlands', '1 § A.'), 'part')).toEqual([]);
  });
});

describe('conventions that an act gives as law', () => {
  const found = seen(
    '1 § Konventionen gäller som lag.',
    'Bilaga',
    'Europeiska konventionen om skydd för rättigheterna',
    'Undertecknade regeringar har kommit överens om följande.',
    'Artikel 1 - Skyldighet att respektera',
    'Parterna ska garantera rättigheterna i avdelning I.',
    'AVDELNING I - RÄTTIGHETER',
    'Artikel 2 – Rätt till livet',
    '1. Rätten ska skyddas genom lag.',
    '2. Ingen ska dödas när det krävs',
    'a) för att försvara någon, eller',
    'b) för att verkställa ett beslut.',
    'Artikel II',
    'Den tidigare ordningen beskrivs i\nartikel 4 i den separata överenskommelsen.',
    'Artikel III\nBerörda skatter',
    'Reglerna gäller alla skatter.',
  );

  it('have articles with paragraphs and points, under their annex', () => {
    expect(found.names.slice(2)).toEqual([
      'B1',
      'B1A1',
      'B1A1S1',
      'B1A2',
      'B1A2S1',
      'B1A2S1N1',
      'B1A2S1N2',
      'B1A2S1N2a',
      'B1A2S1N2b',
      'B1Aii',
      'B1AiiS1',
      'B1Aiii',
      'B1AiiiS1',
    ]);
    expect(kinds(found, 'article')).toEqual([
      'Skyldighet att respektera',
      '– Rätt till livet'.slice(2),
      'ii',
      'Berörda skatter',
    ]);
    expect(kinds(found, 'heading')).toContain('AVDELNING I - RÄTTIGHETER');
    expect(found.codes).toEqual([]);
  });

  it('stand behind the act without the word for an annex too, but a sentence about an article is none', () => {
    const behind = seen(
      '1 § Text.',
      'Övergångsbestämmelser',
      '1998:167',
      'Denna lag träder i kraft nu.',
      'AVDELNING I\nTILLÄMPNING',
      'Artikel 1',
      'Text.',
    );
    expect(behind.names).toEqual(expect.arrayContaining(['A1', 'A1S1', 'L1998:167']));
    const prose = seen(
      '1 § Text.',
      'Artikel 6 i konventionen gäller.',
      'Artikel 12.3 i förordningen gäller.',
      'Artikel 6 Konventionen nämns.',
    );
    expect(prose.names).toEqual(['P1', 'P1S1', 'P1S2', 'P1S3', 'P1S4']);
  });
});

describe('annexes and transitional provisions', () => {
  it('with titles, days and letters', () => {
    expect(
      seen('1 § T.', 'Bilaga 1 /Upphör att gälla U:den dag regeringen bestämmer/', 'Avtal').nodes.get('B1')?.validity
        .to,
    ).toBe('undecided');
    expect(seen('1 § T.', 'Bilaga A', 'x', 'Bilaga 2 a Förteckning över vägar', 'y').names).toEqual([
      'P1',
      'P1S1',
      'Ba',
      'B2a',
    ]);
    expect(seen('1 § T.', 'Bilaga 2 innehåller uppgifter.').names).toEqual(['P1', 'P1S1', 'P1S2']);
  });

  it('misspelled, with headings, and without a heading', () => {
    expect(seen('1 § T.', 'Övergångsbestämmleser', '2018:747', '1. Ett.', '2. Två.').names).toEqual([
      'P1',
      'P1S1',
      'L2018:747',
      'L2018:747N1',
      'L2018:747N2',
    ]);
    expect(seen('1 § T.', 'Ikraftträdande- och övergångsbestämmelser', '1885:28 s. 4', 'Text.').names).toEqual([
      'P1',
      'P1S1',
      'L1885:28_s.4',
      'L1885:28_s.4S1',
    ]);
    const bare = seen('1 § T.', '2018:747', '1. Denna lag träder i kraft den 1 juli 2018.');
    expect([bare.names, bare.codes]).toEqual([['P1', 'P1S1', 'L2018:747', 'L2018:747N1'], ['TRANSITION_UNNAMED']]);
    expect(seen('1 § T.', '2018:747', 'är ett nummer.').names).toEqual(['P1', 'P1S1', 'P1S2', 'P1S3']);
  });
});

describe('what is no provision', () => {
  it('running heads and page numbers are kept and are no paragraphs', () => {
    const found = seen('1 § Ett.', 'SFS 2018:747', '– 3 –', 'Sida 4 av 9', 'Två.');
    expect(found.names).toEqual(['P1', 'P1S1', 'P1S2']);
    expect(found.codes).toEqual(['RUNNING_HEAD', 'RUNNING_HEAD', 'RUNNING_HEAD']);
  });

  it('footnotes are text behind their calls', () => {
    const found = seen('1 § /1/ Lagen /2/ gäller.', '1 Jfr Europaparlamentets direktiv 2006/123/EG, i lydelsen.');
    expect([found.names, found.codes]).toEqual([['P1', 'P1S1', 'P1S2'], []]);
  });

  it('what the edition has left out is said, and does not stick to what follows', () => {
    const found = seen(
      '/Författningens text finns bara i tryckt version/',
      'Övergångsbestämmelser',
      '2018:747',
      'Text.',
    );
    expect(found.codes).toEqual(expect.arrayContaining(['OMITTED', 'NOTHING_UNDERSTOOD']));
    expect(seen('1 § Beräknas så:', '/Formeln är inte med här/', '2 § Två.').names).toEqual([
      'P1',
      'P1S1',
      'P1S2',
      'P2',
      'P2S1',
    ]);
  });

  it('a marker without its closing slash ends with its line', () => {
    const node = seen('1 § /Träder i kraft I:2027-01-01\nOch/eller så.').nodes.get('P1');
    expect([node?.validity.from, node?.markers.length]).toEqual(['2027-01-01', 1]);
  });
});

describe('lists, definitions, tables and formulas', () => {
  it('old and foreign bullets', () => {
    expect(seen('1 § Det gäller:\n1) ett,\n2) två.').names).toEqual(['P1', 'P1S1', 'P1S1N1', 'P1S1N2']);
    expect(seen('1 § Det gäller:', '1:o) ett,', '2:o) två.').names).toEqual(['P1', 'P1S1', 'P1S1N1', 'P1S1N2']);
    expect(seen('1 § Det gäller:', '(1) ett,', '(i) alfa,', '(ii) beta.').names).toEqual([
      'P1',
      'P1S1',
      'P1S1N1',
      'P1S1N1i',
      'P1S1N1ii',
    ]);
    expect(seen('1 § Det gäller:', '• ett,', '• två.').all.filter(({ kind }) => kind === 'item')).toHaveLength(2);
    expect(seen('1 § Enligt lagen\n(1998:204) gäller det\n5. inte.').names).toEqual(['P1', 'P1S1']);
  });

  it('definitions line by line and in columns, and formulas, stay in their section', () => {
    const found = seen(
      '2 § I denna lag avses med',
      'vårdgivare: den som bedriver vård,',
      'patient: den som får vård.',
      'Uttryck\tBetydelse',
      'Journal\tHandlingar om en patient',
      'A = B x (C / D)',
      'där B är ett tal.',
    );
    expect(found.all.filter(({ kind }) => kind === 'section')).toHaveLength(1);
    expect(found.all.filter(({ kind }) => kind === 'table')).toHaveLength(2);
    expect(found.codes).toEqual(['TABLE']);
  });

  it('badly set tables of an annex', () => {
    const found = seen(
      '1 § T.',
      'Bilaga',
      'Erinaceidae',
      '-       -       N       -       Erinaceus algirus\n        spansk igelkott',
      '(nordafrikansk igelkott)',
      'Soricidae',
    );
    expect(found.names).toEqual(['P1', 'P1S1', 'B1']);
  });
});

describe('the concatenation property', () => {
  it('sees a piece that is dropped, doubled, moved or changed by one letter', () => {
    const source =
      '1 kap. Ett\n\n1 § Första. Lag (2014:829).\n\n2 § Det gäller\n\n1. ett,\n\n2. två.\n\nBilaga\n\nText.';
    const bugs: [string, (root: StatuteNode) => void][] = [
      ['dropped', (root) => void root.children[0]?.children.shift()],
      ['doubled', (root) => void root.children.push(...root.children.slice(-1))],
      ['moved', (root) => void root.children.reverse()],
      [
        'emptied',
        (root) => void [...walk(root)].filter(({ kind }) => kind === 'item').forEach((item) => (item.text = '')),
      ],
      [
        'changed',
        (root) => void [...walk(root)].slice(-1).forEach((node) => (node.text = node.text.replace('T', 't'))),
      ],
      ['shortened', (root) => void [...walk(root)].slice(-1).forEach((node) => (node.text = node.text.slice(0, -1)))],
      ['lifted', (root) => void root.children.push(...(root.children[0]?.children.splice(0, 1) ?? []))],
      ['torn', (root) => void [...walk(root)].slice(-1).forEach((node) => (node.end -= 1))],
    ];
    for (const [name, plant] of bugs) {
      const { root } = parseStatute(source);
      expect([name, tornOf(source, root)]).toEqual([name, []]);
      plant(root);
      expect([name, tornOf(source, root).length > 0]).toEqual([name, true]);
    }
  });
});

describe('what the calendar and the printer got wrong', () => {
  it.each(['I:2026-13-45', 'U:2026-02-30', 'U:0000-00-00'])(
    'a marker with %s is kept and told, and gives no day',
    (day) => {
      const found = seen('1 § Ett.', `2 § /Upphör att gälla ${day}/ Två.`);
      expect(found.nodes.get('P2')?.validity).toEqual({ from: null, to: null });
      expect(found.codes).toContain('UNKNOWN_MARKER');
    },
  );

  it('an amending act without a blank line behind its number', () => {
    const found = seen(
      '1 § Ett.',
      'Övergångsbestämmelser',
      '2030:905\n1. Denna lag träder i kraft.\n2. Äldre gäller.',
      '2030:906\nDenna lag.',
    );
    expect(found.names).toEqual(expect.arrayContaining(['L2030:905', 'L2030:905N1', 'L2030:905N2', 'L2030:906']));
    expect(found.codes).toEqual([]);
  });

  it('parts and annexes with capital letters', () => {
    expect(kinds(seen('AVDELNING A. INLEDNING', '1 kap. Ett', '1 § A.'), 'part')).toEqual(['AVDELNING A. INLEDNING']);
    expect(seen('1 § T.', 'Bilaga 1 A', 'x', 'Bilaga 3 B Har upphävts genom lag (2030:1).').names).toEqual([
      ...seen('1 § T.').names,
      'B1a',
      'B3b',
    ]);
  });
});
