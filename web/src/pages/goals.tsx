import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Provisions } from '../acts/provisions';
import { CLAIMS, GOALS } from '../advocacy/advocacy.operations';
import { GOAL_MUTATIONS } from '../advocacy/goal-mutations';
import { Grade, Grades, GoalBadge } from '../advocacy/marks';
import { NewThing } from '../advocacy/new-thing';
import { AdvocacyTabs } from '../advocacy/tabs';
import { optionsOf } from '../barriers/barrier-acts';
import type { ClaimsOnQuery, GoalsQuery } from '../gql/graphql';
import { spelled } from '../law/law-address';
import { EntryLink } from '../parts/entry-link';
import { useList } from '../parts/list';
import { Empty, Listed } from '../parts/listing';
import { Page } from '../parts/page';
import { GOAL_STATES } from '../search';
import { useSession } from '../session/session';
import { advocacyWords } from '../words/advocacy';
import { useWords } from '../words/words';

const pickGoals = (data: GoalsQuery): GoalsQuery['advocacyGoals'] => data.advocacyGoals;
const pickClaims = (data: ClaimsOnQuery): ClaimsOnQuery['claims'] => data.claims;

/** Goals, or every claim on one act when that is what the address asks for. */
export function Goals(): ReactNode {
  const w = useWords(advocacyWords);
  const { may } = useSession();
  const search = useSearch({ from: '/paverkan/mal' });
  return (
    <Page title={w.tabs.goals} kicker={<Link to="/paverkan">{w.title}</Link>}>
      <AdvocacyTabs />
      {may('goal:create') ? (
        <NewThing
          label={w.newGoal}
          create={w.create}
          document={GOAL_MUTATIONS.goalCreate}
          thing="goal"
          fields={[
            { name: 'title', kind: 'line', label: w.acts.title, required: true },
            { name: 'description', kind: 'text', label: w.acts.description },
            { name: 'barriers', kind: 'entries', of: 'BARRIER', example: 'H-14', label: w.acts.barriers },
            { name: 'dossiers', kind: 'entries', of: 'DOSSIER', example: 'L-4', label: w.acts.dossiers },
            { name: 'measures', kind: 'entries', of: 'MEASURE', example: 'strategi-2011/2.4', label: w.acts.measures },
            { name: 'subjectAreas', kind: 'areas', label: w.areas },
            {
              name: 'access',
              kind: 'choice',
              label: w.acts.access,
              options: optionsOf(w.acts.accesses),
              initial: 'PUBLIC',
            },
          ]}
        />
      ) : null}
      <Filters key={JSON.stringify(search)} />
      {search.lag ? <ClaimsOn act={search.lag} /> : <All />}
    </Page>
  );
}

function All(): ReactNode {
  const search = useSearch({ from: '/paverkan/mal' });
  const list = useList(GOALS, { filter: { query: search.q, states: search.lage && [search.lage] } }, pickGoals);
  return (
    <>
      <Listed of={list} lines={12} empty={<Nothing narrowed={search.q !== undefined || search.lage !== undefined} />}>
        {(nodes) => (
          <ul className="items">
            {nodes.map((goal) => (
              <li key={goal.id}>
                <h2 className="item-title">
                  <Link to="/paverkan/mal/$ref" params={{ ref: goal.ref ?? goal.id }}>
                    {goal.title}
                  </Link>
                </h2>
                <div className="item-meta">
                  <GoalBadge of={goal.state} />
                  <span className="ref">{goal.ref}</span>
                  <Grades of={goal.grades} />
                </div>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }): ReactNode {
  const w = useWords(advocacyWords);
  return (
    <Empty says={narrowed ? w.none : w.noneYet}>{narrowed ? <Link to="/paverkan/mal">{w.clear}</Link> : null}</Empty>
  );
}

function ClaimsOn({ act }: { act: string }): ReactNode {
  const w = useWords(advocacyWords);
  const provision = act.includes('#');
  const list = useList(CLAIMS, { filter: provision ? { provision: act } : { act } }, pickClaims);
  return (
    <section>
      <h2>
        {w.byAct}: {spelled(act)}
      </h2>
      <p role="status" className="soft">
        {list.data ? w.claimsFound(list.data.claims.totalCount) : ''}
      </p>
      <Listed of={list} lines={10} empty={<Nothing narrowed />}>
        {(nodes) => (
          <ul className="items">
            {nodes.map((claim) => (
              <li key={claim.id}>
                <h3 className="item-title">{claim.title}</h3>
                <div className="item-meta">
                  <Grade of={claim} />
                  {claim.goal ? <EntryLink entry={claim.goal} /> : null}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}

function Filters(): ReactNode {
  const w = useWords(advocacyWords);
  const search = useSearch({ from: '/paverkan/mal' });
  const navigate = useNavigate({ from: '/paverkan/mal' });
  const [text, setText] = useState(search.q ?? '');
  const [law, setLaw] = useState<string>();
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ search: (before) => ({ ...before, q: text.trim() || undefined, lag: law ?? before.lag }) });
  };
  return (
    <form role="search" aria-label={w.tabs.goals} className="filter-grid" onSubmit={onSubmit}>
      <label className="field">
        <span className="label">{w.search}</span>
        <input
          className="field-plain"
          type="search"
          maxLength={200}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className="field">
        <label className="label" htmlFor="yrkande-lag">
          {w.byAct}
        </label>
        <Provisions id="yrkande-lag" className="field-plain" one value={[]} change={([one]) => setLaw(one)} />
      </div>
      <label className="field">
        <span className="label">{w.stateLabel}</span>
        <select
          className="field-plain"
          value={search.lage ?? ''}
          onChange={({ target }) => {
            const lage = GOAL_STATES.find((one) => one === target.value);
            void navigate({ search: (before) => ({ ...before, lage }) });
          }}
        >
          <option value="">{w.all}</option>
          {GOAL_STATES.map((one) => (
            <option key={one} value={one}>
              {w.goalState[one]}
            </option>
          ))}
        </select>
      </label>
      <div className="row">
        <button type="submit" className="button button-second">
          {w.show}
        </button>
        {search.lag ? <Link to="/paverkan/mal">{w.clear}</Link> : null}
      </div>
    </form>
  );
}
