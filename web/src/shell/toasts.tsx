import { useSyncExternalStore, type ReactNode } from 'react';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

interface Toast {
  id: number;
  kind: 'done' | 'wrong';
  text: string;
}

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(to: readonly Toast[]): void {
  toasts = to;
  for (const listener of listeners) listener();
}

const SHOWN_MS = 8_000;

/** What was done goes by itself; what went wrong stays until it is read. */
export function say(text: string, kind: Toast['kind'] = 'done'): void {
  const id = next++;
  change([...toasts.filter((toast) => toast.text !== text), { id, kind, text }].slice(-4));
  if (kind === 'done') setTimeout(() => dismiss(id), SHOWN_MS);
}

const dismiss = (id: number): void => change(toasts.filter((toast) => toast.id !== id));

export function Toasts(): ReactNode {
  const w = useWords(shellWords);
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <section className="toasts" aria-label={w.messages} aria-live="polite" aria-relevant="additions">
      {shown.map(({ id, kind, text }) => (
        <div key={id} className={`toast toast-${kind}`}>
          <p>{text}</p>
          <button type="button" className="plain" onClick={() => dismiss(id)} aria-label={w.close}>
            ×
          </button>
        </div>
      ))}
    </section>
  );
}
