import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useAreas } from '../acts/act-choices';
import { Provisions } from '../acts/provisions';
import { BarrierItem } from '../barriers/barrier-item';
import { BARRIERS } from '../barriers/barrier.operations';
import { COUNTIES } from '../barriers/counties';
import type { BarriersQuery } from '../gql/graphql';
import { spelled } from '../law/law-address';
import { useList } from '../parts/list';
import { Empty, ListHead, Listed, Narrowing, Order } from '../parts/listing';
import { Page } from '../parts/page';
import { SaveList } from '../parts/save-list';
import { BARRIER_KINDS, BARRIER_LAYERS, BARRIER_STATES, type BarrierSearch } from '../search';
import { useSession } from '../session/session';
import { barrierWords } from '../words/barriers';
import { shellWords } from '../words/shell';
import { useLanguage, useWords } from '../words/words';

const pick = (data: BarriersQuery): BarriersQuery['barriers'] => data.barriers;

export function Barriers(): ReactNode {
  const w = useWords(barrierWords);
  const shell = useWords(shellWords);
  const lang = useLanguage();
  const { may } = useSession();
  const search = useSearch({ from: '/hinder' });
  const navigate = useNavigate({ from: '/hinder' });
  const areas = useAreas();
  const area = areas?.flatMap((one) => [one, ...one.narrower]).find(({ key }) => key === search.omrade);
  const waits = search.omrade !== undefined && !areas;
  const provision = search.lag?.includes('#');
  const list = useList(
    BARRIERS,
    {
      filter: {
        text: search.q,
        kind: search.slag && [search.slag],
        state: search.lage && [search.lage],
        layer: search.niva && [search.niva],
        subjectAreas: area && [area.id],
        county: search.lan,
        act: provision ? undefined : search.lag,
        provision: provision ? search.lag : undefined,
        stoppingUs: search.oss,
      },
      orderBy: search.ordning ?? 'WEIGHT',
      lang,
    },
    pick,
    waits,
  );
  const narrowed = Object.entries(search).some(([name, value]) => name !== 'ordning' && value !== undefined);
  return (
    <Page
      title={w.title}
      lead={<p>{w.lead}</p>}
      actions={
        may('barrier:report') ? (
          <Link className="button" to="/hinder/nytt">
            {w.report}
          </Link>
        ) : null
      }
    >
      <div className="with-side side-first">
        <Filters key={JSON.stringify(search)} />
        <section aria-label={w.title}>
          <ListHead found={list.data && w.found(list.data.barriers.totalCount)}>
            <Order
              label={w.order}
              orders={w.orders}
              value={search.ordning ?? 'WEIGHT'}
              choose={(order) =>
                void navigate({ search: (before) => ({ ...before, ordning: order === 'WEIGHT' ? undefined : order }) })
              }
            />
            <SaveList
              of={list}
              name="hinder"
              columns={[
                { head: shell.columns.ref, value: (one) => one.ref },
                { head: shell.columns.title, value: (one) => one.title },
                { head: shell.columns.state, value: (one) => w.state[one.state] },
                { head: shell.columns.kind, value: (one) => one.barrierKind && w.kind[one.barrierKind] },
                { head: shell.columns.layer, value: (one) => w.layer[one.layer] },
                { head: shell.columns.weight, value: (one) => one.weight.value },
                { head: shell.columns.members, value: (one) => one.weight.membersText },
                { head: shell.columns.severity, value: (one) => w.severity[one.weight.severity] },
                { head: shell.columns.areas, value: (one) => one.subjectAreas.map(({ label }) => label).join(', ') },
              ]}
            />
          </ListHead>
          <Listed
            of={list}
            lines={14}
            waits={waits}
            empty={
              <Empty says={narrowed ? w.none : w.noneYet}>
                {narrowed ? <Link to="/hinder">{w.clear}</Link> : null}
              </Empty>
            }
          >
            {(nodes) => (
              <ul className="items">
                {nodes.map((one) => (
                  <BarrierItem key={one.id} of={one} />
                ))}
              </ul>
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}

function Filters(): ReactNode {
  const w = useWords(barrierWords);
  const search = useSearch({ from: '/hinder' });
  const navigate = useNavigate({ from: '/hinder' });
  const areas = useAreas();
  const { viewer, staff } = useSession();
  const [text, setText] = useState(search.q ?? '');
  const [law, setLaw] = useState<string | undefined>(search.lag);
  const set = (part: Partial<BarrierSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...part }) });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    set({ q: text.trim() || undefined, lag: law });
  };
  const choice = <T extends string>(
    name: keyof BarrierSearch,
    label: string,
    none: string,
    values: readonly T[],
    words: Record<T, string>,
  ): ReactNode => (
    <label className="field">
      <span className="label">{label}</span>
      <select
        className="field-plain"
        value={(search[name] as string | undefined) ?? ''}
        onChange={({ target }) => set({ [name]: target.value || undefined })}
      >
        <option value="">{none}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {words[value]}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Narrowing label={w.filters}>
      <form role="search" aria-label={w.search} onSubmit={onSubmit} className="stack">
        <label className="field">
          <span className="label">{w.words}</span>
          <input
            className="field-plain"
            type="search"
            maxLength={200}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <div className="field">
          <label className="label" htmlFor="hinder-lag">
            {w.lawLabel}
          </label>
          {search.lag ? (
            <ul className="chips">
              <li>
                <button type="button" onClick={() => set({ lag: undefined })}>
                  {spelled(search.lag)} <span aria-hidden="true">×</span>
                </button>
              </li>
            </ul>
          ) : null}
          <Provisions
            id="hinder-lag"
            className="field-plain"
            one
            value={[]}
            change={([target]) => setLaw(target ?? search.lag)}
          />
        </div>
        <button type="submit" className="button button-second">
          {w.show}
        </button>
      </form>
      {choice('slag', w.kindLabel, w.all, BARRIER_KINDS, w.kind)}
      {choice('lage', w.stateLabel, w.standing, BARRIER_STATES, w.state)}
      <label className="field">
        <span className="label">{w.areaLabel}</span>
        <select
          className="field-plain"
          value={search.omrade ?? ''}
          onChange={({ target }) => set({ omrade: target.value || undefined })}
        >
          <option value="">{w.all}</option>
          {areas?.map((top) => (
            <optgroup key={top.id} label={top.label}>
              {[top, ...top.narrower].map((one) => (
                <option key={one.id} value={one.key}>
                  {one.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {choice('niva', w.layerLabel, w.all, BARRIER_LAYERS, w.layer)}
      <label className="field">
        <span className="label">{w.countyLabel}</span>
        <select
          className="field-plain"
          value={search.lan ?? ''}
          onChange={({ target }) => set({ lan: target.value || undefined })}
        >
          <option value="">{w.all}</option>
          {COUNTIES.map(([county]) => county)
            .sort((a, b) => a.localeCompare(b, 'sv'))
            .map((county) => (
              <option key={county} value={county}>
                {county}
              </option>
            ))}
        </select>
      </label>
      {viewer && !staff ? (
        <label className="choice-single">
          <input
            type="checkbox"
            checked={search.oss === true}
            onChange={({ target }) => set({ oss: target.checked || undefined })}
          />
          {w.stoppingUs}
        </label>
      ) : null}
    </Narrowing>
  );
}
