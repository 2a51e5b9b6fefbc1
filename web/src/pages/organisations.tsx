import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { graphql } from '../gql';
import type { OrganisationListQuery } from '../gql/graphql';
import { useList } from '../parts/list';
import { Choice, Choices, Empty, FilterWords, ListHead, Listed, Narrowing, Table } from '../parts/listing';
import { Page } from '../parts/page';
import { Badge } from '../parts/badges';
import { ORGANISATION_KINDS } from '../search';
import { adminWords } from '../words/admin';
import { entryWords } from '../words/entries';
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
export function Organisations(): ReactNode {
  const w = useWords(adminWords);
  const kinds = useWords(entryWords).organisationKind;
  const search = useSearch({ from: '/organisationer' });
  const navigate = useNavigate({ from: '/organisationer' });
  const list = useList(LIST, { filter: { query: search.q, kind: search.slag } }, pick);
  return (
    <Page title={w.organisations} lead={<p>{w.organisationsLead}</p>}>
      <div className="with-side side-first">
        <Narrowing label={w.kind}>
          <FilterWords
            key={search.q}
            label={w.searchName}
            initial={search.q}
            search={(q) => void navigate({ search: (before) => ({ ...before, q }) })}
          />
          <Choices title={w.kind}>
            <Choice to="/organisationer" search={{ ...search, slag: undefined }}>
              {w.allKinds}
            </Choice>
            {ORGANISATION_KINDS.map((kind) => (
              <Choice key={kind} to="/organisationer" search={{ ...search, slag: kind }}>
                {kinds[kind]}
              </Choice>
            ))}
          </Choices>
        </Narrowing>
        <section aria-label={w.organisations}>
          <ListHead found={list.data && w.found(list.data.organisations.totalCount)} />
          <Listed of={list} lines={16} empty={<Empty says={w.noOrganisations} />}>
            {(nodes) => (
              <Table label={w.organisations} heads={[w.name, w.kind, w.orgNumber, w.scbCode]}>
                {nodes.map((one) => (
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
              </Table>
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}
