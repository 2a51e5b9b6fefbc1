import { lazy, Suspense, useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import type { RevisionViewFragment, RoundsQuery, RoundChangesQuery } from '../gql/graphql';
import { Diff } from '../parts/diff';
import { Loaded } from '../parts/loaded';
import { isoDay } from '../words/dates';
import { entryWords } from '../words/entries';
import { workWords } from '../words/work';
import { useWords } from '../words/words';

const WordDiff = lazy(() => import('./work-diff'));

const ROUNDS = graphql(`
  query Rounds($id: ID!) {
    node(id: $id) {
      __typename
      ... on Revision {
        id
        rounds {
          id
          number
          submittedAt
          outcome
          endedAt
          body
          submittedBy {
            id
            name
          }
          verdicts {
            id
            verdict
            note
            reviewer {
              id
              name
            }
          }
        }
      }
    }
  }
`);

const CHANGES = graphql(`
  query RoundChanges($id: ID!, $from: Int!, $to: Int) {
    node(id: $id) {
      __typename
      ... on Revision {
        id
        roundChanges(from: $from, to: $to) {
          part
          before
          after
          changes {
            op
            text
          }
        }
      }
    }
  }
`);

export type Round = Extract<NonNullable<RoundsQuery['node']>, { __typename: 'Revision' }>['rounds'][number];
type PartChange = Extract<NonNullable<RoundChangesQuery['node']>, { __typename: 'Revision' }>['roundChanges'][number];

/** Each time that the text was sent to review, none to who may not know; and whether the server has said. */
export function useRounds(revision: { id: string; version: number } | null): { rounds: Round[]; known: boolean } {
  const [{ data, error }] = useQuery({
    query: ROUNDS,
    variables: { id: revision?.id ?? '' },
    pause: !revision,
    // Another step of the text may be another round.
    context: useFresh,
  });
  const node = data?.node;
  return {
    rounds: node?.__typename === 'Revision' ? node.rounds : NONE,
    known: !revision || data !== undefined || error !== undefined,
  };
}
const NONE: Round[] = [];
const useFresh = { requestPolicy: 'cache-and-network' as const };

/** What is compared, as it stands in the address: `publicerad`, `granskning-1` (with now) or `granskning-1-2`. */
export interface Compared {
  from: number | 'published';
  to: number | null;
}
export function comparedOf(said: string): Compared {
  const [what, from, to] = said.split('-');
  return { from: what === 'publicerad' ? 'published' : Number(from), to: to ? Number(to) : null };
}
export const saidOf = ({ from, to }: Compared): string =>
  `${from === 'published' ? 'publicerad' : `granskning-${from}`}${to === null ? '' : `-${to}`}`;

const WRITTEN = new Set(['DRAFT', 'CHANGES_REQUESTED']);

/** What a reader most likely asks for: what came since the round before; else since what is published. */
export function usualComparison(rounds: Round[], state: string, published: boolean): Compared | null {
  // While it is written on, it differs from what was sent last; else that is what it says.
  const from = WRITTEN.has(state) ? rounds.at(-1) : rounds.at(-2);
  if (from && from.body !== null) return { from: from.number, to: null };
  return published ? { from: 'published', to: null } : null;
}

export function useRoundName(): (round: Round) => string {
  const w = useWords(workWords);
  return (round) => {
    const [by] = round.verdicts.map(({ reviewer }) => reviewer?.name).filter(Boolean);
    const said = round.outcome ? w.outcomes[round.outcome] : w.roundOpen;
    return `${w.round(round.number)}, ${isoDay(round.submittedAt)} (${said}${by && round.outcome !== 'RECALLED' ? ` ${w.by} ${by}` : ''})`;
  };
}

/** What changed from one review to another, or from what is published: which, chosen here; shown word by word. */
export function Changes({
  revision,
  rounds,
  published,
  now,
  compared,
  choose,
}: {
  revision: RevisionViewFragment;
  rounds: Round[];
  published: RevisionViewFragment | null;
  /** What stands in the editor, unsaved words included; left out where the text is read. */
  now?: string;
  compared: Compared;
  choose: (compared: Compared) => void;
}): ReactNode {
  const w = useWords(workWords);
  const nameOf = useRoundName();
  const kept = rounds.filter(({ body }) => body !== null);
  const from = kept.find(({ number }) => number === compared.from) ?? null;
  const later = kept.filter(({ number }) => typeof compared.from !== 'number' || number > compared.from);
  const inHand = revision.state === 'IN_REVIEW' ? kept.at(-1)?.number : undefined;
  return (
    <section className="stack changes" aria-label={w.changes}>
      <div className="row changes-choice">
        <label className="field">
          <span className="label">{w.compareFrom}</span>
          <select
            className="field-plain"
            value={saidOf({ from: compared.from, to: null })}
            onChange={({ target }) => choose({ ...comparedOf(target.value), to: null })}
          >
            {kept
              .filter(({ number }) => number !== inHand)
              .map((round) => (
                <option key={round.id} value={saidOf({ from: round.number, to: null })}>
                  {nameOf(round)}
                </option>
              ))}
            {published ? <option value="publicerad">{w.comparePublished}</option> : null}
          </select>
        </label>
        {now === undefined && from && later.some(({ number }) => number !== inHand) ? (
          <label className="field">
            <span className="label">{w.compareTo}</span>
            <select
              className="field-plain"
              value={compared.to ?? ''}
              onChange={({ target }) => choose({ ...compared, to: target.value ? Number(target.value) : null })}
            >
              <option value="">{w.compareNow}</option>
              {later
                .filter(({ number }) => number !== inHand)
                .map((round) => (
                  <option key={round.id} value={round.number}>
                    {nameOf(round)}
                  </option>
                ))}
            </select>
          </label>
        ) : null}
      </div>
      {from?.verdicts.some(({ note }) => note) ? (
        <dl className="verdict-notes">
          {from.verdicts
            .filter(({ note }) => note)
            .map(({ id, reviewer, note }) => (
              <div key={id}>
                <dt>{w.reasonThen(reviewer?.name ?? '')}</dt>
                <dd>{note}</dd>
              </div>
            ))}
        </dl>
      ) : null}
      {compared.from === 'published' && published ? (
        <Suspense>
          <WordDiff before={published.body} after={now ?? revision.body} />
        </Suspense>
      ) : from && now !== undefined ? (
        <Suspense>
          <WordDiff before={from.body!} after={now} />
        </Suspense>
      ) : from ? (
        <Between id={revision.id} version={revision.version} from={from.number} to={compared.to} />
      ) : (
        <p className="soft">{w.compareGone}</p>
      )}
    </section>
  );
}

function Between({
  id,
  version,
  from,
  to,
}: {
  id: string;
  version: number;
  from: number;
  to: number | null;
}): ReactNode {
  const w = useWords(workWords);
  const [result, ask] = useQuery({
    query: CHANGES,
    variables: { id, from, to },
    context: useFresh,
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded key={version} of={result} again={again} lines={10}>
      {({ node }) => {
        const parts = node?.__typename === 'Revision' ? node.roundChanges : [];
        const body = parts.find(({ part }) => part === 'BODY');
        const others = parts.filter(({ part }) => part !== 'BODY');
        return (
          <div className="stack">
            {parts.length ? null : <p>{w.compareSame}</p>}
            {others.length ? (
              <dl className="facts facts-stacked">
                {others.map((part) => (
                  <div key={part.part}>
                    <dt>{w.parts[part.part]}</dt>
                    <dd>
                      <Short of={part} />
                    </dd>
                  </div>
                ))}
              </dl>
            ) : null}
            {body ? (
              <div className="preview">
                <Diff of={body.changes} fold />
              </div>
            ) : parts.length ? (
              <p className="soft">{w.compareBodySame}</p>
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
}

/** A conclusion or a day changes whole; a sentence word by word. */
function Short({ of }: { of: PartChange }): ReactNode {
  const words = useWords(entryWords);
  if (of.part !== 'CONCLUSION' && of.part !== 'AS_OF' && of.part !== 'REVIEW_BY') return <Diff of={of.changes} />;
  const said = (value: string | null | undefined): string =>
    value ? ((words.conclusion as Record<string, string>)[value] ?? value) : '–';
  return (
    <span className="diff">
      <del>{said(of.before)}</del> <ins>{said(of.after)}</ins>
    </span>
  );
}
