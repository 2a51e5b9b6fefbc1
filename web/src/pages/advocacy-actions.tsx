import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Provisions } from '../acts/provisions';
import { ACTION_MUTATIONS } from '../advocacy/action-mutations';
import { ACTIONS } from '../advocacy/action.operations';
import { ActionBadge } from '../advocacy/marks';
import { NewThing } from '../advocacy/new-thing';
import { AdvocacyTabs } from '../advocacy/tabs';
import { optionsOf } from '../barriers/barrier-acts';
import type { AdvocacyActionsQuery } from '../gql/graphql';
import { spelled } from '../law/law-address';
import { useList } from '../parts/list';
import { Empty, Listed } from '../parts/listing';
import { Page } from '../parts/page';
import { ACTION_KINDS, ACTION_STATES, type ActionSearch } from '../search';
import { useSession } from '../session/session';
import { advocacyWords } from '../words/advocacy';
import { useWords } from '../words/words';

const pick = (data: AdvocacyActionsQuery): AdvocacyActionsQuery['advocacyActions'] => data.advocacyActions;

export function AdvocacyActions(): ReactNode {
  const w = useWords(advocacyWords);
  const { may } = useSession();
  const search = useSearch({ from: '/paverkan/insatser' });
  const list = useList(
    ACTIONS,
    {
      filter: {
        query: search.q,
        kinds: search.slag && [search.slag],
        states: search.lage && [search.lage],
        told: search.om,
      },
    },
    pick,
  );
  const narrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <Page title={w.tabs.actions} kicker={<Link to="/paverkan">{w.title}</Link>}>
      <AdvocacyTabs />
      {may('action:plan') ? (
        <NewThing
          label={w.newAction}
          create={w.create}
          document={ACTION_MUTATIONS.actionPlan}
          thing="action"
          fields={[
            { name: 'kind', kind: 'choice', label: w.acts.kind, options: optionsOf(w.actionKind), required: true },
            { name: 'title', kind: 'line', label: w.acts.title, required: true },
            { name: 'purpose', kind: 'text', label: w.purpose },
            { name: 'recipients', kind: 'recipients', label: w.recipients },
            { name: 'goals', kind: 'entries', of: 'GOAL', example: 'P-5', label: w.acts.goals },
            { name: 'dossier', kind: 'entry', of: 'DOSSIER', example: 'L-4', label: w.tabs.board },
            { name: 'dueOn', kind: 'date', label: w.due },
            { name: 'subjectAreas', kind: 'areas', label: w.areas },
            {
              name: 'access',
              kind: 'choice',
              label: w.acts.access,
              options: optionsOf(w.acts.actionAccesses),
              initial: 'PUBLIC',
            },
          ]}
        />
      ) : null}
      <Filters key={JSON.stringify(search)} />
      {search.om ? (
        <h2>
          {w.told} {spelled(search.om)}
        </h2>
      ) : null}
      <Listed
        of={list}
        lines={12}
        empty={
          <Empty says={narrowed ? w.none : w.noneYet}>
            {narrowed ? <Link to="/paverkan/insatser">{w.clear}</Link> : null}
          </Empty>
        }
      >
        {(nodes) => (
          <ul className="items">
            {nodes.map((one) => (
              <li key={one.id}>
                <h3 className="item-title">
                  <Link to="/paverkan/insatser/$ref" params={{ ref: one.ref ?? one.id }}>
                    {one.title}
                  </Link>
                </h3>
                <div className="item-meta">
                  <ActionBadge of={one.state} />
                  <span className="ref">{one.ref}</span>
                  <span>{w.actionKind[one.actionKind]}</span>
                  {one.recipients.length ? <span>{one.recipients.map(({ name }) => name).join(', ')}</span> : null}
                  {one.doneOn ? (
                    <span>
                      {w.doneOn} {one.doneOn}
                    </span>
                  ) : one.dueOn ? (
                    <span>
                      {w.due} {one.dueOn}
                    </span>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </Page>
  );
}

function Filters(): ReactNode {
  const w = useWords(advocacyWords);
  const search = useSearch({ from: '/paverkan/insatser' });
  const navigate = useNavigate({ from: '/paverkan/insatser' });
  const [text, setText] = useState(search.q ?? '');
  const [law, setLaw] = useState<string>();
  const set = (part: Partial<ActionSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...part }) });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    set({ q: text.trim() || undefined, om: law ?? search.om });
  };
  return (
    <form role="search" aria-label={w.tabs.actions} className="filter-grid" onSubmit={onSubmit}>
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
        <label className="label" htmlFor="insats-om">
          {w.told}
        </label>
        <Provisions id="insats-om" className="field-plain" one value={[]} change={([one]) => setLaw(one)} />
      </div>
      <label className="field">
        <span className="label">{w.typeLabel}</span>
        <select
          className="field-plain"
          value={search.slag ?? ''}
          onChange={({ target }) => set({ slag: ACTION_KINDS.find((one) => one === target.value) })}
        >
          <option value="">{w.all}</option>
          {ACTION_KINDS.map((one) => (
            <option key={one} value={one}>
              {w.actionKind[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{w.stateLabel}</span>
        <select
          className="field-plain"
          value={search.lage ?? ''}
          onChange={({ target }) => set({ lage: ACTION_STATES.find((one) => one === target.value) })}
        >
          <option value="">{w.all}</option>
          {ACTION_STATES.map((one) => (
            <option key={one} value={one}>
              {w.actionState[one]}
            </option>
          ))}
        </select>
      </label>
      <div className="row">
        <button type="submit" className="button button-second">
          {w.show}
        </button>
        {search.om ? <Link to="/paverkan/insatser">{w.clear}</Link> : null}
      </div>
    </form>
  );
}
