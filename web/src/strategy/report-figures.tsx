import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemViewFragment, ReportViewFragment, TotalsViewFragment } from '../gql/graphql';
import { EntryLink } from '../parts/entry-link';
import { Table } from '../parts/listing';
import { advocacyWords } from '../words/advocacy';
import { number } from '../words/dates';
import { strategyWords } from '../words/strategy';
import { useWords } from '../words/words';
import { measureName } from './address';
import { Chart } from './chart';
import { Budget, ClaimsMet, LagBadges, ResultBadge, Share, STATUS_ORDER, StatusBadge } from './marks';
import './strategy.css';

type Figures = NonNullable<ReportViewFragment['figures']>;
type Area = Figures['areas'][number];
type Measure = Area['measures'][number];

export const FIGURES = [
  'claims',
  'claimsMet',
  'claimsMetBefore',
  'actionsDone',
  'barriersOpened',
  'barriersResolved',
  'barriersOpen',
  'guidancePublished',
  'members',
  'questionsAnswered',
  'medianWorkingDays',
] as const satisfies readonly (keyof TotalsViewFragment)[];

/** A median is kept back for what it is a median of. */
export const missingOf = (w: { fewer: string; fewerQuestions: string }, name: (typeof FIGURES)[number]): string =>
  name === 'medianWorkingDays' ? w.fewerQuestions : w.fewer;

