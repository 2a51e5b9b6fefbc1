import { useEffect, useRef } from 'react';

/** Runs `refresh` when the page comes back into view after a while: what one left open over lunch is not what stands. */
export function useFreshOnReturn(refresh: () => void, afterMs = 60_000): void {
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    let hiddenAt: number | null = null;
    const onChange = (): void => {
      if (document.hidden) hiddenAt = Date.now();
      else if (hiddenAt !== null && Date.now() - hiddenAt > afterMs) latest.current();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [afterMs]);
}
