export type FindingKind =
  | 'PERSONNUMMER'
  | 'SAMORDNINGSNUMMER'
  /** A care provider's or agency's stand-in for a personal number: date, letter, three digits. */
  | 'RESERVE_NUMBER'
  | 'EMAIL'
  | 'PHONE'
  | 'IBAN'
  | 'PAYMENT_CARD'
  | 'BANK_ACCOUNT';

/** CERTAIN: date and check digit are right. PROBABLE: looks like one, yet is mistyped, invented or something else. */
export type Certainty = 'CERTAIN' | 'PROBABLE';

/** Where something stands, never what: a finding may reach logs, errors and screens of others. */
export interface Finding {
  kind: FindingKind;
  certainty: Certainty;
  /** UTF-16 offsets in the text that was searched, end exclusive. */
  start: number;
  end: number;
}

/** Personal numbers stop a text; what else identifies a person is pointed out. */
export function blocks(finding: Finding): boolean {
  return finding.kind === 'PERSONNUMMER' || finding.kind === 'SAMORDNINGSNUMMER';
}

/** What a masked text says instead; Swedish, because it stays in the text. */
const MASKS: Record<FindingKind, string> = {
  PERSONNUMMER: '[personnummer]',
  SAMORDNINGSNUMMER: '[samordningsnummer]',
  RESERVE_NUMBER: '[reservnummer]',
  EMAIL: '[e-postadress]',
  PHONE: '[telefonnummer]',
  IBAN: '[kontonummer]',
  PAYMENT_CARD: '[kortnummer]',
  BANK_ACCOUNT: '[kontonummer]',
};

/** The text with each finding replaced by the name of its kind in brackets. */
export function mask(text: string, findings: readonly Finding[]): string {
  return replace(text, findings, (finding) => MASKS[finding.kind]);
}

/** The text without the findings. What stood around stays, so a reader sees that something is gone. */
export function remove(text: string, findings: readonly Finding[]): string {
  return replace(text, findings, () => '');
}

function replace(text: string, findings: readonly Finding[], by: (finding: Finding) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    if (finding.start < from) continue;
    parts.push(text.slice(from, finding.start), by(finding));
    from = finding.end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
