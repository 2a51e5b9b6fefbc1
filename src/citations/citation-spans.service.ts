import { Injectable } from '@nestjs/common';
import { celexLabel, legalDocument } from '../law/document.js';
import { labelOf } from '../law/fragment.js';
import { LawReading } from '../law/law-reading.service.js';
import type { RequestContext } from '../platform/graphql/context.js';
import { UserError } from '../platform/user-error.js';
import { type ActLabel, actLabelByKey } from './act-name.loaders.js';
import { isStatute, parseFragment, splitId, withFragment } from './citation-id.js';
import type { CitationSpan } from './citation-span.types.js';
import { extractCitations } from './extract.js';
import { Names } from './names.service.js';
import type { NameTable } from './names.js';
import type { Citation } from './reading.js';

/** One query is read at most; a body of a query is 64 KB in any case. */
export const MOST_TEXT = 50_000;
/** Spans of one text that are answered; the rest would only be noise on a screen. */
const MOST_SPANS = 2_000;

/** Text → where it points at law, with ranges opened against the database. Stores nothing. */
@Injectable()
export class CitationSpans {
  constructor(
    private readonly names: Names,
    private readonly reading: LawReading,
  ) {}

  /**
   * @param base canonical id of the place that the text stands in
   * @param date when the text was written: decides what names mean, and which sections lie in a range; today when null
   * @throws UserError CITATION_BASE_BROKEN
   */
  async read(
    context: RequestContext,
    text: string,
    base: string | null,
    date: string | null,
    names: Promise<NameTable> = this.names.table(),
  ): Promise<CitationSpan[]> {
    if (base !== null && !isBase(base)) throw new UserError('CITATION_BASE_BROKEN', 'base');
    const found = extractCitations(text, { names: await names, base, date });
    const day = date ?? this.reading.today();
    return Promise.all(found.slice(0, MOST_SPANS).map((citation) => this.span(context, citation, day)));
  }

  /** The table, to be read once for many texts. */
  table(): Promise<NameTable> {
    return this.names.table();
  }

  private async span(context: RequestContext, citation: Citation, day: string): Promise<CitationSpan> {
    const { start, end, text, target, through, reason } = citation;
    return {
      start,
      end,
      text,
      target,
      through: through ?? null,
      targets: await this.targets(context, citation, day),
      label: target === null ? null : await labelled(context, target),
      reason: reason ?? null,
      day,
    };
  }

  private async targets(context: RequestContext, { target, through }: Citation, day: string): Promise<string[]> {
    if (target === null) return [];
    const { source, fragment: from } = splitId(target);
    const to = through === undefined ? null : splitId(through).fragment;
    if (from === null || to === null) return [target];
    const between = await this.reading.between(context, { source, from, to }, day);
    return [target, ...between.map((fragment) => withFragment(source, fragment))];
  }
}

function isBase(base: string): boolean {
  if (base.length > 120) return false;
  const { source, fragment } = splitId(base);
  if (!/^[a-z][a-z-]{1,20}\/[0-9A-Za-zÅÄÖåäö:./_-]{1,60}$/.test(source)) return false;
  if (fragment === null) return true;
  if (fragment === '' || !isStatute(source)) return fragment !== '';
  return parseFragment(fragment) !== null;
}

/** What one calls a target, with the act's short name where it has one. */
export async function labelled(context: RequestContext, target: string): Promise<string> {
  const { source, fragment } = splitId(target);
  const act = isAct(source) ? await context.load(actLabelByKey, source) : null;
  return placed(fragment, actName(source, act));
}

/** `6 kap. 2 § patientdatalagen (2008:355)`, `artikel 6.1 e i dataskyddsförordningen`. */
export function placed(fragment: string | null, act: string): string {
  if (fragment === null) return act;
  return `${labelOf(fragment)}${/^(?:\d|skal)/.test(fragment) ? ' i' : ''} ${act}`;
}

export const isAct = (source: string): boolean => isStatute(source) || source.startsWith('celex/3');

export function actName(source: string, act: Pick<ActLabel, 'short' | 'title'> | null): string {
  if (!isAct(source)) return legalDocument(source).label;
  const number = source.slice(source.indexOf('/') + 1);
  if (source.startsWith('celex/')) return act?.short ?? act?.title ?? celexLabel(number);
  if (act?.short) return `${act.short} (${number})`;
  return act?.title ?? (source.startsWith('sfs/') ? `SFS ${number}` : source);
}
