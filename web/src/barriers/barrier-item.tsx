import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { BarrierItemFragment, BarrierState } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { number } from '../words/dates';
import { barrierWords } from '../words/barriers';
import { useWords } from '../words/words';
import './barriers.css';

const STATES: Record<BarrierState, Tone> = {
  REPORTED: 'waiting',
  CONFIRMED: 'calm',
  PURSUED: 'going',
  RESOLVED: 'done',
  DISMISSED: 'calm',
  MERGED: 'calm',
};

export function BarrierBadge({ of }: { of: BarrierState }): ReactNode {
  const w = useWords(barrierWords);
  return <Badge tone={STATES[of]}>{w.state[of]}</Badge>;
}

export function BarrierItem({ of, level = 2 }: { of: BarrierItemFragment; level?: 2 | 3 }): ReactNode {
  const w = useWords(barrierWords);
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <li className="barrier-item">
      <p className="barrier-weight">
        <span className="small">{w.weight}</span>
        <strong>{number(of.weight.value)}</strong>
      </p>
      <div>
        <Heading className="item-title">
          <Link to="/hinder/$ref" params={{ ref: of.ref ?? of.id }}>
            {of.title}
          </Link>
        </Heading>
        <div className="item-meta">
          <BarrierBadge of={of.state} />
          <span className="ref">{of.ref}</span>
          <span>{of.barrierKind ? w.kind[of.barrierKind] : w.kindNone}</span>
          <span>{w.members(of.weight.membersText)}</span>
          <span>
            {w.severityLabel}: {w.severity[of.weight.severity].toLowerCase()}
          </span>
          {of.subjectAreas.length ? <span>{of.subjectAreas.map(({ label }) => label).join(', ')}</span> : null}
        </div>
      </div>
    </li>
  );
}
