import { ErrorParams } from '../user-error.js';

export const LANGUAGES = ['sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Swedish first; `{name}` is replaced by the parameter of that name. */
export type Message = Record<Language, string>;

const messages = new Map<string, Message>();

/**
 * Declares messages by their code; both languages are demanded by the type. The same words twice are one message (two
 * machines may both have a state DRAFT); other words under the same code are a fault.
 */
export function defineMessages(entries: Record<string, Message>): void {
  for (const [code, message] of Object.entries(entries)) {
    const known = messages.get(code);
    if (known && (known.sv !== message.sv || known.en !== message.en)) {
      throw new Error(`The message ${code} is declared twice, with different words`);
    }
    messages.set(code, message);
  }
}

export function hasMessage(code: string): boolean {
  return messages.has(code);
}

export function messageCodes(): string[] {
  return [...messages.keys()].sort();
}

/** The message in words. An unknown code is a fault of ours and says so without hiding the code. */
export function say(code: string, language: Language, params: ErrorParams = {}): string {
  const message = messages.get(code);
  if (!message) return language === 'sv' ? `Det gick inte (${code}).` : `That did not work (${code}).`;
  return message[language].replace(/\{(\w+)\}/g, (_, key: string) => show(params[key], language));
}

function show(value: unknown, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map((one) => show(one, language)).join(', ');
  if (typeof value === 'number') return value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');
  // A parameter may itself be a code with words of its own, such as a state.
  return messages.get(String(value))?.[language] ?? String(value);
}

/** The first supported language of `Accept-Language`, Swedish when none is. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'sv' || tag === 'en') return tag;
  }
  return 'sv';
}
