import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import type { Conclusion, GuidanceListQuery } from '../gql/graphql';
import { ConclusionMark } from '../parts/badges';
import { GuidanceItem } from '../parts/guidance-item';
import { useList } from '../parts/list';
import { Choice, Choices, Empty, FilterWords, ListHead, Listed, Narrowing, Order } from '../parts/listing';
import { Page } from '../parts/page';
import { SaveList } from '../parts/save-list';
import type { GuidanceSearch } from '../search';
import { useSession } from '../session/session';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
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
  query GuidanceList($filter: GuidanceFilter, $orderBy: GuidanceOrder!, $first: Int! = 20, $after: String) {
    guidances(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
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
  const shell = useWords(shellWords);
  const words = useWords(entryWords);
  const lang = useLanguage();
  const { may } = useSession();
  const search = useSearch({ from: '/vagledning' });
  const navigate = useNavigate({ from: '/vagledning' });
  const set = (part: Partial<GuidanceSearch>): void => void navigate({ search: (before) => ({ ...before, ...part }) });
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
        <Narrowing label={w.filters}>
          <FilterWords
            key={search.q}
            label={w.searchShort}
            name={w.search}
            initial={search.q}
            search={(q) => set({ q })}
          />
          <Choices title={w.conclusion}>
            <Choice to="/vagledning" search={{ ...search, slutsats: undefined }}>
              {w.all}
            </Choice>
            {CONCLUSIONS.map((one) => (
              <Choice key={one} to="/vagledning" search={{ ...search, slutsats: [one] }}>
                <ConclusionMark of={one} />
              </Choice>
            ))}
          </Choices>
          <Choices title={w.areas}>
            <Choice to="/vagledning" search={{ ...search, omrade: undefined }}>
              {w.allAreas}
            </Choice>
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
          </Choices>
        </Narrowing>
        <section aria-label={w.title}>
          <ListHead found={list.data && w.found(list.data.guidances.totalCount)}>
            <Order
              label={w.order}
              orders={w.orders}
              value={search.ordning ?? 'UPDATED'}
              choose={(order) => set({ ordning: order === 'UPDATED' ? undefined : order })}
            />
            <SaveList
              of={list}
              name="vagledning"
              columns={[
                { head: shell.columns.ref, value: (one) => one.ref },
                { head: shell.columns.title, value: (one) => one.title },
                { head: shell.columns.conclusion, value: (one) => one.conclusion && words.conclusion[one.conclusion] },
                { head: shell.columns.validity, value: (one) => one.validity && words.validity[one.validity.status] },
                { head: shell.columns.areas, value: (one) => one.subjectAreas.map(({ label }) => label).join(', ') },
                { head: shell.columns.asOf, value: (one) => one.asOf },
                { head: shell.columns.published, value: (one) => one.publishedAt && isoDay(one.publishedAt) },
              ]}
            />
          </ListHead>
          <Listed
            of={list}
            lines={14}
            waits={waits}
            empty={
              <Empty says={narrowed ? w.none : w.noneYet}>
                {narrowed ? <Link to="/vagledning">{w.clear}</Link> : null}
              </Empty>
            }
          >
            {(nodes) => (
              <ul className="items">
                {nodes.map((one) => (
                  <GuidanceItem key={one.id} of={one} level={2} />
                ))}
              </ul>
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}

/** One choice among those of a filter is the one that stands in the address, not every link to this page. */
const EXACT = { exact: true, includeSearch: true } as const;
