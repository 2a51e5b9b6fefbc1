import { type Marker, MOST_MARKERS, numberOf, readMarkers, saysOmitted } from './statute-markers.js';
import { blocksOf, isSpace, type TextBlock } from './statute-text.js';

/** What a block of lines is by its own look; where it stands decides in the parser. */
export type BlockKind =
  | 'part'
  | 'chapter'
  | 'section'
  | 'sections'
  | 'article'
  | 'annex'
  | 'transitional'
  | 'amending-act'
  | 'running-head'
  | 'heading'
  | 'table'
  | 'text';

export interface StatuteBlock {
  kind: BlockKind;
  start: number;
  end: number;
  number: string | null;
  markers: Marker[];
  /** Where the words begin, behind number and markers. */
  body: number;
  /** Looks like a section (`29 § 4 balken …`) but reads on in the middle of a sentence. */
  doubtful: boolean;
}

/** How much of a block's beginning is looked at to tell what it is. */
const HEAD = 160;
const HEADING_MOST = 320;
/** Between a number and its sign editions put a space, a hard one, two or none. */
const GAP = '[ \\u00a0]{0,3}';
const NUMBER = '\\d{1,4}(?:[ \\u00a0]?[a-zåäö]{1,2})?';
const CHAPTER = new RegExp(
  `^(?:(\\d{1,3}(?:[ \\u00a0]?[a-zåäö]{1,2})?)${GAP}(?:[Kk]ap\\.|KAP\\.|[Kk]apitlet)|([IVXLC]{1,7})${GAP}[Kk]ap\\.|(?:[Kk]apitel|KAPITEL|Kap\\.)${GAP}(\\d{1,3}|[IVXLC]{1,7})\\.?)(?=\\s|\\/|$)`,
);
/** `3-6 §§ Har upphävts …`: several sections in one line. */
const SECTIONS = new RegExp(`^(\\d{1,4}[^§\\n]{0,60}?)${GAP}§§\\s+(?=(?:har )?upph[äö])`, 'i');
/** `2 a §`, `2 §.`, and in old acts `§ 2.`. */
const SECTION = new RegExp(`^(?:(${NUMBER})${GAP}§(?!§)\\.?\\s*|§${GAP}(${NUMBER})(?:\\.\\s*|\\s+|$))`);
const PART =
  /^(?:AVDELNING(?:EN)? ([IVXLC\d]+[A-Z]?|[A-Z](?=[.\s]|$))|A[Vv][Dd]\. ([A-Z\d]+)|([A-ZÅÄÖ]+) (?:UNDER)?AVD(?:ELNINGEN|\.)|Avdelning ([IVX\d]+)(?=\.?\s*$)|([A-ZÅÄÖ][a-zåäö]+) avdelningen(?=\.?\s*$))/;
/** `I. ALLMÄNNA BESTÄMMELSER`, `II Särskilda bestämmelser`: a part only where the act has the second one too (`I Sverige` is prose). */
const ROMAN = /^([IVXLC]{1,7})(?:\.[ \u00a0]?|[ \u00a0]{1,4})(?=[A-ZÅÄÖ])/;
const ARTICLE =
  /^(?:Artikel|ARTIKEL|Article|ARTICLE)[ \u00a0]((?:\d{1,3}(?: ?[a-z](?![a-zåäö]))?)|[IVXLC]{1,7})(?:[ \t]*(?=\r?\n|$)|[ \u00a0](?=[-–—] ?[\p{Lu}])|[.:] (?=[\p{Lu}]))/u;
const ANNEX =
  /^(?:Bilaga|BILAGA)(?: (\d{1,3}(?: ?[a-zA-Z])?|[A-Z]|[IVX]{1,5}))?(?:[ \t]*(?=\r?\n|$|Har upphävts|\/)|[.:]?[ \t]+(?=[A-ZÅÄÖ][^.;]{3,200}$))/;
