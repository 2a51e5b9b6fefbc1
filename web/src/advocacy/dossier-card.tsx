import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DossierCardFragment } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { EntryLink } from '../parts/entry-link';
import { advocacyWords } from '../words/advocacy';
import { number } from '../words/dates';
import { useWords } from '../words/words';
import { DossierBadge } from './marks';

/** A dossier on the board: where it stands, what comes next, and the heaviest of what it would resolve. */
export function DossierCard({ of, level = 3 }: { of: DossierCardFragment; level?: 2 | 3 }): ReactNode {
  const w = useWords(advocacyWords);
  const Heading = level === 2 ? 'h2' : 'h3';
  const [next] = of.datesAhead;
  const [heaviest] = of.barriers;
  return (
    <li className="dossier-card">
      <Heading>
        <Link to="/lagstiftning/$ref" params={{ ref: of.ref ?? of.id }}>
          {of.title}
        </Link>
      </Heading>
      <div className="item-meta">
        <span className="ref">{of.ref}</span>
        {of.state === 'OPEN' ? null : <DossierBadge of={of.state} />}
        {of.verified ? null : <Badge tone="waiting">{w.unverified}</Badge>}
        {of.currentStageOn ? (
          <span>
            {w.since} {of.currentStageOn}
          </span>
        ) : null}
      </div>
      {next ? (
        <p className="card-next">
          <strong>{next.on}</strong> {next.milestone ? w.milestone[next.milestone.kind] : w.deadlineKind[next.kind]}
        </p>
      ) : null}
      {heaviest ? (
        <p className="card-barriers">
          {w.wouldResolveShort(of.barrierCount)} <EntryLink entry={heaviest} />{' '}
          <span className="soft">
            {heaviest.ref}, {w.weight(number(heaviest.weight.value))}
          </span>
        </p>
      ) : null}
    </li>
  );
}
