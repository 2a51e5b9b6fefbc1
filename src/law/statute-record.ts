import { z } from 'zod';
import { existingDay, fold, soundText, tooLarge } from './statute-text.js';

/** `2008:355`, or `1904:48_s.1` for acts that share a number. */
const DESIGNATION = /^(\d{4}):(\d{1,4})(?:[ _]s\. ?(\d+))?$/;

const loose = z.unknown().optional();
const RECORD = z.looseObject({
  beteckning: loose,
  rubrik: loose,
  fulltext: z.looseObject({ forfattningstext: loose }).nullish().catch(null),
  register: z.looseObject({}).nullish().catch(null),
  andringsforfattningar: loose,
});

export interface Commencement {
  /** Civil date, or null when none is given. */
  on: string | null;
  /** `I:den dag regeringen bestämmer`. */
  undecided: boolean;
  /** The day follows from a transitional provision or an act of introduction. */
  byTransition: boolean;
}

export interface AmendmentRecord {
  /** `2014:829` */
  act: string;
  title: string | null;
  /** The register's notes as they stand; `register-notes.ts` reads them. */
  notes: string | null;
  commencement: Commencement;
  preparatoryWorks: string | null;
  celex: string | null;
}

export interface StatuteRecord {
  /** Canonical: `sfs/2008:355`. */
  id: string;
  designation: string;
  title: string;
  /** `Lag`, `Förordning` … */
  form: string | null;
  department: string | null;
  issuedOn: string | null;
  commencement: Commencement;
  repeal: Commencement;
  repealedBy: string | null;
  /** Limited in time until and with this day. */
  limitedTo: string | null;
  preparatoryWorks: string | null;
  celex: string | null;
  /** `t.o.m. SFS 2025:1497` → `2025:1497`: the last act worked into the text. */
  consolidatedTo: string | null;
  remarks: string | null;
  text: string;
  amendments: AmendmentRecord[];
  /** What the edition says it has lost on the way (`_converted`). */
  converted: string | null;
}

/** A complaint that lets the rest of the record be imported. */
export interface RecordWarning {
  path: string;
  sentence: string;
}

export type RecordReading =
  { ok: true; record: StatuteRecord; warnings: RecordWarning[] } | { ok: false; errors: RecordWarning[] };

/** A file's words → a record. Truncated or foreign JSON is an error in a sentence, never an exception. */
export function readStatuteRecord(json: string, expected?: string): RecordReading {
  const large = tooLarge(json.length);
  if (large) return failed('', large);
  const reading = readJson(json);
  return reading.ok ? normaliseStatuteRecord(reading.value, expected) : failed('', reading.sentence);
}

/** JSON, or the sentence that says where it breaks off. */
export function readJson(json: string): { ok: true; value: unknown } | { ok: false; sentence: string } {
  try {
    return { ok: true, value: JSON.parse(json.replace(/^\ufeff/, '')) as unknown };
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    const where = at ? ` vid tecken ${at} av ${json.length}` : '';
    const cut = /end of JSON|Unterminated/i.test(String(error)) ? ' Filen verkar vara avklippt.' : '';
    return { ok: false, sentence: `Filen är inte giltig JSON${where}.${cut}` };
  }
}

