import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { graphql } from '../gql';
import type { OrganisationListQuery } from '../gql/graphql';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { Badge } from '../parts/badges';
import { ORGANISATION_KINDS } from '../search';
import { adminWords } from '../words/admin';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const LIST = graphql(`
  query OrganisationList($filter: OrganisationFilter, $after: String) {
    organisations(first: 50, filter: $filter, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        kind
        orgNumber
        scbCode
        validTo
        verified
      }
    }
  }
`);

const pick = (data: OrganisationListQuery): OrganisationListQuery['organisations'] => data.organisations;
const EXACT = { exact: true, includeSearch: true } as const;

export function Organisations(): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const kinds = useWords(entryWords).organisationKind;
  const search = useSearch({ from: '/organisationer' });
  const navigate = useNavigate({ from: '/organisationer' });
  const [text, setText] = useState(search.q ?? '');
  const list = useList(LIST, { filter: { query: search.q, kind: search.slag } }, pick);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ search: (before) => ({ ...before, q: text.trim() || undefined }) });
  };
  return (
    <Page title={w.organisations} lead={<p>{w.organisationsLead}</p>}>
      <div className="with-side side-first">
        <section className="filters" aria-label={w.kind}>
          <form role="search" aria-label={w.searchName} onSubmit={onSubmit}>
            <label className="label" htmlFor="org-name">
              {w.searchName}
            </label>
            <div className="row row-tight">
              <input
                id="org-name"
                type="search"
                maxLength={100}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
              <button type="submit" className="button button-second">
                {shell.searchButton}
              </button>
            </div>
          </form>
          <div>
            <h2 className="label">{w.kind}</h2>
            <ul>
              <li>
                <Link to="/organisationer" search={{ ...search, slag: undefined }} activeOptions={EXACT}>
                  {w.allKinds}
                </Link>
              </li>
              {ORGANISATION_KINDS.map((kind) => (
                <li key={kind}>
                  <Link to="/organisationer" search={{ ...search, slag: kind }} activeOptions={EXACT}>
                    {kinds[kind]}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        </section>
        <section aria-label={w.organisations}>
          <div className="list-head">
            <p role="status" className="soft">
              {list.data ? w.found(list.data.organisations.totalCount) : ''}
            </p>
          </div>
          <Loaded of={list} again={list.again} lines={16}>
            {() =>
              list.nodes.length ? (
                <div className="table-scroll" tabIndex={0} role="region" aria-label={w.organisations}>
                  <table className="table">
                    <thead>
                      <tr>
                        <th scope="col">{w.name}</th>
                        <th scope="col">{w.kind}</th>
                        <th scope="col">{w.orgNumber}</th>
                        <th scope="col">{w.scbCode}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {list.nodes.map((one) => (
                        <tr key={one.id}>
                          <th scope="row">
                            <Link to="/organisationer/$id" params={{ id: one.id }}>
                              {one.name}
                            </Link>{' '}
                            {one.validTo ? (
                              <Badge tone="calm">
                                {w.validTo.toLowerCase()} {one.validTo}
                              </Badge>
                            ) : null}
                          </th>
                          <td>{kinds[one.kind]}</td>
                          <td className="ref">{one.orgNumber}</td>
                          <td className="ref">{one.scbCode}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              ) : (
                <p className="empty">{w.noOrganisations}</p>
              )
            }
          </Loaded>
          <More of={list} />
        </section>
      </div>
    </Page>
  );
}
