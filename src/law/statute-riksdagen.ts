import { z } from 'zod';
import { amendmentsIn, commencementsIn } from './statute-commencement.js';
import { textOfHtml } from './statute-html.js';
import {
  type Commencement,
  Dates,
  designationOf,
  failed,
  type RecordReading,
  type RecordWarning,
  type StatuteRecord,
  words,
} from './statute-record.js';
import { fold, soundText, tooLarge } from './statute-text.js';

/** What the head of a plain text, or the metadata of a `dokumentstatus`, says of the act. */
interface Head {
  designation?: string | undefined;
  title?: string | undefined;
  department?: string | undefined;
  issued?: string | undefined;
  consolidated?: string | undefined;
  repealed?: string | undefined;
  repealedBy?: string | undefined;
  limitedTo?: string | undefined;
  commencement?: string | undefined;
  preparatoryWorks?: string | undefined;
  remarks?: string | undefined;
  celex?: string | undefined;
}

/** The labels that Riksdagen's plain text, and the government's before it, put in front of the act. */
const LABELS: [RegExp, keyof Head | null][] = [
  [/^(?:sfs[ -]?nr|sfs[ -]?nummer|sfs)$/, 'designation'],
  [/^rubrik$/, 'title'],
  [/^(?:departement(?:\/myndighet)?|myndighet|ansvarig myndighet)$/, 'department'],
  [/^utfärdad(?: den)?$/, 'issued'],
  [/^(?:ändrad|ändring införd|ändringar införda)$/, 'consolidated'],
  [/^(?:upphävd|upphävd den|författningen (?:har )?upphävts?|upphör att gälla)$/, 'repealed'],
  [/^(?:författningen (?:har )?upphävts? genom|författningen upphävd genom|upphävd genom)$/, 'repealedBy'],
  [/^(?:tidsbegränsad|tidsbegränsad t\.?o\.?m\.?)$/, 'limitedTo'],
  [/^(?:ikraft|ikraftträdande|ikraftträder|träder i kraft)$/, 'commencement'],
  [/^förarbeten$/, 'preparatoryWorks'],
  [/^(?:övrigt|övrig text|anmärkning|anmärkningar|omtryck)$/, 'remarks'],
  [/^celex(?:-?n(?:umme)?r)?$/, 'celex'],
  [/^(?:ändringsregister|källa|utgivare|publicerad|författningstyp|uppdaterad|senast hämtad|länk|id)$/, null],
];
const LABEL = /^\s{0,8}(\p{Lu}[\p{L} ./-]{1,40}?)\s*:(?:\s+(.*)|)$/u;
/** Where the act itself begins at the latest. */
const BODY =
  /^(?:\d{1,4}(?: ?[a-zåäö]{1,2})? ?§|§ ?\d|\d{1,3}(?: ?[a-z])? kap\.|(?:första |andra )?avd(?:elning|\.)|\/[A-ZÅÄÖ]|artikel \d)/i;
const HEAD_LINES = 60;

/**
 * Riksdagen's plain text of a consolidated act: some lines of metadata, a label each, their values beside or below them, then the
 * act. The edition has no register: the acts that the text itself names are given as amendments, with the day that their own
 * transitional provisions state.
 */
export function readRiksdagenText(given: string, expected?: string, name?: string): RecordReading {
  const large = tooLarge(given.length);
  if (large) return failed('', large);
  const { text, remarks } = soundText(given.replace(/^\ufeff/, ''));
  const { head, body } = splitHead(text);
  return recordOf(head, body, {
    expected,
    fallback: designationInName(name),
    path: 'text',
    remarks,
  });
}

const loose = z.unknown().optional();
const STATUS = z.looseObject({
  dokument: z.looseObject({ dok_id: loose, rm: loose, beteckning: loose, typ: loose, titel: loose }),
  dokuppgift: loose,
});

export function isDokumentstatus(value: unknown): boolean {
  const inner = z.looseObject({ dokumentstatus: z.looseObject({}) }).safeParse(value);
  return inner.success || STATUS.safeParse(value).success;
}

