import type { ReactNode } from 'react';
import type { LawStatus, ProvisionStatus } from '../gql/graphql';
import { Badge, type Tone } from '../parts/badges';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';

const LAW: Record<LawStatus, Tone> = { IN_FORCE: 'done', COMING: 'going', REPEALED: 'wrong' };

export function LawStatusBadge({ of }: { of: LawStatus }): ReactNode {
  const w = useWords(lawWords);
  return <Badge tone={LAW[of]}>{w.statuses[of]}</Badge>;
}

const PROVISION: Record<ProvisionStatus, Tone> = {
  IN_FORCE: 'done',
  COMING: 'going',
  REPEALED: 'wrong',
  RENUMBERED: 'waiting',
  UNKNOWN: 'calm',
};

export function ProvisionStatusBadge({ of }: { of: ProvisionStatus }): ReactNode {
  const w = useWords(lawWords);
  return <Badge tone={PROVISION[of]}>{w.provisionStatus[of]}</Badge>;
}
