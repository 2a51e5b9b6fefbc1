import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { toPlace } from '../law/law-address';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { useSuggestions } from './suggestions';

const PAUSE_MS = 180;

/** Waits until the fingers rest. */
export function useRested<T>(value: T, ms = PAUSE_MS): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

/** The one search box: suggests as one types, and searches on Enter (the ARIA combobox pattern with a list popup). */
export function SearchBox({ initial = '', large }: { initial?: string; large?: boolean }): ReactNode {
  const w = useWords(shellWords);
  const kinds = useWords(entryWords).kind;
  const navigate = useNavigate();
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const rested = useRested(text.trim());
  const found = useSuggestions(rested, open && rested === text.trim());
  const shown = open && found.length > 0;

  const go = (at: number): void => {
    setOpen(false);
    setActive(-1);
    const chosen = found[at];
    if (chosen?.place) void navigate(toPlace(chosen.place));
    else if (chosen) void navigate({ to: '/entry/$ref', params: { ref: chosen.ref ?? chosen.key } });
    else if (text.trim()) void navigate({ to: '/sok', search: { q: text.trim() } });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    go(-1);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!found.length) return setOpen(true);
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      setActive((at) => (at + step < -1 ? found.length - 1 : at + step >= found.length ? -1 : at + step));
    } else if (event.key === 'Enter' && shown && active >= 0) {
      event.preventDefault();
      go(active);
    }
  };

  return (
    <form role="search" className={large ? 'search search-large' : 'search'} onSubmit={onSubmit}>
      <label htmlFor={`${id}-box`} className="visually-hidden">
        {w.searchLabel}
      </label>
      <input
        id={`${id}-box`}
        ref={box}
        type="text"
        enterKeyHint="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={w.searchPlaceholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <button type="submit" aria-label={w.searchButton}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="10.5" cy="10.5" r="6.5" />
          <path d="M15.5 15.5L21 21" />
        </svg>
        {large ? <span>{w.searchButton}</span> : null}
      </button>
      <ul id={`${id}-list`} role="listbox" aria-label={w.suggestions} hidden={!shown} className="suggestions">
        {found.map(({ key, title, kind, ref }, i) => (
          <li
            key={key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            // Before the box loses its focus, which would close the list.
            onMouseDown={(event) => {
              event.preventDefault();
              go(i);
            }}
          >
            <span className="suggestion-title">{title}</span>
            <span className="suggestion-kind">
              {kinds[kind]} {ref}
            </span>
          </li>
        ))}
      </ul>
      <p role="status" className="visually-hidden">
        {shown ? w.suggestionsFound(found.length) : ''}
      </p>
    </form>
  );
}
