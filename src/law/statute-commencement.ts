import { type AmendmentRecord, type Commencement, compareActs, designationOf } from './statute-record.js';
import { existingDay, fold } from './statute-text.js';

const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(' ');
const DAY = /\bden (\d{1,2}) ([a-zåäö]{3,9}) (\d{4})/g;
const UNDECIDED_ON = /träder i kraft (?:den dag|vid den tidpunkt) (?:som )?regeringen/;

/**
 * What the transitional provisions say of commencement: act → its first "träder i kraft den …". What stands before the first
 * amending act's number speaks of the act itself.
 */
export function commencementsIn(text: string, own: string): Map<string, Commencement> {
  const found = new Map<string, Commencement>();
  const start = text.search(/^[^\S\n]*(?:[^\n]{0,40}\boch )?övergångsbestämmelser?\b[^\n]{0,60}$/im);
  if (start < 0) return found;
  let act = own;
  let block: string[] = [];
  const close = (): void => {
    const day = commencementSaid(fold(block.join(' ').slice(0, 4_000)));
    if (day && !found.has(act)) found.set(act, day);
    block = [];
  };
  for (const line of text.slice(start).split('\n').slice(1)) {
    const number = /^\s*(\d{4}:\d{1,4}(?: s\. ?\d+)?)\s*$/.exec(line)?.[1];
    if (number) {
      close();
      act = designationOf(number) ?? number;
    } else if (block.length < 200) block.push(line);
  }
  close();
  return found;
}

/** The first of the days of the sentence, for an act may take force in parts; the register gives that one too. */
function commencementSaid(words: string): Commencement | null {
  const at = words.indexOf('träder i kraft');
  if (at < 0) return null;
  const sentence =
    /^.*?(?=\. \p{Lu}|\. \d{1,2}\. |\boch tillämpas|\boch upphör|$)/u.exec(words.slice(at, at + 600))?.[0] ?? '';
  const days = [...sentence.matchAll(DAY)].flatMap(([, day = '', name = '', year]) => {
    const month = MONTHS.indexOf(name) + 1;
    const said = existingDay(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
    return said ? [said] : [];
  });
  const on = /i övrigt|i fråga om|såvitt/.test(sentence) ? days.sort()[0] : days[0];
  if (on) return { on, undecided: false, byTransition: false };
  return UNDECIDED_ON.test(sentence) ? { on: null, undecided: true, byTransition: false } : null;
}

/** Every act that a change note or the transitional provisions name, and the one that the text is consolidated to. */
export function amendmentsIn(
  text: string,
  own: string,
  days: Map<string, Commencement>,
  consolidatedTo: string | null,
): AmendmentRecord[] {
  const acts = new Set([...days.keys(), ...(consolidatedTo ? [consolidatedTo] : [])]);
  for (const match of text.matchAll(
    /(?:Lag|Förordning|Kungörelse|upphävts genom [a-zåäö]{3,12}) \((\d{4}:\d{1,4})\)\./g,
  ))
    if (match[1]) acts.add(match[1]);
  acts.delete(own);
  return [...acts].sort(compareActs).map((act) => ({
    act,
    title: null,
    notes: null,
    commencement: days.get(act) ?? { on: null, undecided: false, byTransition: false },
    preparatoryWorks: null,
    celex: null,
  }));
}
