import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { ActionBadge, GoalBadge, Grades } from '../advocacy/marks';
import { AdvocacyTabs } from '../advocacy/tabs';
import { useFreshOnReturn } from '../api/live';
import type { MeasurePageQuery, StandingViewFragment } from '../gql/graphql';
import { EntryLink, type LinkedEntry } from '../parts/entry-link';
import { History } from '../parts/history';
import { Links } from '../parts/links';
import { Table } from '../parts/listing';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { Compose, Thread } from '../parts/thread';
import { Watch } from '../parts/watch';
import { useSession } from '../session/session';
import { NotFound } from '../shell/trouble';
import { codeOfRef, measureRef } from '../strategy/address';
import { MEASURE } from '../strategy/measure.operations';
import { Budget, ClaimsMet, Elapsed, LagBadges, ResultBadge, StatusBadge } from '../strategy/marks';
import { measureActs } from '../strategy/strategy-acts';
import '../strategy/strategy.css';
import { advocacyWords } from '../words/advocacy';
import { isoDay, number } from '../words/dates';
import { entryWords } from '../words/entries';
import { strategyWords } from '../words/strategy';
import { useLanguage, useWords } from '../words/words';

type Measure = Extract<NonNullable<MeasurePageQuery['entry']>, { __typename: 'Measure' }>;

