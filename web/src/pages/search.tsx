import { Link, useSearch } from '@tanstack/react-router';
import { Fragment, useCallback, useId, type ReactNode } from 'react';
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
      <Group title={w.named} of={{ nodes: entry ? [entry] : [] }}>
        {(one) => <Item of={one}>{entries.kind[one.kind]}</Item>}
      </Group>
      {places.length ? (
        <section className="law-meant">
          <h2>{w.places}</h2>
          <Places of={places} />
        </section>
      ) : null}
      <Group title={w.matching} of={guidances} to="/vagledning" q={q}>
        {(one) => <GuidanceItem of={one} />}
      </Group>
      <Group title={staff ? w.questionsWith : w.mine} of={questions} to="/fragor" q={q}>
        {(one) => (
          <Item of={one}>
            <QuestionBadge of={one.state} />
          </Item>
        )}
      </Group>
      <Group title={w.lawsWith} of={lawSources} to="/lag" q={q}>
        {(one) => (
          <li>
            <h3 className="item-title">
              <Link to="/lag/sfs/$number" params={{ number: one.designation }}>
                {one.title}
              </Link>
            </h3>
            <div className="item-meta">
              <LawStatusBadge of={one.status} />
            </div>
          </li>
        )}
      </Group>
      <Group title={w.barriersWith} of={barriers} to="/hinder" q={q}>
        {(one) => <BarrierItem of={one} level={3} />}
      </Group>
      <Group title={w.dossiersWith} of={dossiers} to="/paverkan" q={q}>
        {(one) => (
          <Item of={one}>
            <DossierBadge of={one.state} />
          </Item>
        )}
      </Group>
      <Group title={w.goalsWith} of={goals} to="/paverkan/mal" q={q}>
        {(one) => (
          <Item of={one}>
            <GoalBadge of={one.state} />
          </Item>
        )}
      </Group>
      <Group title={w.similar} of={{ nodes: others }}>
        {(one) => <Item of={one}>{entries.kind[one.kind]}</Item>}
      </Group>
    </div>
  );
}

/** One kind of thing, nothing at all where there is none; with the way to all of it, with the same words. */
function Group<N extends { id: string }>({
  title,
  of,
  to,
  q,
  children,
}: {
  title: string;
  of: { totalCount?: number; nodes: readonly N[] } | null | undefined;
  to?: '/vagledning' | '/fragor' | '/lag' | '/hinder' | '/paverkan' | '/paverkan/mal';
  q?: string;
  children: (one: N) => ReactNode;
}): ReactNode {
  const w = useWords(startWords);
  const id = useId();
  if (!of?.nodes.length) return null;
  const all = of.totalCount ?? 0;
  return (
    <section aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {to && all > of.nodes.length ? (
          <Link to={to} search={{ q }}>
            {w.allOf(all)}
          </Link>
        ) : null}
      </div>
      <ul className="items">
        {of.nodes.map((one) => (
          <Fragment key={one.id}>{children(one)}</Fragment>
        ))}
      </ul>
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
