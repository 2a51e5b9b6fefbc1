import { textOfHtml } from './statute-html.js';
import { failed, normaliseStatuteRecord, type RecordReading, readJson } from './statute-record.js';
import {
  designationInName,
  isDokumentstatus,
  looksLikeHtml,
  readDokumentstatus,
  readRiksdagenText,
} from './statute-riksdagen.js';
import { decodeText, tooLarge } from './statute-text.js';

/** Which edition a file turned out to be. */
export type DocumentForm = 'government-record' | 'riksdagen-status' | 'riksdagen-text' | 'riksdagen-html';

export type DocumentReading = RecordReading & { form: DocumentForm | null };

/** Beginnings of files that people give by mistake. */
const FOREIGN: [string, string][] = [
  ['%PDF', 'en PDF'],
  ['PK\u0003\u0004', 'ett arkiv eller ett Office-dokument'],
  ['\u001f\u008b', 'en packad fil (gzip)'],
  ['\u00d0\u00cf\u0011\u00e0', 'ett äldre Office-dokument'],
  ['{\\rtf', 'ett RTF-dokument'],
];

/**
 * Any file with a consolidated act in it → one record: the government's JSON, Riksdagen's `dokumentstatus` with text or HTML, or
 * its plain text. `name` is the file's name or address and helps where the text does not say which act it is; with `expected`
 * (`sfs/2008:355`) the record of another act is an error. Never throws; what is wrong comes as Swedish sentences.
 */
export function readLegalDocument(bytes: Uint8Array, name?: string, expected?: string): DocumentReading {
  const large = tooLarge(bytes.length);
  if (large) return refused(large);
  const magic = String.fromCharCode(...bytes.subarray(0, 8));
  const foreign = FOREIGN.find(([start]) => magic.startsWith(start));
  if (foreign) return refused(`Filen är ${foreign[1]}, inte en författning som JSON eller text.`);
  const { text: decoded, remarks } = decodeText(bytes);
  const text = decoded.replace(/^\ufeff/, '');
  const start = text.trimStart();
  if (start === '') return refused('Filen är tom.');
  const reading = /^[{[]/.test(start) ? readJsonDocument(text, name, expected) : readWords(text, name, expected);
  if (!reading.ok) return reading;
  const warnings = [...remarks.map((sentence) => ({ path: '', sentence })), ...reading.warnings];
  return { ...reading, warnings };
}

function readJsonDocument(text: string, name?: string, expected?: string): DocumentReading {
  const json = readJson(text);
  if (!json.ok) return { ...failed('', json.sentence), form: null };
  // A file with one record in a list is that record.
  const value: unknown = Array.isArray(json.value) && json.value.length === 1 ? json.value[0] : json.value;
  if (isDokumentstatus(value)) return { ...readDokumentstatus(value, expected, name), form: 'riksdagen-status' };
  if (typeof value === 'object' && value !== null && 'dokumentlista' in value) {
    return refused('Filen är en träfflista från Riksdagen, inte ett dokument; hämta dokumenten i den var för sig.');
  }
  if (Array.isArray(value))
    return refused(`Filen är en lista med ${value.length} poster; en fil ska ha en författning.`);
  const reading = normaliseStatuteRecord(value, expected);
  const named = designationInName(name);
  if (reading.ok && named && named !== reading.record.designation) {
    reading.warnings.push({
      path: 'beteckning',
      sentence: `Filens namn säger ${named}, men posten gäller ${reading.record.designation}; posten gäller.`,
    });
  }
  return { ...reading, form: 'government-record' };
}

function readWords(text: string, name?: string, expected?: string): DocumentReading {
  if (/^\s*<\?xml/.test(text)) return refused('Filen är XML. Hämta dokumentet som JSON (dokumentstatus) eller text.');
  if (looksLikeHtml(text)) {
    return { ...readRiksdagenText(textOfHtml(text), expected, name), form: 'riksdagen-html' };
  }
  return { ...readRiksdagenText(text, expected, name), form: 'riksdagen-text' };
}

function refused(sentence: string): DocumentReading {
  return { ...failed('', sentence), form: null };
}
