import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { placeOf } from './law-address';
import './law.css';

export const PEEK = graphql(`
  query LawPeek($id: ID!, $asOf: Date) {
    provision(id: $id, asOf: $asOf) {
      id
      label
      asOf
      status
      source {
        id
        title
        designation
      }
      piece {
        label
        text
      }
      wording {
        id
        plain
        validFrom
        act
      }
    }
  }
`);

const REST_MS = 250;
const LEAVE_MS = 200;
/** What fits a phone: a box that scrolls would have to be reached by keyboard. */
const SHOWN = 560;

interface At {
  link: HTMLElement;
  target: string;
  day: string | null;
}

/**
 * Shows what a provision says beside the link that points at it, on hover and on focus: what it shows may be hovered too, goes
 * with Escape, and is what describes the link to those who hear the page (WCAG 1.4.13). One for the whole application.
 */
export function LawPeek(): ReactNode {
  const id = useId();
  const { history } = useRouter();
  const [at, setAt] = useState<At | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const after = useCallback((ms: number, act: () => void): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, ms);
  }, []);
  useEffect(() => {
    const linkOf = (target: EventTarget | null): HTMLElement | null =>
      target instanceof Element ? target.closest<HTMLElement>('a[data-lagrum]') : null;
    const inside = (target: EventTarget | null): boolean => target instanceof Element && !!target.closest('.law-peek');
    const show = (link: HTMLElement): void => {
      const target = link.dataset.lagrum!;
      if (placeOf(target)?.fragment) setAt({ link, target, day: link.dataset.dag ?? null });
    };
    const onOver = ({ target, pointerType }: PointerEvent): void => {
      if (pointerType === 'touch') return;
      const link = linkOf(target);
      if (link) after(REST_MS, () => show(link));
      else if (inside(target)) clearTimeout(timer.current);
      else after(LEAVE_MS, () => setAt((now) => (now && now.link === document.activeElement ? now : null)));
    };
    const onFocus = ({ target }: FocusEvent): void => {
      const link = linkOf(target);
      if (link?.matches(':focus-visible')) after(0, () => show(link));
    };
    const onBlur = ({ target }: FocusEvent): void => {
      if (linkOf(target)) after(0, () => setAt(null));
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      clearTimeout(timer.current);
      setAt(null);
    };
    const onClick = (event: MouseEvent): void => {
      const link = linkOf(event.target);
      if (!link) return;
      clearTimeout(timer.current);
      setAt(null);
      // Within the application; a click that asks for a new tab gets one.
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.push(link.getAttribute('href')!);
    };
    document.addEventListener('pointerover', onOver);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    };
  }, [after, history]);
  useEffect(() => {
    if (!at) return;
    const before = at.link.getAttribute('aria-describedby');
    at.link.setAttribute('aria-describedby', before ? `${before} ${id}` : id);
    return () => {
      if (before) at.link.setAttribute('aria-describedby', before);
      else at.link.removeAttribute('aria-describedby');
    };
  }, [at, id]);
  return at ? <Peek key={`${at.target} ${at.day}`} id={id} at={at} close={() => setAt(null)} /> : null;
}

function Peek({ id, at, close }: { id: string; at: At; close: () => void }): ReactNode {
  const w = useWords(lawWords);
  const box = useRef<HTMLDivElement>(null);
  const [{ data, error }] = useQuery({ query: PEEK, variables: { id: at.target, asOf: at.day } });
  useEffect(() => {
    const place = (): void => {
      if (!at.link.isConnected) return close();
      const shown = box.current;
      if (!shown) return;
      const link = at.link.getClientRects()[0] ?? at.link.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = shown;
      const room = document.documentElement.clientWidth;
      const below = link.bottom + 6;
      const fits = below + height <= window.innerHeight || link.top - height - 6 < 0;
      // Positions are set through the object model, which the content security policy allows.
      shown.style.left = `${Math.max(8, Math.min(link.left, room - width - 8))}px`;
      shown.style.top = `${fits ? below : link.top - height - 6}px`;
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [at, close, data, error]);
  const found = data?.provision;
  const text = found?.piece?.text.replace(/\s+/g, ' ').trim() ?? found?.wording?.plain;
  return (
    <div ref={box} id={id} role="tooltip" className="law-peek">
      {!data && !error ? (
        <p>{w.peekLoading}</p>
      ) : !found ? (
        <p>{w.peekNone}</p>
      ) : (
        <>
          <p className="law-peek-head">
            <strong>{found.piece?.label ?? found.label}</strong> {found.source.title}
          </p>
          {text ? (
            <p className="law-peek-text" lang="sv">
              {text.length > SHOWN ? `${text.slice(0, text.lastIndexOf(' ', SHOWN))} …` : text}
            </p>
          ) : (
            <p>{w.noWording}</p>
          )}
          {text && text.length > SHOWN ? <p className="small soft">{w.peekMore}</p> : null}
          <p className="small soft">
            {w.provisionStatus[found.status]}
            {found.asOf ? ` · ${w.asOf} ${found.asOf}` : ''}
            {found.wording?.act ? ` · ${w.lately} ${found.wording.act}` : ''}
          </p>
        </>
      )}
    </div>
  );
}
