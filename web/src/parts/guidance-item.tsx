import type { ReactNode } from 'react';
import { graphql } from '../gql';
import type { GuidanceItemFragment } from '../gql/graphql';
import { isoDay } from '../words/dates';
import { guidanceWords } from '../words/guidance';
import { useWords } from '../words/words';
import { ConclusionMark, ValidityBadge } from './badges';
import { EntryLink } from './entry-link';

graphql(`
  fragment GuidanceItem on Guidance {
    id
    ref
    kind
    title
    state
    conclusion
    publishedAt
    asOf
    validity {
      status
    }
    subjectAreas {
      id
      key
      label
    }
  }
`);

export function GuidanceItem({ of, level = 3 }: { of: GuidanceItemFragment; level?: 2 | 3 }): ReactNode {
  const w = useWords(guidanceWords);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <li>
      <Heading className="item-title">
        <EntryLink entry={of} />
      </Heading>
      <div className="item-meta">
        {of.conclusion ? <ConclusionMark of={of.conclusion} /> : null}
        {of.validity && of.validity.status !== 'CURRENT' ? <ValidityBadge of={of.validity.status} /> : null}
        <span className="ref">{of.ref}</span>
        {of.asOf ? (
          <span>
            {w.asOf} {isoDay(of.asOf)}
          </span>
        ) : null}
        {of.subjectAreas.length ? <span>{of.subjectAreas.map(({ label }) => label).join(', ')}</span> : null}
      </div>
    </li>
  );
}