/** `dokumentstatus/<id>.json`, its text in `text` or `html`, with or without the outer object. */
export function readDokumentstatus(value: unknown, expected?: string, name?: string): RecordReading {
  const outer = z.looseObject({ dokumentstatus: z.unknown() }).safeParse(value);
  const shape = STATUS.safeParse(outer.success ? outer.data.dokumentstatus : value);
  if (!shape.success) return failed('dokumentstatus', 'Filen är ett dokumentstatus utan dokument.');
  const status = shape.data;
  const document: Record<string, unknown> = status.dokument;
  const kind = words(document['typ']) ?? words(document['doktyp']);
  if (kind && kind !== 'sfs') {
    return failed('dokument.typ', `Dokumentet är av typen ${kind}, inte en författning (sfs).`);
  }
  const facts = factsOf(status.dokuppgift);
  const designation = statusDesignation(document);
  const source = [document['text'], document['html']].find((each) => typeof each === 'string' && each.trim() !== '');
  if (typeof source !== 'string') {
    const whose = designation ?? words(document['dok_id']) ?? 'okänt dokument';
    return failed('dokument.html', `Dokumentet ${whose} har ingen författningstext, varken som text eller html.`);
  }
  const large = tooLarge(source.length);
  if (large) return failed('dokument.html', large);
  const { text, remarks } = soundText(looksLikeHtml(source) ? textOfHtml(source) : source);
  const { head, body } = splitHead(text);
  const said: Head = {
    designation: designation ?? undefined,
    title: words(document['titel']) ?? facts.get('rubrik'),
    department: words(document['organ']) ?? facts.get('departement'),
    issued: facts.get('utfardad') ?? dayIn(document['datum']),
    consolidated: words(document['subtitel']) ?? undefined,
    repealed: facts.get('upphavd'),
    repealedBy: facts.get('upphnr'),
    limitedTo: facts.get('tidsbegransad'),
    commencement: facts.get('ikraft') ?? facts.get('ikrafttradande'),
    preparatoryWorks: facts.get('forarbeten'),
    remarks: facts.get('ovrigt'),
    celex: facts.get('celex'),
  };
  const merged: Head = { ...head };
  for (const [key, each] of Object.entries(said) as [keyof Head, string | undefined][]) {
    if (each !== undefined && each !== '') merged[key] = each;
  }
  const reading = recordOf(merged, body, { expected, fallback: designationInName(name), path: 'dokument', remarks });
  const inText = head.designation ? designationOf(head.designation) : null;
  if (reading.ok && inText && inText !== reading.record.designation) {
    return failed('dokument', `Dokumentet sägs vara ${reading.record.designation}, men texten gäller ${inText}.`);
  }
  return reading;
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|h[1-6]|div|p|pre|b|style|body|a|br|!--)[\s>/]/i.test(text.slice(0, 2_000));
}

/**
 * The metadata lines and what is behind them. Only lines that are known for metadata are taken from the text: a label with its
 * value, the value below its label, the title in front of them, and what stands between two of them. Anything else is law.
 */
function splitHead(text: string): { head: Head; body: string } {
  const reader = new HeadReader();
  let bodyAt = 0;
  for (const { words, next, rest } of linesOf(text)) {
    if (!reader.take(words, () => labelAhead(rest))) break;
    if (words !== '') bodyAt = next;
  }
  const head = reader.close();
  return head ? { head, body: text.slice(bodyAt) } : { head: {}, body: text };
}

class HeadReader {
  private readonly head: Head = {};
  private readonly titles: string[] = [];
  private labelled = false;
  private banner = false;
  private last: keyof Head | null = null;
  /** The label just read, for a value that is wrapped; the one that has no value beside it, and whether values stand below their labels in this text. */
  private open: keyof Head | 'ignored' | null = null;
  private below = false;
  private titleOpen = true;

  /** False for the first line of the act. */
  take(words: string, labelAhead: () => boolean): boolean {
    if (words === '' || /^[-=_*]{3,}$/.test(words)) {
      this.open = this.last = null;
      if (this.titles.length > 0) this.titleOpen = false;
      return true;
    }
    const label = labelOf(words);
    if (label) {
      this.labelled = true;
      this.open = label.value === '' ? (label.key ?? 'ignored') : null;
      this.last = label.key;
      if (label.key && label.value !== '') keep(this.head, label.key, label.value);
      return true;
    }
    if (this.takeValue(words) || this.takeBanner(words)) return true;
    if (BODY.test(words)) return false;
    if (!this.labelled && this.titleOpen && this.titles.length < 8) {
      this.titles.push(words);
      return true;
    }
    if (!labelAhead()) return false;
    if (this.last) keep(this.head, this.last, words);
    return true;
  }

  private takeValue(words: string): boolean {
    const open = this.open;
    this.open = null;
    if (open === null) return false;
    const certain =
      (open === 'designation' && /^\d{4}:\d/.test(words)) || (open === 'issued' && /^\d{4}-\d\d-\d\d/.test(words));
    this.below ||= certain;
    if (!this.below || BODY.test(words)) return false;
    if (open !== 'ignored') keep(this.head, open, words);
    return true;
  }