const TRANSITIONAL = /^(?:(?:ikraft|i kraft)[a-zåäö-]* och )?övergångsbestäm[a-zåäö]{2,9}(?: till [^\n]{1,60})?:?\s*$/i;
const AMENDING_ACT = /^(?:SFS )?(\d{4}:\d{1,4}(?: s\. ?\d+)?)\s*$/;
const GLUED_ACT = /^((?:SFS )?\d{4}:\d{1,4}(?: s\. ?\d+)?)[^\S\n]*\n\s*(?=\p{Lu}|1\.? )/u;
/** What a printed page has at its top and foot. */
const RUNNING_HEAD = /^(?:SFS \d{4}:\d{1,4}|[-–—] ?\d{1,4} ?[-–—]|[Ss]ida \d{1,4}(?: av \d{1,4})?)\s*$/;
const TABULAR = /\t|\S {3,}\S/;

/** Every block of the text with its look, headings recognised by what follows them. One pass forward, one back. */
export function readBlocks(source: string, most?: number): StatuteBlock[] {
  const blocks: StatuteBlock[] = [];
  let transitional = false;
  for (const { start, end } of withoutGluedActs(source, blocksOf(source, most), () => transitional)) {
    const previous = blocks.at(-1);
    const block = look(source, start, end);
    // Markers with a blank line behind them belong to what comes next.
    const waiting =
      previous?.kind === 'text' &&
      previous.markers.length > 0 &&
      previous.body >= previous.end &&
      !previous.markers.some(saysOmitted);
    if (previous && waiting && previous.markers.length < MOST_MARKERS) {
      blocks.pop();
      block.start = previous.start;
      block.markers.unshift(...previous.markers);
    }
    blocks.push(block);
    transitional ||= block.kind === 'transitional';
  }
  romanParts(source, blocks);
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    const next = blocks[at + 1]?.kind;
    if (!block) continue;
    const opens = next !== undefined && OPENED.has(next);
    if (block.kind === 'transitional' && next === 'section') block.kind = 'heading';
    else if (block.kind === 'text' && (hasHeadingMarker(block) || (opens && looksLikeHeading(source, block)))) {
      block.kind = 'heading';
    }
  }
  return titledParts(source, blocks);
}

/** `2018:747` with its first transitional provision on the next line, where most have a blank line between. */
function* withoutGluedActs(
  source: string,
  blocks: Iterable<TextBlock>,
  transitional: () => boolean,
): Generator<TextBlock> {
  for (const { start, end } of blocks) {
    const number = transitional() ? GLUED_ACT.exec(source.slice(start, Math.min(end, start + HEAD))) : null;
    if (number) yield { start, end: start + (number[1] ?? '').length };
    yield { start: start + (number?.[0].length ?? 0), end };
  }
}

/** `FÖRSTA AVDELNINGEN` on a line of its own takes its title from the heading behind it. */
function titledParts(source: string, blocks: StatuteBlock[]): StatuteBlock[] {
  const out: StatuteBlock[] = [];
  for (const block of blocks) {
    const part = out.at(-1);
    if (part?.kind === 'part' && block.kind === 'heading' && block.markers.length === 0) {
      const label = PART.exec(source.slice(part.body, part.end).trim());
      if (label && /^[.:\s]*$/.test(source.slice(part.body, part.end).trim().slice(label[0].length))) {
        part.end = block.end;
        continue;
      }
    }
    out.push(block);
  }
  return out;
}

const OPENED = new Set<BlockKind>(['section', 'sections', 'chapter', 'part', 'article', 'heading']);

function hasHeadingMarker(block: StatuteBlock): boolean {
  return block.markers.some((marker) => marker.scope === 'heading') && block.body < block.end;
}

