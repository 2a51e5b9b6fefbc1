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
  const label =
    family === 'celex'
      ? celexLabel(number)
      : (caseLabel(family, number) ??
        `${WRITTEN[family] ?? (family.endsWith('fs') ? `${family.toUpperCase()} ` : `${family} `)}${number}`);
  return { key, family: FAMILIES[family] ?? DocumentFamily.OTHER, label };
}

const COURTS: Record<string, [name: string, sign: string]> = {
  nja: ['NJA', 's.'],
  hfd: ['HFD', 'ref.'],
  ra: ['RÅ', 'ref.'],
  ad: ['AD', 'nr'],
  rh: ['RH', ':'],
  mod: ['MÖD', ':'],
  pmod: ['PMÖD', ':'],
  mig: ['MIG', ':'],
  md: ['MD', ':'],
};
const AUTHORITIES: Record<string, string> = {
  jo: 'JO dnr ',
  jk: 'JK dnr ',
  arn: 'ARN ',
  imy: '',
  di: '',
  ecli: 'ECLI:',
};

/** `nja/1998s14` → `NJA 1998 s. 14`, `hfd/2013/not/19` → `HFD 2013 not. 19`, `jo/2013/14s392` → `JO 2013/14 s. 392`. */
function caseLabel(family: string, number: string): string | null {
  const court = COURTS[family];
  const [, year, note, reported] = /^(\d{4})(?:\/not\/(\d+)|[s:](\d+))$/.exec(number) ?? [];
  if (court && year) {
    if (note) return `${court[0]} ${year} not. ${note}`;
    return court[1] === ':' ? `${court[0]} ${year}:${reported}` : `${court[0]} ${year} ${court[1]} ${reported}`;
  }
  const report = /^(\d{4}\/\d{2,4})s(\d+)$/.exec(number);
  if (family === 'jo' && report) return `JO ${report[1]} s. ${report[2]}`;
  return AUTHORITIES[family] === undefined ? null : `${AUTHORITIES[family]}${number}`;
}

const EU_FORM: Record<string, string> = { R: 'förordning', L: 'direktiv', D: 'beslut', F: 'rambeslut' };

/** `32016R0679` → `förordning (EU) 2016/679`; the order of year and number was turned round in 2015. */
export function celexLabel(celex: string): string {
  const judged = /^6(\d{4})([CT])J0*(\d+)/.exec(celex);
  if (judged) return `mål ${judged[2]}-${judged[3]}/${judged[1]!.slice(2)}`;
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
