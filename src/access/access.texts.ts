import organisationsnummer from 'organisationsnummer';
import { UserError } from '../platform/user-error.js';

/** The package is CommonJS and exports the class itself; its types say `default`. */
const Organisationsnummer = organisationsnummer as unknown as typeof organisationsnummer.default;

/**
 * What people type here is names, labels and addresses only. The privacy gate lies above this folder, so the texts are
 * kept so narrow that it has nothing to find: no name holds a row of six digits, however it is broken up.
 */
const LONG_NUMBER = /\d(?:[\s\-–+.]?\d){5,}/u;
const NOT_TEXT = /\p{Surrogate}|\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const EMAIL = /^[^\s@<>"'(),;:\\[\]]{1,64}@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+[\p{L}\d-]{2,63}$/u;

/** A single line, trimmed. @throws UserError REQUIRED, TOO_LONG, CONTROL_CHARACTERS, NUMBER_IN_NAME */
export function shortText(given: string, path: string, max = 200): string {
  if (given.length > 4 * max) throw new UserError('TOO_LONG', path, { max });
  const text = given.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (NOT_TEXT.test(text)) throw new UserError('CONTROL_CHARACTERS', path);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new UserError('REQUIRED', path);
  if (text.length > max) throw new UserError('TOO_LONG', path, { max });
  if (LONG_NUMBER.test(text)) throw new UserError('NUMBER_IN_NAME', path);
  return text;
}

/** Lower case, as stored and compared. @throws UserError EMAIL_INVALID */
export function emailAddress(given: string, path: string): string {
  const email = given.normalize('NFC').trim().toLowerCase();
  if (email.length > 254 || !EMAIL.test(email)) throw new UserError('EMAIL_INVALID', path);
  if (LONG_NUMBER.test(email)) throw new UserError('NUMBER_IN_NAME', path);
  return email;
}

/** `222000-0000`. A sole trader's number is a personal identity number and is refused. @throws UserError */
export function organisationNumber(given: string, path: string): string {
  try {
    const number = Organisationsnummer.parse(given.trim());
    if (!number.isPersonnummer()) return number.format();
  } catch {
    // The sentence below says it.
  }
  throw new UserError('ORG_NUMBER_INVALID', path);
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST = 90 * UNITS.d!;

/** `30m`, `1h`, `7d` in milliseconds. @throws UserError TOKEN_LIFETIME_INVALID */
export function lifetime(given: string, path: string): number {
  const found = /^(\d{1,6})([mhd])$/.exec(given.trim());
  const length = found ? Number(found[1]) * UNITS[found[2]!]! : 0;
  if (length <= 0 || length > LONGEST) throw new UserError('TOKEN_LIFETIME_INVALID', path);
  return length;
}

/** @throws UserError TOKEN_SCOPE_INVALID */
export function tokenScopes(given: readonly string[] | null | undefined, path: string): string[] | null {
  if (!given || given.length === 0) return null;
  for (const scope of given) {
    if (!/^[A-Za-z-]{1,40}:(?:[A-Za-z-]{1,40}|\*)$/.test(scope))
      throw new UserError('TOKEN_SCOPE_INVALID', path, { scope: scope.slice(0, 80) });
  }
  return [...new Set(given)].sort();
}
