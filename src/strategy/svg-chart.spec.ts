import { describe, expect, it } from '@jest/globals';
import { median } from './report-reckoning.js';
import { Chart, svgChart } from './svg-chart.js';

const chart = (more: Partial<Chart>): Chart => ({
  id: 'c',
  title: 'Hinder <b>',
  description: 'Hinder: 2024: 1; 2025: 7.',
  type: 'bars',
  labels: ['2024', '2025'],
  series: [{ name: 'Nya & gamla', values: [1, 7] }],
  ...more,
});

describe('a chart', () => {
  it('says what it shows, and lets nothing through that is not text', () => {
    const svg = svgChart(chart({}));
    expect(svg).toContain('role="img" aria-labelledby="c-title c-desc"');
    expect(svg).toContain('<title id="c-title">Hinder &lt;b&gt;</title>');
    expect(svg).toContain('Nya &amp; gamla');
    expect(svg).not.toContain('<b>');
    expect(svg).not.toMatch(/style=|<script|href/);
  });

  it('draws bars to scale', () => {
    const heights = [
      ...svgChart(chart({})).matchAll(/<rect [^>]*height="([\d.]+)" fill="#1f4e79" stroke="#1b1b1b" stroke-width/g),
    ];
    const [low, high] = heights.map((match) => Number(match[1]));
    expect(high! / low!).toBeCloseTo(7, 1);
  });

  it('leaves a gap where a figure is not told', () => {
    const svg = svgChart(
      chart({ type: 'lines', labels: ['1', '2', '3', '4'], series: [{ name: 'Dagar', values: [3, null, 2, 4] }] }),
    );
    expect(svg.match(/<path d="([^"]*)"/)![1]!.replace(/[\d. ]/g, '')).toBe('MML');
    expect(svg.match(/<circle/g)).toHaveLength(3);
  });

  it('stands also when there is nothing to show', () => {
    for (const type of ['bars', 'lines'] as const) {
      const svg = svgChart(chart({ type, labels: [], series: [] }));
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
    expect(svgChart(chart({ series: [{ name: 'Noll', values: [0, 0] }] }))).not.toMatch(/NaN|Infinity/);
  });
});

describe('the median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[5, 1, 3], 3],
    [[1, 2, 3, 4], 2.5],
    [[1.24, 1.28], 1.3],
  ])('of %j is %s', (values, expected) => expect(median(values)).toBe(expected));
});
