import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRegisterNotes } from './register-notes.js';
import { readStatuteRecord } from './statute-record.js';

/** `changed K6P2 → …` for each action, unread words behind. */
function read(notes: string): string[] {
  const { actions, unparsed } = parseRegisterNotes(notes);
  return [
    ...actions.map(({ verb, target, to, inAct }) =>
      [
        verb,
        target.kind === 'section' ? '' : [target.kind, target.place].filter(Boolean).join(' '),
        `${target.fragment ?? ''}${target.through ? `–${target.through}` : ''}`,
        to ? `→ ${to.fragment}` : '',
        inAct ? `i ${inAct}` : '',
      ]
        .filter(Boolean)
        .join(' '),
    ),
    ...unparsed.map((words) => `? ${words}`),
  ];
}

describe('register notes', () => {
  it.each([
    ['ändr. 7, 49 §§; nya 5 a §; upph. 3 §', ['changed P7', 'changed P49', 'added P5a', 'repealed P3']],
    ['upp. 3 §, ändr. 7a §', ['repealed P3', 'changed P7a']],
    [
      'ändr. 1 kap. 1, 3, 7 c,12 §§, 2 kap. 2 §',
      ['changed K1P1', 'changed K1P3', 'changed K1P7c', 'changed K1P12', 'changed K2P2'],
    ],
    ['ny  2 kap. 22 a §, rubr. närmast före 2 kap. 22 a §', ['added K2P22a', 'added heading before K2P22a']],
    ['nytt 2 a kap.', ['added chapter K2a']],
    [
      'upph. 18, 19 kap.; nya 18, 19 kap., 7 kap. 5 a §, bil. 4, 5',
      [
        'repealed chapter K18',
        'repealed chapter K19',
        'added chapter K18',
        'added chapter K19',
        'added K7P5a',
        'added annex B4',
        'added annex B5',
      ],
    ],
    ['nuvarande 8 § betecknas 7 §', ['renumbered P8 → P7']],
    [
      'nuvarande 2 kap. 4, 5 §§, 7 kap. 28 a § betecknas 2 kap. 11, 12 §§, 7 kap. 23 a §',
      ['renumbered K2P4 → K2P11', 'renumbered K2P5 → K2P12', 'renumbered K7P28a → K7P23a'],
    ],
    [
      'ändr. rubr. närmast före 20 kap. 33 a sätts närmast före den nya 20 kap. 33 c §',
      ['moved heading before K20P33a → K20P33c'],
    ],
    [
      'ändr. rubr. till 11, 18 kap., rubr. 2 kap., rubr. närmast efter 3 kap. 3 §',
      ['changed heading of K11', 'changed heading of K18', 'changed heading of K2', 'changed heading after K3P3'],
    ],
    ['ändr. 3 kap. 12 j §, 28 kap. 12 § i 2025:729', ['changed K3P12j i 2025:729', 'changed K28P12 i 2025:729']],
    ['ändr. p 3, 4 ikrafttr.- och övergångsbest. till 2022:147', ['changed transitional L2022:147']],
    ['ikrafttr. av 2010:383', ['commencement act i 2010:383']],
    ['ändr. bil., 2 §; omtryck', ['changed annex B1', 'changed P2', 'reprinted act']],
    ['ändr. 2 kap. 1, 2, de nya 11, 12 §§', ['changed K2P1', 'changed K2P2', 'changed K2P11', 'changed K2P12']],
    ['nya 28 kap. 13 a och 13 b §§', ['added K28P13a', 'added K28P13b']],
    ['upph. 3-6 §§', ['repealed P3–P6']],
  ])('%s', (notes, expected) => expect(read(notes)).toEqual(expected));

  it.each([
    // A comma in the middle of "5 b": the register's own misprint.
    ['nya 7 kap. 5 a, 5, b, 21 kap. 5 a §§', ['added K21P5a', '? 7 kap. 5 a, 5, b']],
    ['ändr. rubr. 22 kap. 2 §', ['? rubr. 22 kap. 2 §']],
    ['nuvarande 24, 25 §§ betecknas 34 §', ['? 24, 25 §§ betecknas 34 §']],
    ['utgår genom 2023:545', ['? utgår genom 2023:545']],
    ['ändr. 7 § sista ordet', ['? 7 § sista ordet']],
    ['ändr. 17 kap. 4 a § betecknas 17 kap. 4 b §', ['renumbered K17P4a → K17P4b']],
    ['', []],
  ])('does not guess: %s', (notes, expected) => expect(read(notes)).toEqual(expected));

  it('takes anything without falling over, and says nothing twice', () => {
    const word = fc.constantFrom(
      'ändr.',
      'nya',
      'upph.',
      'nuvarande',
      'betecknas',
      'rubr.',
      'närmast',
      'före',
      'bil.',
      '7',
      '5 a',
      'kap.',
      '§',
      '§§',
      ',',
      ';',
      'i 2025:729',
      'p',
      'till',
      'och',
      '-',
      'x',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
        ),
        (notes) => {
          const { actions, unparsed } = parseRegisterNotes(notes);
          for (const words of unparsed) expect(notes).toContain(words);
          if (notes.trim() && !/[0-9]/.test(notes))
            expect(actions.every(({ target }) => target.kind !== 'section')).toBe(true);
        },
      ),
    );
    expect(parseRegisterNotes('x'.repeat(60_000)).unparsed).toHaveLength(1);
    expect(parseRegisterNotes(null)).toEqual({ actions: [], unparsed: [] });
  });

  const folder = join(process.env.LAGRUM_DATA ?? '../shared/data', 'sfs');
  const present = existsSync(folder);
  if (!present) console.warn(`Skipped: no statutes under ${folder} (LAGRUM_DATA).`);
  (present ? it : it.skip)('understands all but a few of the notes of the registers given', () => {
    const notes = new Map<string, string>();
    for (const file of readdirSync(folder)) {
      const reading = readStatuteRecord(readFileSync(join(folder, file), 'utf8'));
      if (!reading.ok) continue;
      for (const { act, notes: words } of reading.record.amendments)
        if (words) notes.set(`${reading.record.id} ${act}`, words);
    }
    const unread = [...notes.values()].filter((words) => parseRegisterNotes(words).unparsed.length > 0);
    expect(notes.size).toBeGreaterThan(600);
    expect(unread.length / notes.size).toBeLessThan(0.05);
  });
});
