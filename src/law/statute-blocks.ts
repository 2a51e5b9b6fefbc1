import { type Marker, MOST_MARKERS, numberOf, readMarkers } from './statute-markers.js';
import { blocksOf, isSpace } from './statute-text.js';

/** What a block of lines is by its own look; where it stands decides in the parser. */
export type BlockKind =
  'part' | 'chapter' | 'section' | 'annex' | 'transitional' | 'amending-act' | 'heading' | 'table' | 'text';

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
const CHAPTER = /^(\d{1,3}(?: ?[a-zåäö]{1,2})?) (?:[Kk]ap|KAP)\.(?=\s|\/|$)/;
/** `3-6 §§ Har upphävts …`: several sections in one line, which no section of ours can be. */
const SECTIONS = /^\d{1,4}[^§\n]{0,40}§§ (?:har )?upphäv/i;
const SECTION = /^(\d{1,4}(?: ?[a-zåäö]{1,2})?) ?§(?!§)\.?\s*/;
const PART =
  /^(?:AVDELNING(?:EN)? ([IVXLC\d]+[A-Z]?)|AVD\. ([A-Z\d]+)|([A-ZÅÄÖ]+) (?:UNDER)?AVD(?:ELNINGEN|\.)|Avdelning ([IVX\d]+)(?=\.?\s*$)|([A-ZÅÄÖ][a-zåäö]+) avdelningen(?=\.?\s*$))/;
const ANNEX = /^(?:Bilaga|BILAGA)(?: (\d{1,3}(?: ?[a-z])?|[A-Z]))?[ \t]*(?=\r?\n|$|Har upphävts|\/)/;
const TRANSITIONAL = /^(?:(?:ikraft|i kraft)[a-zåäö-]* och )?övergångsbestämmelser(?: till [^\n]{1,60})?\s*$/i;
const AMENDING_ACT = /^(\d{4}:\d{1,4}(?: s\. ?\d+)?)\s*$/;
const TABULAR = /\t|\S {3,}\S/;

/** Every block of the text with its look, headings recognised by what follows them. One pass forward, one back. */
export function readBlocks(source: string, most?: number): StatuteBlock[] {
  const blocks: StatuteBlock[] = [];
  for (const { start, end } of blocksOf(source, most)) {
    const previous = blocks.at(-1);
    const block = look(source, start, end);
    // Markers with a blank line behind them belong to what comes next.
    const waiting = previous?.kind === 'text' && previous.markers.length > 0 && previous.body >= previous.end;
    if (previous && waiting && previous.markers.length < MOST_MARKERS) {
      blocks.pop();
      block.start = previous.start;
      block.markers.unshift(...previous.markers);
    }
    blocks.push(block);
  }
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    const next = blocks[at + 1]?.kind;
    if (!block) continue;
    const opens = next === 'section' || next === 'chapter' || next === 'part' || next === 'heading';
    if (block.kind === 'transitional' && next === 'section') block.kind = 'heading';
    else if (block.kind === 'text' && (hasHeadingMarker(block) || (opens && looksLikeHeading(source, block)))) {
      block.kind = 'heading';
    }
  }
  return blocks;
}

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
    const reads = /^(?:[A-ZÅÄÖÉ/"”“»(–-]|\d+[a-z]?\. |\d+ mom\.|[a-z]\) |har upphävts|upphävd|$)/.test(
      head.slice(section[0].length),
    );
    return reads ? take('section', numberOf(section[1] ?? ''), section[0].length) : { ...block, doubtful: true };
  }
  if (SECTIONS.test(head)) return { ...block, doubtful: true };
  const chapter = CHAPTER.exec(head);
  // "2 kap. 4 § första meningen …" points at a chapter, it does not open one; nor does "29 kap. rättegångsbalken".
  if (chapter && /^(?:$|[A-ZÅÄÖÉ/("”]|upphävt|har upphävts)/.test(head.slice(chapter[0].length).trimStart())) {
    return take('chapter', numberOf(chapter[1] ?? ''), chapter[0].length);
  }
  const annex = ANNEX.exec(head);
  if (annex) return take('annex', numberOf(annex[1] ?? '1'), annex[0].length);
  const part = end - start < 600 ? PART.exec(head) : null;
  if (part) return take('part', part.slice(1).find((group) => group !== undefined) ?? null, 0);
  if (whole && TRANSITIONAL.test(head)) return take('transitional', null, 0);
  const act = whole ? AMENDING_ACT.exec(head) : null;
  if (act) return take('amending-act', (act[1] ?? '').replace(/ s\. ?/, '_s.'), act[0].length);
  if (isTabular(source, before.next, end)) return { ...block, kind: 'table' };
  return block;
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
