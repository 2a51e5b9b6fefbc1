import { useEffect, useRef, useState } from 'react';
import { stringifyDocument, type AnyVariables, type TypedDocumentNode } from 'urql';
import { graphql } from '../gql';
import { useSession } from '../session/session';

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

const ASLEEP_AFTER_MS = 5 * 60_000;

/** Whether somebody looks at the page, or did a moment ago. */
function useAwake(): boolean {
  const [awake, setAwake] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onChange = (): void => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => setAwake(false), ASLEEP_AFTER_MS);
      else setAwake(true);
    };
    document.addEventListener('visibilitychange', onChange);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onChange);
    };
  }, []);
  return awake;
}

/**
 * Hears what the server tells of changes, as long as somebody looks at the page and is signed in. Null: something may have
 * been missed. Where no line can be had the page is as fresh as `useFreshOnReturn` keeps it, and says nothing of it.
 */
export function useLive<D, V extends AnyVariables>(
  subscription: TypedDocumentNode<D, V>,
  variables: V,
  heard: (data: D | null) => void,
  pause = false,
): void {
  const { viewer } = useSession();
  const awake = useAwake();
  const latest = useRef(heard);
  latest.current = heard;
  const key = JSON.stringify(variables);
  const listens = awake && !pause && viewer !== null;
  useEffect(() => {
    if (!listens) return;
    let stop: (() => void) | null = null;
    let ended = false;
    void import('./line').then(
      ({ follow }) => {
        if (ended) return;
        const given = JSON.parse(key) as Record<string, unknown>;
        stop = follow<D>(stringifyDocument(subscription), given, (data) => latest.current(data));
      },
      () => undefined,
    );
    return () => {
      ended = true;
      stop?.();
    };
  }, [subscription, key, listens]);
}

/**
 * Calls a moment after the first that was heard: several things that happen together are one piece of news, and a stream of
 * them that never rests is told all the same.
 */
export function useSettled(call: () => void, ms = 400): () => void {
  const latest = useRef(call);
  latest.current = call;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useRef(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, ms);
  }).current;
}

const JOB_PROGRESS = graphql(`
  subscription JobProgress($id: ID!) {
    jobProgress(id: $id) {
      state
      percent
    }
  }
`);

/** Calls `step` at each step of a job, to its end. */
export function useJobSteps(job: string | null | undefined, step: () => void): void {
  useLive(JOB_PROGRESS, { id: job ?? '' }, step, !job);
}
