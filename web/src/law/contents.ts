import type { LawSourcePageQuery } from '../gql/graphql';
import { provisionOf } from './law-address';

export type Line = NonNullable<LawSourcePageQuery['lawSource']>['toc'][number];

/** A part of the text that is shown at once: the whole of a short act, else a chapter, the annexes, the transitional rules. */
export interface Section {
  /** What stands in the address; null for the whole act. */
  key: string | null;
  label: string;
  title: string | null;
  lines: readonly Line[];
}

const MOST_AT_ONCE = 150;
const OWN: ReadonlySet<Line['kind']> = new Set(['CHAPTER', 'ANNEX', 'TRANSITIONAL']);

/** How the text is divided into what is shown at once. Parts stand with the chapter that follows them. */
export function sectionsOf(toc: readonly Line[], transitional: string): Section[] {
  const texts = toc.filter(({ kind }) => kind === 'SECTION').length;
  const chapters = toc.filter(({ kind }) => kind === 'CHAPTER').length;
  if (chapters < 2 || texts <= MOST_AT_ONCE) return [{ key: null, label: '', title: null, lines: toc }];
  const out: { key: string; label: string; title: string | null; lines: Line[] }[] = [];
  let waiting: Line[] = [];
  for (const line of toc) {
    if (OWN.has(line.kind)) {
      out.push({
        key: line.fragment ?? 'overgang',
        label: line.label ?? (line.kind === 'TRANSITIONAL' ? transitional : ''),
        title: line.kind === 'TRANSITIONAL' ? null : line.title,
        lines: [...waiting, line],
      });
      waiting = [];
    } else if (line.kind === 'PART' || !out.length) waiting.push(line);
    else out.at(-1)!.lines.push(line);
  }
  if (waiting.length && out.length) out.at(-1)!.lines.push(...waiting);
  return out;
}

const TEXTS: ReadonlySet<Line['kind']> = new Set(['SECTION', 'ANNEX', 'AMENDING_ACT']);
export const hasText = ({ kind }: Line): boolean => TEXTS.has(kind);

/** At most a hundred texts in each, which is what the server gives at once. */
export function chunksOf(lines: readonly Line[]): Line[][] {
  const out: Line[][] = [[]];
  let texts = 0;
  for (const line of lines) {
    if (hasText(line) && texts++ === 100) {
      out.push([]);
      texts = 1;
    }
    out.at(-1)!.push(line);
  }
  return out;
}

/** What a heading, a chapter or an annex says of itself. */
export const wordsOf = ({ kind, label, title }: Line, transitional: string): string =>
  [kind === 'SECTION' ? null : label, title].filter(Boolean).join(' ') ||
  (kind === 'TRANSITIONAL' ? transitional : (label ?? ''));

/** Which section the place in the address lies in; the first where there is none. */
export function sectionAt(sections: readonly Section[], hash: string): number {
  const place = provisionOf(hash);
  return Math.max(
    0,
    place ? sections.findIndex(({ lines }) => lines.some(({ id, fragment }) => fragment === place || id === hash)) : 0,
  );
}
