import { useCallback, useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import type { EntryCitationsQuery } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { useSession } from '../session/session';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { Correct } from './citation-correct';
import { LawLink } from './law-text';
import { SideBySide } from './law-diff';
import './law.css';

const CITATIONS = graphql(`
  query EntryCitations($id: ID!, $revision: ID) {
    node(id: $id) {
      __typename
      ... on Entry {
        id
        citations(first: 100, revision: $revision) {
          nodes {
            id
            field
            start
            words
            label
            target
            orphaned
            origin
            version
            revision {
              id
            }
            standing {
              status
              message
              on
            }
          }
        }
      }
    }
  }
`);

const IMPACTS = graphql(`
  query EntryLawChanges($id: ID!) {
    node(id: $id) {
      __typename
      ... on Entry {
        id
        lawChanges {
          id
          act
          message
          effectiveOn
          severity
          status
          provision {
            id
            key
            label
          }
          movedTo {
            id
            key
            label
          }
          diff {
            op
            text
          }
          before {
            id
          }
          after {
            id
          }
        }
      }
    }
  }
`);

type Cited = Extract<
  NonNullable<EntryCitationsQuery['node']>,
  { citations: { nodes: unknown } }
>['citations']['nodes'][number];

/** What an entry, or one text of it, points at. Empty until the server has said so. */
function useCitations(entry: string, revision?: string | null): [Cited[] | null, () => void] {
  const [{ data }, ask] = useQuery({ query: CITATIONS, variables: { id: entry, revision } });
  const node = data?.node;
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const sorted = useMemo(() => {
    if (!node) return null;
    const all = 'citations' in node ? node.citations.nodes : [];
    return [...all].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  }, [node]);
  return [sorted, again];
}

const TONES: Record<Cited['standing']['status'], Tone> = {
  CURRENT: 'done',
  CHANGED_SINCE: 'wrong',
  CHANGES_ON: 'waiting',
  REPEALED: 'wrong',
  RENUMBERED: 'waiting',
  NOT_HELD: 'calm',
  UNRESOLVED: 'calm',
  NO_CITATION: 'calm',
};

/** The provisions that an entry points at, each once, with how they stand today. */
export function CitedLaw({
  entry,
  revision,
  day,
  always,
  correct,
}: {
  entry: string;
  revision?: string | null;
  day?: string | null;
  always?: boolean;
  /** Where the text is worked on: what could not be read is listed too, and each can be put right. */
  correct?: boolean;
}): ReactNode {
  const w = useWords(lawWords);
  const { may } = useSession();
  const fixing = correct === true && may('citation:correct');
  const [citations, again] = useCitations(entry, revision);
  const once = useMemo(() => {
    const seen = new Map<string, Cited>();
    for (const one of citations ?? [])
      if (fixing ? !one.orphaned : one.target && one.standing.status !== 'NO_CITATION') {
        const key = one.target ?? one.id;
        if (!seen.has(key)) seen.set(key, one);
      }
    return [...seen.values()];
  }, [citations, fixing]);
  if (!once.length && !always) return null;
  const held = once.filter(({ standing }) => standing.status !== 'NOT_HELD');
  const absent = once.filter(({ standing }) => standing.status === 'NOT_HELD');
  return (
    <section className="card">
      <h2>{w.citations}</h2>
      {held.length ? (
        <ul className="plain-list">
          {held.map((one) => (
            <li key={one.id}>
              {one.target ? (
                <LawLink target={one.target} day={day}>
                  {one.label}
                </LawLink>
              ) : (
                (one.words ?? one.label)
              )}{' '}
              {one.standing.status === 'CURRENT' ? null : (
                <>
                  <Badge tone={TONES[one.standing.status]}>{w.standings[one.standing.status]}</Badge>
                  <span className="law-standing small soft">{one.standing.message}</span>
                </>
              )}
              {fixing && one.origin !== 'HAND' ? <Correct key={one.version} of={one} done={again} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {absent.length ? (
        <>
          <h3 className="law-absent">{w.notReadHere}</h3>
          <p className="small soft">{w.notReadHereWhy}</p>
          <ul className="plain-list">
            {absent.map((one) => (
              <li key={one.id}>
                {/* What is not held is called what the text calls it: there is no title to say. */}
                {one.words ?? one.label}
                {fixing && one.origin !== 'HAND' ? <Correct key={one.version} of={one} done={again} /> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {!once.length && citations ? <p className="small soft">{w.citationsNone}</p> : null}
    </section>
  );
}

/** Amendments that touch what an entry says now: each in a sentence, with both wordings. */
export function LawChanges({ entry }: { entry: string }): ReactNode {
  const w = useWords(lawWords);
  const [{ data }] = useQuery({ query: IMPACTS, variables: { id: entry } });
  const node = data?.node;
  const changes = node && 'lawChanges' in node ? node.lawChanges : [];
  if (!changes.length) return null;
  return (
    <section>
      <h2 className="law-h">{w.changes}</h2>
      <ul className="items">
        {changes.map((one) => (
          <li key={one.id}>
            <p>
              <Badge tone={one.severity === 'RENUMBERED' ? 'calm' : 'waiting'}>{w.severity[one.severity]}</Badge>{' '}
              {one.message}
            </p>
            <p className="small">
              <LawLink target={one.provision.key} day={one.effectiveOn}>
                {one.provision.label}
              </LawLink>
              {one.movedTo ? (
                <>
                  {' → '}
                  <LawLink target={one.movedTo.key} day={one.effectiveOn}>
                    {one.movedTo.label}
                  </LawLink>
                </>
              ) : null}
            </p>
            <details className="foldable law-fold">
              <summary>{w.comparison}</summary>
              <div className="fold-body">
                <SideBySide changes={one.diff} before={!!one.before} after={!!one.after} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