  private takeBanner(words: string): boolean {
    const collection = /^svensk författningssamling\b:?\s*(?:sfs )?(\d{4}:\d+)?$/i.exec(words);
    const state = /^(?:ändrad )?t\.?\s?o\.?\s?m\.? (?:sfs )?(\d{4}:\d+)$/i.exec(words);
    if (collection?.[1]) keep(this.head, 'designation', collection[1]);
    if (state) keep(this.head, 'consolidated', words);
    this.banner ||= collection !== null || state !== null;
    return collection !== null || state !== null;
  }

  /** Null where the text has no head. Without labels a first block is the title only where it names the act. */
  close(): Head | null {
    const title = this.titles.join(' ');
    const named = /\((\d{4}:\d+(?: s\. ?\d+)?)\)/.exec(title)?.[1];
    if (!this.labelled && !this.banner && (named === undefined || title.length > 600)) return null;
    if (title) this.head.title ??= title;
    this.head.designation ??= named;
    return this.head;
  }
}

function* linesOf(text: string): Generator<{ words: string; next: number; rest: string }> {
  let at = 0;
  for (let line = 0; line < HEAD_LINES && at < text.length; line += 1) {
    const feed = text.indexOf('\n', at);
    const stop = feed < 0 ? text.length : feed;
    yield {
      words: fold(text.slice(at, Math.min(stop, at + 2_000))),
      next: stop + 1,
      rest: text.slice(stop + 1, stop + 2_000),
    };
    at = stop + 1;
  }
}

/** A line that is no label of itself belongs to the head when a label follows right behind it (a value that was wrapped). */
function labelAhead(rest: string): boolean {
  let looked = 0;
  for (const line of rest.split('\n')) {
    const words = fold(line);
    if (words === '') continue;
    if (labelOf(words)) return true;
    looked += 1;
    if (looked > 3 || BODY.test(words)) return false;
  }
  return false;
}

function keep(head: Head, key: keyof Head, value: string): void {
  head[key] = head[key] === undefined || key === 'designation' ? value : `${head[key]} ${value}`;
}

function labelOf(line: string): { key: keyof Head | null; value: string } | null {
  const match = LABEL.exec(line);
  const name = (match?.[1] ?? '').toLowerCase();
  const known = match ? LABELS.find(([pattern]) => pattern.test(name)) : undefined;
  return match && known ? { key: known[1], value: (match[2] ?? '').trim() } : null;
}

/** `dokuppgift.uppgift`: a list, or the one object that a list of one arrives as. */
function factsOf(value: unknown): Map<string, string> {
  const facts = new Map<string, string>();
  const shape = z.looseObject({ uppgift: z.unknown() }).safeParse(value);
  const rows: unknown[] = shape.success ? [shape.data.uppgift].flat() : [];
  for (const row of rows) {
    const fact = z.looseObject({ kod: z.unknown(), text: z.unknown() }).safeParse(row);
    const key = fact.success ? words(fact.data.kod)?.toLowerCase() : undefined;
    const text = fact.success ? words(fact.data.text) : null;
    if (key && text && !facts.has(key)) facts.set(key, text);
  }
  return facts;
}

function statusDesignation(document: Record<string, unknown>): string | null {
  const whole = designationOf(document['beteckning']);
  if (whole) return whole;
  const id = /^sfs-(\d{4})-(\d{1,4})(?:[ _-]?s\.?(\d+))?$/i.exec(words(document['dok_id']) ?? '');
  if (id) return `${id[1]}:${id[2]}${id[3] ? `_s.${id[3]}` : ''}`;
  return designationOf(
    `${words(document['rm']) ?? ''}:${words(document['nummer']) ?? words(document['beteckning']) ?? ''}`,
  );
}

/** `sfs-2008-355.text` → `2008:355`. */
export function designationInName(name: string | undefined): string | null {
  const match = /(?:^|[/\\])sfs[-_ ]?(\d{4})[-_:](\d{1,4})(?!\d)(?:[-_ ]?s\.?(\d+))?[^/\\]*$/i.exec(name ?? '');
  return match ? `${match[1]}:${match[2]}${match[3] ? `_s.${match[3]}` : ''}` : null;
}

function dayIn(value: unknown): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(words(value) ?? '')?.[0];
}

interface Circumstances {
  expected?: string | undefined;
  fallback: string | null;
  path: string;
  remarks: string[];
}

