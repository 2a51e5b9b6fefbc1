import { parseRegisterNotes } from './register-notes.js';
import type { ChangeSet } from './statute-diff.js';
import type { RecordWarning, StatuteRecord } from './statute-record.js';
import type { ParsedStatute } from './statute-tree.js';

export interface LedgerLine {
  code: string;
  sentence: string;
  fragment: string | null;
  place: number | null;
  excerpt: string | null;
}

/** One kind of trouble with the register is written down this many times for a record. */
const MOST_OF_REGISTER = 200;
const EXCERPT = 200;

/** Everything of a record that was kept and not understood: its text, its register, and what an amendment left unexplained. */
export function ledgerOf(
  record: StatuteRecord,
  statute: ParsedStatute,
  warnings: readonly RecordWarning[],
  unexplained: ChangeSet['unexplained'],
): LedgerLine[] {
  const lines: LedgerLine[] = warnings.map(({ path, sentence }) => ({
    code: 'RECORD',
    sentence,
    fragment: null,
    place: null,
    excerpt: path === '' ? null : path.slice(0, EXCERPT),
  }));
  for (const { code, sentence, fragment, offset, excerpt } of statute.ledger)
    lines.push({ code, sentence, fragment, place: offset, excerpt });
  const told = new Set<string>();
  const notes: LedgerLine[] = [];
  const note = (code: string, act: string, sentence: string, words: string): void => {
    told.add(`${act} ${words}`);
    notes.push({ code, sentence, fragment: `L${act}`, place: null, excerpt: words.slice(0, EXCERPT) });
  };
  for (const { act, words } of unexplained)
    note(
      'CHANGE_UNEXPLAINED',
      act,
      `Registret säger att ${act} ändrar något som inte kunde återfinnas i texten.`,
      words,
    );
  for (const { act, notes: words } of record.amendments) {
    for (const part of parseRegisterNotes(words).unparsed) {
      if (!told.has(`${act} ${part}`))
        note(
          'REGISTER_NOTE',
          act,
          `En del av registrets anteckning om ${act} förstods inte; den visas som den står.`,
          part,
        );
    }
  }
  return [...lines, ...notes.slice(0, MOST_OF_REGISTER)];
}
