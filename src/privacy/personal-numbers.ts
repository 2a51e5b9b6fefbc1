import * as personnummerPackage from 'personnummer';
import { DigitStream, digitStream, digitValue, Gap, Meter } from './digit-stream.js';
import { findContacts } from './contacts.js';
import type { Certainty, Finding, FindingKind } from './finding.js';

export type { Certainty, Finding, FindingKind } from './finding.js';
export { mask, remove } from './finding.js';

/**
 * All identifiers in a text, in order and without overlap; a personal number wins over what it could also be.
 * Linear in the length of the text: one pass over the characters, and from each digit that can begin a number a
 * bounded look ahead.
 */
export function findIdentifiers(text: string, meter: Meter = { steps: 0 }): Finding[] {
  const digits = digitStream(text, meter);
  const numbers = findPersonalNumbers(text, digits, meter);
  return merge(numbers, findContacts(text, digits, meter), meter);
}

/** Both lists are in order; of two that overlap the one of the first list stays. */
function merge(first: readonly Finding[], second: readonly Finding[], meter: Meter): Finding[] {
  const merged: Finding[] = [];
  let i = 0;
  for (const other of second) {
    meter.steps++;
    while (i < first.length && first[i]!.end <= other.start) merged.push(first[i++]!);
    if (i < first.length && first[i]!.start < other.end) continue;
    merged.push(other);
  }
  return [...merged, ...first.slice(i)];
}

/**
 * Where separators may stand, as digit positions from the start. `certain`: so unusual a shape that the check digit
 * must be right before anybody is bothered.
 */
const SHAPES: Record<10 | 12, ReadonlyMap<string, { certain: boolean }>> = {
  10: new Map([
    ['', { certain: false }],
    ['6', { certain: false }],
    ['2,4,6', { certain: true }],
    ['2,4,6,8', { certain: true }],
    ['6,8', { certain: true }],
  ]),
  12: new Map([
    ['', { certain: false }],
    ['8', { certain: false }],
    ['2,8', { certain: true }],
    ['4,6,8', { certain: true }],
    ['4,8', { certain: true }],
    ['8,10', { certain: true }],
  ]),
};

function findPersonalNumbers(text: string, digits: DigitStream, meter: Meter): Finding[] {
  const found: Finding[] = [];
  for (let i = 0; i < digits.length;) {
    meter.steps++;
    const hit =
      digits.gaps[i] === 'NONE'
        ? null
        : (numberAt(text, digits, i, 12, meter) ??
          numberAt(text, digits, i, 10, meter) ??
          reserveNumberAt(text, digits, i, meter));
    if (hit) {
      found.push(hit.finding);
      i += hit.digits;
    } else i++;
  }
  return found;
}

interface Hit {
  finding: Finding;
  digits: number;
}

function numberAt(text: string, digits: DigitStream, from: number, size: 10 | 12, meter: Meter): Hit | null {
  if (from + size > digits.length || digits.gaps[from + size] === 'NONE') return null;
  let shape = '';
  let breakInside = 0;
  let point = false;
  for (let k = 1; k < size; k++) {
    meter.steps++;
    const gap = digits.gaps[from + k]!;
    if (gap === 'NONE') continue;
    if (gap === 'WALL') return null;
    point ||= gap === 'POINT';
    // A line may break anywhere in a number; at the place of the separator it stands for the separator.
    if (gap === 'BREAK') breakInside++;
    if (gap !== 'BREAK' || k === size - 4) shape += shape ? `,${k}` : String(k);
  }
  const allowed = SHAPES[size].get(shape);
  if (!allowed || breakInside > 1) return null;
  const number = Array.from(digits.values.subarray(from, from + size)).join('');
  const read = readNumber(number);
  if (!read) return null;
  const start = digits.at[from]!;
  const end = digits.at[from + size - 1]! + 1;
  const last = digits.gaps[from + size - 4]!;
  if (read.certainty === 'PROBABLE') {
    if (allowed.certain || point || breakInside > 0) return null;
    if (touchesLetters(text, start, end)) return null;
    if (last !== 'DASH' && looksLikeTime(number)) return null;
    if (last === 'NONE' && /^07[02369]/.test(number)) return null;
  }
  if (shape === '4,6,8' && isDateSpan(digits, from, last)) return null;
  if (size === 10 && last === 'NONE' && isOtherNumber(text, start, number)) return null;
  return { finding: { kind: read.kind, certainty: read.certainty, start, end }, digits: size };
}

/**
 * The package is CommonJS whose types promise a default export that Node does not give in the same place; only the
 * one function used is named here.
 */
