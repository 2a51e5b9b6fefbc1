import { useId, type ReactNode } from 'react';
import { number } from '../words/dates';
import { strategyWords } from '../words/strategy';
import { useWords } from '../words/words';
import './strategy.css';

export interface Series {
  name: string;
  /** null = not told: a bar is left out, a line is broken. */
  values: readonly (number | null | undefined)[];
}

const WIDTH = 360;
const PLOT = 150;
const LEFT = 34;
const TOP = 16;
const BOTTOM = 24;
const STEPS = [1, 2, 5];

/** The least round step that takes at most four to the top. */
function stepFor(highest: number): number {
  for (let power = 1; ; power *= 10) for (const step of STEPS) if (step * power * 4 >= highest) return step * power;
}

/**
 * A picture, and under it the same figures as a table. Series are told apart by pattern and dash, not by colour alone;
 * every value stands at its mark.
 */
export function Chart({
  title,
  type,
  labels,
  series,
  first,
  missing,
}: {
  title: string;
  type: 'bars' | 'lines';
  labels: readonly string[];
  series: readonly Series[];
  /** Head of the table's first column. */
  first: string;
  /** What a figure that is not told is called. */
  missing?: string;
}): ReactNode {
  const w = useWords(strategyWords);
  const id = useId();
  const highest = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const step = stepFor(highest);
  const top = step * Math.ceil(highest / step);
  const band = (WIDTH - LEFT - 6) / Math.max(1, labels.length);
  const y = (value: number): number => TOP + PLOT - (value / top) * PLOT;
  const told = (value: number | null | undefined): string =>
    value === null || value === undefined ? (missing ?? w.report.fewer) : number(value);
  const pictured = series.some(({ values }) => values.some((value) => typeof value === 'number'));
  return (
    <figure className="chart">
      <figcaption id={`${id}-title`}>{title}</figcaption>
      {pictured ? (
        <svg
          viewBox={`0 0 ${WIDTH} ${TOP + PLOT + BOTTOM}`}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-table`}
        >
          <Patterns id={id} />
          {Array.from({ length: top / step + 1 }, (_, i) => i * step).map((value) => (
            <g key={value} className="chart-grid">
              <line x1={LEFT} x2={WIDTH - 6} y1={y(value)} y2={y(value)} />
              <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
                {number(value)}
              </text>
            </g>
          ))}
          {labels.map((label, i) => (
            <text key={label} x={LEFT + band * (i + 0.5)} y={TOP + PLOT + 17} textAnchor="middle">
              {label}
            </text>
          ))}
          {series.map((one, s) =>
            type === 'bars' ? (
              <Bars key={one.name} id={id} of={one} at={s} many={series.length} band={band} y={y} />
            ) : (
              <Line key={one.name} of={one} at={s} band={band} y={y} />
            ),
          )}
        </svg>
      ) : (
        <p className="soft">{w.report.nothingTold}</p>
      )}
      {pictured && series.length > 1 ? (
        <ul className="chart-legend" aria-hidden="true">
          {series.map((one, s) => (
            <li key={one.name}>
              <svg viewBox="0 0 24 12">
                {type === 'bars' ? (
                  <rect className={`chart-mark-${s}`} x="1" y="1" width="22" height="10" fill={`url(#${id}-${s})`} />
                ) : (
                  <line className={`chart-line chart-line-${s}`} x1="0" x2="24" y1="6" y2="6" />
                )}
              </svg>
              {one.name}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={`${title}: ${w.report.asTable}`}>
        <table className="table chart-table" id={`${id}-table`}>
          <caption className="visually-hidden">
            {title}: {w.report.asTable}
          </caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="numeric">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, i) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => (
                  <td key={name} className="numeric">
                    {told(values[i])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Patterns({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern id={`${id}-0`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect className="chart-fill-0" width="8" height="8" />
      </pattern>
      <pattern id={`${id}-1`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="chart-back" width="6" height="6" />
        <rect className="chart-fill-1" width="3" height="6" />
      </pattern>
      <pattern id={`${id}-2`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="chart-back" width="6" height="6" />
        <circle className="chart-fill-2" cx="3" cy="3" r="1.6" />
      </pattern>
    </defs>
  );
}

interface Marks {
  of: Series;
  at: number;
  band: number;
  y: (value: number) => number;
}

function Bars({ id, of, at, many, band, y }: Marks & { id: string; many: number }): ReactNode {
  const width = (band * 0.84) / many;
  return of.values.map((value, i) => {
    if (value === null || value === undefined) return null;
    const x = LEFT + band * i + band * 0.08 + width * at;
    return (
      <g key={i}>
        <rect
          className={`chart-mark-${at}`}
          x={x}
          y={y(value)}
          width={width}
          height={Math.max(0, y(0) - y(value))}
          fill={`url(#${id}-${at})`}
        />
        <text className="chart-value" x={x + width / 2} y={y(value) - 4} textAnchor="middle">
          {number(value)}
        </text>
      </g>
    );
  });
}

function Line({ of, at, band, y }: Marks): ReactNode {
  const points = of.values.map((value, i) =>
    value === null || value === undefined ? null : { x: LEFT + band * (i + 0.5), y: y(value), value },
  );
  const path = points
    .map((point, i) => (point ? `${points[i - 1] ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : ''))
    .join('');
  return (
    <>
      <path className={`chart-line chart-line-${at}`} d={path} />
      {points.map((point, i) =>
        point ? (
          <g key={i}>
            <circle className={`chart-dot-${at}`} cx={point.x} cy={point.y} r="3.5" />
            <text className="chart-value" x={point.x} y={point.y - 8} textAnchor="middle">
              {number(point.value)}
            </text>
          </g>
        ) : null,
      )}
    </>
  );
}
