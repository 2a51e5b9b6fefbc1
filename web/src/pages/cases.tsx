import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/act-bar';
import { NewThing } from '../advocacy/new-thing';
import { optionsOf } from '../barriers/barrier-acts';
import { CaseItem } from '../cases/case-marks';
import { CASE_MUTATIONS } from '../cases/case-mutations';
import { CASES, DIARY_FORMAT } from '../cases/case.operations';
import type { CasesQuery } from '../gql/graphql';
import { useList } from '../parts/list';
import { Choice, Choices, Empty, FilterWords, Listed, ListHead, Narrowing, Order } from '../parts/listing';
import { Page } from '../parts/page';
import { SaveList } from '../parts/save-list';
import { CASE_STATES, type CaseSearch } from '../search';
import { useSession, type Viewer } from '../session/session';
import { caseWords } from '../words/cases';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const pick = (data: CasesQuery): CasesQuery['cases'] => data.cases;

/** The units that one works in, once each. */
function unitsOf(viewer: Viewer | null, role?: 'ORG_ADMIN'): [id: string, name: string][] {
  const units = (viewer?.memberships ?? []).flatMap((one) =>
    one.unit && (!role || one.role === role) ? [[one.unit.id, one.unit.name] as [string, string]] : [],
  );
  return [...new Map(units)];
}

const FLAGS = ['mina', 'vantar', 'begaran', 'obestamt'] as const;

export function Cases(): ReactNode {
  const w = useWords(caseWords);
  const shell = useWords(shellWords);
  const { may, viewer } = useSession();
  const search = useSearch({ from: '/arenden' });
  const navigate = useNavigate({ from: '/arenden' });
  const set = (part: Partial<CaseSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...part }), resetScroll: false });
  const units = unitsOf(viewer);
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
  const only = { mina: w.mine, vantar: w.due, begaran: w.pending, obestamt: w.undecided };
  return (
    <Page title={w.title} lead={<p>{w.lead}</p>}>
      {may('case:open') ? <Open units={units} /> : null}
      <div className="with-side side-first cases">
        <div className="stack-large">
          <Narrowing label={w.filters}>
            <FilterWords key={search.q} label={w.search} initial={search.q} search={(q) => set({ q })} />
            <Choices title={w.stateLabel}>
              <Choice to="/arenden" search={{ ...search, lage: undefined }}>
                {w.all}
              </Choice>
              {CASE_STATES.map((one) => (
                <Choice key={one} to="/arenden" search={{ ...search, lage: one }}>
                  {w.state[one]}
                </Choice>
              ))}
            </Choices>
            {units.length > 1 ? (
              <Choices title={w.unit}>
                <Choice to="/arenden" search={{ ...search, enhet: undefined }}>
                  {w.all}
                </Choice>
                {units.map(([id, name]) => (
                  <Choice key={id} to="/arenden" search={{ ...search, enhet: id }}>
                    {name}
                  </Choice>
                ))}
              </Choices>
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
                  {only[name]}
                </label>
              ))}
            </fieldset>
          </Narrowing>
          {may('diary-format:set')
            ? unitsOf(viewer, 'ORG_ADMIN').map(([id, name]) => <DiaryFormat key={id} unit={id} name={name} />)
            : null}
        </div>
        <section aria-label={w.title}>
          <ListHead found={list.data && w.found(list.data.cases.totalCount)}>
            <Order
              label={w.orderLabel}
              orders={w.orders}
              value={search.ordning ?? 'UPDATED'}
              choose={(order) => set({ ordning: order === 'UPDATED' ? undefined : order })}
            />
            <SaveList
              of={list}
              name="arenden"
              columns={[
                { head: shell.columns.diaryNumber, value: (one) => one.diaryNumber },
                { head: shell.columns.ref, value: (one) => one.ref },
                { head: shell.columns.title, value: (one) => one.title },
                { head: shell.columns.state, value: (one) => w.state[one.state] },
                { head: shell.columns.unit, value: (one) => one.unit.name },
                { head: shell.columns.handler, value: (one) => one.responsible?.name },
                { head: shell.columns.opened, value: (one) => one.openedOn },
                { head: shell.columns.due, value: (one) => one.dueOn },
                { head: shell.columns.dueWhat, value: (one) => one.dueWhat },
                { head: shell.columns.documents, value: (one) => one.documentCount },
                { head: shell.columns.secrecy, value: (one) => one.secrecyGrounds },
              ]}
            />
          </ListHead>
          <Listed
            of={list}
            lines={12}
            empty={
              <Empty says={narrowed ? w.none : may('case:open') ? w.noneYet : w.noCases}>
                {narrowed ? <Link to="/arenden">{w.clear}</Link> : may('case:open') ? w.noneYetHelp : null}
              </Empty>
            }
          >
            {(nodes) => (
              <ul className="items">
                {nodes.map((one) => (
                  <CaseItem key={one.id} of={one} />
                ))}
              </ul>
            )}
          </Listed>
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
