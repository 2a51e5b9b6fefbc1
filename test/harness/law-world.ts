import { newId } from '../../src/platform/ids.js';
import type { TestApp } from './app.js';

/** Rows of the law written by hand, so that each day and each relation in them is known. The import has tests of its own. */

export interface PlantedWording {
  text: string;
  from?: string | null;
  to?: string | null;
  undecided?: boolean;
  act?: string;
  repealed?: boolean;
  repealedBy?: string;
  renamedTo?: string;
  editionFrom?: number;
  editionTo?: number;
  parts?: { kind: string; number: string | null; fragment: string | null; words: string }[];
}
export interface PlantedPiece {
  kind: 'PART' | 'CHAPTER' | 'HEADING' | 'SECTION' | 'ANNEX' | 'TRANSITIONAL' | 'AMENDING_ACT';
  fragment?: string;
  number?: string;
  chapter?: string;
  title?: string;
  wordings: PlantedWording[];
}
export interface PlantedAmendment {
  act: string;
  on: string | null;
  notes?: string;
  actions?: object[];
  documents?: string[];
}
export interface PlantedSource {
  key: string;
  title: string;
  form?: string;
  department?: string;
  inForceOn?: string | null;
  undecided?: boolean;
  repealedOn?: string | null;
  repealedBy?: string | null;
  running?: boolean;
  editions?: number;
  pieces: PlantedPiece[];
  amendments?: PlantedAmendment[];
}
export interface Planted {
  id: string;
  key: string;
  provisions: Map<string, string>;
  /** By fragment, in the order given. */
  wordings: Map<string, string[]>;
  editions: string[];
}

export async function plantLaw(t: TestApp, source: PlantedSource): Promise<Planted> {
  const id = newId('LawSource');
  const editions = Array.from({ length: source.editions ?? 1 }, () => newId('LawEdition'));
  const planted: Planted = { id, key: source.key, provisions: new Map(), wordings: new Map(), editions };
  await t.sql(
    `insert into entry (id, kind, ref, title, owner_org_id, owner_unit_id, access, visibility, state, version, created_by, published_at)
     select $1, 'LAW_SOURCE', $2, $3, u.organisation_id, u.id, 'PUBLIC', 'WORLD', 'IMPORTED', 1, 'system:test', now()
       from unit u join organisation o on o.id = u.organisation_id where o.kind = 'ASSOCIATION' order by u.id limit 1`,
    [id, source.key, source.title],
  );
  await t.sql(
    `insert into law_source (id, key, designation, form, department, issued_on, in_force_on, in_force_undecided,
       in_force_by_transition, repealed_on, repeal_undecided, repeal_by_transition, repealed_by, preparatory_works, consolidated_to,
       running, edition, record_hash, imported_at)
     values ($1, $2, $3, $4, $5, '2000-01-01', $6, $7, false, $8, false, false, $9, 'Prop. 2007/08:126, bet. 2007/08:SoU16',
       '2025:1', $10, $11, 'x', now())`,
    [
      id,
      source.key,
      source.key.replace('sfs/', ''),
      source.form ?? 'Lag',
      source.department ?? 'Socialdepartementet',
      source.undecided ? null : (source.inForceOn ?? '2008-07-01'),
      source.undecided ?? false,
      source.repealedOn ?? null,
      source.repealedBy ?? null,
      source.running ?? false,
      editions.length,
    ],
  );
  for (const [i, edition] of editions.entries())
    await t.sql(
      `insert into law_edition (id, source_id, number, text_hash, record_hash, imported_at, pieces, characters)
       values ($1, $2, $3, 'x', 'x', now(), 1, 1)`,
      [edition, id, i + 1],
    );
  let position = 0;
  for (const piece of source.pieces) {
    let provision: string | null = null;
    if (piece.fragment) {
      provision = newId('Provision');
      planted.provisions.set(piece.fragment, provision);
      await t.sql(
        `insert into provision (id, source_id, fragment, kind, number, chapter) values ($1, $2, $3, $4, $5, $6)`,
        [provision, id, piece.fragment, piece.kind, piece.number ?? '1', piece.chapter ?? null],
      );
    }
    for (const wording of piece.wordings) {
      const wordingId = newId('Wording');
      const key = piece.fragment ?? piece.title ?? piece.kind;
      planted.wordings.set(key, [...(planted.wordings.get(key) ?? []), wordingId]);
      const parts = (wording.parts ?? []).map(({ words, ...part }) => {
        const start = wording.text.indexOf(words);
        if (start < 0) throw new Error(`"${words}" is not in the text`);
        return { ...part, start, end: start + words.length };
      });
      await t.sql(
        `insert into wording (id, source_id, provision_id, kind, fragment, number, title, text, parts, hash, valid_from, valid_to,
           from_undecided, to_undecided, from_basis, act, repealed, repealed_by, renamed_to, depth, position, edition_from, edition_to)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'x', $10, $11, $12, false, 'REGISTER', $13, $14, $15, $16, 1, $17, $18, $19)`,
        [
          wordingId,
          id,
          provision,
          piece.kind,
          piece.fragment ?? null,
          piece.number ?? null,
          piece.title ?? null,
          wording.text,
          JSON.stringify(parts),
          wording.from ?? null,
          wording.to ?? null,
          wording.undecided ?? false,
          wording.act ?? null,
          wording.repealed ?? false,
          wording.repealedBy ?? null,
          wording.renamedTo ?? null,
          (position += 1_000_000),
          wording.editionFrom ?? 1,
          wording.editionTo ?? null,
        ],
      );
    }
  }
  for (const amendment of source.amendments ?? [])
    await t.sql(
      `insert into amendment (id, source_id, act, title, notes, actions, in_force_on, in_force_undecided, in_force_by_transition,
         preparatory_works, documents)
       values ($1, $2, $3, $4, $5, $6, $7, $8, false, 'Prop.', $9)`,
      [
        newId('Amendment'),
        id,
        amendment.act,
        `Lag (${amendment.act}) om ändring`,
        amendment.notes ?? null,
        JSON.stringify(amendment.actions ?? []),
        amendment.on,
        amendment.on === null,
        amendment.documents ?? [],
      ],
    );
  return planted;
}

