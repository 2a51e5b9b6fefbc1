import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useQuery, type UseQueryState } from 'urql';
import { Grades } from '../advocacy/marks';
import { BarrierItem } from '../barriers/barrier-item';
import { graphql } from '../gql';
import type { StartQuery } from '../gql/graphql';
import { QuestionBadge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { GuidanceItem } from '../parts/guidance-item';
import { Loaded } from '../parts/loaded';
import { TaskItem } from '../parts/task-item';
import { useArrival } from '../parts/page';
import { useSession } from '../session/session';
import { SearchBox } from '../shell/suggest';
import { advocacyWords } from '../words/advocacy';
import { isoDay, recently } from '../words/dates';
import { shellWords } from '../words/shell';
import { startWords } from '../words/start';
import { useLanguage, useWords } from '../words/words';
import './start.css';

const START = graphql(`
  query Start($lang: Language!) {
    guidances(first: 5, orderBy: PUBLISHED) {
      nodes {
        ...GuidanceItem
      }
    }
    barriers(first: 5, orderBy: WEIGHT, filter: { state: [CONFIRMED, PURSUED] }) {
      nodes {
        ...BarrierItem
      }
    }
    advocacyGoals(first: 5, filter: { states: [ACTIVE] }) {
      nodes {
        id
        ref
        kind
        title
        grades {
          grade
          count
        }
      }
    }
    deadlines(first: 4) {
      nodes {
        id
        on
        kind
        milestone {
          id
          kind
        }
        dossier {
          id
          ref
          kind
          title
        }
      }
    }
    subjectAreas {
      id
      key
      label(lang: $lang)
      narrower {
        id
        key
        label(lang: $lang)
      }
    }
  }
`);

const MINE = graphql(`
  query StartMine {
    inbox(first: 5, mine: true) {
      nodes {
        ...TaskItem
      }
    }
  }
`);

const ASKED = graphql(`
  query StartAsked {
    questions(first: 5, orderBy: UPDATED) {
      nodes {
        id
        ref
        kind
        title
        state
        updatedAt
      }
    }
  }
`);

export function Start(): ReactNode {
  const heading = useArrival();
  const w = useWords(startWords);
  const shell = useWords(shellWords);
  const lang = useLanguage();
  const { viewer, has, staff, known } = useSession();
  const [result, ask] = useQuery({ query: START, variables: { lang } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useEffect(() => {
    document.title = shell.name;
  }, [shell.name]);
  const asks = has('SUBMITTER');
  // Staff answer and know the way: they have nothing beside what is new.
  const beside = !known || !staff;
  return (
    <>
      <section className="hero">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {w.headline}
          </h1>
          <p>{w.lead}</p>
          <SearchBox large />
        </div>
      </section>
      <div className="page start">
        {viewer ? (
          <div className="start-mine">
            <Tasks />
            {asks && !staff ? <Asked /> : null}
          </div>
        ) : null}
        <div className={beside ? 'with-side' : undefined}>
          <section>
            <div className="section-head">
              <h2>{w.latest}</h2>
              <Link to="/vagledning">{w.allGuidance}</Link>
            </div>
            <Loaded of={result} again={again} lines={12}>
              {(data) => (
                <ul className="items">
                  {data.guidances.nodes.map((one) => (
                    <GuidanceItem key={one.id} of={one} />
                  ))}
                </ul>
              )}
            </Loaded>
            <div className="section-head">
              <h2>{w.heaviest}</h2>
              <Link to="/hinder">{w.allBarriers}</Link>
            </div>
            <Loaded of={result} again={again} lines={12}>
              {({ barriers }) =>
                barriers.nodes.length ? (
                  <ul className="items">
                    {barriers.nodes.map((one) => (
                      <BarrierItem key={one.id} of={one} level={3} />
                    ))}
                  </ul>
                ) : (
                  <p className="soft">{w.noBarriers}</p>
                )
              }
            </Loaded>
          </section>
          {beside ? (
            <aside className="stack">
              {known ? (
                <section className="card card-ask">
                  <h2>{w.ask}</h2>
                  <p>{w.askLead}</p>
                  <p>
                    {asks ? (
                      <Link className="button" to="/fraga">
                        {w.ask}
                      </Link>
                    ) : viewer ? null : (
                      <a className="button" href="/login?return=/fraga">
                        {w.signInToAsk}
                      </a>
                    )}
                  </p>
                </section>
              ) : null}
              {known && !viewer ? (
                <section className="how">
                  <h2>{w.how}</h2>
                  <ol>
                    {w.steps.map(([what, why]) => (
                      <li key={what}>
                        <strong>{what}</strong> <span>{why}</span>
                      </li>
                    ))}
                  </ol>
                </section>
              ) : null}
            </aside>
          ) : null}
        </div>
        <Driven of={result} again={again} />
        <section className="start-areas">
          <h2>{w.areas}</h2>
          <Loaded of={result} again={again} lines={6}>
            {(data) => (
              <ul className="areas">
                {data.subjectAreas.map((area) => (
                  <li key={area.id}>
                    <Link to="/vagledning" search={{ omrade: area.key }}>
                      {area.label}
                    </Link>
                    {area.narrower.length ? <small>{area.narrower.map(({ label }) => label).join(', ')}</small> : null}
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </section>
      </div>
    </>
  );
}

/** Goals that are pursued, beside the dates that come. */
function Driven({ of, again }: { of: UseQueryState<StartQuery>; again: () => void }): ReactNode {
  const w = useWords(startWords);
  const advocacy = useWords(advocacyWords);
  return (
    <div className="start-pair">
      <section>
        <div className="section-head">
          <h2>{w.driven}</h2>
          <Link to="/paverkan">{w.allAdvocacy}</Link>
        </div>
        <Loaded of={of} again={again} lines={8}>
          {({ advocacyGoals: { nodes } }) =>
            nodes.length ? (
              <ul className="items">
                {nodes.map((goal) => (
                  <li key={goal.id}>
                    <h3 className="item-title">
                      <EntryLink entry={goal} />
                    </h3>
                    <div className="item-meta">
                      <span className="ref">{goal.ref}</span>
                      <Grades of={goal.grades} />
                    </div>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="soft">{w.noGoals}</p>
            )
          }
        </Loaded>
      </section>
      <section>
        <div className="section-head">
          <h2>{w.ahead}</h2>
          <Link to="/paverkan/frister">{w.allDates}</Link>
        </div>
        <Loaded of={of} again={again} lines={8}>
          {({ deadlines: { nodes } }) =>
            nodes.length ? (
              <ul className="items">
                {nodes.map((one) => (
                  <li key={one.id}>
                    <h3 className="item-title">
                      <EntryLink entry={one.dossier} />
                    </h3>
                    <div className="item-meta">
                      <strong>{isoDay(one.on)}</strong>
                      <span>
                        {one.milestone ? advocacy.milestone[one.milestone.kind] : advocacy.deadlineKind[one.kind]}
                      </span>
                    </div>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="soft">{w.nothingAhead}</p>
            )
          }
        </Loaded>
      </section>
    </div>
  );
}

function Tasks(): ReactNode {
  const w = useWords(startWords);
  const [result, ask] = useQuery({ query: MINE });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <section className="card">
      <div className="section-head">
        <h2>{w.yours}</h2>
        <Link to="/inkorg">{w.toInbox}</Link>
      </div>
      <Loaded of={result} again={again} lines={4}>
        {(data) =>
          data.inbox.nodes.length ? (
            <ul className="items items-tight">
              {data.inbox.nodes.map((task) => (
                <TaskItem key={task.id} of={task} />
              ))}
            </ul>
          ) : (
            <p className="soft">{w.nothingToDo}</p>
          )
        }
      </Loaded>
    </section>
  );
}

function Asked(): ReactNode {
  const w = useWords(startWords);
  const [result, ask] = useQuery({ query: ASKED });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <section className="card">
      <div className="section-head">
        <h2>{w.questions}</h2>
        <Link to="/fragor">{w.allQuestions}</Link>
      </div>
      <Loaded of={result} again={again} lines={4}>
        {(data) =>
          data.questions.nodes.length ? (
            <ul className="items items-tight">
              {data.questions.nodes.map((one) => (
                <li key={one.id}>
                  <p className="item-title">
                    <EntryLink entry={one} />
                  </p>
                  <div className="item-meta">
                    <QuestionBadge of={one.state} />
                    <span className="ref">{one.ref}</span>
                    <span>{recently(one.updatedAt)}</span>
                  </div>
                </li>
              ))}
            </ul>
          ) : (
            <p className="soft">{w.noQuestions}</p>
          )
        }
      </Loaded>
    </section>
  );
}
