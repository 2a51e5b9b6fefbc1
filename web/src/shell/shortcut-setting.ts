/** Whether single keys are shortcuts (WCAG 2.1.4: they can be turned off). Kept in the browser. */

const KEY = 'lagrum:shortcuts';
const listeners = new Set<() => void>();

export function shortcutsOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function setShortcuts(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // A browser that keeps nothing goes by the default.
  }
  for (const listener of listeners) listener();
}

export function watchShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
