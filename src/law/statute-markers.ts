import { existingDay, fold, isSpace } from './statute-text.js';

/** A day (`2027-01-01`), a day that the government has yet to decide, or nothing said. */
export type Moment = string | null;
export const UNDECIDED = 'undecided';

/** Between the slashes in front of a wording: `/Träder i kraft I:2027-01-01/`. */
export interface Marker {
  text: string;
  scope: 'self' | 'heading' | 'chapter';
  from: Moment;
  to: Moment;
  /** The act that repeals, where the marker names it (`… genom lag 2025:729`). */
  byAct: string | null;
  /** `Ny beteckning 20 kap. 33 c §`: what the provision is called from the day in `to`. */
  renamed: { chapter: string | null; section: string } | null;
  understood: boolean;
}

export interface Validity {
  from: Moment;
  /** First day on which the wording no longer applies. */
  to: Moment;
}

const MOST_OF_MARKER = 240;
/** No wording has more than three. */
export const MOST_MARKERS = 8;
const UNCLOSED = /^(?:Träder i kraft|Upphör att gälla) [IU]:\d{4}-\d{2}-\d{2}(?=[^\S\n]*(?:\r?\n|$))/;
const ACT = /(\d{4}:\d+)/;
const DATE = /^\s*(\d{4}-\d{2}-\d{2})/;

/** The markers that stand at `at`, and where the text goes on behind them. */
export function readMarkers(source: string, at: number, end: number): { markers: Marker[]; next: number } {
  const markers: Marker[] = [];
  let next = at;
  while (source[next] === '/' && markers.length < MOST_MARKERS) {
    const reach = source.slice(next + 1, Math.min(end, next + MOST_OF_MARKER));
    // The closing slash is forgotten at times (2026:1601); the day and the end of its line close the marker then.
    const unclosed = UNCLOSED.exec(reach);
    const close = unclosed ? unclosed[0].length : reach.indexOf('/');
    // A slash without its twin, or without a word behind it, is text. A bare number is the call of a footnote.
    if (close < 1) break;
    const text = fold(source.slice(next + 1, next + 1 + close));
    if (!/^(?:[A-ZÅÄÖ]|\d{1,3}$)/.test(text)) break;
    markers.push(readMarker(text));
    next += close + (unclosed ? 1 : 2);
    while (next < end && isSpace(source.charCodeAt(next))) next += 1;
  }
  return { markers, next };
}

function readMarker(text: string): Marker {
  const lower = text.toLowerCase();
  const name = lower.startsWith('ny beteckning')
    ? /^ny beteckning (?:(\d+ ?[a-z]?) kap\. )?(\d+ ?[a-z]?)(?: §| [iu]:|$)/.exec(lower)
    : null;
  const from = momentAfter(text, 'I:');
  const to = momentAfter(text, 'U:');
  return {
    text,
    scope: lower.startsWith('rubriken') ? 'heading' : lower.startsWith('kapitlet') ? 'chapter' : 'self',
    from,
    to,
    byAct: /genom/i.test(text) ? (ACT.exec(text.slice(lower.indexOf('genom')))?.[1] ?? null) : null,
    renamed: name ? { chapter: numberOf(name[1] ?? null), section: numberOf(name[2] ?? '') ?? '' } : null,
    understood:
      /^\d+$/.test(text) ||
      /tryckt version|inte med|ej med|utelämna|uteslut|kan inte återges/i.test(text) ||
      (sayable(text, 'I:', from) &&
        sayable(text, 'U:', to) &&
        (from !== null || to !== null) &&
        (!lower.startsWith('ny beteckning') || name !== null)),
  };
}

/** Whether a day that is said was understood: `I:2026-13-45` is not. */
const sayable = (text: string, key: 'I:' | 'U:', moment: Moment): boolean => moment !== null || !text.includes(key);

function momentAfter(text: string, key: 'I:' | 'U:'): Moment {
  const at = text.indexOf(key);
  if (at < 0) return null;
  const rest = text.slice(at + 2);
  const day = DATE.exec(rest)?.[1];
  if (day) return existingDay(day);
  return /^\s*den dag regeringen/i.test(rest) ? UNDECIDED : null;
}

