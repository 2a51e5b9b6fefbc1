import { hash } from 'node:crypto';

/** A run of lines without a blank line among them: `[start, end)` in UTF-16 units of the source, without the blank lines around it. */
export interface TextBlock {
  start: number;
  end: number;
}

export interface DecodedText {
  text: string;
  /** What had to be done to read the bytes, a Swedish sentence each; empty for sound UTF-8. */
  remarks: string[];
}

/**
 * The largest file that is read as one statute. The longest Swedish acts (inkomstskattelagen, socialförsäkringsbalken) have
 * about two million characters, register included; what is ten times that is something else, and is refused with a sentence.
 */
export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;

/** The sentence that refuses a file of so many bytes (or a text of so many characters); null when it may be read. */
export function tooLarge(size: number): string | null {
  if (size <= MAX_DOCUMENT_BYTES) return null;
  const megabytes = (of: number): string => (of / 1024 / 1024).toLocaleString('sv-SE', { maximumFractionDigits: 1 });
  return `Filen är ${megabytes(size)} MB. Högst ${megabytes(MAX_DOCUMENT_BYTES)} MB läses som en författning; den längsta svenska är omkring 2 MB.`;
}

/**
 * How much of one statute is cut up, several times the longest Swedish act; what lies behind is kept whole as one verbatim
 * piece, so that hostile input cannot fill memory.
 */
export const MAX_BLOCKS = 100_000;

/** White space folded: what "the same text" means everywhere in the import. */
export function fold(text: string): string {
  return /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim();
}

/** Of text that is folded already. */
export function textHash(folded: string): string {
  return hash('sha256', folded.trim());
}

const MISREAD_UTF8 = /[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g;

/** The bytes above 0x7f of windows-1252 that are not the code point itself. */
const WINDOWS_1252 = new Map(
  Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i)), (c, i) => [
    c.charCodeAt(0),
    0x80 + i,
  ]),
);

/**
 * UTF-8 that somebody read as windows-1252 or latin-1 and saved again (`lÃ¤sÃ¥r`). It is undone only where every character is a
 * byte and the bytes are sound UTF-8: otherwise the text stays as it came, for a repair that guesses would change the law.
 */
function undoMisreading(text: string): string | null {
  if ((text.slice(0, 200_000).match(MISREAD_UTF8)?.length ?? 0) < 3) return null;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const byte = code <= 0xff ? code : WINDOWS_1252.get(code);
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 by its mark or, without one, by the zero bytes that Latin letters have in it. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const looked = Math.min(bytes.length, 2_000) & ~1;
  if (looked < 4) return null;
  const zeros = [0, 0];
  for (let i = 0; i < looked; i += 1) if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked * 0.35 && even < looked * 0.05) return 'utf-16le';
  return even > looked * 0.35 && odd < looked * 0.05 ? 'utf-16be' : null;
}

/** Bytes of a record or a text → characters. Never throws: what is not UTF-8 is read as windows-1252, which has every Swedish letter. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const remarks: string[] = [];
  let text: string;
  const wide = wideEncoding(bytes);
  if (wide) {
    text = new TextDecoder(wide).decode(bytes);
    remarks.push('Filen var kodad i UTF-16 och lästes så.');
  } else {
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      text = new TextDecoder('windows-1252').decode(bytes);
      remarks.push('Filen är inte UTF-8; den lästes som windows-1252. Kontrollera å, ä och ö.');
    }
  }
  const sound = soundText(text);
  return { text: sound.text, remarks: [...remarks, ...sound.remarks] };
}

/** Text as it can be kept: misread letters restored where that is certain, without what no database holds. */
export function soundText(given: string): DecodedText {
  const remarks: string[] = [];
  let text = given;
  // Some texts have been through it twice.
  for (let round = 0; round < 2; round += 1) {
    const repaired = undoMisreading(text);
    if (repaired === null) break;
    text = repaired;
    if (round === 0) remarks.push('Texten var UTF-8 som lästs med fel kodning; det har återställts.');
  }
  if (text.includes('\u0000')) {
    text = text.replaceAll('\u0000', '');
    remarks.push('Texten innehöll nolltecken, som inte är skrift; de har tagits bort.');
  }
  // Half a character (a lone surrogate) cannot be stored as UTF-8.
  text = text.replace(/\p{Cs}/gu, '\ufffd');
  if (text.includes('\r') && !text.includes('\n')) text = text.replaceAll('\r', '\n');
  if (text.includes('\ufffd')) {
    remarks.push('Texten innehåller tecken som gått förlorade i en tidigare omkodning (�).');
  }
  return { text, remarks };
}

/** The blocks in order, in one pass over the text. The last one given may reach to the end of the text when there are too many. */
export function* blocksOf(text: string, most = MAX_BLOCKS): Generator<TextBlock> {
  let start = -1;
  let end = 0;
  let count = 0;
  for (let at = 0; at < text.length;) {
    const feed = text.indexOf('\n', at);
    const stop = feed < 0 ? text.length : feed;
    let last = stop;
    while (last > at && isSpace(text.charCodeAt(last - 1))) last -= 1;
    if (last === at) {
      if (start >= 0) {
        yield { start, end };
        start = -1;
        count += 1;
      }
    } else {
      if (start < 0) {
        start = at;
        while (isSpace(text.charCodeAt(start))) start += 1;
        if (count >= most) {
          yield { start, end: text.trimEnd().length };
          return;
        }
      }
      end = last;
    }
    at = stop + 1;
  }
  if (start >= 0) yield { start, end };
}

/** The same characters as `\s`, so that folding and cutting agree on what is nothing. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** A day that the calendar has, else null: texts and registers hold `2026-13-45` and `0000-00-00` too. */
export function existingDay(day: string): string | null {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(day)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day ? day : null;
}
