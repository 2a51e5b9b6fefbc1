/** One column of a list that is saved: its head, and what it says of each row. */
export interface Column<N> {
  head: string;
  value: (row: N) => string | number | null | undefined;
}

/**
 * As Excel in Swedish reads it when it is opened by a double click: semicolons, a byte order mark, lines that end as in
 * RFC 4180. A cell that begins like a formula is told to be text: what somebody wrote in a title is never run.
 */
export function csvOf<N>(columns: readonly Column<N>[], rows: readonly N[]): string {
  const lines = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ value }) => value(row) ?? ''))];
  return `\uFEFF${lines.map((cells) => cells.map(cellOf).join(';')).join('\r\n')}\r\n`;
}

const FORMULA = /^[=+\-@\t\r]/;

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
