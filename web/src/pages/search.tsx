import { Link, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { EntryLink } from '../parts/entry-link';
import { GuidanceItem } from '../parts/guidance-item';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { QuestionBadge } from '../parts/badges';
import { useSession } from '../session/session';
import { SearchBox } from '../shell/suggest';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { startWords } from '../words/start';
import { useWords } from '../words/words';

const SEARCH = graphql(`
  query SearchAll($q: String!, $signedIn: Boolean!) {
    guidances(first: 20, filter: { query: $q }) {
      nodes {
        ...GuidanceItem
      }
    }
    questions(first: 10, filter: { query: $q }) @include(if: $signedIn) {
      nodes {
        id
        ref
        kind
        title
        state
      }
    }
    similarEntries(text: $q, first: 10) {
      id
      ref
      kind
      title
    }
  }
`);

export function Search(): ReactNode {
  const w = useWords(startWords);
  const shell = useWords(shellWords);
  const kinds = useWords(entryWords).kind;
  const { q } = useSearch({ from: '/sok' });
  const { may, has, known } = useSession();
  const [result, ask] = useQuery({
    query: SEARCH,
    variables: { q: (q ?? '').slice(0, 200), signedIn: may('question:read') },
    pause: !q || !known,
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Page title={q ? w.searchFor(q) : w.searchTitle}>
      <div className="narrow search-page">
        <SearchBox key={q} initial={q} large />
      </div>
      {q ? (
        <Loaded of={result} again={again} lines={10}>
          {({ guidances, questions, similarEntries }) => {
            const seen = new Set([...guidances.nodes, ...(questions?.nodes ?? [])].map(({ id }) => id));
            const others = similarEntries.filter(({ id }) => !seen.has(id));
            if (!seen.size && !others.length)
              return (
                <div className="empty">
                  <p>{w.searchNone}</p>
                  <p>{w.searchHint}</p>
                  {has('SUBMITTER') ? (
                    <p>
                      <Link to="/fraga">{shell.ask}</Link>
                    </p>
                  ) : null}
                </div>
              );
            return (
              <div className="stack-large">
                {guidances.nodes.length ? (
                  <section>
                    <h2>{w.matching}</h2>
                    <ul className="items">
                      {guidances.nodes.map((one) => (
                        <GuidanceItem key={one.id} of={one} />
                      ))}
                    </ul>
                  </section>
                ) : null}
                {questions?.nodes.length ? (
                  <section>
                    <h2>{w.mine}</h2>
                    <ul className="items">
                      {questions.nodes.map((one) => (
                        <li key={one.id}>
                          <h3 className="item-title">
                            <EntryLink entry={one} />
                          </h3>
                          <div className="item-meta">
                            <QuestionBadge of={one.state} />
                            <span className="ref">{one.ref}</span>
                          </div>
                        </li>
                      ))}
                    </ul>
                  </section>
                ) : null}
                {others.length ? (
                  <section>
                    <h2>{w.similar}</h2>
                    <ul className="items">
                      {others.map((one) => (
                        <li key={one.id}>
                          <h3 className="item-title">
                            <EntryLink entry={one} />
                          </h3>
                          <div className="item-meta">
                            <span>{kinds[one.kind]}</span>
                            <span className="ref">{one.ref}</span>
                          </div>
                        </li>
                      ))}
                    </ul>
                  </section>
                ) : null}
              </div>
            );
          }}
        </Loaded>
      ) : (
        <p className="soft">{w.searchEmpty}</p>
      )}
    </Page>
  );
}