export function MeasurePage(): ReactNode {
  const { ref: name } = useParams({ from: '/strategi/$ref' });
  const { ar } = useSearch({ from: '/strategi/$ref' });
  const lang = useLanguage();
  const ref = measureRef(name);
  const code = codeOfRef(ref);
  const [result, ask] = useQuery({
    query: MEASURE,
    variables: { ref, code, year: ar, lang },
    requestPolicy: 'cache-and-network',
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useFreshOnReturn(again);
  return (
    <Loaded of={result} again={again} lines={18}>
      {({ entry, measureStandings: { year, measures } }) =>
        entry?.__typename === 'Measure' ? (
          <View
            key={entry.id}
            of={entry}
            year={year}
            standing={measures.find(({ measure }) => measure?.code === code)}
            again={again}
          />
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}

function View({
  of,
  year,
  standing,
  again,
}: {
  of: Measure;
  year: number;
  standing?: StandingViewFragment;
  again: () => void;
}): ReactNode {
  const w = useWords(strategyWords);
  const words = useWords(entryWords);
  const { viewer, may } = useSession();
  const { wording } = of;
  const dossiers = unique(
    of.advocacyGoals.flatMap(({ links }) => links.map(({ entry }) => entry).filter(({ kind }) => kind === 'DOSSIER')),
  );
  const shown = new Set(
    [...of.advocacyGoals, ...of.advocacyActions, ...of.guidance, ...(wording?.barriers ?? []), ...dossiers].map(
      ({ id }) => id,
    ),
  );
  return (
    <Page
      title={wording?.title ?? of.title}
      kicker={
        <>
          <Link to="/strategi">{words.kind.MEASURE}</Link> <span className="ref">{wording?.code ?? of.ref}</span>
        </>
      }
      actions={viewer ? <Watch entry={of.id} watching={of.watching} again={again} /> : null}
    >
      <AdvocacyTabs />
      <div className="with-side">
        <div className="stack-large">
          <section className="card stack" aria-label={w.status}>
            {standing ? (
              <>
                <p className="row">
                  <StatusBadge of={standing.status} />
                  <LagBadges of={standing.lags} />
                </p>
                <p className="small soft">{w.statusHelp}</p>
              </>
            ) : null}
            <ActBar
              key={year}
              allowed={of.allowedActions}
              acts={measureActs(w, of, year)}
              id={of.id}
              version={of.version}
              done={again}
            />
          </section>
          <YearOf of={of} year={year} standing={standing} />
          <Linked title={w.barriers} none={w.barriersNone} of={wording?.barriers ?? []} />
          <GoalsOf of={of} />
          <ActionsOf of={of} />
          {dossiers.length ? <Linked title={w.dossiers} none="" of={dossiers} /> : null}
          {of.guidance.length ? <Linked title={w.guidance} none="" of={of.guidance} /> : null}
          <Past of={of} />
          {viewer || of.comments.length ? (
            <section>
              <h2>{w.thread}</h2>
              <Thread of={of.comments} />
              {viewer ? <Compose entry={of.id} mayNote={may('measure:plan')} label={w.write} done={again} /> : null}
            </section>
          ) : null}
        </div>
        <aside className="stack">
          <Place of={of} />
          <Links of={of.links.filter(({ entry }) => !shown.has(entry.id))} title={w.related} />
          {of.history.length ? <History of={of.history} /> : null}
        </aside>
      </div>
    </Page>
  );
}

const unique = <T extends { id: string }>(all: T[]): T[] => [...new Map(all.map((one) => [one.id, one])).values()];

function Place({ of: { wording } }: { of: Measure }): ReactNode {
  const w = useWords(strategyWords);
  if (!wording) return null;
  const facts: [string, ReactNode][] = [
    [
      w.area,
      wording.group?.area ? (
        <Link to="/strategi" search={{ omrade: Number(wording.group.area.code) }}>
          {wording.group.area.code} {wording.group.area.title}
        </Link>
      ) : null,
    ],
    [w.group, wording.group?.title],
    [w.owner, w.owners[wording.owner]],
    [w.kindLabel, w.kinds[wording.kind]],
    [w.goalsServed, wording.goals.map(({ title }) => title).join('; ')],
  ];
  return (
    <dl className="facts facts-stacked card">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** The plan that stands for the year, and beside it what came of it. */
function YearOf({ of, year, standing }: { of: Measure; year: number; standing?: StandingViewFragment }): ReactNode {
  const w = useWords(strategyWords);
  const plan = of.plans.find((one) => one.year === year);
  const outcome = of.outcomes.find((one) => one.year === year);
  const years = [...new Set([year, ...of.plans.map((one) => one.year)])].sort((a, b) => b - a);
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{w.planOf(year)}</h2>
      {years.length > 1 ? (
        <ul className="year-choice no-print" aria-label={w.year}>
          {years.map((one) => (
            <li key={one}>
              <Link to="." search={{ ar: one }} aria-current={one === year ? 'true' : undefined} activeProps={{}}>
                {one}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {plan ? (
        <div className="plan-pair">
          <div className="card">
            <h3>{w.planGoal}</h3>
            <p className="pre-line">{plan.goal}</p>
            <Facts
              of={[
                [w.priority, w.priorities[plan.priority]],
                [w.organisation, plan.organisation],
                [w.timetable, [plan.timetableFrom, plan.timetableTo].filter(Boolean).join(' – ')],
                [
                  w.budgetLabel,
                  plan.budgetSek === null || plan.budgetSek === undefined ? null : w.sek(number(plan.budgetSek)),
                ],
                [w.financing, plan.financing],
                [w.agreements, plan.agreements],
                [w.setOn, [isoDay(plan.setAt), plan.setBy?.name].filter(Boolean).join(' ')],
              ]}
            />
          </div>
          <div className="card">
            <h3>{w.outcome}</h3>
            {outcome ? (
              <div className="stack">
                <p>
                  <ResultBadge of={outcome.result} />
                </p>
                <p className="pre-line">{outcome.account}</p>
                <p className="small soft">{w.outcomeBy(outcome.reportedBy?.name ?? '', isoDay(outcome.reportedAt))}</p>
              </div>
            ) : (
              <p className="soft">{w.outcomeNone}</p>
            )}
            <Facts
              of={[
                [w.claims, standing?.claims ? <ClaimsMet met={standing.claimsMet} all={standing.claims} /> : null],
                [w.spentLabel, standing?.plan ? <Budget of={standing.plan} /> : null],
                [w.time, standing?.elapsed === null ? null : <Elapsed of={standing?.elapsed} />],
              ]}
            />
          </div>
        </div>
      ) : (
        <p className="soft">{of.plans.length ? w.planNone(year) : w.planNoneEver}</p>
      )}
    </section>
  );
}

function Facts({ of }: { of: [string, ReactNode][] }): ReactNode {
  const told = of.filter(([, value]) => value);
  return told.length ? (
    <dl className="facts">
      {told.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd className="pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  ) : null;
}

function Linked({ title, none, of }: { title: string; none: string; of: readonly LinkedEntry[] }): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      {of.length ? (
        <ul className="plain-list">
          {of.map((one) => (
            <li key={one.id}>
              <span className="ref soft">{one.ref}</span> <EntryLink entry={one} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{none}</p>
      )}
    </section>
  );
}

function GoalsOf({ of }: { of: Measure }): ReactNode {
  const w = useWords(strategyWords);
  return (
    <section>
      <h2>{w.advocacyGoals}</h2>
      {of.advocacyGoals.length ? (
        <ul className="items">
          {of.advocacyGoals.map((goal) => (
            <li key={goal.id}>
              <h3 className="item-title">
                <EntryLink entry={goal} />
              </h3>
              <div className="item-meta">
                <GoalBadge of={goal.state} />
                <span className="ref">{goal.ref}</span>
                <Grades of={goal.grades} />
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.advocacyGoalsNone}</p>
      )}
    </section>
  );
}

function ActionsOf({ of }: { of: Measure }): ReactNode {
  const w = useWords(strategyWords);
  const kinds = useWords(advocacyWords).actionKind;
  return (
    <section>
      <h2>{w.advocacyActions}</h2>
      {of.advocacyActions.length ? (
        <ul className="items">
          {of.advocacyActions.map((one) => (
            <li key={one.id}>
              <h3 className="item-title">
                <EntryLink entry={one} />
              </h3>
              <div className="item-meta">
                <ActionBadge of={one.state} />
                <span>{kinds[one.actionKind]}</span>
                <span className="ref">{one.ref}</span>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.advocacyActionsNone}</p>
      )}
    </section>
  );
}

/** Every plan and every report there ever was: none is changed, the highest number of a year stands. */
function Past({ of }: { of: Measure }): ReactNode {
  const w = useWords(strategyWords);
  if (!of.plans.length) return null;
  const stands = (all: readonly { year: number; number: number }[], one: { year: number; number: number }): boolean =>
    !all.some((other) => other.year === one.year && other.number > one.number);
  return (
    <section>
      <details className="foldable">
        <summary>{w.allPlans}</summary>
        <div className="fold-body stack">
          <p className="soft">{w.allPlansCaption}</p>
          <Table
            label={w.allPlansCaption}
            className="plan-table"
            heads={[w.year, w.number, w.priority, w.planGoal, w.timetable, { numeric: w.budgetLabel }, w.setOn]}
          >
            {of.plans.map((plan) => (
              <tr key={plan.id}>
                <th scope="row">{plan.year}</th>
                <td>
                  {plan.number} {stands(of.plans, plan) ? <span className="soft">({w.stands})</span> : null}
                </td>
                <td>{w.priorities[plan.priority]}</td>
                <td className="pre-line">{plan.goal}</td>
                <td>{[plan.timetableFrom, plan.timetableTo].filter(Boolean).join(' – ') || '–'}</td>
                <td className="numeric">
                  {plan.budgetSek === null || plan.budgetSek === undefined ? '–' : w.sek(number(plan.budgetSek))}
                </td>
                <td>
                  {isoDay(plan.setAt)} {plan.setBy?.name}
                </td>
              </tr>
            ))}
          </Table>
          {of.outcomes.length ? (
            <>
              <p className="soft">{w.allOutcomesCaption}</p>
              <Table
                label={w.allOutcomesCaption}
                className="plan-table"
                heads={[w.year, w.number, w.status, w.outcome, { numeric: w.spentLabel }, w.reportedOn]}
              >
                {of.outcomes.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{one.year}</th>
                    <td>
                      {one.number} {stands(of.outcomes, one) ? <span className="soft">({w.stands})</span> : null}
                    </td>
                    <td>
                      <ResultBadge of={one.result} />
                    </td>
                    <td className="pre-line">{one.account}</td>
                    <td className="numeric">
                      {one.spentSek === null || one.spentSek === undefined ? '–' : w.sek(number(one.spentSek))}
                    </td>
                    <td>
                      {isoDay(one.reportedAt)} {one.reportedBy?.name}
                    </td>
                  </tr>
                ))}
              </Table>
            </>
          ) : null}
        </div>
      </details>
    </section>
  );
}