function recordOf(head: Head, text: string, { expected, fallback, path, remarks }: Circumstances): RecordReading {
  const warnings: RecordWarning[] = remarks.map((sentence) => ({ path, sentence }));
  const warn = (where: string, sentence: string): void => void warnings.push({ path: where, sentence });
  const wanted = expected?.replace(/^sfs\//, '') ?? null;
  const stated = head.designation ? designationOf(head.designation) : null;
  const designation = stated ?? fallback ?? wanted;
  if (!designation) {
    return failed(
      path,
      'Texten säger inte vilken författning den är: ett SFS-nummer (SFS nr: 2008:355) saknas i huvudet.',
    );
  }
  if (wanted && designation !== wanted) return failed(path, `Texten gäller ${designation}, men ${wanted} väntades.`);
  if (!stated)
    warn(path, `Texten har inget läsbart SFS-nummer; ${designation} togs från filens namn eller beställningen.`);
  else if (fallback && fallback !== stated)
    warn(path, `Filens namn säger ${fallback}, men texten gäller ${stated}; texten gäller.`);
  if (text.trim() === '')
    return failed(path, `Texten för ${designation} är tom: bakom huvudet står ingen författning.`);
  if (!head.title) warn(path, `Texten för ${designation} saknar rubrik; beteckningen används.`);
  const dates = new Dates(warn);
  const day = (value: string | undefined, where: string): string | null => {
    const found = value === undefined ? null : (/\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? value);
    return dates.read(found, `${path}.${where}`);
  };
  const issuedOn = day(head.issued, 'utfardad');
  const consolidatedTo = /(\d{4}:\d+)/.exec(head.consolidated ?? '')?.[1] ?? null;
  const own = commencementsIn(text, designation);
  const amendments = amendmentsIn(text, designation, own, consolidatedTo);
  const commencement = commencementIn(head.commencement, own.get(designation), dates, path);
  const repeal: Commencement = { on: day(head.repealed, 'upphavd'), undecided: false, byTransition: false };
  if (issuedOn && commencement.on && issuedOn > commencement.on)
    warn(path, `Författningen sägs träda i kraft ${commencement.on}, före utfärdandet ${issuedOn}.`);
  const since = commencement.on ?? issuedOn;
  if (repeal.on && since && repeal.on < since)
    warn(
      path,
      `Författningen sägs upphöra ${repeal.on}, före ${commencement.on ? 'ikraftträdandet' : 'utfärdandet'} ${since}.`,
    );
  const record: StatuteRecord = {
    id: `sfs/${designation}`,
    designation,
    title: head.title ?? designation,
    form: formOf(head.title),
    department: head.department ?? null,
    issuedOn,
    commencement,
    repeal,
    repealedBy: /(\d{4}:\d+)/.exec(head.repealedBy ?? '')?.[1] ?? null,
    limitedTo: day(head.limitedTo, 'tidsbegransad'),
    preparatoryWorks: head.preparatoryWorks ?? null,
    celex: head.celex ?? null,
    consolidatedTo,
    remarks: head.remarks ?? null,
    text,
    amendments,
    converted: 'Riksdagens utgåva: utan ändringsregister; ändringarna är de som texten själv nämner.',
  };
  return { ok: true, record, warnings };
}

/** `Lag`, `Förordning`, `Kungörelse` … by the title's own word (`Skollag (2010:800)`, `Lag (2017:900) om …`). */
function formOf(title: string | undefined): string | null {
  const word = /^(\S+)/.exec(title ?? '')?.[1]?.toLowerCase() ?? '';
  const named = /(\S+) \(\d{4}:\d+\)/.exec(title ?? '')?.[1]?.toLowerCase() ?? word;
  for (const each of [named, word]) {
    if (/balk(?:en)?$/.test(each)) return 'Balk';
    if (/förordning(?:en)?$/.test(each)) return 'Förordning';
    if (/kungörelse(?:n)?$/.test(each)) return 'Kungörelse';
    if (/(?:lag|lagen)$/.test(each)) return 'Lag';
    if (/(?:ordning|stadga|instruktion|reglemente|cirkulär|tillkännagivande|brev)$/.test(each))
      return each.charAt(0).toUpperCase() + each.slice(1);
  }
  return null;
}

function commencementIn(
  said: string | undefined,
  found: Commencement | undefined,
  dates: Dates,
  path: string,
): Commencement {
  const none: Commencement = { on: null, undecided: false, byTransition: false };
  if (said === undefined) return found ?? none;
  if (/regeringen bestämmer/i.test(said)) return { ...none, undecided: true };
  return { ...none, on: dates.read(/\d{4}-\d{2}-\d{2}/.exec(said)?.[0] ?? said, `${path}.ikraft`) };
}
