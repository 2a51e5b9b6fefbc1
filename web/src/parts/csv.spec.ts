import { describe, expect, it } from '@jest/globals';
import { csvOf, type Column } from './csv.js';

interface Row {
  title: string | null;
  weight: number;
}
const COLUMNS: Column<Row>[] = [
  { head: 'Rubrik', value: ({ title }) => title },
  { head: 'Tyngd', value: ({ weight }) => weight },
];
const rows = (...titles: (string | null)[]): string[] =>
  csvOf(
    COLUMNS,
    titles.map((title, i) => ({ title, weight: i + 0.5 })),
  ).split('\r\n');

describe('a list as a sheet', () => {
  it('has heads, a row for each thing, decimals with a comma, and nothing where nothing is said', () => {
    expect(rows('Får vi?', null)).toEqual(['\uFEFFRubrik;Tyngd', 'Får vi?;0,5', ';1,5', '']);
  });

  it('keeps what separates cells and rows within its cell', () => {
    expect(csvOf(COLUMNS, [{ title: 'A; "B"\nC', weight: 1 }])).toBe('\uFEFFRubrik;Tyngd\r\n"A; ""B""\nC";1\r\n');
  });

  it.each(['=1+1', '+46', '-2', '@SUM(A1)', '\t=1'])('says that %j is text and no formula', (title) => {
    expect(rows(title)[1]).toBe(`'${title};0,5`);
  });
});
