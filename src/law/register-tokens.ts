export type NoteVerb = 'changed' | 'added' | 'repealed' | 'renumbered' | 'moved' | 'commencement' | 'reprinted';

/** As the register writes them, without their full stops. `upp` is its commonest misprint. */
export const VERBS: Record<string, NoteVerb> = {
  ändr: 'changed',
  ändrad: 'changed',
  ändrade: 'changed',
  änd: 'changed',
  ny: 'added',
  nya: 'added',
  nytt: 'added',
  upph: 'repealed',
  upp: 'repealed',
  upphör: 'repealed',
  ikrafttr: 'commencement',
  ikraftträder: 'commencement',
  nuvarande: 'renumbered',
};

/** Words with which a new member begins, or which join two. */
export const BEGINNINGS = new Set(['och', 'samt', 'resp', 'respektive', 'i', 'rubr', 'bil', 'omtryck', 'ingressen']);

/** A word, number or sign of the register's notes, in small letters, with its place. */
export type Token =
  | { kind: 'number'; text: string; start: number; end: number }
  | { kind: 'act' | 'word' | 'sign'; text: string; start: number; end: number };

const TOKEN = /(\d{4}:\d+)|(\d+(?: ?[a-zåäö](?![a-zåäö.]))?)|(§§?|[,;–-])|([a-zåäöé]+)|(\S)/giy;

/** Full stops mean nothing in the notes (`ändr.`, `§.`) and are left out. */
export function tokens(text: string): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (text.charCodeAt(at) <= 32 || text[at] === '\u00a0' || text[at] === '.') {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) break;
    const kind = match[1] ? 'act' : match[2] ? 'number' : match[4] ? 'word' : 'sign';
    out.push({ kind, text: match[0].toLowerCase(), start: at, end: at + match[0].length });
    at += match[0].length;
  }
  return out;
}
