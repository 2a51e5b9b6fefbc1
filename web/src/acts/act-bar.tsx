import { useId, useState, type ReactNode } from 'react';
import type { AllowedAction } from '../actions/action-bar';
import { Button } from '../parts/button';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import type { Act } from './acts';
import { ActForm } from './act-form';
import '../actions/actions.css';

const keyOf = (act: Act): string => act.key ?? act.action;

/** What this reader may do with this thing now, as the server says; what stands in the way is said before the click. */
export function ActBar({
  allowed,
  acts,
  id,
  version,
  done,
}: {
  allowed: readonly AllowedAction[];
  acts: readonly Act[];
  id: string;
  version: number;
  done: () => void;
}): ReactNode {
  const w = useWords(actionWords);
  const [open, setOpen] = useState<string | null>(null);
  const panel = useId();
  const on = (act: Act): AllowedAction | undefined => allowed.find(({ action }) => action === act.action);
  const known = acts.filter((act) => on(act));
  const possible = known.filter((act) => on(act)!.blockers.length === 0);
  const blocked = known.filter((act, i) => {
    const first = known.findIndex(({ action }) => action === act.action) === i;
    return first && on(act)!.blockers.length > 0;
  });
  // An act that is open and no longer possible closes: somebody else was first.
  const shown = possible.find((act) => keyOf(act) === open);
  if (!known.length) return null;
  return (
    <div className="actions no-print">
      <div className="row">
        {possible.map((act) => (
          <Button
            key={keyOf(act)}
            size="medium"
            variant={act.look === 'primary' ? 'primary' : act.look === 'danger' ? 'tertiary' : 'secondary'}
            aria-expanded={shown === act}
            aria-controls={shown === act ? panel : undefined}
            onPress={() => setOpen(shown === act ? null : keyOf(act))}
          >
            {act.label}
          </Button>
        ))}
      </div>
      {blocked.length ? (
        <ul className="blocked" aria-label={w.blocked}>
          {blocked.map((act) => (
            <li key={keyOf(act)}>
              <strong>{act.label}:</strong>{' '}
              {on(act)!
                .blockers.map(({ message }) => message)
                .join(' ')}
            </li>
          ))}
        </ul>
      ) : null}
      {shown ? (
        <ActForm
          key={keyOf(shown)}
          panel={panel}
          act={shown}
          id={id}
          version={version}
          close={() => setOpen(null)}
          done={() => {
            setOpen(null);
            done();
          }}
        />
      ) : null}
    </div>
  );
}