const section = (fragment: string) => ({ kind: 'section', fragment });

/** A patient data act of our own making, under the real one's number so that its names mean it. */
export const PATIENT_DATA: PlantedSource = {
  key: 'sfs/2008:355',
  title: 'Patientdatalag (2008:355)',
  editions: 2,
  pieces: [
    {
      kind: 'CHAPTER',
      fragment: 'K1',
      number: '1',
      title: 'Lagens tillämpningsområde',
      wordings: [{ text: '1 kap. Lagens tillämpningsområde\r\n\r\n', from: '2008-07-01' }],
    },
    {
      kind: 'SECTION',
      fragment: 'K1P1',
      number: '1',
      chapter: 'K1',
      wordings: [{ text: '1 § Denna lag gäller vårdgivare. Den gäller även\r\navlidna.\r\n\r\n', from: '2008-07-01' }],
    },
    {
      kind: 'CHAPTER',
      fragment: 'K6',
      number: '6',
      title: 'Sammanhållen journalföring',
      wordings: [{ text: '6 kap. Sammanhållen journalföring\r\n\r\n', from: '2008-07-01' }],
    },
    {
      kind: 'HEADING',
      title: 'Förutsättningar',
      wordings: [{ text: 'Förutsättningar\r\n\r\n', from: '2008-07-01' }],
    },
    {
      kind: 'SECTION',
      fragment: 'K6P2',
      number: '2',
      chapter: 'K6',
      wordings: [
        {
          text: '2 § En vårdgivare får ha direktåtkomst.\r\n\r\n',
          from: '2008-07-01',
          to: '2015-01-01',
          editionFrom: 1,
          editionTo: 1,
        },
        {
          text: '2 § En vårdgivare får\r\nha elektronisk åtkomst, om\r\n\r\n1. patienten samtycker. Samtycket ska vara tydligt,\r\n\r\n2. 3 § inte hindrar det.\r\n\r\nAndra stycket. Se 1 kap. 1 §. Lag (2014:829).\r\n\r\n',
          from: '2015-01-01',
          act: '2014:829',
          editionFrom: 2,
          parts: [
            {
              kind: 'paragraph',
              number: '1',
              fragment: 'K6P2S1',
              words:
                'En vårdgivare får\r\nha elektronisk åtkomst, om\r\n\r\n1. patienten samtycker. Samtycket ska vara tydligt,\r\n\r\n2. 3 § inte hindrar det.',
            },
            {
              kind: 'item',
              number: '1',
              fragment: 'K6P2S1N1',
              words: '1. patienten samtycker. Samtycket ska vara tydligt,',
            },
            { kind: 'item', number: '2', fragment: 'K6P2S1N2', words: '2. 3 § inte hindrar det.' },
            {
              kind: 'paragraph',
              number: '2',
              fragment: 'K6P2S2',
              words: 'Andra stycket. Se 1 kap. 1 §. Lag (2014:829).',
            },
          ],
        },
      ],
    },
    {
      kind: 'SECTION',
      fragment: 'K6P2a',
      number: '2a',
      chapter: 'K6',
      wordings: [
        { text: '2 a § Ny paragraf. Lag (2014:829).\r\n\r\n', from: '2015-01-01', act: '2014:829', editionFrom: 2 },
      ],
    },
    {
      kind: 'SECTION',
      fragment: 'K6P3',
      number: '3',
      chapter: 'K6',
      wordings: [
        { text: '3 § Spärr.\r\n\r\n', from: '2008-07-01', to: '2023-01-01', editionFrom: 1, editionTo: 1 },
        {
          text: '3 § Har upphävts genom lag (2022:914).\r\n\r\n',
          from: '2023-01-01',
          repealed: true,
          repealedBy: '2022:914',
          act: '2022:914',
          editionFrom: 2,
        },
      ],
    },
    {
      kind: 'SECTION',
      fragment: 'K6P4',
      number: '4',
      chapter: 'K6',
      wordings: [
        { text: '4 § /Upphör att gälla U:2027-01-01/\r\nGamla ord.\r\n\r\n', from: '2008-07-01', to: '2027-01-01' },
        {
          text: '4 § /Träder i kraft I:2027-01-01/\r\nNya ord. Lag (2026:7).\r\n\r\n',
          from: '2027-01-01',
          act: '2026:7',
          editionFrom: 2,
        },
      ],
    },
    {
      kind: 'SECTION',
      fragment: 'K6P5',
      number: '5',
      chapter: 'K6',
      wordings: [{ text: '5 § Kommer. Lag (2026:8).\r\n\r\n', undecided: true, act: '2026:8', editionFrom: 2 }],
    },
    {
      kind: 'SECTION',
      fragment: 'K6P6',
      number: '6',
      chapter: 'K6',
      wordings: [
        { text: '6 § Flyttad.\r\n\r\n', from: '2008-07-01', to: '2020-01-01', renamedTo: 'K6P7', editionTo: 1 },
      ],
    },
    {
      kind: 'SECTION',
      fragment: 'K6P7',
      number: '7',
      chapter: 'K6',
      wordings: [{ text: '7 § Flyttad. Lag (2019:900).\r\n\r\n', from: '2020-01-01', act: '2019:900', editionFrom: 2 }],
    },
    { kind: 'TRANSITIONAL', title: 'Övergångsbestämmelser', wordings: [{ text: 'Övergångsbestämmelser\r\n\r\n' }] },
    {
      kind: 'AMENDING_ACT',
      fragment: 'L2014:829',
      number: '2014:829',
      wordings: [{ text: '2014:829\r\n\r\nTräder i kraft den 1 januari 2015.', from: '2015-01-01', editionFrom: 2 }],
    },
  ],
  amendments: [
    {
      act: '2014:829',
      on: '2015-01-01',
      notes: 'ändr. 6 kap. 2 §; ny 6 kap. 2 a §',
      documents: ['prop/2013/14:202', 'bet/2014/15:SoU2', 'rskr/2014/15:11'],
      actions: [
        { verb: 'changed', target: section('K6P2'), to: null, inAct: null },
        { verb: 'added', target: section('K6P2a'), to: null, inAct: null },
      ],
    },
    {
      act: '2019:900',
      on: '2020-01-01',
      actions: [{ verb: 'renumbered', target: section('K6P6'), to: section('K6P7'), inAct: null }],
    },
    {
      act: '2022:914',
      on: '2023-01-01',
      actions: [{ verb: 'repealed', target: section('K6P3'), to: null, inAct: null }],
    },
    { act: '2026:7', on: '2027-01-01', actions: [{ verb: 'changed', target: section('K6P4'), to: null, inAct: null }] },
    { act: '2026:8', on: null, actions: [{ verb: 'added', target: section('K6P5'), to: null, inAct: null }] },
  ],
};
