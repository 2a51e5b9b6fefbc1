import { useId, useRef, useState, type ReactNode } from 'react';
import { Button } from '../parts/button';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import type { Act, AllowedAction } from './acts';
import { ActForm } from './act-form';
import './acts.css';

const keyOf = (act: Act): string => act.key ?? act.action;

/** What this reader may do with this thing now, as the server says; what stands in the way is said before the click. */
export function ActBar({
  allowed,
  acts,
  id,
  version,
  before,
  done,
  moved = done,
  keys,
}: {
  allowed: readonly AllowedAction[];
  acts: readonly Act[];
  id: string;
  /** Asked for when it is done, where the page goes on writing meanwhile. */
  version: number | (() => number);
  /** Runs first: false says that it cannot be done yet, and has said why. */
  before?: () => Promise<boolean>;
  done: () => void;
  /** Somebody else was first: reads the thing anew. */
  moved?: () => void;
  /** The key that presses the first of them. */
  keys?: string;
}): ReactNode {
  const w = useWords(actionWords);
  const [open, setOpen] = useState<string | null>(null);
  const panel = useId();
  const bar = useRef<HTMLDivElement>(null);
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
  /** The form goes; whoever stood in it stands at its button again, or where the buttons are now. */
  const shut = (at = bar.current): void => {
    at?.focus();
    setOpen(null);
  };
  return (
    <div ref={bar} className="actions no-print" tabIndex={-1}>
      <div className="row">
        {possible.map((act, i) => (
          <span key={keyOf(act)} data-keys={i ? undefined : keys}>
            <Button
              size="medium"
              variant={act.look === 'primary' ? 'primary' : act.look === 'danger' ? 'tertiary' : 'secondary'}
              aria-expanded={shown === act}
              aria-controls={shown === act ? panel : undefined}
              onPress={() => setOpen(shown === act ? null : keyOf(act))}
            >
              {act.label}
            </Button>
          </span>
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
          before={before}
          moved={moved}
          close={() => shut(bar.current?.querySelector<HTMLDivElement>('[aria-expanded=true]'))}
          done={() => {
            shut();
            done();
          }}
        />
      ) : null}
    </div>
  );
}
