import { Link, useSearch } from '@tanstack/react-router';
import { useCallback, useId, type ReactNode } from 'react';
import { useQuery } from 'urql';
import '../barriers/barrier.operations';
import { BarrierItem } from '../barriers/barrier-item';
import { DossierBadge, GoalBadge } from '../advocacy/marks';
import { graphql } from '../gql';
import type { SearchAllQuery } from '../gql/graphql';
import { Places } from '../law/find-law';
import { LawStatusBadge } from '../law/law-status';
import { QuestionBadge } from '../parts/badges';
import { EntryLink, type LinkedEntry } from '../parts/entry-link';
import { GuidanceItem } from '../parts/guidance-item';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { SearchBox } from '../shell/suggest';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { startWords } from '../words/start';
import { useLanguage, useWords } from '../words/words';

const SEARCH = graphql(`
  query SearchAll($q: String!, $ref: String!, $lang: Language!, $signedIn: Boolean!) {
    entry(ref: $ref) {
      id
      ref
      kind
      title
    }
    legalReference(text: $q) {
      certain
      suggestions {
        target
        label
        sourceTitle
        existence
        exists
        note
        nameFrom
        nameTo
      }
    }
    guidances(first: 10, filter: { query: $q }) {
      totalCount
      nodes {
        ...GuidanceItem
      }
    }
    lawSources(first: 5, filter: { text: $q }) {
      totalCount
      nodes {
        id
        title
        designation
        status
      }
    }
    barriers(first: 5, filter: { text: $q }) {
      totalCount
      nodes {
        ...BarrierItem
      }
    }
    dossiers(first: 5, filter: { query: $q }) {
      totalCount
      nodes {
        id
        ref
        kind
        title
        state
      }
    }
    advocacyGoals(first: 5, filter: { query: $q }) {
      totalCount
      nodes {
        id
        ref
        kind
        title
        state
      }
    }
    questions(first: 5, filter: { query: $q }) @include(if: $signedIn) {
      totalCount
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

const LONGEST = 200;
const LONGEST_REF = 40;

/** Everything that has the words, kind by kind; each kind leads on to its own list, with the same words. */
export function Search(): ReactNode {
  const w = useWords(startWords);
  const lang = useLanguage();
  const { q } = useSearch({ from: '/sok' });
  const { may, known } = useSession();
  const text = (q ?? '').slice(0, LONGEST);
  const [result, ask] = useQuery({
    query: SEARCH,
    variables: { q: text, ref: text.slice(0, LONGEST_REF), lang, signedIn: may('question:read') },
    pause: !q || !known,
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Page title={q ? w.searchFor(q) : w.searchTitle}>
      <div className="search-page">
        <SearchBox key={q} initial={q} large />
        {q ? (
          <Loaded of={result} again={again} lines={10}>
            {(data) => <Found of={data} q={text} />}
          </Loaded>
        ) : (
          <p className="soft">{w.searchEmpty}</p>
        )}
      </div>
    </Page>
  );
}

function Found({ of, q }: { of: SearchAllQuery; q: string }): ReactNode {
  const w = useWords(startWords);
  const entries = useWords(entryWords);
  const shell = useWords(shellWords);
  const { has, staff } = useSession();
  const { entry, guidances, lawSources, barriers, dossiers, advocacyGoals: goals, questions } = of;
  // A word that is part of many names of acts is looked up among the acts below.
  const places = of.legalReference.suggestions.filter(
    ({ target }) => of.legalReference.certain || target.includes('#'),
  );
  const listed = [guidances, barriers, dossiers, goals, ...(questions ? [questions] : [])];
  const seen = new Set<string>([entry?.id ?? '', ...listed.flatMap(({ nodes }) => nodes.map(({ id }) => id))]);
  const others = of.similarEntries.filter(({ id }) => !seen.has(id));
  const nothing = !entry && !places.length && !others.length && !lawSources.nodes.length && seen.size === 1;
  if (nothing)
    return (
      <div className="empty">
        <p>{w.searchNone}</p>
        <p>{w.searchHint}</p>
        {has('SUBMITTER') ? (
          <p>
            <Link className="button" to="/fraga">
              {shell.ask}
            </Link>
          </p>
        ) : null}
      </div>
    );
  return (
    <div className="stack-large">
      {entry ? (
        <Group title={w.named}>
          <Item of={entry}>{entries.kind[entry.kind]}</Item>
        </Group>
      ) : null}
      {places.length ? (
        <section className="law-meant">
          <h2>{w.places}</h2>
          <Places of={places} />
        </section>
      ) : null}
      <Group
        title={w.matching}
        all={
          <Link to="/vagledning" search={{ q }}>
            {w.allOf(guidances.totalCount)}
          </Link>
        }
        more={guidances.totalCount > guidances.nodes.length}
      >
        {guidances.nodes.map((one) => (
          <GuidanceItem key={one.id} of={one} />
        ))}
      </Group>
      <Group
        title={staff ? w.questionsWith : w.mine}
        all={
          <Link to="/fragor" search={{ q }}>
            {w.allOf(questions?.totalCount ?? 0)}
          </Link>
        }
        more={(questions?.totalCount ?? 0) > (questions?.nodes.length ?? 0)}
      >
        {questions?.nodes.map((one) => (
          <Item key={one.id} of={one}>
            <QuestionBadge of={one.state} />
          </Item>
        ))}
      </Group>
      <Group
        title={w.lawsWith}
        all={
          <Link to="/lag" search={{ q }}>
            {w.allOf(lawSources.totalCount)}
          </Link>
        }
        more={lawSources.totalCount > lawSources.nodes.length}
      >
        {lawSources.nodes.map((one) => (
          <li key={one.id}>
            <h3 className="item-title">
              <Link to="/lag/sfs/$number" params={{ number: one.designation }}>
                {one.title}
              </Link>
            </h3>
            <div className="item-meta">
              <LawStatusBadge of={one.status} />
            </div>
          </li>
        ))}
      </Group>
      <Group
        title={w.barriersWith}
        all={
          <Link to="/hinder" search={{ q }}>
            {w.allOf(barriers.totalCount)}
          </Link>
        }
        more={barriers.totalCount > barriers.nodes.length}
      >
        {barriers.nodes.map((one) => (
          <BarrierItem key={one.id} of={one} level={3} />
        ))}
      </Group>
      <Group
        title={w.dossiersWith}
        all={
          <Link to="/paverkan" search={{ q }}>
            {w.allOf(dossiers.totalCount)}
          </Link>
        }
        more={dossiers.totalCount > dossiers.nodes.length}
      >
        {dossiers.nodes.map((one) => (
          <Item key={one.id} of={one}>
            <DossierBadge of={one.state} />
          </Item>
        ))}
      </Group>
      <Group
        title={w.goalsWith}
        all={
          <Link to="/paverkan/mal" search={{ q }}>
            {w.allOf(goals.totalCount)}
          </Link>
        }
        more={goals.totalCount > goals.nodes.length}
      >
        {goals.nodes.map((one) => (
          <Item key={one.id} of={one}>
            <GoalBadge of={one.state} />
          </Item>
        ))}
      </Group>
      <Group title={w.similar}>
        {others.map((one) => (
          <Item key={one.id} of={one}>
            {entries.kind[one.kind]}
          </Item>
        ))}
      </Group>
    </div>
  );
}

/** One kind of thing; nothing at all where there is none. */
function Group({
  title,
  all,
  more,
  children,
}: {
  title: string;
  all?: ReactNode;
  more?: boolean;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  if (Array.isArray(children) ? !children.length : !children) return null;
  return (
    <section aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {more ? all : null}
      </div>
      <ul className="items">{children}</ul>
    </section>
  );
}

function Item({ of, children }: { of: LinkedEntry; children: ReactNode }): ReactNode {
  return (
    <li>
      <h3 className="item-title">
        <EntryLink entry={of} />
      </h3>
      <div className="item-meta">
        <span>{children}</span>
        <span className="ref">{of.ref}</span>
      </div>
    </li>
  );
}
