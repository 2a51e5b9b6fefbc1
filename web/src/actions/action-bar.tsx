import { useId, useState, type ReactNode } from 'react';
import { Button } from '../parts/button';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import { ActionForm } from './action-form';
import type { ActionSpec } from './specs';
import './actions.css';

export interface AllowedAction {
  action: string;
  blockers: { code: string; message: string }[];
}

/**
 * What this reader may do with this thing now, as the server says; what stands in the way is said before the click, and
 * not by a button that does nothing.
 */
export function ActionBar({
  allowed,
  specs,
  id,
  version,
  before,
  staff,
  initialAreas,
  done,
}: {
  allowed: AllowedAction[];
  specs: Record<string, ActionSpec[]>;
  id: string;
  version: number | (() => number);
  /** Runs first: false says that it cannot be done yet, and has said why. */
  before?: () => Promise<boolean>;
  staff: boolean;
  initialAreas?: string[];
  done: (spec: ActionSpec) => void;
}): ReactNode {
  const w = useWords(actionWords);
  const [open, setOpen] = useState<ActionSpec | null>(null);
  const panel = useId();
  const order = Object.keys(specs);
  const known = allowed
    .filter(({ action }) => specs[action])
    .sort((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
  const possible = known.filter(({ blockers }) => blockers.length === 0).flatMap(({ action }) => specs[action]!);
  const blocked = known.filter(({ blockers }) => blockers.length > 0);
  const words = (spec: ActionSpec) => w.actions[spec.words ?? spec.mutation]!;
  // An action that is open and no longer possible closes: somebody else was first.
  const shown = open && possible.includes(open) ? open : null;
  if (!possible.length && !blocked.length) return null;
  return (
    <div className="actions no-print">
      <div className="row">
        {possible.map((spec) => (
          <Button
            key={spec.words ?? spec.mutation}
            size="medium"
            variant={spec.look === 'primary' ? 'primary' : spec.look === 'danger' ? 'tertiary' : 'secondary'}
            aria-expanded={shown === spec}
            aria-controls={shown === spec ? panel : undefined}
            onPress={() => setOpen(shown === spec ? null : spec)}
          >
            {words(spec).label}
          </Button>
        ))}
      </div>
      {blocked.length ? (
        <ul className="blocked" aria-label={w.blocked}>
          {blocked.map(({ action, blockers }) => (
            <li key={action}>
              <strong>{words(specs[action]![0]!).label}:</strong> {blockers.map(({ message }) => message).join(' ')}
            </li>
          ))}
        </ul>
      ) : null}
      {shown ? (
        <ActionForm
          key={shown.words ?? shown.mutation}
          panel={panel}
          spec={shown}
          id={id}
          version={version}
          before={before}
          staff={staff}
          initialAreas={initialAreas}
          close={() => setOpen(null)}
          done={() => {
            setOpen(null);
            done(shown);
          }}
        />
      ) : null}
    </div>
  );
}
