import writeExcelFile from 'write-excel-file/node';
import { renderMarkdown } from '../catalogue/markdown.js';
import { escapeHtml, standalonePage } from '../catalogue/standalone-page.js';
import {
  type Block,
  columnWidths,
  LANDSCAPE_WIDTH,
  Numbering,
  wordBlocks,
  wordFile,
  wordHeading,
  wordLine,
  wordTable,
} from '../catalogue/word-document.js';
import type { Cell, DocumentPart, DocumentTable, ReportDocument } from './report-document.js';
import { svgChart } from './svg-chart.js';

export const REPORT_FORMATS = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
} as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

/** Names of sheets are at most 31 characters and without these. */
const NO_SHEET_NAME = /[\\/?*[\]:]/g;
const LONGEST_SHEET_NAME = 31;
const LONGEST_CELL = 32_000;

export async function reportFile(document: ReportDocument, format: ReportFormat): Promise<Buffer> {
  if (format === 'docx') return docx(document);
  if (format === 'xlsx') return xlsx(document);
  return Buffer.from(html(document), 'utf8');
}

function html({ title, parts, provenance }: ReportDocument): string {
  return standalonePage({ title, body: parts.map(htmlPart).join('\n'), provenance });
}

function htmlPart(part: DocumentPart): string {
  switch (part.type) {
    case 'heading':
      return `<h${part.level}>${escapeHtml(part.text)}</h${part.level}>`;
    case 'line':
      return `<p>${escapeHtml(part.text)}</p>`;
    case 'markdown':
      return `<div>${renderMarkdown(part.text)}</div>`;
    case 'chart':
      return `<figure>${svgChart(part.chart)}<figcaption>${escapeHtml(part.chart.title)}</figcaption></figure>`;
    case 'table':
      return htmlTable(part.table);
  }
}

/** Wide tables scroll by themselves, with the keyboard too, and not the page under them. */
function htmlTable({ title, short, ...full }: DocumentTable): string {
  const { head, rows } = short ?? full;
  const cells = (row: readonly Cell[]): string =>
    row
      .map((cell, i) =>
        i === 0
          ? `<th scope="row">${escapeHtml(String(cell ?? ''))}</th>`
          : `<td>${escapeHtml(String(cell ?? ''))}</td>`,
      )
      .join('');
  return `<div role="region" aria-label="${escapeHtml(title)}" tabindex="0" style="overflow-x:auto"><table><caption>${escapeHtml(title)}</caption>
<thead><tr>${head.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`;
}

/** A chart is its table here: an SVG in a Word file takes a bitmap beside it (doc/decisions/0026). */
function docx({ title, draft, parts, provenance }: ReportDocument): Promise<Buffer> {
  const numbering = new Numbering();
  const blocks = parts.flatMap((part): Block[] => {
    switch (part.type) {
      case 'heading':
        return [wordHeading(part.text, part.level)];
      case 'line':
        return [wordLine(part.text, { bold: draft && part.text.startsWith('UTKAST') })];
      case 'markdown':
        return wordBlocks(part.text, numbering);
      case 'chart':
        return [];
      case 'table': {
        const { head, rows } = part.table.short ?? part.table;
        const lines = rows.map((row) => row.map((cell) => String(cell ?? '')));
        return [
          wordLine(part.table.title, { bold: true }),
          wordTable(
            [{ header: true, cells: head }, ...lines.map((cells) => ({ header: false, cells }))],
            columnWidths([head, ...lines], LANDSCAPE_WIDTH),
          ),
          wordLine(''),
        ];
      }
    }
  });
  return wordFile({
    title,
    creator: 'Lagrum',
    header: draft ? `UTKAST ${title}` : title,
    language: 'sv-SE',
    landscape: true,
    blocks: [wordHeading(title, 1), ...blocks, wordLine(provenance, { italics: true })],
  });
}

/** One sheet for each table that the figures stand in; text is always text, so that no cell starts a formula. */
async function xlsx({ title, draft, parts, provenance }: ReportDocument): Promise<Buffer> {
  const charted = new Set(parts.flatMap((part) => (part.type === 'chart' ? [part.chart.title] : [])));
  const tables: (DocumentTable & { under: string })[] = [];
  let under = '';
  for (const part of parts) {
    if (part.type === 'heading' && part.level === 3) under = part.text.split(' ')[0]!;
    if (part.type === 'heading' && part.level === 2) under = '';
    if (part.type === 'table') tables.push({ ...part.table, under });
  }
  // What stands under a measure is one sheet for each sort of table, with the measure in a column of its own.
  const detail = new Map<string, DocumentTable>();
  const sheets: DocumentTable[] = [];
  for (const { under: measure, ...table } of tables) {
    if (measure === '') {
      sheets.push(table);
      continue;
    }
    const sheet = detail.get(table.title) ?? { title: table.title, head: ['Insats', ...table.head], rows: [] };
    sheet.rows.push(...table.rows.map((row) => [measure, ...row]));
    detail.set(table.title, sheet);
  }
  const about: DocumentTable = {
    title: 'Om rapporten',
    head: ['', ''],
    rows: [
      ['Rapport', title],
      ['Läge', draft ? 'Utkast' : 'Godkänd'],
      ['Härkomst', provenance],
    ],
  };
  const named = new Set<string>();
  const all = [about, ...sheets, ...detail.values()].map((table) => ({
    sheet: sheetName(charted.has(table.title) ? `Diagram ${table.title}` : table.title, named),
    data: [
      table.head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...table.rows.map((row) => row.map(excelCell)),
    ],
  }));
  return (await writeExcelFile(all as never).toBuffer()) as Buffer;
}

function excelCell(cell: Cell): { value: string | number; type: typeof String | typeof Number } | null {
  if (cell === null || cell === '') return null;
  return typeof cell === 'number'
    ? { value: cell, type: Number }
    : { value: cell.slice(0, LONGEST_CELL), type: String };
}

function sheetName(title: string, taken: Set<string>): string {
  const base = title.replace(NO_SHEET_NAME, ' ').slice(0, LONGEST_SHEET_NAME);
  let name = base;
  for (let n = 2; taken.has(name); n += 1) name = `${base.slice(0, LONGEST_SHEET_NAME - 3)} ${n}`;
  taken.add(name);
  return name;
}