export function normaliseStatuteRecord(value: unknown, expected?: string): RecordReading {
  const shape = RECORD.safeParse(value);
  if (!shape.success) return failed('', 'Filen innehåller inte en post ur rättsdatabasen: ett objekt väntades.');
  const record = shape.data;
  const warnings: RecordWarning[] = [];
  const warn = (path: string, sentence: string): void => void warnings.push({ path, sentence });

  const designation = designationOf(record.beteckning);
  if (!designation) {
    return failed(
      'beteckning',
      `Postens beteckning saknas eller kan inte läsas (${shown(record.beteckning)}); den ska se ut som 2008:355.`,
    );
  }
  if (expected && designation !== expected.replace(/^sfs\//, '')) {
    return failed('beteckning', `Posten gäller ${designation}, men ${expected.replace(/^sfs\//, '')} väntades.`);
  }
  const given = record.fulltext?.forfattningstext;
  if (typeof given !== 'string' || given.trim() === '') {
    return failed('fulltext.forfattningstext', `Posten för ${designation} har ingen författningstext.`);
  }
  const large = tooLarge(given.length);
  if (large) return failed('fulltext.forfattningstext', large);
  const { text, remarks } = soundText(given);
  remarks.forEach((remark) => warn('fulltext.forfattningstext', remark));
  const dates = new Dates(warn);
  const full: Record<string, unknown> = record.fulltext ?? {};
  const amendments = amendmentsOf(record.andringsforfattningar, dates, warn);
  const title = words(record.rubrik);
  if (!title) warn('rubrik', `Posten för ${designation} saknar rubrik; beteckningen används.`);
  const named = title ? [...title.matchAll(/\((\d{4}:\d+)\)/g)].map((match) => match[1]) : [];
  if (title && named.length > 0 && !named.includes(designation)) {
    warn(
      'rubrik',
      `Rubriken nämner ${named.join(', ')} men inte ${designation}; kontrollera att posten är rätt författning.`,
    );
  }
  const commencement = commencementOf(record, 'ikraft', dates, '');
  const repeal = commencementOf(record, 'upphavd', dates, '');
  const issuedOn = dates.read(full['utfardadDateTime'], 'fulltext.utfardadDateTime');
  if (issuedOn && commencement.on && issuedOn > commencement.on) {
    warn('ikraftDateTime', `Författningen sägs träda i kraft ${commencement.on}, före utfärdandet ${issuedOn}.`);
  }
  if (commencement.on && repeal.on && repeal.on < commencement.on) {
    warn('upphavdDateTime', `Författningen sägs upphöra ${repeal.on}, före ikraftträdandet ${commencement.on}.`);
  }
  for (const { act, commencement: day } of amendments) {
    if (issuedOn && day.on && day.on < issuedOn)
      warn(
        'andringsforfattningar',
        `Ändringen ${act} sägs träda i kraft ${day.on}, innan författningen utfärdades ${issuedOn}.`,
      );
  }
  const organisation = z.looseObject({ namn: z.string() }).safeParse(record['organisation']);
  return {
    ok: true,
    warnings,
    record: {
      id: `sfs/${designation}`,
      designation,
      title: title ?? designation,
      form: words(record['forfattningstypNamn']),
      department: organisation.success ? words(organisation.data.namn) : null,
      issuedOn,
      commencement,
      repeal,
      repealedBy: /(\d{4}:\d+)/.exec(words(full['upphavdGenom']) ?? '')?.[1] ?? null,
      limitedTo: dates.read(record['tidsbegransadDateTime'], 'tidsbegransadDateTime'),
      preparatoryWorks: words(record.register?.['forarbeten']),
      celex: words(record.register?.['celexnummer']),
      consolidatedTo: /(\d{4}:\d+)/.exec(words(full['andringInford']) ?? '')?.[1] ?? null,
      remarks: words(full['ovrigt']),
      text,
      amendments,
      converted: words(record['_converted']),
    },
  };
}

export function failed(path: string, sentence: string): RecordReading {
  return { ok: false, errors: [{ path, sentence }] };
}

export type Warn = (path: string, sentence: string) => void;

/** The register's times are civil days at midnight without a zone; a time of day or an impossible day is said and left out. */
export class Dates {
  constructor(private readonly warn: Warn) {}

  read(value: unknown, path: string): string | null {
    if (value === null || value === undefined || value === '') return null;
    const day =
      typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(value.trim())?.[1] : undefined;
    if (!day || existingDay(day) === null) {
      this.warn(path, `Datumet ${shown(value)} kan inte läsas och utelämnas.`);
      return null;
    }
    return day;
  }
}

function commencementOf(
  from: Record<string, unknown>,
  name: 'ikraft' | 'upphavd',
  dates: Dates,
  path: string,
): Commencement {
  return {
    on: dates.read(from[`${name}DateTime`], `${path}${name}DateTime`),
    undecided: from[`${name}DenDagenRegeringenBestammer`] === true,
    byTransition: from[`${name}Overgangsbestammelse`] === true,
  };
}

function amendmentsOf(value: unknown, dates: Dates, warn: Warn): AmendmentRecord[] {
  if (value === null || value === undefined) return [];
  // One amending act has been seen as an object instead of a list of one.
  const rows = Array.isArray(value) ? (value as unknown[]) : [value];
  const acts = new Map<string, AmendmentRecord>();
  rows.forEach((row, index) => {
    const path = `andringsforfattningar[${index}].`;
    const shape = z.looseObject({}).safeParse(row);
    const act = shape.success ? designationOf(shape.data['beteckning']) : null;
    if (!shape.success || !act) return warn(path, 'En ändringsförfattning utan läsbar beteckning utelämnas.');
    const data: Record<string, unknown> = shape.data;
    if (data['borttagen'] === true) return;
    if (acts.has(act)) return warn(path, `Ändringsförfattningen ${act} står två gånger; den första gäller.`);
    acts.set(act, {
      act,
      title: words(data['rubrik']),
      notes: words(data['anteckningar']),
      commencement: commencementOf(data, 'ikraft', dates, path),
      preparatoryWorks: words(data['forarbeten']),
      celex: words(data['celexnummer']),
    });
  });
  return [...acts.values()].sort((a, b) => compareActs(a.act, b.act));
}

/** By year, then by number: `2014:62` before `2014:291`. */
export function compareActs(a: string, b: string): number {
  const [x = 0, y = 0] = a.split(':').map((part) => Number.parseInt(part, 10));
  const [v = 0, w = 0] = b.split(':').map((part) => Number.parseInt(part, 10));
  return x - v || y - w;
}

export function designationOf(value: unknown): string | null {
  const match = typeof value === 'string' ? DESIGNATION.exec(fold(value.replace(/^SFS\s+/i, ''))) : null;
  if (!match) return null;
  return `${match[1]}:${match[2]}${match[3] ? `_s.${match[3]}` : ''}`;
}

export function words(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? fold(value) : null;
}

function shown(value: unknown): string {
  return value === undefined ? 'saknas' : JSON.stringify(value).slice(0, 60);
}
