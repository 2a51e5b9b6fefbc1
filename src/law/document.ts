import { DocumentFamily, type LegalDocument } from './law.types.js';

const WRITTEN: Record<string, string> = {
  prop: 'prop. ',
  bet: 'bet. ',
  rskr: 'rskr. ',
  dir: 'dir. ',
  skr: 'skr. ',
  sou: 'SOU ',
  ds: 'Ds ',
  sfs: 'SFS ',
};

const FAMILIES: Record<string, DocumentFamily> = {
  prop: DocumentFamily.PROP,
  bet: DocumentFamily.BET,
  rskr: DocumentFamily.RSKR,
  sou: DocumentFamily.SOU,
  ds: DocumentFamily.DS,
  dir: DocumentFamily.DIR,
  skr: DocumentFamily.SKR,
  celex: DocumentFamily.EU,
};

/** A document by its canonical id, as lawyers write it: `prop/2017/18:105` → `prop. 2017/18:105`. */
export function legalDocument(key: string): LegalDocument {
  const at = Math.max(key.indexOf('/'), 0);
  const [family, number] = [key.slice(0, at), key.slice(at + 1)];
  const label = family === 'celex' ? celexLabel(number) : `${WRITTEN[family] ?? `${family} `}${number}`;
  return { key, family: FAMILIES[family] ?? DocumentFamily.OTHER, label };
}

const EU_FORM: Record<string, string> = { R: 'förordning', L: 'direktiv', D: 'beslut', F: 'rambeslut' };

/** `32016R0679` → `förordning (EU) 2016/679`; the order of year and number was turned round in 2015. */
export function celexLabel(celex: string): string {
  const match = /^3(\d{4})([RLDF])0*(\d+)/.exec(celex);
  if (!match) return `CELEX ${celex}`;
  const [, year = '', letter = '', number = ''] = match;
  const form = EU_FORM[letter] ?? 'rättsakt';
  if (letter === 'F') return `${form} ${year}/${number}/RIF`;
  if (Number(year) >= 2015) return `${form} (EU) ${year}/${number}`;
  const community = Number(year) >= 2010 ? 'EU' : Number(year) >= 1994 ? 'EG' : 'EEG';
  const short = Number(year) < 1999 ? year.slice(2) : year;
  return letter === 'R' ? `${form} (${community}) nr ${number}/${short}` : `${form} ${short}/${number}/${community}`;
}
