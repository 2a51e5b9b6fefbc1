import { Link, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { AdvocacyTabs } from '../advocacy/tabs';
import type { FollowUpCompareQuery } from '../gql/graphql';
import { Empty, Table } from '../parts/listing';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { measureName } from '../strategy/address';
import { Chart } from '../strategy/chart';
import { CompareForm } from '../strategy/compare-form';
import { changeOf, differs, inWords } from '../strategy/difference';
import { StatusBadge } from '../strategy/marks';
import { FIGURES, missingOf } from '../strategy/report-figures';
import { COMPARABLE, COMPARE } from '../strategy/report.operations';
import '../strategy/strategy.css';
import { number } from '../words/dates';
import { entryWords } from '../words/entries';
import { strategyWords } from '../words/strategy';
import { useWords } from '../words/words';

type Comparison = FollowUpCompareQuery['followUpCompare'];

/** Two years side by side: what differs is said in numbers and words. */
export function ReportCompare(): ReactNode {
  const w = useWords(strategyWords).report;
  const kinds = useWords(entryWords).kind;
  const { fran, till } = useSearch({ from: '/uppfoljning/jamfor' });
  const chosen = fran !== undefined && till !== undefined && fran !== till;
  const [known, askKnown] = useQuery({ query: COMPARABLE });
  const [result, ask] = useQuery({
    query: COMPARE,
    variables: { years: chosen ? [fran, till] : [] },
    pause: !chosen,
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Page
      title={chosen ? w.compareTitle(fran, till) : w.compare}
      kicker={<Link to="/uppfoljning">{kinds.REPORT}</Link>}
      lead={<p>{w.compareLead}</p>}
    >
      <AdvocacyTabs />
      <div className="stack-large">
        <Loaded of={known} again={() => askKnown({ requestPolicy: 'network-only' })} lines={2}>
          {({ followUps }) => {
            const years = followUps.nodes.filter(({ state }) => state !== 'DRAFTING').map(({ year }) => year);
            return years.length > 1 ? (
              <CompareForm
                key={`${fran}-${till}`}
                years={years}
                first={within(years, fran)}
                second={within(years, till)}
              />
            ) : (
              <Empty says={w.compareFew}>
                <Link to="/uppfoljning">{w.title}</Link>
              </Empty>
            );
          }}
        </Loaded>
        {chosen ? (
          <Loaded of={result} again={again} lines={16}>
            {({ followUpCompare }) => <SideBySide of={followUpCompare} />}
          </Loaded>
        ) : null}
      </div>
    </Page>
  );
}

const within = (years: readonly number[], year: number | undefined): number | undefined =>
  year !== undefined && years.includes(year) ? year : undefined;

function SideBySide({ of }: { of: Comparison }): ReactNode {
  const w = useWords(strategyWords).report;
  const years = of.years.map(String);
  const [before, after] = of.totals;
  if (!before || !after) return null;
  const charts = [
    { title: w.series.barriers, names: ['barriersOpened', 'barriersResolved', 'barriersOpen'] },
    { title: w.charts.driven, names: ['claims', 'claimsMet', 'actionsDone'] },
  ] as const;
  const told = (name: (typeof FIGURES)[number], value: number | null | undefined): string =>
    value === null || value === undefined ? missingOf(w, name) : number(value);
  return (
    <>
      <section className="stack">
        <h2>{w.totals}</h2>
        <Table label={w.totals} heads={[w.figure, { numeric: years[0]! }, { numeric: years[1]! }, w.change]}>
          {FIGURES.map((name) => (
            <tr key={name}>
              <th scope="row">{w.figures[name]}</th>
              <td className="numeric">{told(name, before[name])}</td>
              <td className="numeric">{told(name, after[name])}</td>
              <td>{changeOf(w, name, before[name], after[name])}</td>
            </tr>
          ))}
        </Table>
        <div className="charts">
          {charts.map(({ title, names }) => (
            <Chart
              key={title}
              title={title}
              type="bars"
              first={w.figure}
              labels={names.map((name) => w.short[name])}
              series={of.totals.map((total, i) => ({ name: years[i]!, values: names.map((name) => total[name]) }))}
            />
          ))}
        </div>
      </section>
      <Measures of={of} />
    </>
  );
}

function Measures({ of }: { of: Comparison }): ReactNode {
  const words = useWords(strategyWords);
  const w = words.report;
  const search = useSearch({ from: '/uppfoljning/jamfor' });
  const changed = of.measures.filter(({ years: [a, b] }) => differs(a, b));
  const shown = search.andrade ? changed : of.measures;
  return (
    <section className="stack">
      <h2>{w.measureByMeasure}</h2>
      <p className="row">
        <span role="status">{w.changed(changed.length, of.measures.length)}</span>
        <Link to="." search={{ ...search, andrade: search.andrade ? undefined : true }}>
          {search.andrade ? w.allMeasures : w.onlyChanged}
        </Link>
      </p>
      {shown.length ? (
        <Table
          label={w.measureByMeasure}
          className="plan-table"
          heads={[words.measure, String(of.years[0]), String(of.years[1]), w.change]}
        >
          {shown.map(({ code, title, years: [a, b] }) => {
            const ref = b?.ref ?? a?.ref;
            return (
              <tr key={code} className={differs(a, b) ? 'changed-row' : undefined}>
                <th scope="row">
                  <span className="soft">{code}</span>{' '}
                  {ref ? (
                    <Link to="/strategi/$ref" params={{ ref: measureName(ref) }}>
                      {title}
                    </Link>
                  ) : (
                    title
                  )}
                </th>
                {[a, b].map((one, i) => (
                  <td key={i}>
                    {one ? (
                      <>
                        <StatusBadge of={one.status} />
                        {one.claims ? <div className="small">{words.claimsMet(one.claimsMet, one.claims)}</div> : null}
                      </>
                    ) : (
                      <span className="soft">{w.unknownYear}</span>
                    )}
                  </td>
                ))}
                <td>{inWords(words, a, b)}</td>
              </tr>
            );
          })}
        </Table>
      ) : (
        <p className="soft">{w.nothingChanged}</p>
      )}
    </section>
  );
}