/** No days said; the one object of its kind, so that thousands of pieces need none of their own. */
export const ALWAYS: Validity = Object.freeze({ from: null, to: null });

export function validityOf(markers: readonly Marker[]): Validity {
  if (markers.length === 0) return ALWAYS;
  return {
    from: markers.find((marker) => marker.from !== null)?.from ?? null,
    to: markers.find((marker) => marker.to !== null)?.to ?? null,
  };
}

/** `2 a` → `2a`: how a number stands in a fragment. */
export function numberOf(label: string | null): string | null {
  return label === null ? null : label.replace(/\s+/g, '').toLowerCase();
}

const NOTE_NAMES = 'Lag|Förordning|Kungörelse|Tillkännagivande|Balk|Cirkulär|Brev';
const NOTE_AT_END = new RegExp(`(?:^|\\s)((?:${NOTE_NAMES}) \\((\\d{4}:\\d+)(?: s\\. ?\\d+)?\\))\\.?$`);
const NOTE_WITHIN = new RegExp(`[.)”"] ((?:${NOTE_NAMES}) \\((\\d{4}:\\d+)\\)\\.) `, 'g');

export interface ChangeNote {
  act: string;
  /** Where the note begins in the folded text. */
  at: number;
  /** False when text follows the note: editions that lost their line breaks put the next heading there. */
  last: boolean;
}

/** The change note of a provision's folded text. Only its last 2,000 characters are looked at for a note with text behind it. */
export function changeNote(folded: string): ChangeNote | null {
  const tail = folded.slice(-120);
  const end = NOTE_AT_END.exec(tail);
  if (end) return { act: end[2] ?? '', at: folded.length - tail.length + end.index, last: true };
  const reach = Math.max(0, folded.length - 2_000);
  const found = [...folded.slice(reach).matchAll(NOTE_WITHIN)].at(-1);
  return found ? { act: found[2] ?? '', at: reach + found.index + 2, last: false } : null;
}

const ACT_WORDS = '(?:lag|förordning|föreskrifter|kungörelse|tillkännagivande|beslut|balk|SFS)(?:en|n)?';
/** Brackets are missing at either end in one notice of ten, and the word for the act at times. */
const REPEALED = new RegExp(
  `^(?:\\d{1,4} ?[a-z]? ?§ )?(?:har )?upph(?:äv[dt]s?|ävts|äves|ört att gälla)(?: genom (?:${ACT_WORDS} ?)?\\(?(\\d{4}:\\d+(?: s\\. ?\\d+)?)\\)?)? ?\\.?$`,
  'i',
);
const RENAMED = new RegExp(
  `^har betecknats (?:(\\d+ ?[a-z]?) kap\\. )?(\\d+ ?[a-z]?) §(?: genom (?:${ACT_WORDS} ?)?\\(?(\\d{4}:\\d+)\\)?)? ?\\.?$`,
  'i',
);

export interface Ending {
  /** The act that ended it; null where the notice names none. */
  act: string | null;
  renamedTo: { chapter: string | null; section: string } | null;
}

/** `Har upphävts genom lag (2008:360).`, `Upphävd.`, `Har betecknats 4 § genom …`: when that is all the words say. */
export function endingOf(folded: string): Ending | null {
  if (folded.length >= 120) return null;
  const repealed = REPEALED.exec(folded);
  if (repealed) return { act: repealed[1]?.replace(/ s\. ?/, '_s.') ?? null, renamedTo: null };
  const renamed = RENAMED.exec(folded);
  if (!renamed) return null;
  return {
    act: renamed[3] ?? null,
    renamedTo: { chapter: numberOf(renamed[1] ?? null), section: numberOf(renamed[2] ?? '') ?? '' },
  };
}

/** `/Författningens text finns bara i tryckt version/`, `/Formeln är inte med här/`. */
export function saysOmitted(marker: Marker): boolean {
  return /tryckt version|inte med|ej med|utelämna|uteslut|kan inte återges/i.test(marker.text);
}
