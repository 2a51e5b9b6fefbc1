import { AnnexGrammar } from './annex-grammar.js';
import { CasesGrammar } from './cases-grammar.js';
import { DocumentsGrammar } from './documents-grammar.js';
import { EuGrammar } from './eu-grammar.js';
import { K, ordinal } from './keywords.js';
import type { NameTable } from './names.js';
import { Reading, type Citation, type Meter } from './reading.js';
import { ReferralGrammar } from './referral-grammar.js';
import { StatuteGrammar } from './statute-grammar.js';
import { Kind, Tokens } from './tokens.js';

const COMMA = 44;

export interface ExtractOptions {
  names: NameTable;
  /** The act, and the chapter and section in it, that the text stands in: `sfs/2008:355#K6P2`. */
  base?: string | null;
  /** When the text was written, ISO; decides what names and abbreviations mean. Without it, the name table's today. */
  date?: string | null;
  /** Counts steps, for the test of linear time. */
  meter?: Meter;
}

/** Looks up what lies between the two ends of a range, in order, ends excluded: the inserted `a` sections too. */
export type Expand = (source: string, from: string, to: string) => readonly string[];

/**
 * Every citation in the text, in order, disjoint, with its canonical target (law.md §1 and §3). Pure: the same text, base,
 * date and table give the same answer; nothing is remembered between texts. Never throws for any text. Time is linear.
 */
export function extractCitations(text: string, options: ExtractOptions): Citation[] {
  const tokens = new Tokens(text);
  const meter = options.meter ?? { steps: 0 };
  meter.steps += tokens.length;
  const reading = new Reading(tokens, options.names, options.base ?? null, options.date ?? null, meter);
  const statutes = new StatuteGrammar(reading);
  const annexes = new AnnexGrammar(reading, statutes.acts, statutes.pinpoints);
  const eu = new EuGrammar(reading, statutes.acts, statutes.pinpoints, statutes.around);
  const documents = new DocumentsGrammar(reading, statutes.pinpoints);
  const referrals = new ReferralGrammar(reading);
  const cases = new CasesGrammar(reading, statutes.pinpoints);

  const word = (i: number): number => {
    switch (tokens.keyword[i]) {
      case K.ARTICLE:
      case K.ART:
        return eu.articles(i);
      case K.ORDINANCE:
      case K.THE_ORDINANCE:
      case K.REGULATION:
      case K.DIRECTIVE:
      case K.DIRECTIVE_THE:
      case K.DECISION:
      case K.FRAMEWORK:
        return eu.bare(i) || named(i);
      case K.EU:
        return eu.ecliShort(i);
      case K.RECITAL:
        return eu.recitals(i);
      case K.DNR:
        return cases.diaryAlone(i);
      case K.MAL:
      case K.C:
      case K.T:
        return eu.judgment(i);
      case K.ECLI:
        return eu.ecli(i);
      case K.A:
        return documents.pointBack(i);
      case K.PROP:
      case K.BET:
      case K.RSKR:
      case K.SOU:
      case K.DS:
      case K.DIR:
      case K.SKR:
        return documents.document(i) || documents.pointBack(i);
      case K.S:
      case K.SIDA:
      case K.AVSNITT:
        return documents.placeFirst(i);
      case K.REFERRAL:
        return referrals.referral(i);
      case K.NJA:
        return cases.supreme(i);
      case K.HFD:
      case K.RA:
      case K.AD:
      case K.RH:
      case K.MOD:
      case K.PMOD:
      case K.MIG:
      case K.MD:
        return cases.court(i) || named(i);
      case K.JO:
      case K.JK:
      case K.ARN:
      case K.IMY:
      case K.DI:
        return cases.authority(i);
      case K.SFS:
        return statutes.sfs(i);
      case K.SAME:
      case K.SAID:
      case K.THIS:
        return statutes.relative(i) || documents.pointBack(i);
      case K.ANNEX:
      case K.ANNEX_THE:
        return annexes.annex(i) || eu.annex(i);
      case K.PUNKT:
        return annexes.transitional(i);
      case K.KAP:
      case K.CHAPTER:
        return statutes.chapter(i);
      case K.SECTION_WORD:
        return statutes.sign(i);
      case K.LAST:
        return statutes.paragraph(i);
      default:
        if (ordinal(tokens.keyword[i]!) > 0) return statutes.paragraph(i);
        return named(i);
    }
  };

  const named = (i: number): number => {
    if (!statutes.acts.mayBegin(i)) return 0;
    const next = i + 1;
    const article = tokens.sign(next, COMMA) ? next + 1 : next;
    if (tokens.is(article, K.ART) || tokens.is(article, K.ARTICLE)) {
      const act = statutes.acts.named(i, true);
      const end = act && act.act.end === next && act.act.target?.startsWith('celex/') ? eu.articles(i, act.act) : 0;
      if (end > 0) return end;
    }
    return (tokens.isNumber(next) ? documents.committeeReport(i) : 0) || statutes.word(i) || statutes.agency(i);
  };

  for (let i = 0; i < tokens.length;) {
    let end = 0;
    switch (tokens.kind[i]) {
      case Kind.WORD:
        end = i === reading.passOver ? i + 1 : word(i);
        break;
      case Kind.NUMBER:
        end = eu.bare(i) || documents.bare(i) || statutes.number(i);
        break;
      case Kind.SECTION:
        end = statutes.sign(i);
        break;
      case Kind.SIGN:
        if (tokens.value[i] === 40) end = eu.bare(i) || statutes.bracket(i);
        break;
    }
    i = end > i ? end : i + 1;
  }
  return reading.citations;
}

/**
 * The targets of a citation when ranges are expanded: one, or for the first end of a range itself and what lies between
 * (the other end is a citation of its own).
 */
export function targetsOf(citation: Citation, expand: Expand): string[] {
  if (citation.target === null) return [];
  if (citation.through === undefined) return [citation.target];
  const [source, from] = citation.target.split('#');
  const to = citation.through.split('#')[1];
  return from === undefined || to === undefined ? [citation.target] : [citation.target, ...expand(source!, from, to)];
}
