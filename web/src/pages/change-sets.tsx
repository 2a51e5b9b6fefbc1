import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { graphql } from '../gql';
import type { ChangeSetListQuery } from '../gql/graphql';
import { nameOf, sourceKey } from '../law/law-address';
import '../law/law.css';
import { useList } from '../parts/list';
import { Empty, Listed } from '../parts/listing';
import { Page } from '../parts/page';
import { isoDay } from '../words/dates';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';

const LIST = graphql(`
  query ChangeSetList($source: ID, $after: String) {
    changeSets(first: 20, source: $source, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        madeAt
        added
        changed
        repealed
        renumbered
        editorial
        lapsed
        newActs
        source {
          id
          title
          shortName
          designation
        }
        edition {
          number
          consolidatedTo
        }
      }
    }
  }
`);

const pick = (data: ChangeSetListQuery): ChangeSetListQuery['changeSets'] => data.changeSets;

export function ChangeSets(): ReactNode {
  const w = useWords(lawWords);
  const { lag } = useSearch({ from: '/lagandringar' });
  const list = useList(LIST, { source: lag ? sourceKey(lag) : undefined }, pick);
  const shown = lag ? list.nodes[0]?.source : undefined;
  return (
    <Page
      title={shown ? w.setTitle(nameOf(shown)) : w.setsTitle}
      kicker={<Link to="/lag">{w.title}</Link>}
      lead={<p>{w.setsLead}</p>}
    >
      {lag ? (
        <p className="list-head">
          <Link to="/lagandringar">{w.allChangeSets}</Link>
        </p>
      ) : null}
      <Listed
        of={list}
        lines={10}
        empty={
          <Empty says={w.setsNone}>
            <Link to="/lag">{w.title}</Link>
          </Empty>
        }
      >
        {(nodes) => (
          <ul className="items">
            {nodes.map((one) => (
              <li key={one.id}>
                <h2 className="item-title">
                  <Link to="/lagandringar/$id" params={{ id: one.id }}>
                    {one.source?.title}
                    {one.edition?.consolidatedTo ? `, ${w.consolidated(one.edition.consolidatedTo).toLowerCase()}` : ''}
                  </Link>
                </h2>
                <div className="item-meta">
                  <span>
                    {w.readIn} {isoDay(one.madeAt)}
                  </span>
                  <Counts of={one} />
                </div>
                {one.newActs.length ? (
                  <p className="small soft">
                    {w.newActs}: {one.newActs.map((act) => `SFS ${act}`).join(', ')}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </Page>
  );
}

export const COUNTED = {
  ADDED: 'added',
  CHANGED: 'changed',
  REPEALED: 'repealed',
  RENUMBERED: 'renumbered',
  EDITORIAL: 'editorial',
  LAPSED: 'lapsed',
} as const;

/** Only what there is any of. */
function Counts({ of }: { of: Record<(typeof COUNTED)[keyof typeof COUNTED], number> }): ReactNode {
  const w = useWords(lawWords);
  return (Object.keys(COUNTED) as (keyof typeof COUNTED)[]).map((kind) =>
    of[COUNTED[kind]] ? (
      <span key={kind}>
        {w.kinds[kind]}: {of[COUNTED[kind]]}
      </span>
    ) : null,
  );
}
