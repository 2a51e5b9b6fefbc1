import type { DigitStream, Gap, Meter } from './digit-stream.js';
import type { Finding } from './finding.js';

/**
 * What else points at a person plainly enough to be pointed out: addresses, telephone numbers, accounts and cards.
 * None of these stops a text; a registrar's address in an answer is as it should be.
 */
export function findContacts(text: string, digits: DigitStream, meter: Meter): Finding[] {
  const found = [...findEmails(text, meter), ...findNumbers(text, digits, meter)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Finding[] = [];
  for (const finding of found) {
    meter.steps++;
    if (finding.start >= (apart.at(-1)?.end ?? 0)) apart.push(finding);
  }
  return apart;
}

const LOCAL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
/** RFC 5321 §4.5.3.1; the bounds also keep the search linear. */
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;

function findEmails(text: string, meter: Meter): Finding[] {
  const found: Finding[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > done && at - start < MAX_LOCAL && LOCAL.test(text.charAt(start - 1))) {
      start--;
      meter.steps++;
    }
    while (start < at && text.charAt(start) === '.') start++;
    if (start === at) continue;
    let end = at + 1;
    while (end < text.length && end - at <= MAX_DOMAIN && DOMAIN.test(text.charAt(end))) {
      end++;
      meter.steps++;
    }
    while (end > at && (text.charAt(end - 1) === '.' || text.charAt(end - 1) === '-')) end--;
    const domain = text.slice(at + 1, end);
    const top = domain.slice(domain.lastIndexOf('.') + 1);
    if (!domain.includes('.') || domain.startsWith('.') || !/^\p{L}{2,}$/u.test(top)) continue;
    found.push({ kind: 'EMAIL', certainty: 'CERTAIN', start, end });
    done = end;
    at = end - 1;
  }
  return found;
}

const ACCOUNT_WORD = /(bankkonto|konto|kontonummer|kontonr|clearingnummer|clearingnr|clearing)(nr|nummer|\.)?[:\s]*$/;

