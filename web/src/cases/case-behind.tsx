import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useQuery, type CombinedError } from 'urql';
import type { CaseBehindQuery } from '../gql/graphql';
import { caseWords } from '../words/cases';
import { useWords } from '../words/words';
import { useGrounds } from './case-law';
import { SecrecyMark } from './case-marks';
import { CASE_BEHIND } from './case.operations';

/** The case that something is asked or reported from. */
export type Behind = NonNullable<CaseBehindQuery['case']>;

export function useBehind(id: string | undefined): { known: boolean; found: Behind | null; error?: CombinedError } {
  const [{ data, error }] = useQuery({ query: CASE_BEHIND, variables: { id: id ?? '' }, pause: !id });
  return { known: !id || data !== undefined || error !== undefined, found: id ? (data?.case ?? null) : null, error };
}

const standing = (of: Behind): string[] =>
  of.secrecyMarks.filter(({ liftedAt }) => !liftedAt).map(({ ground }) => ground);

/** What of a case may be said in a question without thinking: its number, its areas, the secrecy that it is marked with. */
export const filledFrom = (of: Behind) => ({
  diaryNumber: of.diaryNumber ?? '',
  subjectAreas: of.subjectAreas.map(({ id }) => id),
  secrecyGround: [...new Set(standing(of))].join('; ').slice(0, 300),
});

function Notice({ of, words, note }: { of: Behind; words: string; note: string }): ReactNode {
  const grounds = standing(of);
  const law = useGrounds(grounds);
  return (
    <div className="notice notice-waiting">
      <div className="stack-tight">
        <p>
          <strong>
            {words}{' '}
            <Link to="/arenden/$ref" params={{ ref: of.ref ?? of.id }}>
              {of.diaryNumber ?? of.ref}
            </Link>
            .
          </strong>{' '}
          {note}
        </p>
        {[...new Set(grounds)].map((ground) => (
          <SecrecyMark key={ground} ground={ground} law={law} />
        ))}
      </div>
    </div>
  );
}

export function AskedIn({ of }: { of: Behind }): ReactNode {
  const w = useWords(caseWords);
  return <Notice of={of} words={w.askedIn} note={w.askedInNote} />;
}

export function MetIn({ of }: { of: Behind }): ReactNode {
  const w = useWords(caseWords);
  return <Notice of={of} words={w.metIn} note={w.metInNote} />;
}
