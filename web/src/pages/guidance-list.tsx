import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import type { Conclusion, GuidanceListQuery } from '../gql/graphql';
import { ConclusionMark } from '../parts/badges';
import { GuidanceItem } from '../parts/guidance-item';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { guidanceWords } from '../words/guidance';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useLanguage, useWords } from '../words/words';

const AREAS = graphql(`
  query GuidanceAreas($lang: Language!) {
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

const LIST = graphql(`
  query GuidanceList($filter: GuidanceFilter, $orderBy: GuidanceOrder!, $after: String) {
    guidances(filter: $filter, orderBy: $orderBy, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...GuidanceItem
      }
    }
  }
`);

const CONCLUSIONS: Conclusion[] = ['POSSIBLE', 'POSSIBLE_WITH_CONDITIONS', 'UNCLEAR', 'NOT_POSSIBLE'];
const pick = (data: GuidanceListQuery): GuidanceListQuery['guidances'] => data.guidances;

export function GuidanceList(): ReactNode {
  const w = useWords(guidanceWords);
  const work = useWords(workWords);
  const lang = useLanguage();
  const { may } = useSession();
  const search = useSearch({ from: '/vagledning' });
  const [areas] = useQuery({ query: AREAS, variables: { lang } });
  const tops = areas.data?.subjectAreas;
  const every = tops?.flatMap((area) => [area, ...area.narrower]);
  const area = every?.find(({ key }) => key === search.omrade);
  const top = tops?.find(({ key }) => search.omrade === key || search.omrade?.startsWith(`${key}/`));
  // A filter by area waits for the areas: their addresses are keys, the API takes ids.
  const waits = search.omrade !== undefined && !areas.data && !areas.error;
  const list = useList(
    LIST,
    {
      filter: {
        query: search.q,
        conclusion: search.slutsats,
        subjectAreas: area ? [area.id] : undefined,
      },
      orderBy: search.ordning ?? 'UPDATED',
    },
    pick,
    waits,
  );
  const narrowed = search.q !== undefined || search.omrade !== undefined || search.slutsats !== undefined;
  return (
    <Page
      title={area ? area.label : w.title}
      kicker={area ? w.title : undefined}
      lead={<p>{w.lead}</p>}
      actions={
        may('guidance:create') ? (
          <Link className="button button-second" to="/ny-vagledning">
            {work.newGuidance}
          </Link>
        ) : null
      }
    >
      <div className="with-side side-first">
        <section className="filters" aria-label={w.filters}>
          <Words key={search.q} initial={search.q ?? ''} />
          <div>
            <h2 className="label">{w.conclusion}</h2>
            <ul>
              <li>
                <Link to="/vagledning" search={{ ...search, slutsats: undefined }} activeOptions={EXACT}>
                  {w.all}
                </Link>
              </li>
              {CONCLUSIONS.map((one) => (
                <li key={one}>
                  <Link to="/vagledning" search={{ ...search, slutsats: [one] }} activeOptions={EXACT}>
                    <ConclusionMark of={one} />
                  </Link>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h2 className="label">{w.areas}</h2>
            <ul>
              <li>
                <Link to="/vagledning" search={{ ...search, omrade: undefined }} activeOptions={EXACT}>
                  {w.allAreas}
                </Link>
              </li>
              {tops?.map((one) => (
                <li key={one.id}>
                  <Link to="/vagledning" search={{ ...search, omrade: one.key }} activeOptions={EXACT}>
                    {one.label}
                  </Link>
                  {one === top && one.narrower.length ? (
                    <ul className="sub">
                      {one.narrower.map((below) => (
                        <li key={below.id}>
                          <Link to="/vagledning" search={{ ...search, omrade: below.key }} activeOptions={EXACT}>
                            {below.label}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
        </section>
        <section aria-label={w.title}>
          <div className="list-head">
            <p role="status" className="soft">
              {list.data ? w.found(list.data.guidances.totalCount) : ''}
            </p>
            <Order />
          </div>
          <Loaded of={waits ? { fetching: true } : list} again={list.again} lines={14}>
            {() =>
              list.nodes.length ? (
                <ul className="items">
                  {list.nodes.map((one) => (
                    <GuidanceItem key={one.id} of={one} level={2} />
                  ))}
                </ul>
              ) : (
                <div className="empty">
                  <p>{narrowed ? w.none : w.noneYet}</p>
                  {narrowed ? (
                    <p>
                      <Link to="/vagledning">{w.clear}</Link>
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

/** One choice among those of a filter is the one that stands in the address, not every link to this page. */
const EXACT = { exact: true, includeSearch: true } as const;

function Words({ initial }: { initial: string }): ReactNode {
  const w = useWords(guidanceWords);
  const shell = useWords(shellWords);
  const navigate = useNavigate({ from: '/vagledning' });
  const [text, setText] = useState(initial);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ search: (before) => ({ ...before, q: text.trim() || undefined }) });
  };
  return (
    <form role="search" aria-label={w.search} onSubmit={onSubmit} className="filter-words">
      <label className="label" htmlFor="vagledning-ord">
        {w.searchShort}
      </label>
      <div className="row row-tight">
        <input
          id="vagledning-ord"
          type="search"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-second">
          {shell.searchButton}
        </button>
      </div>
    </form>
  );
}

function Order(): ReactNode {
  const w = useWords(guidanceWords);
  const search = useSearch({ from: '/vagledning' });
  const navigate = useNavigate({ from: '/vagledning' });
  return (
    <label className="order">
      <span>{w.order}</span>
      <select
        value={search.ordning ?? 'UPDATED'}
        onChange={({ target }) =>
          void navigate({
            search: (before) => ({
              ...before,
              ordning: target.value === 'UPDATED' ? undefined : (target.value as 'TITLE' | 'PUBLISHED'),
            }),
          })
        }
      >
        {Object.entries(w.orders).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
