import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Token } from 'markdown-it';
import { parseMarkdown } from './markdown.js';

export type Block = Paragraph | Table;

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;
const DEEPEST_LIST = 8;
const NUMBERED = 'numbered';
/** Word takes no control characters but tab and newline; the gate lets none in, what is seeded or older may hold one. */
const CONTROL = /[^\P{Cc}\n\t]/gu;
const clean = (text: string): string => text.replace(CONTROL, '');

/** How far in and in what a block stands. */
interface Place {
  lists: { ordered: boolean; instance: number }[];
  quotes: number;
}

/** A number of a list that begins anew; two lists of one document never share one. */
export class Numbering {
  private last = 0;
  next(): number {
    return (this.last += 1);
  }
}

/** Markdown as blocks of a Word file: headings, lists, tables, quotes, emphasis, links; citations stay as their text. */
export function wordBlocks(source: string, numbering: Numbering): Block[] {
  const tokens = parseMarkdown(source);
  const blocks: Block[] = [];
  const place: Place = { lists: [], quotes: 0 };
  let heading: number | null = null;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]!;
    switch (token.type) {
      case 'heading_open':
        heading = Number(token.tag.slice(1));
        break;
      case 'heading_close':
        heading = null;
        break;
      case 'bullet_list_open':
      case 'ordered_list_open':
        place.lists.push({ ordered: token.type === 'ordered_list_open', instance: numbering.next() });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        place.lists.pop();
        break;
      case 'blockquote_open':
        place.quotes += 1;
        break;
      case 'blockquote_close':
        place.quotes -= 1;
        break;
      case 'table_open': {
        const end = closing(tokens, i);
        blocks.push(tableOf(tokens.slice(i, end + 1)));
        i = end;
        break;
      }
      case 'fence':
      case 'code_block':
        for (const line of token.content.replace(/\n$/, '').split('\n'))
          blocks.push(new Paragraph({ children: [new TextRun({ text: clean(line), font: 'Courier New' })] }));
        break;
      case 'hr':
        blocks.push(new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1 } } }));
        break;
      case 'inline':
        blocks.push(paragraphOf(token, place, heading, tokens[i - 2]?.type === 'list_item_open'));
        break;
    }
  }
  return blocks;
}

function paragraphOf(token: Token, place: Place, heading: number | null, opensItem: boolean): Paragraph {
  const children = runs(token.children ?? []);
  if (heading !== null) return new Paragraph({ heading: HEADINGS[Math.min(5, heading - 1)], children });
  const list = place.lists.at(-1);
  const level = Math.min(DEEPEST_LIST, place.lists.length - 1);
  const indent = { left: 360 * (place.quotes + (list ? level + 1 : 0)) };
  if (!list || !opensItem) return new Paragraph({ children, ...(indent.left > 0 ? { indent } : {}) });
  return list.ordered
    ? new Paragraph({ children, numbering: { reference: NUMBERED, level, instance: list.instance } })
    : new Paragraph({ children, bullet: { level } });
}

function runs(tokens: readonly Token[]): ParagraphChild[] {
  const out: ParagraphChild[] = [];
  const style = { bold: 0, italics: 0, strike: 0 };
  let link: { url: string; children: TextRun[] } | null = null;
  const add = (text: string, more: object = {}): void => {
    const run = new TextRun({
      text: clean(text),
      bold: style.bold > 0,
      italics: style.italics > 0,
      strike: style.strike > 0,
      ...(link ? { style: 'Hyperlink' } : {}),
      ...more,
    });
    (link ? link.children : out).push(run);
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'strong_open':
      case 'strong_close':
        style.bold += token.nesting;
        break;
      case 'em_open':
      case 'em_close':
        style.italics += token.nesting;
        break;
      case 's_open':
      case 's_close':
        style.strike += token.nesting;
        break;
      case 'link_open':
        link = { url: String(token.attrGet('href')), children: [] };
        break;
      case 'link_close':
        if (link) {
          const { url, children } = link;
          link = null;
          out.push(new ExternalHyperlink({ link: url, children }));
        }
        break;
      case 'code_inline':
        add(token.content, { font: 'Courier New' });
        break;
      case 'softbreak':
        add(' ');
        break;
      case 'hardbreak':
        add('', { break: 1 });
        break;
      default:
        if (token.content) add(token.content);
    }
  }
  return out;
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    depth += tokens[i]!.nesting;
    if (depth === 0) return i;
  }
  return tokens.length - 1;
}

function tableOf(tokens: readonly Token[]): Table {
  const rows: { header: boolean; cells: ParagraphChild[][] }[] = [];
  let header = false;
  for (const token of tokens) {
    if (token.type === 'thead_open') header = true;
    if (token.type === 'thead_close') header = false;
    if (token.type === 'tr_open') rows.push({ header, cells: [] });
    if (token.type === 'inline') rows.at(-1)?.cells.push(runs(token.children ?? []));
  }
  return wordTable(rows.map(({ header: isHeader, cells }) => ({ header: isHeader, cells })));
}

