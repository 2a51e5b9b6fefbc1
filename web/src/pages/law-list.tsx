import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import type { FindLawQuery, LawSourceListQuery } from '../gql/graphql';
import { FIND, FindLaw, Places } from '../law/find-law';
import { placeOf } from '../law/law-address';
import { LawStatusBadge } from '../law/law-status';
import { useList } from '../parts/list';
import { Choice, Choices, Empty, ListHead, Listed, Narrowing, Order } from '../parts/listing';
import { Page } from '../parts/page';
import { LAW_FORMS, LAW_STATUSES } from '../search';
import { useSession } from '../session/session';
import { lawWords } from '../words/law';
import { lawImportWords } from '../words/law-import';
import { useWords } from '../words/words';

const LIST = graphql(`
  query LawSourceList($filter: LawSourceFilter, $orderBy: LawSourceOrder!, $after: String) {
    lawSources(first: 30, filter: $filter, orderBy: $orderBy, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        key
        title
        designation
        shortName
        form
        status
        inForceOn
        repealedOn
        consolidatedTo
        department
      }
    }
  }
`);

const pick = (data: LawSourceListQuery): LawSourceListQuery['lawSources'] => data.lawSources;
export function LawList(): ReactNode {
  const w = useWords(lawWords);
  const search = useSearch({ from: '/lag' });
  const navigate = useNavigate({ from: '/lag' });
  const { may } = useSession();
  const list = useList(
    LIST,
    {
      filter: { text: search.q, status: search.giltighet, form: search.slag },
      orderBy: search.ordning ?? 'TITLE',
    },
    pick,
  );
  const meant = useMeant(search.q);
  // Acts alone are in the list below anyway.
  const places = (meant?.suggestions ?? []).filter(
    ({ target, existence }) => existence === 'TEXT_NOT_HERE' || target.includes('#'),
  );
  const narrowed = search.q !== undefined || search.giltighet !== undefined || search.slag !== undefined;
  return (
    <Page
      title={w.title}
      lead={<p>{w.lead}</p>}
      actions={
        <>
          <Link className="button button-second" to="/lagandringar">
            {w.changeSets}
          </Link>
          {may('law:import') ? <ImportLink /> : null}
        </>
      }
    >
      <FindLaw
        key={search.q}
        initial={search.q}
        search={(q) => void navigate({ search: (before) => ({ ...before, q: q || undefined }) })}
      />
      {meant && (places.length || meant.message) ? (
        <section className="law-meant" aria-label={w.places}>
          <h2>{w.places}</h2>
          {meant.message ? <p className="soft">{meant.message}</p> : null}
          {places.length ? <Places of={places} /> : null}
        </section>
      ) : null}
      <div className="with-side side-first" hidden={places.length > 0 && list.data !== undefined && !list.nodes.length}>
        <Narrowing label={w.filters}>
          <Choices title={w.status}>
            <Choice to="/lag" search={{ ...search, giltighet: undefined }}>
              {w.allStatuses}
            </Choice>
            {LAW_STATUSES.map((status) => (
              <Choice key={status} to="/lag" search={{ ...search, giltighet: [status] }}>
                {w.statuses[status]}
              </Choice>
            ))}
          </Choices>
          <Choices title={w.form}>
            <Choice to="/lag" search={{ ...search, slag: undefined }}>
              {w.allForms}
            </Choice>
            {LAW_FORMS.map((form) => (
              <Choice key={form} to="/lag" search={{ ...search, slag: form }}>
                {w.forms[form]}
              </Choice>
            ))}
          </Choices>
        </Narrowing>
        <section aria-label={w.title}>
          <ListHead found={list.data && w.found(list.data.lawSources.totalCount)}>
            <Order
              label={w.order}
              orders={w.orders}
              value={search.ordning ?? 'TITLE'}
              choose={(order) =>
                void navigate({ search: (before) => ({ ...before, ordning: order === 'TITLE' ? undefined : order }) })
              }
            />
          </ListHead>
          <Listed
            of={list}
            lines={14}
            empty={
              narrowed ? (
                <Empty says={w.none}>
                  <Link to="/lag">{w.clear}</Link>
                </Empty>
              ) : (
                <NothingRead />
              )
            }
          >
            {(nodes) => (
              <ul className="items">
                {nodes.map((one) => (
                  <li key={one.id}>
                    <h2 className="item-title">
                      <Link to="/lag/sfs/$number" params={{ number: placeOf(one.key)?.number ?? one.designation }}>
                        {one.title}
                      </Link>
                    </h2>
                    <div className="item-meta">
                      <LawStatusBadge of={one.status} />
                      <span className="ref">SFS {one.designation}</span>
                      <span>
                        {one.status === 'REPEALED' && one.repealedOn
                          ? w.repealedFrom(one.repealedOn)
                          : one.status === 'COMING' && one.inForceOn
                            ? w.comesIntoForce(one.inForceOn)
                            : one.consolidatedTo
                              ? w.consolidated(one.consolidatedTo)
                              : w.original}
                      </span>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}

function ImportLink(): ReactNode {
  const w = useWords(lawImportWords);
  return (
    <Link className="button button-second" to="/lagimport">
      {w.title}
    </Link>
  );
}

function NothingRead(): ReactNode {
  const w = useWords(lawWords);
  const { may } = useSession();
  return (
    <div className="empty">
      <p>{w.noneYet}</p>
      <p>
        {w.noneYetHow} <code>npx lagrum import sfs</code>.
      </p>
      {may('law:import') ? (
        <p>
          <ImportLink />
        </p>
      ) : null}
    </div>
  );
}

/** What the words may mean; nothing is asked of an empty box. */
function useMeant(text: string | undefined): FindLawQuery['legalReference'] | null {
  const [{ data }] = useQuery({ query: FIND, variables: { text: text ?? '' }, pause: !text });
  return (text && data?.legalReference) || null;
}
