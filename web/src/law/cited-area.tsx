import { useLayoutEffect, useMemo, useRef, type ReactNode, type RefObject, type TextareaHTMLAttributes } from 'react';
import { stateOf, type Cited } from './cited-text';
import './law.css';

/** Texts longer than this are not drawn twice at every letter; the list beside them still tells. */
const MOST_DRAWN = 60_000;

/**
 * A box to write in, with what points at law marked under the words: a copy of the text lies behind the box, which has no
 * ground of its own. What is marked stands in the list beside it as well, so nobody needs to see it.
 */
export function CitedArea({
  value,
  cited,
  box,
  change,
  ...rest
}: {
  value: string;
  cited: readonly Cited[];
  box: RefObject<HTMLTextAreaElement | null>;
  change: (value: string) => void;
} & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'>): ReactNode {
  const under = useRef<HTMLDivElement>(null);
  const drawn = useMemo(() => (value.length > MOST_DRAWN ? null : marked(value, cited)), [value, cited]);
  const along = (): void => {
    if (under.current && box.current) under.current.scrollTop = box.current.scrollTop;
  };
  useLayoutEffect(along);
  return (
    <div className="cited-area">
      <div ref={under} className="cited-under field-plain" aria-hidden="true">
        {drawn}
        {/* The box has room for a caret after a last line break; so has its copy. */}
        {'\u200b'}
      </div>
      <textarea
        {...rest}
        ref={box}
        className="field-plain cited-box"
        value={value}
        onScroll={along}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  );
}

function marked(text: string, cited: readonly Cited[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const one of cited) {
    if (one.start < at) continue;
    parts.push(
      text.slice(at, one.start),
      <mark key={one.start} className={`cited-${stateOf(one)}`}>
        {text.slice(one.start, one.end)}
      </mark>,
    );
    at = one.end;
  }
  parts.push(text.slice(at));
  return parts;
}
