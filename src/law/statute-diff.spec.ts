import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type ChangeSet, type Consolidation, diffStatutes } from './statute-diff.js';
import { parseStatute } from './statute-parser.js';
import { type AmendmentRecord, readStatuteRecord } from './statute-record.js';
import { fold } from './statute-text.js';
import { wordsOf } from './statute-tree.js';

const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
const files = ['sfs-2010-800.t.o.m.2025-730.json', 'sfs-2010-800.t.o.m.2025-1497.json'].map((file) =>
  join(folder, file),
);
const present = files.every((file) => existsSync(file));
if (!present) console.warn(`Skipped: the two states of Skollagen are not under ${folder} (LAGRUM_DATA).`);

function amendment(act: string, notes: string | null, on: string | null): AmendmentRecord {
  const commencement = { on, undecided: false, byTransition: false };
  return { act, title: null, notes, commencement, preparatoryWorks: null, celex: null };
}

const consolidation = (text: string, ...amendments: AmendmentRecord[]): Consolidation => ({
  statute: parseStatute(text),
  amendments,
});
const shown = (set: ChangeSet): string[] =>
  set.changes.map(({ kind, fragment, to, act, validFrom }) =>
    [kind, fragment, to, act, validFrom].filter(Boolean).join(' '),
  );

(present ? describe : describe.skip)('two states of Skollagen', () => {
  const [older, newer] = present
    ? files.map((file) => {
        const reading = readStatuteRecord(readFileSync(file, 'utf8'));
        if (!reading.ok) throw new Error(reading.errors[0]?.sentence);
        return {
          statute: parseStatute(reading.record.text),
          amendments: reading.record.amendments,
          text: reading.record.text,
        };
      })
    : [];
  const set = older && newer ? diffStatutes(older, newer) : null;

  it('knows the new acts, and that one of them amends another amending act', () => {
    expect(set?.newActs.map(({ act }) => act)).toEqual(['2025:1311', '2025:1312', '2025:1497']);
    expect(set?.indirect).toEqual([{ act: '2025:1312', inAct: '2025:729', fragments: ['K3P12j', 'K28P12'] }]);
    expect(set?.unexplained).toEqual([]);
  });

  // Read against the registers' notes on the three acts and the two texts.
  it('finds what they did and nothing else', () => {
    const first = '2025:1311 2026-01-01';
    expect(new Set(set && shown(set))).toEqual(
      new Set([
        ...['K20P9a', 'K20P31a', 'K20P31b', 'K20P33a', 'K20P33b', 'L2025:1311'].map(
          (fragment) => `added ${fragment} ${first}`,
        ),
        ...['K3P12j', 'K20P1', 'K20P8a', 'K20P9', 'K20P28', 'K20P29', 'K20P33', 'K24P12', 'K28P12'].map(
          (fragment) => `changed ${fragment} ${first}`,
        ),
        `renumbered K20P33a K20P33c ${first}`,
        `renumbered K20P33b K20P33d ${first}`,
        'changed K3P12j 2025:1312 2026-07-01',
        'changed K28P12 2025:1312 2026-07-01',
        'changed K29P13 2025:1497 2026-01-15',
      ]),
    );
    expect(set?.concordance.map(({ from, to }) => [from, to])).toEqual([
      ['K20P33a', 'K20P33c'],
      ['K20P33b', 'K20P33d'],
    ]);
    expect(set?.changes.filter(({ kind }) => kind === 'renumbered').map(({ sameWords }) => sameWords)).toEqual([
      true,
      true,
    ]);
    expect(
      set?.changes.every(
        ({ act, preparatoryWorks }) => act !== '2025:1311' || preparatoryWorks?.startsWith('Prop. 2025/26:10'),
      ),
    ).toBe(true);
  });

  it('replaces the wording in force, and for the undated act the one that was to come', () => {
    const on = (act: string): [string | null, string | null] | undefined => {
      const before = set?.changes.find((change) => change.fragment === 'K3P12j' && change.act === act)?.before;
      return before ? [before.validity.from, before.lastAct] : undefined;
    };
    expect(on('2025:1311')).toEqual([null, '2022:1315']);
    expect(on('2025:1312')).toEqual(['2026-07-01', '2025:729']);
  });

  it('tells of no announced wording that has come, and of no mended misprint', () => {
    // 2 kap. 24 a § took force on 2025-07-01 as the older text said it would.
    expect(set?.changes.some(({ fragment }) => fragment === 'K2P24a')).toBe(false);
    expect(set?.lapsed.map(({ fragment }) => fragment)).toEqual(expect.arrayContaining(['K1P12', 'K2P36', 'K10P25']));
    const letters = (words: string): string =>
      fold(words)
        .replace(/\/[^/]*\//g, '')
        .replace(/[^\p{L}\p{N}]/gu, '');
    for (const { before, after } of set?.editorial ?? []) {
      expect(letters(wordsOf(newer?.text ?? '', after))).toBe(letters(wordsOf(older?.text ?? '', before)));
    }
  });

  it('finds nothing between a text and itself', () => {
    if (!newer) return;
    const none = diffStatutes(newer, newer);
    expect([none.changes, none.lapsed, none.editorial, none.newActs]).toEqual([[], [], [], []]);
  });
});

describe('changes from one consolidation to the next', () => {
  const old = '1 § Ett.\n\n2 § Två.\n\n3 § Tre.\n\n4 § Fyra.';

  it('says repealed both for what says so and for what is gone', () => {
    const set = diffStatutes(
      consolidation(old),
      consolidation(
        '1 § Ett.\n\n2 § Har upphävts genom lag (2030:5).\n\n4 § Fyra.',
        amendment('2030:5', 'upph. 2, 3 §§', '2030-07-01'),
      ),
    );
    expect(shown(set)).toEqual(['repealed P2 2030:5 2030-07-01', 'repealed P3 2030:5 2030-07-01']);
  });

  it('says repealed ahead where the end has its day, and not again when it has come', () => {
    const ahead = '1 § Ett.\n\n2 § /Upphör att gälla U:2031-01-01 genom lag (2030:6)./\nTvå.\n\n3 § Tre.\n\n4 § Fyra.';
    const register = amendment('2030:6', 'upph. 2 §', '2031-01-01');
    expect(shown(diffStatutes(consolidation(old), consolidation(ahead, register)))).toEqual([
      'repealed P2 2030:6 2031-01-01',
    ]);
    const come = ahead.replace(/\/[^/]*\/\nTvå\./, 'Har upphävts genom lag (2030:6).');
    const then = diffStatutes(consolidation(ahead, register), consolidation(come, register));
    expect([shown(then), then.lapsed.map(({ fragment }) => fragment)]).toEqual([[], ['P2']]);
  });

  it('follows a number that the register moves, and sees that the words moved with it', () => {
    const set = diffStatutes(
      consolidation(old),
      consolidation(
        '1 § Ett.\n\n2 § Ny. Lag (2030:7).\n\n3 § Två. Lag (2030:7).\n\n4 § Fyra.',
        amendment('2030:7', 'upph. 3 §; nuvarande 2 § betecknas 3 §; ny 2 §', '2030-09-01'),
      ),
    );
    expect(shown(set)).toEqual([
      'renumbered P2 P3 2030:7 2030-09-01',
      'added P2 2030:7 2030-09-01',
      'repealed P3 2030:7 2030-09-01',
    ]);
    expect(set.changes[0]?.sameWords).toBe(true);
  });

  it('leaves the day open where the government has yet to decide it', () => {
    const register = {
      ...amendment('2030:8', 'ändr. 1 §', null),
      commencement: { on: null, undecided: true, byTransition: false },
    };
    const set = diffStatutes(consolidation(old), consolidation(`${old}\n\n5 § Fem. Lag (2030:8).`, register));
    expect(shown(set)).toEqual(['added P5 2030:8 undecided']);
  });

  it('keeps a new act that left no trace', () => {
    const set = diffStatutes(
      consolidation(old),
      consolidation(old, amendment('2030:9', 'ändr. 3 §, okänt', '2030-01-01')),
    );
    expect(set.unexplained.map(({ words }) => words)).toEqual(['okänt', 'ändr. 3 §, okänt']);
  });

  it('tells of headings and titles: new, gone, moved, other words, and those that a section took along', () => {
    const before =
      '1 kap. Namn\n\nIngress\n\n1 § Ett.\n\nGammal\n\n2 § Två.\n\nFlyttas\n\n3 § Tre.\n\nFöljer\n\n4 § Fyra.\n\n6 § Sex.';
    const after =
      '1 kap. Annat namn\n\nIngress\n\n1 § Ett.\n\nNy\n\n2 § Två.\n\n3 § Tre.\n\nFöljer\n\n5 § Fyra. Lag (2030:1).\n\nFlyttas\n\n6 § Sex.';
    const register = amendment(
      '2030:1',
      'nuvarande 1 kap. 4 § betecknas 1 kap. 5 §; ändr. rubr. närmast före 1 kap. 2 §',
      '2030-05-01',
    );
    const { headings } = diffStatutes(consolidation(before), consolidation(after, register));
    expect(
      headings.map(({ kind, of, fragment, to, before: was, after: is, act, validFrom }) => [
        kind,
        of,
        fragment,
        to,
        was,
        is,
        act,
        validFrom,
      ]),
    ).toEqual([
      ['changed', 'chapter', 'K1', null, 'Namn', 'Annat namn', null, null],
      ['changed', 'heading', 'K1P2', null, 'Gammal', 'Ny', '2030:1', '2030-05-01'],
      ['moved', 'heading', 'K1P3', 'K1P6', 'Flyttas', 'Flyttas', null, null],
    ]);
  });

  it('does not tell of a heading whose day has come as it was announced', () => {
    const ahead =
      '/Rubriken upphör att gälla U:2030-01-01/\nGammal\n\n/Rubriken träder i kraft I:2030-01-01/\nNy\n\n1 § Ett.';
    expect(diffStatutes(consolidation(ahead), consolidation('Ny\n\n1 § Ett.')).headings).toEqual([]);
  });

  it('compares an annex by its rows and paragraphs', () => {
    const rows = (...last: string[]): string =>
      ['1 § Ett.', 'Bilaga 1 Förteckning', 'Inledande ord', 'Art\t\tStatus', 'Igelkott\t\tN', ...last].join('\n\n');
    const register = amendment('2030:2', 'ändr. bil. 1', '2030-01-01');
    const [change] = diffStatutes(
      consolidation(rows('Näbbmus\t\tN', 'Räv\t\tS')),
      consolidation(rows('Näbbmus\t\tS', 'Räv\t\tS', 'Varg\t\tS'), register),
    ).changes;
    expect([change?.fragment, change?.kind, change?.act]).toEqual(['B1', 'changed', '2030:2']);
    expect(change?.parts).toEqual([
      { kind: 'changed', of: 'row', fragment: null, before: 'Näbbmus N', after: 'Näbbmus S' },
      { kind: 'added', of: 'row', fragment: null, before: null, after: 'Varg S' },
    ]);
  });

  it('compares the articles of a convention one by one, and a section by its points', () => {
    const of = (second: string, point: string): string =>
      `1 § Det gäller\n\n1. ett,\n\n2. ${point}\n\nBilaga\n\nIngress\n\nArtikel 1\n\nFörsta.\n\nArtikel 2\n\n${second}`;
    const set = diffStatutes(
      consolidation(of('Andra.', 'två. Lag (2014:1).')),
      consolidation(
        of('Andra i ny lydelse.', 'tre. Lag (2030:3).'),
        amendment('2030:3', 'ändr. 1 §, bil.', '2030-01-01'),
      ),
    );
    expect(set.changes.map(({ kind, fragment }) => [kind, fragment])).toEqual([
      ['changed', 'P1'],
      ['changed', 'B1A2'],
    ]);
    expect(set.changes[0]?.parts.map(({ kind, fragment, after }) => [kind, fragment, after])).toEqual([
      ['changed', 'P1S1N2', '2. tre.'],
    ]);
    expect(set.changes[1]?.act).toBe('2030:3');
  });

  it('follows a section that says what it is called now, and a range that says it is repealed', () => {
    const set = diffStatutes(
      consolidation(old),
      consolidation(
        '1 § Har betecknats 5 § genom lag (2030:4).\n\n2-4 §§ Har upphävts genom lag (2030:4).\n\n5 § Ett.',
        amendment('2030:4', 'upph. 2-4 §§', '2030-02-01'),
      ),
    );
    expect(shown(set)).toEqual([
      'renumbered P1 P5 2030:4 2030-02-01',
      'repealed P2 2030:4 2030-02-01',
      'repealed P3 2030:4 2030-02-01',
      'repealed P4 2030:4 2030-02-01',
    ]);
  });
});
