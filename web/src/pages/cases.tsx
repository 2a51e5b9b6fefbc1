import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { NewThing } from '../advocacy/new-thing';
import { optionsOf } from '../barriers/barrier-acts';
import { CASE_MUTATIONS } from '../cases/case-mutations';
import { CASES } from '../cases/case.operations';
import type { CaseState, CasesQuery } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { CASE_STATES, type CaseSearch } from '../search';
import { useSession } from '../session/session';
import { caseWords } from '../words/cases';
import { useWords } from '../words/words';

const pick = (data: CasesQuery): CasesQuery['cases'] => data.cases;
const STATES: Record<CaseState, Tone> = {
  OPEN: 'going',
  DECIDED: 'done',
  CLOSED: 'calm',
  ARCHIVED: 'calm',
  DISPOSED: 'calm',
};

export function CaseBadge({ of }: { of: CaseState }): ReactNode {
  const w = useWords(caseWords);
  return <Badge tone={STATES[of]}>{w.state[of]}</Badge>;
}

export function Cases(): ReactNode {
  const w = useWords(caseWords);
  const { may, viewer } = useSession();
  const search = useSearch({ from: '/arenden' });
  const list = useList(
    CASES,
    {
      filter: {
        query: search.q,
        states: search.lage && [search.lage],
        mine: search.mina,
        releasePending: search.vantar,
        retentionUndecided: search.obestamt,
      },
    },
    pick,
  );
  const units = new Map(viewer?.memberships.flatMap(({ unit }) => (unit ? [[unit.id, unit.name] as const] : [])));
  const narrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <Page title={w.title} lead={<p>{w.lead}</p>}>
      {may('case:open') ? (
        <NewThing
          label={w.open}
          create={w.create}
          document={CASE_MUTATIONS.caseOpen}
          thing="case"
          fields={[
            { name: 'title', kind: 'line', label: w.titleLabel, required: true },
            { name: 'summary', kind: 'text', label: w.summary },
            ...(units.size > 1
              ? [{ name: 'unitId', kind: 'pick', label: w.unit, options: [...units], required: true } as const]
              : []),
            { name: 'diaryNumber', kind: 'line', label: w.diary, help: w.diaryHelp },
            { name: 'foreignReference', kind: 'line', label: w.foreign },
            { name: 'classCode', kind: 'line', label: w.classCode },
            { name: 'subjectAreas', kind: 'areas', label: w.areas },
            { name: 'access', kind: 'choice', label: w.access, options: optionsOf(w.accesses), initial: 'OWN' },
            {
              name: 'accessGround',
              kind: 'line',
              label: w.accessGround,
              required: true,
              when: (v) => v.access === 'RESTRICTED',
            },
          ]}
        />
      ) : null}
      <div className="with-side side-first cases">
        <Filters key={search.q} />
        <section aria-label={w.title}>
          <p role="status" className="soft list-head">
            {list.data ? w.found(list.data.cases.totalCount) : ''}
          </p>
          <Loaded of={list} again={list.again} lines={12}>
            {() =>
              list.nodes.length ? (
                <ul className="items">
                  {list.nodes.map((one) => (
                    <li key={one.id}>
                      <h2 className="item-title">
                        <Link to="/arenden/$ref" params={{ ref: one.ref ?? one.id }}>
                          {one.title}
                        </Link>
                      </h2>
                      <div className="item-meta">
                        <CaseBadge of={one.state} />
                        <span className="ref">{one.diaryNumber ?? one.ref}</span>
                        <span>{one.unit.name}</span>
                        <span>
                          {w.opened} {one.openedOn}
                        </span>
                        <span>
                          {w.documents}: {one.documentCount}
                        </span>
                        {one.pendingReleases ? (
                          <Badge tone="waiting">
                            {w.logKind.RELEASE_REQUEST}: {one.pendingReleases}
                          </Badge>
                        ) : null}
                      </div>
                    </li>
                  ))}
                </ul>
              ) : (
                <div className="empty">
                  <p>{narrowed ? w.none : w.noneYet}</p>
                  {narrowed ? (
                    <p>
                      <Link to="/arenden">{w.clear}</Link>
                    </p>
                  ) : null}
                </div>
              )
            }
          </Loaded>
          <More of={list} />
        </section>
      </div>
    </Page>
  );
}

function Filters(): ReactNode {
  const w = useWords(caseWords);
  const search = useSearch({ from: '/arenden' });
  const navigate = useNavigate({ from: '/arenden' });
  const [text, setText] = useState(search.q ?? '');
  const set = (part: Partial<CaseSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...part }) });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    set({ q: text.trim() || undefined });
  };
  const flag = (name: 'mina' | 'vantar' | 'obestamt', label: string): ReactNode => (
    <label className="choice-single">
      <input
        type="checkbox"
        checked={search[name] === true}
        onChange={({ target }) => set({ [name]: target.checked || undefined })}
      />
      {label}
    </label>
  );
  return (
    <section className="filters" aria-label={w.show}>
      <form role="search" aria-label={w.search} className="stack" onSubmit={onSubmit}>
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
        <button type="submit" className="button button-second">
          {w.show}
        </button>
      </form>
      <label className="field">
        <span className="label">{w.stateLabel}</span>
        <select
          className="field-plain"
          value={search.lage ?? ''}
          onChange={({ target }) => set({ lage: CASE_STATES.find((one) => one === target.value) })}
        >
          <option value="">{w.all}</option>
          {CASE_STATES.map((one) => (
            <option key={one} value={one}>
              {w.state[one]}
            </option>
          ))}
        </select>
      </label>
      <div>
        {flag('mina', w.mine)}
        {flag('vantar', w.pending)}
        {flag('obestamt', w.undecided)}
      </div>
    </section>
  );
}
