import type { Reading } from './reading.js';

const DASH = 45;
const MONTHS = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];

/** Referrals to the Council on Legislation, which have no number: the day and the title make the id. */
export class ReferralGrammar {
  constructor(private readonly reading: Reading) {}

  /** `lagrådsremiss den 20 januari 2026`; the title, in quotation marks, makes the id whole. */
  referral(i: number): number {
    const { reading } = this;
    const { tokens: t } = reading;
    let at = i + 1;
    const before = this.title(at);
    if (before) at = before.end;
    if (t.sign(at, 40)) at++;
    if (t.isWord(at) && t.word(at) === 'av') at++;
    if (t.isWord(at) && t.word(at) === 'den') at++;
    const month = MONTHS.indexOf(t.isWord(at + 1) ? t.word(at + 1) : '');
    if (!t.isNumber(at) || month < 0 || !t.isNumber(at + 2) || t.digits(at + 2) !== 4) return 0;
    const date = `${t.value[at + 2]}-${String(month + 1).padStart(2, '0')}-${String(t.value[at]).padStart(2, '0')}`;
    let end = at + 3;
    const title = before ?? this.title(t.sign(end, 44) ? end + 1 : end);
    if (title && !before) end = title.end;
    reading.emit(i, end, title ? `lagradsremiss/${date}/${title.slug}` : null, 'unknown-title');
    return end;
  }

  private title(i: number): { end: number; slug: string } | null {
    const { tokens: t } = this.reading;
    const open = t.value[i]!;
    if (t.isWord(i) || t.isNumber(i) || !(open === 0x201d || open === 0x201c || open === 34 || open === 0xbb))
      return null;
    for (let at = i + 1; at < i + 24; at++) {
      if (t.isWord(at) || t.isNumber(at) || t.sign(at, 44) || t.sign(at, DASH)) continue;
      const c = t.value[at]!;
      if (at === i + 1 || !(c === 0x201d || c === 34 || c === 0xbb || c === 0xab)) return null;
      const slug = t.text
        .slice(t.end[i], t.start[at])
        .normalize('NFC')
        .replace(/[\u00ad\u200b\u2060]/g, '')
        .toLowerCase()
        .replace(/[åä]/g, 'a')
        .replace(/ö/g, 'o')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
      return { end: at + 1, slug };
    }
    return null;
  }
}
