import { useState, type ReactNode } from 'react';
import type { UserError } from '../api/act';
import type { PersonalDataAction } from '../gql/graphql';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';
import { Button } from './button';

export interface PersonalDataDecision {
  action: PersonalDataAction;
  ground?: string | null;
}

export const isPersonal = (error: UserError): boolean => error.code.startsWith('PERSONAL_DATA');

/** The gate has stopped a text: what it found and where, and the choices there are. */
export function PersonalData({
  error,
  mayKeep,
  decide,
  busy,
}: {
  error: UserError;
  mayKeep: boolean;
  decide: (decision: PersonalDataDecision) => void;
  busy: boolean;
}): ReactNode {
  const w = useWords(questionWords);
  const [ground, setGround] = useState('');
  return (
    <section className="notice notice-wrong" role="alert">
      <div className="stack-tight">
        <h3>{w.personalTitle}</h3>
        <p>{error.message}</p>
        <div className="row">
          <Button size="medium" isDisabled={busy} onPress={() => decide({ action: 'MASK' })}>
            {w.personalMask}
          </Button>
          <Button size="medium" variant="secondary" isDisabled={busy} onPress={() => decide({ action: 'REMOVE' })}>
            {w.personalRemove}
          </Button>
        </div>
        {mayKeep ? (
          <div className="row">
            <label>
              {w.personalGround}{' '}
              <input className="field-plain" value={ground} onChange={(event) => setGround(event.target.value)} />
            </label>
            <Button
              size="medium"
              variant="secondary"
              isDisabled={busy || !ground.trim()}
              onPress={() => decide({ action: 'KEEP', ground })}
            >
              {w.personalKeep}
            </Button>
          </div>
        ) : null}
      </div>
    </section>
  );
}
