import { escapeHtml } from '../catalogue/standalone-page.js';

/** A chart that a table stands beside: the same labels, names and values. */
export interface Chart {
  /** Unique on its page. */
  id: string;
  title: string;
  /** What it shows, for whoever does not see it. */
  description: string;
  type: 'bars' | 'lines';
  labels: string[];
  series: { name: string; values: (number | null)[] }[];
}

const WIDTH = 640;
const LEFT = 48;
const RIGHT = 16;
const TOP = 16;
const PLOT = 220;
const LABELS = 28;
const LEGEND_ROW = 22;
/** Told apart without colour too: bars by their pattern of outline, lines by their dashes. Contrast with white over 3:1. */
const COLOURS = ['#1f4e79', '#b85c00', '#3d7a3d', '#7a3d7a'];
const DASHES = ['', '8 4', '2 4', '12 4 2 4'];
const STEPS = [1, 2, 5];

/** The least round step that takes at most five to the top. */
function stepFor(highest: number): number {
  for (let power = 1; ; power *= 10) for (const step of STEPS) if (step * power * 5 >= highest) return step * power;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
const text = (x: number, y: number, anchor: string, body: string): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="12" fill="#1b1b1b">${escapeHtml(body)}</text>`;

/** The chart as SVG: nothing in it runs or is fetched; what it shows is said in `title` and `desc`. */
export function svgChart(chart: Chart): string {
  const { labels, series } = chart;
  const highest = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const step = stepFor(highest);
  const top = step * Math.ceil(highest / step);
  const height = TOP + PLOT + LABELS + LEGEND_ROW * series.length + 8;
  const band = (WIDTH - LEFT - RIGHT) / Math.max(1, labels.length);
  const y = (value: number): number => TOP + PLOT - (value / top) * PLOT;
  const grid: string[] = [];
  for (let value = 0; value <= top; value += step) {
    grid.push(
      `<line x1="${LEFT}" y1="${round(y(value))}" x2="${WIDTH - RIGHT}" y2="${round(y(value))}" stroke="#767676" stroke-width="${value === 0 ? 1 : 0.3}"/>`,
      text(LEFT - 6, y(value) + 4, 'end', round(value)),
    );
  }
  const names = labels.map((label, i) => text(LEFT + band * (i + 0.5), TOP + PLOT + 18, 'middle', label));
  const drawn = series.map((one, s) =>
    chart.type === 'bars' ? bars(one.values, s, series.length, band, y) : line(one.values, s, band, y),
  );
  const legend = series.map(({ name }, s) => {
    const at = TOP + PLOT + LABELS + LEGEND_ROW * s + 14;
    const key =
      chart.type === 'bars'
        ? `<rect x="${LEFT}" y="${at - 10}" width="20" height="12" fill="${colour(s)}" stroke="#1b1b1b" stroke-dasharray="${DASHES[s % 4]}"/>`
        : `<line x1="${LEFT}" y1="${at - 4}" x2="${LEFT + 24}" y2="${at - 4}" stroke="${colour(s)}" stroke-width="3" stroke-dasharray="${DASHES[s % 4]}"/>`;
    return key + text(LEFT + 32, at, 'start', name);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="100%" role="img" aria-labelledby="${chart.id}-title ${chart.id}-desc" font-family="system-ui, sans-serif">
<title id="${chart.id}-title">${escapeHtml(chart.title)}</title>
<desc id="${chart.id}-desc">${escapeHtml(chart.description)}</desc>
${[...grid, ...names, ...drawn, ...legend].join('\n')}
</svg>`;
}

const colour = (series: number): string => COLOURS[series % COLOURS.length]!;

function bars(
  values: readonly (number | null)[],
  series: number,
  many: number,
  band: number,
  y: (value: number) => number,
): string {
  const width = (band * 0.8) / many;
  return values
    .map((value, i) => {
      if (value === null) return '';
      const x = LEFT + band * i + band * 0.1 + width * series;
      return (
        `<rect x="${round(x)}" y="${round(y(value))}" width="${round(width)}" height="${round(y(0) - y(value))}" fill="${colour(series)}" stroke="#1b1b1b" stroke-width="0.5" stroke-dasharray="${DASHES[series % 4]}"/>` +
        text(x + width / 2, y(value) - 3, 'middle', round(value))
      );
    })
    .join('');
}

/** A value that is not told leaves a gap: the line is not drawn across it. */
function line(values: readonly (number | null)[], series: number, band: number, y: (value: number) => number): string {
  const points = values.map((value, i) => (value === null ? null : { x: LEFT + band * (i + 0.5), y: y(value), value }));
  let path = '';
  points.forEach((point, i) => {
    if (point) path += `${points[i - 1] ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`;
  });
  const dots = points.map((point) =>
    point
      ? `<circle cx="${round(point.x)}" cy="${round(point.y)}" r="3" fill="${colour(series)}"/>` +
        text(point.x, point.y - 6, 'middle', round(point.value))
      : '',
  );
  return `<path d="${path}" fill="none" stroke="${colour(series)}" stroke-width="2" stroke-dasharray="${DASHES[series % 4]}"/>${dots.join('')}`;
}