function look(source: string, start: number, end: number): StatuteBlock {
  const before = readMarkers(source, start, end);
  const head = source.slice(before.next, Math.min(end, before.next + HEAD));
  const whole = end - before.next <= HEAD;
  const block: StatuteBlock = {
    kind: 'text',
    start,
    end,
    number: null,
    markers: before.markers,
    body: before.next,
    doubtful: false,
  };
  const take = (kind: BlockKind, number: string | null, length: number): StatuteBlock => {
    let at = before.next + length;
    while (at < end && isSpace(source.charCodeAt(at))) at += 1;
    const after = readMarkers(source, at, end);
    return { ...block, kind, number, body: after.next, markers: [...before.markers, ...after.markers] };
  };

  const section = SECTION.exec(head);
  if (section) {
    // "29 § 4 balken ska dock …" is a line of running text that a conversion tore off.
    const reads =
      /^(?:[A-ZÅÄÖÉÜ/"”“„»’'([—–-]|\d+[a-z]?\. |\d+\) |\d+ mom\.|[a-z]\) |har upphävts|har betecknats|upphäv|$)/.test(
        head.slice(section[0].length),
      );
    return reads
      ? take('section', numberOf(section[1] ?? section[2] ?? ''), section[0].length)
      : { ...block, doubtful: true };
  }
  const sections = whole ? SECTIONS.exec(head) : null;
  if (sections) return take('sections', sections[1] ?? '', sections[0].length);
  const chapter = CHAPTER.exec(head);
  // "2 kap. 4 § första meningen …" points at a chapter, it does not open one; nor does "29 kap. rättegångsbalken".
  if (chapter && /^(?:$|[A-ZÅÄÖÉ/("”]|upphävt|har upphävts)/.test(head.slice(chapter[0].length).trimStart())) {
    const number = chapter[1] ?? chapter[2] ?? chapter[3] ?? '';
    return take('chapter', /^[IVXLC]/.test(number) ? String(romanValue(number)) : numberOf(number), chapter[0].length);
  }
  const article = ARTICLE.exec(head);
  if (article) return take('article', numberOf(article[1] ?? ''), article[0].length);
  const annex = ANNEX.exec(head);
  if (annex) return take('annex', numberOf(annex[1] ?? '1'), annex[0].length);
  const part = end - start < 600 ? PART.exec(head) : null;
  if (part) return take('part', part.slice(1).find((group) => group !== undefined) ?? null, 0);
  if (whole && TRANSITIONAL.test(head)) return take('transitional', null, 0);
  if (whole && RUNNING_HEAD.test(head) && !/^SFS /.test(head)) return take('running-head', null, 0);
  const act = whole ? AMENDING_ACT.exec(head) : null;
  if (act) return take('amending-act', (act[1] ?? '').replace(/ s\. ?/, '_s.'), act[0].length);
  if (isTabular(source, before.next, end)) return { ...block, kind: 'table' };
  return block;
}

/** Parts numbered `I`, `II` … without the word for part. */
function romanParts(source: string, blocks: StatuteBlock[]): void {
  const found: { block: StatuteBlock; number: string }[] = [];
  for (const block of blocks) {
    if (block.kind !== 'text' || block.end - block.body > HEADING_MOST) continue;
    const number = ROMAN.exec(source.slice(block.body, block.body + 16))?.[1];
    if (number !== undefined && looksLikeHeading(source, block)) found.push({ block, number });
  }
  if (!found.some(({ number }) => number === 'I') || !found.some(({ number }) => number === 'II')) return;
  for (const { block, number } of found) {
    block.kind = 'part';
    block.number = number;
  }
}

const ROMAN_VALUES: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function romanValue(roman: string): number {
  let value = 0;
  for (let i = 0; i < roman.length; i += 1) {
    const own = ROMAN_VALUES[roman[i] ?? ''] ?? 0;
    value += own < (ROMAN_VALUES[roman[i + 1] ?? ''] ?? 0) ? -own : own;
  }
  return value;
}

/** Columns are made of tabs or of runs of spaces inside a line. Long blocks are judged by their first 4,000 characters. */
function isTabular(source: string, start: number, end: number): boolean {
  return source
    .slice(start, Math.min(end, start + 4_000))
    .split('\n')
    .some((line) => TABULAR.test(line.trim()));
}

/** A short block without a full stop. Whether something follows that it can head is the caller's question. */
function looksLikeHeading(source: string, block: StatuteBlock): boolean {
  if (block.doubtful || block.end - block.body > HEADING_MOST || block.body >= block.end) return false;
  const text = source.slice(block.body, block.end).trim();
  if (!/^[A-ZÅÄÖÉ"”]/.test(text) || /\(\d{4}:\d+\)$/.test(text)) return false;
  return !/[.,:;]$/.test(text) || /(?:^|\s)(?:m\.\s?m|m\.\s?fl|o\.\s?d|etc|osv|d\.\s?y)\.$/.test(text);
}