function findNumbers(text: string, digits: DigitStream, meter: Meter): Finding[] {
  const found: Finding[] = [];
  for (let i = 0; i < digits.length;) {
    meter.steps++;
    const hit =
      digits.gaps[i] === 'NONE'
        ? null
        : (ibanAt(text, digits, i, meter) ??
          cardAt(digits, i, meter) ??
          accountAt(text, digits, i, meter) ??
          phoneAt(text, digits, i, meter));
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

/** How many digits follow one another from `from` (at most `most`), with gaps of the given kinds between them. */
function reach(digits: DigitStream, from: number, most: number, allowed: readonly Gap[], meter: Meter): number {
  let size = 1;
  while (size < most && from + size < digits.length && allowed.includes(digits.gaps[from + size]!)) {
    size++;
    meter.steps++;
  }
  return size;
}

function valuesOf(digits: DigitStream, from: number, size: number): string {
  return Array.from(digits.values.subarray(from, from + size)).join('');
}

/** Swedish IBAN: SE, two check digits, twenty digits; ISO 13616 (mod 97). */
function ibanAt(text: string, digits: DigitStream, from: number, meter: Meter): Hit | null {
  const first = digits.at[from]!;
  if (text.slice(Math.max(0, first - 2), first).toUpperCase() !== 'SE') return null;
  if (reach(digits, from, 22, ['NONE', 'SPACE'], meter) < 22 || digits.gaps[from + 22] === 'NONE') return null;
  const number = valuesOf(digits, from, 22);
  // S = 28, E = 14: the country and check digits go last.
  if (BigInt(`${number.slice(2)}2814${number.slice(0, 2)}`) % 97n !== 1n) return null;
  return hit('IBAN', 'CERTAIN', first - 2, digits, from, 22);
}

/** Sixteen digits in fours or in a row with a right Luhn sum, of the ranges that cards are issued in. */
function cardAt(digits: DigitStream, from: number, meter: Meter): Hit | null {
  if (digits.values[from]! < 3 || digits.values[from]! > 6) return null;
  if (reach(digits, from, 16, ['NONE', 'SPACE', 'DASH'], meter) < 16 || digits.gaps[from + 16] === 'NONE') return null;
  const parted = [4, 8, 12].filter((k) => digits.gaps[from + k] !== 'NONE').length;
  if (parted !== 0 && parted !== 3) return null;
  let sum = 0;
  for (let k = 0; k < 16; k++) {
    if (k % 4 !== 0 && digits.gaps[from + k] !== 'NONE' && k > 0) return null;
    const value = digits.values[from + k]! * (k % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0 ? hit('PAYMENT_CARD', 'CERTAIN', digits.at[from]!, digits, from, 16) : null;
}

/** An account only where the text calls it one: its digits alone look like any other number. */
function accountAt(text: string, digits: DigitStream, from: number, meter: Meter): Hit | null {
  const first = digits.at[from]!;
  if (!ACCOUNT_WORD.test(text.slice(Math.max(0, first - 24), first).toLowerCase())) return null;
  const size = reach(digits, from, 16, ['NONE', 'SPACE', 'DASH', 'POINT'], meter);
  if (size < 7 || digits.gaps[from + size] === 'NONE') return null;
  return hit('BANK_ACCOUNT', 'PROBABLE', first, digits, from, size);
}

/**
 * Swedish telephone numbers (the plan of PTS): +46/0046 or 0, area code of one to three digits, at most ten digits
 * with the leading 0. Without a separator only mobile numbers are taken, and none that a longer series goes on from.
 */
function phoneAt(text: string, digits: DigitStream, from: number, meter: Meter): Hit | null {
  const first = digits.at[from]!;
  const before = text.charAt(first - 1);
  const size = reach(digits, from, 15, ['NONE', 'SPACE', 'DASH'], meter);
  const number = valuesOf(digits, from, size);
  if (before === '+' && number.startsWith('46')) return abroad(text, digits, from, 2, first - 1, meter);
  if (number.startsWith('0046')) return abroad(text, digits, from, 4, first, meter);
  if (!number.startsWith('0') || /[\p{L}\p{N}+/:.-]/u.test(before)) return null;
  const cut = cutAtSpace(digits, from, size, 10);
  if (cut < 8 || !isAreaCode(number.slice(1))) return null;
  let separator = -1;
  for (let k = 1; k < cut && separator < 0; k++) if (digits.gaps[from + k] !== 'NONE') separator = k;
  if (separator < 0 ? !/^07[02369]\d{7}$/.test(number.slice(0, cut)) : separator < 2 || separator > 4) return null;
  return hit('PHONE', 'PROBABLE', first, digits, from, cut);
}

/** After a country code; "(0)" may follow it and stands in no gap of digits, so it is stepped over by hand. */
function abroad(
  text: string,
  digits: DigitStream,
  from: number,
  code: number,
  start: number,
  meter: Meter,
): Hit | null {
  let size = code;
  const zero = from + code;
  if (zero < digits.length && digits.values[zero] === 0) {
    const bracketed = text.charAt(digits.at[zero]! - 1) === '(' && text.charAt(digits.at[zero]! + 1) === ')';
    if (bracketed && digits.at[zero]! - digits.at[zero - 1]! <= 4) size++;
  }
  const national = from + size;
  if (national >= digits.length || digits.at[national]! - digits.at[national - 1]! > 4) return null;
  const rest = cutAtSpace(digits, national, reach(digits, national, 12, ['NONE', 'SPACE', 'DASH'], meter), 9);
  if (rest < 7 || !isAreaCode(valuesOf(digits, national, rest))) return null;
  return hit('PHONE', 'CERTAIN', start, digits, from, size + rest);
}

/** The longest part of at most `most` digits that does not end inside a row of digits; 0 when there is none. */
function cutAtSpace(digits: DigitStream, from: number, size: number, most: number): number {
  for (let cut = Math.min(size, most); cut > 0; cut--) if (digits.gaps[from + cut] !== 'NONE') return cut;
  return 0;
}

/** Area and mobile codes begin with 1–9, but not 0; service numbers of other kinds are short and fall out by length. */
function isAreaCode(national: string): boolean {
  return /^[1-9]/.test(national);
}

function hit(
  kind: Finding['kind'],
  certainty: Finding['certainty'],
  start: number,
  digits: DigitStream,
  from: number,
  size: number,
): Hit {
  return { finding: { kind, certainty, start, end: digits.at[from + size - 1]! + 1 }, digits: size };
}