export function YearInFigures({ of }: { of: Figures }): ReactNode {
  const w = useWords(strategyWords).report;
  return (
    <>
      <dl className="figures">
        {FIGURES.map((name) => {
          const value = of.totals[name];
          return (
            <div key={name}>
              <dt>{w.figures[name]}</dt>
              <dd className={value === null || value === undefined ? 'told-not' : undefined}>
                {value === null || value === undefined ? missingOf(w, name) : number(value)}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="small soft">{w.fewerHelp}</p>
    </>
  );
}

export function Charts({ of }: { of: Figures }): ReactNode {
  const words = useWords(strategyWords);
  const w = words.report;
  const years = of.series.map(({ year }) => String(year));
  return (
    <div className="charts">
      <Statuses of={of.areas.flatMap(({ measures }) => measures)} />
      <Chart
        title={w.charts.barriers}
        type="bars"
        first={words.year}
        labels={years}
        series={[
          { name: w.series.opened, values: of.series.map((one) => one.barriersOpened) },
          { name: w.series.resolved, values: of.series.map((one) => one.barriersResolved) },
          { name: w.series.open, values: of.series.map((one) => one.barriersOpen) },
        ]}
      />
      <Chart
        title={w.charts.claims}
        type="lines"
        first={words.year}
        labels={years}
        series={[
          { name: w.series.claims, values: of.series.map((one) => one.claims) },
          { name: w.series.met, values: of.series.map((one) => one.claimsMet) },
        ]}
      />
      <Chart
        title={w.charts.days}
        type="lines"
        first={words.year}
        labels={years}
        missing={w.fewerQuestions}
        series={[{ name: w.series.days, values: of.series.map((one) => one.medianWorkingDays) }]}
      />
    </div>
  );
}

/** The table is the picture: each number with its bar. */
function Statuses({ of }: { of: Measure[] }): ReactNode {
  const words = useWords(strategyWords);
  const w = words.report;
  return (
    <figure className="chart">
      <figcaption>{w.charts.status}</figcaption>
      <Table label={w.charts.status} className="chart-table" heads={[w.state, w.series.measures]}>
        {STATUS_ORDER.map((status) => {
          const count = of.filter((one) => one.status === status).length;
          return (
            <tr key={status}>
              <th scope="row">{words.statuses[status]}</th>
              <td>
                <Share part={count} whole={of.length} words={w.of(count, of.length)} />
              </td>
            </tr>
          );
        })}
      </Table>
    </figure>
  );
}

function MeasureLink({ of }: { of: { code: string; ref?: string | null; title: string } }): ReactNode {
  return (
    <>
      <span className="soft">{of.code}</span>{' '}
      {of.ref ? (
        <Link to="/strategi/$ref" params={{ ref: measureName(of.ref) }}>
          {of.title}
        </Link>
      ) : (
        of.title
      )}
    </>
  );
}

export function Areas({ of }: { of: Figures }): ReactNode {
  const words = useWords(strategyWords);
  const w = words.report;
  return of.areas.map((area) => (
    <section key={area.code} className="area" aria-labelledby={`omrade-${area.code}`}>
      <h3 id={`omrade-${area.code}`}>
        {area.code} {area.title}
      </h3>
      <Table
        label={`${area.code} ${area.title}`}
        className="plan-table"
        heads={[
          words.measure,
          w.statusNow,
          w.statusBefore,
          words.claims,
          { numeric: w.figures.actionsDone },
          { numeric: w.barriersShort },
          { numeric: w.figures.members },
        ]}
      >
        {area.measures.map((one) => (
          <tr key={one.code}>
            <th scope="row">
              <MeasureLink of={one} />
            </th>
            <td>
              <StatusBadge of={one.status} />
            </td>
            <td>{one.statusBefore === one.status ? w.same : words.statuses[one.statusBefore]}</td>
            <td>
              <ClaimsMet met={one.claimsMet} all={one.claims} />
            </td>
            <td className="numeric">{one.actionsDone}</td>
            <td className="numeric">
              {one.barriersOpened}, {one.barriersResolved}, {one.barriersOpen}
            </td>
            <td className="numeric">{one.members ?? w.fewer}</td>
          </tr>
        ))}
      </Table>
      {area.measures.filter(somethingHappened).map((one) => (
        <Happened key={one.code} of={one} />
      ))}
    </section>
  ));
}

const somethingHappened = (one: Measure): boolean =>
  [one.movements, one.actions, one.opened, one.resolved, one.guidance].some(({ length }) => length > 0);

function Happened({ of }: { of: Measure }): ReactNode {
  const w = useWords(strategyWords).report;
  const advocacy = useWords(advocacyWords);
  return (
    <details className="foldable">
      <summary>{w.whatHappened(of.code, of.title)}</summary>
      <div className="fold-body happened">
        {of.movements.length ? (
          <div>
            <h4>{w.moved}</h4>
            <ul>
              {of.movements.map((one) => (
                <li key={`${one.goal}.${one.number}`}>
                  <EntryLink entry={{ id: one.goal, ref: one.goal, kind: 'GOAL', title: one.title }} />{' '}
                  {one.from
                    ? w.movedFrom(advocacy.grade[one.from].toLowerCase(), advocacy.grade[one.to].toLowerCase())
                    : w.movedNew(advocacy.grade[one.to].toLowerCase())}
                  <span className="soft">
                    {' '}
                    {one.on}
                    {one.certainty
                      ? `, ${advocacy.certaintyLabel.toLowerCase()}: ${advocacy.certainty[one.certainty]}`
                      : ''}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <Items title={w.done} kind="ACTION" of={of.actions} note={advocacy.actionKind} />
        <Items title={w.opened} kind="BARRIER" of={of.opened} />
        <Items title={w.resolvedList} kind="BARRIER" of={of.resolved} note={w.extent} />
        <Items title={w.guidance} kind="GUIDANCE" of={of.guidance} />
      </div>
    </details>
  );
}

function Items({
  title,
  kind,
  of,
  note,
}: {
  title: string;
  kind: string;
  of: readonly ItemViewFragment[];
  note?: Record<string, string>;
}): ReactNode {
  if (!of.length) return null;
  return (
    <div>
      <h4>{title}</h4>
      <ul>
        {of.map((one) => (
          <li key={one.ref}>
            <span className="ref soft">{one.ref}</span>{' '}
            <EntryLink entry={{ id: one.ref, ref: one.ref, kind, title: one.title }} />
            <span className="soft">
              {one.note && note?.[one.note] ? `, ${note[one.note]!.toLowerCase()}` : ''}
              {one.on ? ` ${one.on}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function PlanAgainstOutcome({ of }: { of: Figures }): ReactNode {
  const words = useWords(strategyWords);
  const w = words.report;
  const planned = of.areas.flatMap(({ measures }) => measures).filter(({ plan }) => plan);
  if (!planned.length) return <p className="soft">{w.noPlans}</p>;
  return (
    <Table
      label={w.planCaption}
      className="plan-table"
      heads={[words.measure, words.priority, words.planGoal, words.timetable, words.budget, words.outcome, w.remarks]}
    >
      {planned.map(({ plan, ...one }) =>
        plan ? (
          <tr key={one.code}>
            <th scope="row">
              <MeasureLink of={one} />
            </th>
            <td>{words.priorities[plan.priority]}</td>
            <td className="pre-line">{plan.goal}</td>
            <td>{[plan.timetableFrom, plan.timetableTo].filter(Boolean).join(' – ') || '–'}</td>
            <td>
              <Budget of={plan} />
            </td>
            <td className="pre-line">
              {plan.result ? <ResultBadge of={plan.result} /> : <span className="soft">{words.resultMissing}</span>}
              {plan.account ? `\n${plan.account}` : ''}
            </td>
            <td>
              <LagBadges
                of={[...(plan.late ? (['LATE'] as const) : []), ...(plan.overBudget ? (['OVER_BUDGET'] as const) : [])]}
              />
            </td>
          </tr>
        ) : null,
      )}
    </Table>
  );
}
