import { Fragment, useMemo, type ReactNode } from 'react';
import { lawHref } from './law-address';
import { pieces, type Mark } from './marks';

/** A link to a place in the law, known to LawPeek by its data, which also follows it. */
export function LawLink({
  target,
  day = null,
  children,
}: {
  target: string;
  day?: string | null;
  children: ReactNode;
}): ReactNode {
  const href = lawHref(target, day);
  if (!href) return children;
  return (
    <a className="lagrum" href={href} data-lagrum={target} data-dag={day ?? undefined}>
      {children}
    </a>
  );
}

const POINT = /^(?:\d{1,3}\s?[a-z]{0,2}\.|[a-zåäö]{1,2}[).]|[–-])\s+/;
const NONE: readonly Mark[] = [];

/** The words of a provision: paragraphs apart, points hanging. */
export function LawText({
  plain,
  marks = NONE,
  lang = 'sv',
}: {
  plain: string;
  marks?: readonly Mark[];
  lang?: string;
}): ReactNode {
  const lines = useMemo(() => linesOf(plain, marks), [plain, marks]);
  return (
    <div className="law-text" lang={lang}>
      {lines.map(({ point, pieces: parts, start }) => (
        <p key={start} className={point ? 'law-point' : undefined}>
          {parts.map(({ text, mark }, i) =>
            mark ? (
              <LawLink key={i} target={mark.target} day={mark.day}>
                {text}
              </LawLink>
            ) : (
              <Fragment key={i}>{text}</Fragment>
            ),
          )}
        </p>
      ))}
    </div>
  );
}

interface Line {
  start: number;
  point: boolean;
  pieces: { text: string; mark: Mark | null }[];
}

function linesOf(plain: string, marks: readonly Mark[]): Line[] {
  const out: Line[] = [];
  let line: Line | null = null;
  let at = 0;
  for (const piece of pieces(plain, marks)) {
    // A link may reach over a line's end; it stays one link, on the line where it begins.
    const parts = piece.mark ? [piece.text.replace(/\s+/g, ' ')] : piece.text.split(/\n+/);
    parts.forEach((text, i) => {
      if (i > 0) line = null;
      if (text === '' && i > 0) return;
      if (!line) {
        line = { start: at, point: POINT.test(text), pieces: [] };
        out.push(line);
      }
      if (text !== '') line.pieces.push({ text, mark: piece.mark });
      at += text.length + 1;
    });
  }
  return out.filter((one) => one.pieces.length);
}