const { valid: isValid } = (personnummerPackage as unknown as { default: { valid(number: string): boolean } }).default;

/** What ten or twelve digits are, or null when they cannot be a personal number by their date. */
export function readNumber(number: string): { kind: FindingKind; certainty: Certainty } | null {
  const short = number.slice(-10);
  const month = Number(short.slice(2, 4));
  const written = Number(short.slice(4, 6));
  const day = written > 60 ? written - 60 : written;
  // Serial 000 is given to nobody: it is how forms write "number missing".
  if (short.slice(6, 9) === '000') return null;
  // Organisation numbers have 20 or more as their second pair, so the month alone keeps them apart.
  if (month < 1 || month > 12) return null;
  const centuries = number.length === 12 ? [number.slice(0, 2)] : ['19', '20'];
  const possible = centuries.filter(
    (century) =>
      (century === '18' || century === '19' || century === '20') &&
      isDate(Number(century + short.slice(0, 2)), month, day),
  );
  if (possible.length === 0) return null;
  const certainty = possible.some((century) => isValid(century + short)) ? 'CERTAIN' : 'PROBABLE';
  return { kind: written > 60 ? 'SAMORDNINGSNUMMER' : 'PERSONNUMMER', certainty };
}

function isDate(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** "2026-01-15 14:30" without its signs: a date of this century's working systems and a time of day. */
function looksLikeTime(number: string): boolean {
  const year = Number(number.slice(-10, -8));
  const century = number.length === 12 ? number.slice(0, 2) : '20';
  const hours = Number(number.slice(-4, -2));
  return century === '20' && year >= 10 && year < 40 && hours < 24 && Number(number.slice(-2)) < 60;
}

/** "2025-01-01–2025-12-31", "2025-01-01 1430": the last four digits belong to something else. */
function isDateSpan(digits: DigitStream, from: number, last: Gap): boolean {
  const goesOn = digits.gaps[from + 12] !== 'WALL' && digits.gaps[from + 14] !== 'NONE' && from + 14 <= digits.length;
  const number = Array.from(digits.values.subarray(from, from + 12)).join('');
  return goesOn || (last !== 'DASH' && looksLikeTime(number));
}

/** Ten digits in a row that say themselves what they are: a telephone number, an ISBN. */
function isOtherNumber(text: string, start: number, number: string): boolean {
  const before = text.slice(Math.max(0, start - 24), start).toLowerCase();
  if (/isbn(-10)?[:\s]*$/.test(before)) {
    let sum = 0;
    for (let k = 0; k < 10; k++) sum += (10 - k) * Number(number[k]);
    return sum % 11 === 0;
  }
  return (
    number.startsWith('0') && /(tel|tfn|telefon|telefonnummer|mobil|mobilnummer|mob|fax)(nr|\.)?[:\s]*$/.test(before)
  );
}

const LETTER = /\p{L}/u;

/** Letters straight before or after: part of a reference, a file name, a hash. */
function touchesLetters(text: string, start: number, end: number): boolean {
  return LETTER.test(text.charAt(start - 1)) || LETTER.test(text.charAt(end));
}

/** The letters that stand in place of a digit in interim and reserve numbers. */
const RESERVE_LETTERS = new Set('TRSUWXJKLMN');

function reserveNumberAt(text: string, digits: DigitStream, from: number, meter: Meter): Hit | null {
  for (const size of [8, 6]) {
    meter.steps++;
    let whole = from + size + 3 <= digits.length && digits.gaps[from + size + 3] !== 'NONE';
    for (let k = 1; whole && k < size + 3; k++) if (k !== size && digits.gaps[from + k] !== 'NONE') whole = false;
    if (!whole) continue;
    const dateEnd = digits.at[from + size - 1]! + 1;
    const tail = digits.at[from + size]!;
    const between = tail - dateEnd <= 4 ? text.slice(dateEnd, tail).replace(/^[\s\u00ad\u2010-\u2015+-]+/u, '') : '';
    if (between.length !== 1 || !RESERVE_LETTERS.has(between)) continue;
    const start = digits.at[from]!;
    const end = digits.at[from + size + 2]! + 1;
    if (touchesLetters(text, start, end) || digitValue(text.charCodeAt(end)) >= 0) continue;
    const date = Array.from(digits.values.subarray(from, from + size)).join('');
    if (!readNumber(`${date}0019`)) continue;
    return { finding: { kind: 'RESERVE_NUMBER', certainty: 'PROBABLE', start, end }, digits: size + 3 };
  }
  return null;
}
