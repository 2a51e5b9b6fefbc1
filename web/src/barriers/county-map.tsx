import { useId, type ReactNode } from 'react';
import { barrierWords } from '../words/barriers';
import { useWords } from '../words/words';
import { COUNTIES, spoken } from './counties';
import { levelOf, OTHER } from './levels';

export interface CountyFigure {
  county: string;
  members?: number | null;
  text: string;
}

const WIDTH = 116;
const HEIGHT = 46;
const GAP = 5;

/** A picture of what the table beside it says. */
export function CountyMap({ of }: { of: readonly CountyFigure[] }): ReactNode {
  const w = useWords(barrierWords);
  const id = useId();
  const figures = new Map(of.map((one) => [one.county, one]));
  return (
    <figure className="county-map">
      <svg
        viewBox={`0 0 ${4 * (WIDTH + GAP) - GAP} ${8 * (HEIGHT + GAP) - GAP}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{w.mapTitle}</title>
        <desc id={`${id}-desc`}>{w.mapDesc}</desc>
        {COUNTIES.map(([county, column, row]) => {
          const figure = figures.get(county);
          const level = levelOf(figure);
          return (
            <g
              key={county}
              transform={`translate(${column * (WIDTH + GAP)} ${row * (HEIGHT + GAP)})`}
              className={`county county-${level}`}
            >
              <rect width={WIDTH} height={HEIGHT} rx={4} />
              <text x={8} y={19}>
                {spoken(county)}
              </text>
              <text x={8} y={37} className="county-figure">
                {level === OTHER ? '–' : (figure?.members ?? 0)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        <ul className="county-legend">
          {w.legend.map((label, level) => (
            <li key={label}>
              <span className={`county-key county-key-${level}`} aria-hidden="true" /> {label}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
