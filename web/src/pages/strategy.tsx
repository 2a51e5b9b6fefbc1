import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { AdvocacyTabs } from '../advocacy/tabs';
import type { StandingViewFragment, StrategyOverviewQuery } from '../gql/graphql';
import { Empty, FilterWords, ListHead, Order, Table } from '../parts/listing';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { MEASURE_OWNERS, MEASURE_STATUSES, type StrategySearch } from '../search';
import { measureName } from '../strategy/address';
import { Budget, ClaimsMet, Elapsed, LagBadges, ResultBadge, STATUS_ORDER, StatusBadge } from '../strategy/marks';
import { STRATEGY } from '../strategy/strategy.operations';
import '../strategy/strategy.css';
import { advocacyWords } from '../words/advocacy';
import { strategyWords } from '../words/strategy';
import { useLanguage, useWords } from '../words/words';

type Strategy = StrategyOverviewQuery['strategies'][number];

/** The strategy as it stands in a year: each measure, its plan, and what came of it. */
export function StrategyPage(): ReactNode {
  const w = useWords(strategyWords);
  const advocacy = useWords(advocacyWords);
  const lang = useLanguage();
  const search = useSearch({ from: '/strategi' });
  const order = search.ordning ?? 'STRATEGY';
  const [result, ask] = useQuery({
    query: STRATEGY,
    variables: {
      lang,
      year: search.ar,
      filter: {
        query: search.q,
        area: search.omrade?.toString(),
        statuses: search.lage && [search.lage],
        owner: search.ansvarig,
        planned: search.plan && search.plan === 'ja',
      },
      orderBy: order,
    },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const strategy = result.data?.strategies[0];
  return (
    <Page
      title={strategy?.title ?? w.title}
      kicker={<Link to="/paverkan">{advocacy.title}</Link>}
      lead={strategy ? <About of={strategy} /> : undefined}
    >
      <AdvocacyTabs />
      <Filters key={search.q} areas={strategy?.areas ?? []} standings={result.data?.measureStandings} />
      <Loaded of={result} again={again} lines={20}>
        {({ strategies: [one], measureStandings }) => (
          <Standings strategy={one} of={measureStandings} lagging={order === 'LAGGING'} />
        )}
      </Loaded>
    </Page>
  );
}

function About({ of }: { of: Strategy }): ReactNode {
  const w = useWords(strategyWords);
  return (
    <>
      <p>
        {w.adopted(of.adopted, of.adoptedUnder ?? of.adoptedBy.name, of.adoptedBy.name)}{' '}
        {of.recommendedTo ? w.recommended(of.recommendedTo) : ''} {w.yearly}
      </p>
      <details className="foldable">
        <summary>{w.overallGoals}</summary>
        <ul>
          {of.goals.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Filters({
  areas,
  standings,
}: {
  areas: Strategy['areas'];
  standings?: StrategyOverviewQuery['measureStandings'];
}): ReactNode {
  const w = useWords(strategyWords);
  const search = useSearch({ from: '/strategi' });
  const navigate = useNavigate({ from: '/strategi' });
  const set = (change: Partial<StrategySearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }) });
  const year = search.ar ?? standings?.year;
  const years = standings
    ? Array.from({ length: standings.lastYear - standings.firstYear + 1 }, (_, i) => standings.lastYear - i)
    : [];
  return (
    <section className="strategy-filters no-print" aria-label={w.filters}>
      <FilterWords label={w.search} initial={search.q} search={(q) => set({ q })} />
      <Pick
        label={w.year}
        value={year === undefined ? '' : String(year)}
        options={years.map((one) => [String(one), String(one)])}
        choose={(ar) => set({ ar: Number(ar) })}
      />
      <Pick
        label={w.area}
        value={search.omrade?.toString() ?? ''}
        none={w.allAreas}
        options={areas.map(({ code, title }) => [code, `${code} ${title}`])}
        choose={(omrade) => set({ omrade: omrade ? Number(omrade) : undefined })}
      />
      <Pick
        label={w.status}
        value={search.lage ?? ''}
        none={w.all}
        options={MEASURE_STATUSES.map((one) => [one, w.statuses[one]])}
        choose={(value) => set({ lage: MEASURE_STATUSES.find((one) => one === value) })}
      />
      <Pick
        label={w.owner}
        value={search.ansvarig ?? ''}
        none={w.all}
        options={MEASURE_OWNERS.map((one) => [one, w.owners[one]])}
        choose={(value) => set({ ansvarig: MEASURE_OWNERS.find((one) => one === value) })}
      />
      <Pick
        label={w.planned}
        value={search.plan ?? ''}
        none={w.all}
        options={[
          ['ja', w.plannedChoice.ja],
          ['nej', w.plannedChoice.nej],
        ]}
        choose={(value) => set({ plan: value === 'ja' || value === 'nej' ? value : undefined })}
      />
    </section>
  );
}

function Pick({
  label,
  value,
  none,
  options,
  choose,
}: {
  label: string;
  value: string;
  /** What it is called to choose none; absent where one always stands. */
  none?: string;
  options: (readonly [value: string, label: string])[];
  choose: (value: string) => void;
}): ReactNode {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="field-plain" value={value} onChange={({ target }) => choose(target.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Standings({
  strategy,
  of,
  lagging,
}: {
  strategy?: Strategy;
  of: StrategyOverviewQuery['measureStandings'];
  lagging: boolean;
}): ReactNode {
  const w = useWords(strategyWords);
  const search = useSearch({ from: '/strategi' });
  const navigate = useNavigate({ from: '/strategi' });
  const { measures, year, total } = of;
  const areas = strategy?.areas ?? [];
  return (
    <>
      <ListHead found={w.found(measures.length, total, year)}>
        <Order
          label={w.order}
          orders={w.orders}
          value={search.ordning ?? 'STRATEGY'}
          choose={(ordning) => void navigate({ search: (before) => ({ ...before, ordning }) })}
        />
      </ListHead>
      {measures.length ? (
        <>
          <div className="status-counts" role="group" aria-label={w.statusCounts}>
            <p className="row">
              {STATUS_ORDER.map((status) => {
                const count = measures.filter((one) => one.status === status).length;
                return count ? <StatusBadge key={status} of={status} count={count} /> : null;
              })}
            </p>
            <p className="small soft">{w.statusHelp}</p>
          </div>
          {lagging ? (
            <Measures of={measures} year={year} label={w.measuresLagging(year)} />
          ) : (
            areas.map((area) => {
              const own = measures.filter(({ measure }) => measure?.group?.area?.code === area.code);
              return own.length ? (
                <section key={area.id} className="area" aria-labelledby={`omrade-${area.code}`}>
                  <h2 id={`omrade-${area.code}`}>
                    {area.code} {area.title}
                  </h2>
                  <p className="soft">{area.objective}</p>
                  <Measures of={own} year={year} label={w.measuresIn(area.code, area.title, year)} />
                </section>
              ) : null;
            })
          )}
        </>
      ) : (
        <Empty says={w.none}>
          <Link to="/strategi">{w.clear}</Link>
        </Empty>
      )}
    </>
  );
}

function Measures({ of, year, label }: { of: StandingViewFragment[]; year: number; label: string }): ReactNode {
  const w = useWords(strategyWords);
  const search = useSearch({ from: '/strategi' });
  return (
    <Table
      label={label}
      className="standings"
      heads={[w.measure, w.status, w.owner, w.planAndOutcome, w.claims, w.budget, w.time]}
    >
      {of.map(({ measure, plan, ...one }) =>
        measure ? (
          <tr key={measure.id}>
            <th scope="row">
              <span className="soft">{measure.code}</span>{' '}
              {measure.entry?.ref ? (
                <Link
                  to="/strategi/$ref"
                  params={{ ref: measureName(measure.entry.ref) }}
                  search={{ ar: search.ar === undefined ? undefined : year }}
                >
                  {measure.title}
                </Link>
              ) : (
                measure.title
              )}
            </th>
            <td>
              <div>
                <StatusBadge of={one.status} />
              </div>
              {one.lags.length ? (
                <div className="row">
                  <LagBadges of={one.lags} />
                </div>
              ) : null}
            </td>
            <td>{w.owners[measure.owner]}</td>
            <td>
              {plan ? (
                <>
                  <div className="clamped">{plan.goal}</div>
                  <div className="small">
                    {plan.result ? <ResultBadge of={plan.result} /> : <span className="soft">{w.resultMissing}</span>}
                  </div>
                  {plan.account ? <div className="clamped small">{plan.account}</div> : null}
                </>
              ) : (
                <span className="soft">{w.noPlan}</span>
              )}
            </td>
            <td>
              <ClaimsMet met={one.claimsMet} all={one.claims} />
            </td>
            <td>{plan ? <Budget of={plan} /> : '–'}</td>
            <td>{plan ? <Elapsed of={one.elapsed} /> : '–'}</td>
          </tr>
        ) : null,
      )}
    </Table>
  );
}