/** Calibri of nine points, in twentieths of a point: what a bold letter of the widest half takes, and a cell's own edges. */
const SMALL = 18;
const LETTER = 110;
const EDGES = 240;
/** Longer texts than this make no column wider: they take lines instead. */
const LONGEST_LINE = 50;
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 1_440;
/** What a landscape page has between its margins, in twentieths of a point. */
export const LANDSCAPE_WIDTH = A4.height - 2 * MARGIN;

/** Each column takes its longest word whole, and shares what is left with those that have more to say. */
export function columnWidths(rows: readonly (readonly string[])[], total: number): number[] {
  const columns = rows[0]?.map((_, i) => rows.map((row) => row[i] ?? '')) ?? [];
  const least = columns.map((cells) => {
    const words = cells.flatMap((cell) => cell.split(/[\s–-]+/));
    return Math.max(...words.map(({ length }) => length)) * LETTER + EDGES;
  });
  const wish = columns.map((cells, i) => {
    const longest = Math.min(LONGEST_LINE, Math.max(...cells.map(({ length }) => length)));
    return Math.max(0, longest * LETTER + EDGES - least[i]!);
  });
  const sum = (widths: readonly number[]): number => widths.reduce((all, one) => all + one, 0);
  const left = total - sum(least);
  // More words than the page is wide: all shrink alike, and the longest break.
  if (left <= 0) return least.map((width) => Math.floor((width / sum(least)) * total));
  const wished = sum(wish);
  return least.map((width, i) => Math.floor(width + left * (wished > 0 ? wish[i]! / wished : 1 / least.length)));
}

/** A table whose header rows repeat on each page; with `widths` in small letters and columns that are held. */
export function wordTable(
  rows: readonly { header: boolean; cells: readonly (string | ParagraphChild[])[] }[],
  widths?: readonly number[],
): Table {
  return new Table({
    width: widths
      ? { size: widths.reduce((all, one) => all + one, 0), type: WidthType.DXA }
      : { size: 100, type: WidthType.PERCENTAGE },
    ...(widths ? { columnWidths: [...widths], layout: TableLayoutType.FIXED } : {}),
    rows: (rows.length > 0 ? rows : [{ header: false, cells: [''] }]).map(
      ({ header, cells }) =>
        new TableRow({
          tableHeader: header,
          children: cells.map(
            (cell, i) =>
              new TableCell({
                ...(widths ? { width: { size: widths[i]!, type: WidthType.DXA } } : {}),
                children: [
                  new Paragraph({
                    ...(widths ? { spacing: { after: 0 } } : {}),
                    children:
                      typeof cell === 'string'
                        ? [new TextRun({ text: clean(cell), bold: header, ...(widths ? { size: SMALL } : {}) })]
                        : [...cell],
                  }),
                ],
              }),
          ),
        }),
    ),
  });
}

export const wordLine = (text: string, more: { bold?: boolean; italics?: boolean } = {}): Paragraph =>
  new Paragraph({ children: [new TextRun({ text: clean(text), ...more })] });

export const wordHeading = (text: string, level: 1 | 2 | 3): Paragraph =>
  new Paragraph({ heading: HEADINGS[level - 1], children: [new TextRun(clean(text))] });

export interface WordDocument {
  title: string;
  creator: string;
  /** At the top of every page: what it is, and that it is a draft where it is one. */
  header: string;
  language: 'sv-SE' | 'en-GB';
  /** On its side, where the tables are wide. */
  landscape?: boolean;
  blocks: readonly Block[];
}

/** A Word file with a header, page numbers and numbered lists; A4. */
export function wordFile({ title, creator, header, language, landscape, blocks }: WordDocument): Promise<Buffer> {
  const document = new Document({
    title: clean(title),
    creator: clean(creator),
    styles: {
      default: {
        // A heading stands nearer to what it heads than to what it follows, a table included.
        heading1: { paragraph: { spacing: { before: 360, after: 160 } } },
        heading2: { paragraph: { spacing: { before: 320, after: 120 } } },
        heading3: { paragraph: { spacing: { before: 240, after: 80 } } },
        document: {
          run: { font: 'Calibri', size: 22, language: { value: language } },
          paragraph: { spacing: { after: 120 } },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: NUMBERED,
          levels: Array.from({ length: DEEPEST_LIST + 1 }, (_, level) => ({
            level,
            format: LevelFormat.DECIMAL,
            text: `%${level + 1}.`,
            alignment: AlignmentType.START,
            style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 360 } } },
          })),
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            // Given as for an upright page: the orientation turns it.
            size: { ...A4, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: { left: MARGIN, right: MARGIN },
          },
        },
        headers: { default: new Header({ children: [wordLine(header)] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [new TextRun({ children: [PageNumber.CURRENT, ' (', PageNumber.TOTAL_PAGES, ')'] })],
              }),
            ],
          }),
        },
        children: [...blocks],
      },
    ],
  });
  return Packer.toBuffer(document);
}
