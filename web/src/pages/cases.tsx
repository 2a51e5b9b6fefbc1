import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { NewThing } from '../advocacy/new-thing';
import { optionsOf } from '../barriers/barrier-acts';
import { CaseItem } from '../cases/case-marks';
import { CASE_MUTATIONS } from '../cases/case-mutations';
import { CASES, DIARY_FORMAT } from '../cases/case.operations';
import type { CasesQuery } from '../gql/graphql';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { CASE_ORDERS, CASE_STATES, type CaseSearch } from '../search';
import { useSession, type Viewer } from '../session/session';
import { caseWords } from '../words/cases';
import { useWords } from '../words/words';

const pick = (data: CasesQuery): CasesQuery['cases'] => data.cases;

/** The units that one works in, once each. */
function unitsOf(viewer: Viewer | null, role?: 'ORG_ADMIN'): [id: string, name: string][] {
  const units = (viewer?.memberships ?? []).flatMap((one) =>
    one.unit && (!role || one.role === role) ? [[one.unit.id, one.unit.name] as [string, string]] : [],
  );
  return [...new Map(units)];
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
        unit: search.enhet,
        mine: search.mina,
        due: search.vantar,
        releasePending: search.begaran,
        retentionUndecided: search.obestamt,
      },
      orderBy: search.ordning ?? 'UPDATED',
    },
    pick,
  );
  const { ordning: _, ...choice } = search;
  const narrowed = Object.values(choice).some((value) => value !== undefined);
  return (
    <Page title={w.title} lead={<p>{w.lead}</p>}>
      {may('case:open') ? <Open units={unitsOf(viewer)} /> : null}
      <div className="with-side side-first cases">
        <div className="stack-large">
          <Filters key={search.q} units={unitsOf(viewer)} />
          {may('diary-format:set')
            ? unitsOf(viewer, 'ORG_ADMIN').map(([id, name]) => <DiaryFormat key={id} unit={id} name={name} />)
            : null}
        </div>
        <section aria-label={w.title}>
          <div className="list-head">
            <p role="status" className="soft">
              {list.data ? w.found(list.data.cases.totalCount) : ''}
            </p>
            <Order />
          </div>
          <Loaded of={list} again={list.again} lines={12}>
            {() =>
              list.nodes.length ? (
                <ul className="items">
                  {list.nodes.map((one) => (
                    <CaseItem key={one.id} of={one} />
                  ))}
                </ul>
              ) : (
                <div className="empty">
                  <p>{narrowed ? w.none : may('case:open') ? w.noneYet : w.noCases}</p>
                  {narrowed ? (
                    <p>
                      <Link to="/arenden">{w.clear}</Link>
                    </p>
                  ) : may('case:open') ? (
                    <p className="narrow">{w.noneYetHelp}</p>
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

function Open({ units }: { units: [string, string][] }): ReactNode {
  const w = useWords(caseWords);
  return (
    <NewThing
      label={w.open}
      create={w.create}
      document={CASE_MUTATIONS.caseOpen}
      thing="case"
      fields={[
        { name: 'title', kind: 'line', label: w.titleLabel, help: w.titleHelp, required: true },
        { name: 'summary', kind: 'text', label: w.summary },
        ...(units.length > 1
          ? [{ name: 'unitId', kind: 'pick', label: w.unit, options: units, required: true } as const]
          : []),
        { name: 'diaryNumber', kind: 'line', label: w.diary, help: w.diaryHelp },
        { name: 'foreignReference', kind: 'line', label: w.foreign, help: w.foreignHelp },
        { name: 'classCode', kind: 'line', label: w.classCode },
        { name: 'subjectAreas', kind: 'areas', label: w.areas },
        { name: 'openedOn', kind: 'date', label: w.openedOn, help: w.acts.dateHelp },
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
  );
}

function Order(): ReactNode {
  const w = useWords(caseWords);
  const { ordning } = useSearch({ from: '/arenden' });
  const navigate = useNavigate({ from: '/arenden' });
  return (
    <label className="order">
      <span className="small">{w.orderLabel}</span>
      <select
        value={ordning ?? 'UPDATED'}
        onChange={({ target }) => {
          const chosen = CASE_ORDERS.find((one) => one === target.value);
          void navigate({
            search: (before) => ({ ...before, ordning: chosen === 'UPDATED' ? undefined : chosen }),
            resetScroll: false,
          });
        }}
      >
        {CASE_ORDERS.map((one) => (
          <option key={one} value={one}>
            {w.orders[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

const FLAGS = ['mina', 'vantar', 'begaran', 'obestamt'] as const;

function Filters({ units }: { units: [string, string][] }): ReactNode {
  const w = useWords(caseWords);
  const search = useSearch({ from: '/arenden' });
  const navigate = useNavigate({ from: '/arenden' });
  const [text, setText] = useState(search.q ?? '');
  const set = (part: Partial<CaseSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...part }), resetScroll: false });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    set({ q: text.trim() || undefined });
  };
  const labels = { mina: w.mine, vantar: w.due, begaran: w.pending, obestamt: w.undecided };
  return (
    <section className="filters" aria-label={w.filters}>
      <form role="search" aria-label={w.search} className="stack" onSubmit={onSubmit}>
        <label className="field">
          <span className="label">{w.search}</span>
          <span className="field-help">{w.searchHelp}</span>
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
      {units.length > 1 ? (
        <label className="field">
          <span className="label">{w.unit}</span>
          <select
            className="field-plain"
            value={search.enhet ?? ''}
            onChange={({ target }) => set({ enhet: target.value || undefined })}
          >
            <option value="">{w.all}</option>
            {units.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <fieldset>
        <legend>{w.onlyThose}</legend>
        {FLAGS.map((name) => (
          <label key={name} className="choice-single">
            <input
              type="checkbox"
              checked={search[name] === true}
              onChange={({ target }) => set({ [name]: target.checked || undefined })}
            />
            {labels[name]}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

const SET_FORMAT = [{ action: 'set', blockers: [] }];

/** How a unit's diary numbers are written: for whoever administers the organisation. */
function DiaryFormat({ unit, name }: { unit: string; name: string }): ReactNode {
  const w = useWords(caseWords);
  const [{ data }, ask] = useQuery({ query: DIARY_FORMAT, variables: { unit } });
  if (!data) return null;
  const pattern = data.diaryFormat?.pattern;
  return (
    <section className="card stack no-print">
      <h2>{w.diaryFormat}</h2>
      <p className="small">
        <strong>{name}.</strong> {pattern ? w.diaryFormatNow(pattern) : w.diaryFormatNone}
      </p>
      <ActBar
        allowed={SET_FORMAT}
        acts={[
          {
            action: 'set',
            label: w.acts.setFormat,
            done: w.acts.setFormatDone,
            document: CASE_MUTATIONS.diaryFormatSet,
            fields: [
              {
                name: 'pattern',
                kind: 'line',
                label: w.pattern,
                help: w.diaryFormatHelp,
                initial: pattern ?? 'KS {year}/{number:5}',
                required: true,
              },
            ],
            names: () => ({ unit }),
          },
        ]}
        id={unit}
        version={0}
        done={() => ask({ requestPolicy: 'network-only' })}
      />
    </section>
  );
}
