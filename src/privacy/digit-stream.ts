/**
 * The digits of a text with what stands between them: the ground on which numbers are looked for. One pass, so a text
 * made to be slow costs no more than another.
 */
export type Gap =
  | 'NONE'
  /** Spaces of any kind. */
  | 'SPACE'
  /** A hyphen, dash, minus or plus, with or without spaces. */
  | 'DASH'
  /** A line break alone, as left by mail programs and PDF text. */
  | 'BREAK'
  /** Full stop, comma or slash. */
  | 'POINT'
  /** Anything else: no number reaches across it. */
  | 'WALL';

export interface DigitStream {
  /** 0–9. */
  values: Uint8Array;
  /** UTF-16 offset of each digit. */
  at: Int32Array;
  /** What stands before each digit; one more at the end for what stands after the last. */
  gaps: Gap[];
  length: number;
}

/** Counts what a scan does, so that a spec can prove it linear without a stopwatch. */
export interface Meter {
  steps: number;
}

/** At most this many visible separators between two digits of one number (a line break, a quote's indentation). */
const MAX_SEPARATORS = 8;

/** Zero-width and formatting characters: invisible on screen, so they must not hide a number from the gate. */
function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    code === 0x034f ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  );
}

/** Markdown's emphasis and escapes, which vanish when the text is rendered: `850709\-9805`, `850709**-9805**`. */
function isMarkup(code: number): boolean {
  return code === 0x2a || code === 0x5f || code === 0x5c || code === 0x60 || code === 0x7e;
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x09 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

function isDash(code: number): boolean {
  return (
    code === 0x2d ||
    code === 0x2b ||
    (code >= 0x2010 && code <= 0x2015) ||
    code === 0x2212 ||
    code === 0xfe58 ||
    code === 0xfe63 ||
    code === 0xff0d ||
    code === 0xff0b
  );
}

/** ASCII digits and the full-width and Arabic-Indic ones that some keyboards and PDF texts give. */
export function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  if (code >= 0x0660 && code <= 0x0669) return code - 0x0660;
  if (code >= 0x06f0 && code <= 0x06f9) return code - 0x06f0;
  return -1;
}

export function digitStream(text: string, meter: Meter): DigitStream {
  const values = new Uint8Array(text.length);
  const at = new Int32Array(text.length);
  const gaps: Gap[] = [];
  let length = 0;
  let spaces = 0;
  let dashes = 0;
  let breaks = 0;
  let points = 0;
  let wall = true;
  const gap = (): Gap => {
    if (wall || dashes + points + breaks > 2 || dashes > 1 || points > 1 || breaks > 1) return 'WALL';
    if (spaces + dashes + points + breaks > MAX_SEPARATORS || (dashes > 0 && points > 0)) return 'WALL';
    if (dashes > 0) return 'DASH';
    if (points > 0) return 'POINT';
    if (breaks > 0) return 'BREAK';
    return spaces > 0 ? 'SPACE' : 'NONE';
  };
  for (let i = 0; i < text.length; i++) {
    meter.steps++;
    const code = text.charCodeAt(i);
    const value = digitValue(code);
    if (value >= 0) {
      values[length] = value;
      at[length] = i;
      gaps.push(gap());
      length++;
      spaces = dashes = breaks = points = 0;
      wall = false;
    } else if (isSpace(code)) spaces++;
    else if (isDash(code)) dashes++;
    else if (code === 0x0a || code === 0x2028 || code === 0x2029 || code === 0x85) breaks++;
    else if (code === 0x0d) {
      if (text.charCodeAt(i + 1) !== 0x0a) breaks++;
    } else if (code === 0x2e || code === 0x2c || code === 0x2f) points++;
    else if (!isInvisible(code) && !isMarkup(code)) wall = true;
  }
  gaps.push('WALL');
  return { values, at, gaps, length };
}
