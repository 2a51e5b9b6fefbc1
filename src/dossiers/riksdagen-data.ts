/**
 * What Riksdagen's open data says, read with its traps in mind (law.md §5): an element that occurs once arrives as an
 * object and not as a list; numbers are strings; addresses may begin with `//`; a bill that is "Klar" is no decided bill.
 */

export interface ListRow {
  dokId: string;
  type: string;
  /** Session of Riksdagen, or the year of directives and inquiries. */
  session: string;
  designation: string;
  date: string | null;
  title: string;
  link: string | null;
  /** Number of the committee (Ju 2022:17), which a directive carries in another field than its own number. */
  committee: string | null;
  /** Whether there is a status page to ask for: inquiries and directives have none. */
  hasStatus: boolean;
}

export interface ListPage {
  rows: ListRow[];
  page: number;
  from: number;
  to: number;
  total: number;
}

export interface Reference {
  type: string;
  dokId: string;
  documentType: string;
  session: string;
  designation: string;
  title: string | null;
}

export interface DocumentStatus {
  dokId: string | null;
  title: string | null;
  date: string | null;
  link: string | null;
  references: Reference[];
  activities: { code: string; date: string | null; happened: boolean }[];
  /** `dokuppgift` by its code: rdbeslut, beslutdatumtid … */
  facts: Map<string, string>;
}

export interface RiksdagDecision {
  date: string;
  /** Riksdagen's own sentence: "Kammaren biföll utskottets förslag." */
  words: string;
  letter: Reference;
}

type Json = Record<string, unknown>;

const object = (value: unknown): Json => (value !== null && typeof value === 'object' ? (value as Json) : {});
/** One element arrives as itself, none as null, several as a list. */
const list = (value: unknown): Json[] =>
  value === null || value === undefined || value === '' ? [] : (Array.isArray(value) ? value : [value]).map(object);
const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
const whole = (value: unknown): number => (/^\d{1,9}$/.test(text(value)) ? Number(text(value)) : 0);
/** `2023-12-20 00:00:00` and `2023-12-20` are days of Stockholm; anything else is none. */
const day = (value: unknown): string | null => {
  const found = /^(\d{4}-\d{2}-\d{2})(?: |T|$)/.exec(text(value))?.[1];
  return found && !Number.isNaN(Date.parse(`${found}T00:00:00Z`)) ? found : null;
};

/** An address that people may be sent to: https always, also where the data leaves the scheme out. */
export function httpsLink(value: unknown): string | null {
  const raw = text(value);
  const whole = raw.startsWith('//') ? `https:${raw}` : raw.replace(/^http:\/\//, 'https://');
  return /^https:\/\/[^/\s]/.test(whole) && URL.canParse(whole) ? whole : null;
}

/** @throws TypeError when it is no list at all */
export function readListPage(json: unknown): ListPage {
  const head = object(json).dokumentlista;
  if (head === null || typeof head !== 'object') throw new TypeError('Not a dokumentlista');
  const page = head as Json;
  return {
    rows: list(page.dokument)
      .map(readRow)
      .filter((row) => row.dokId !== ''),
    page: whole(page['@sida']),
    from: whole(page['@traff_fran']),
    to: whole(page['@traff_till']),
    total: whole(page['@traffar']),
  };
}

function readRow(row: Json): ListRow {
  return {
    dokId: text(row.dok_id),
    type: text(row.doktyp) || text(row.typ),
    session: text(row.rm),
    designation: text(row.beteckning),
    date: day(row.datum),
    title: text(row.titel),
    link: httpsLink(row.dokument_url_html),
    committee: text(row.tempbeteckning) || null,
    hasStatus: text(row.dokumentstatus_url_xml) !== '',
  };
}

/** @throws TypeError when it is no status at all */
export function readStatus(json: unknown): DocumentStatus {
  const status = object(json).dokumentstatus;
  if (status === null || typeof status !== 'object') throw new TypeError('Not a dokumentstatus');
  const whole = status as Json;
  const document = object(whole.dokument);
  return {
    dokId: text(document.dok_id) || null,
    title: text(document.titel) || null,
    date: day(document.datum),
    link: httpsLink(document.dokument_url_html),
    references: list(object(whole.dokreferens).referens).map((one) => ({
      type: text(one.referenstyp),
      dokId: text(one.ref_dok_id),
      documentType: text(one.ref_dok_typ),
      session: text(one.ref_dok_rm),
      designation: text(one.ref_dok_bet),
      title: text(one.ref_dok_titel) || null,
    })),
    activities: list(object(whole.dokaktivitet).aktivitet).map((one) => ({
      code: text(one.kod),
      date: day(one.datum),
      happened: text(one.status).toLowerCase() === 'inträffat',
    })),
    facts: new Map(list(object(whole.dokuppgift).uppgift).map((one) => [text(one.kod), text(one.text)])),
  };
}

/** The canonical id of a row or a reference; null for families that a dossier does not follow. */
export function canonicalId(type: string, session: string, designation: string): string | null {
  if (!['prop', 'bet', 'rskr', 'sou', 'dir', 'ds'].includes(type) || !session || !designation) return null;
  return `${type}/${session}:${designation}`;
}

/** The committee report that treats a bill, and the day it was adopted in committee. */
export function reportOf(bill: DocumentStatus): Reference | null {
  return bill.references.find((one) => one.type === 'behandlas_i' && one.documentType === 'bet') ?? null;
}

export function dayOfReport(report: DocumentStatus): string | null {
  const adopted = report.activities.filter((one) => one.code === 'JUS' && one.happened && one.date);
  return adopted.at(-1)?.date ?? report.date;
}

/**
 * Whether Riksdagen has decided: only the report knows, by the activity BES that has happened and the sentence of the
 * decision (rdbeslut). A bill's own `status: "Klar"` means that it was processed, not that it was passed. Null too while
 * the letter to the government (rskr) has no number yet.
 */
export function decisionOf(report: DocumentStatus): RiksdagDecision | null {
  const decided = report.activities.filter((one) => one.code === 'BES' && one.happened && one.date).at(-1);
  const words = report.facts.get('rdbeslut');
  const letter = report.references.find((one) => one.type === 'rskr' || one.documentType === 'rskr');
  return decided?.date && words && letter ? { date: decided.date, words, letter } : null;
}
