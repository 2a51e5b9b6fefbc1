import { Link, useLocation } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { LAW_WORDINGS } from '../pages/law-source.operations';
import { Loaded } from '../parts/loaded';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { chunksOf, hasText, wordsOf, type Line, type Section } from './contents';
import { provisionOf } from './law-address';
import { LawText } from './law-text';

/** The text of a section as it reads on the day, with its headings. */
export function LawBody({ of, number, datum }: { of: Section; number: string; datum?: string }): ReactNode {
  const chunks = useMemo(() => chunksOf(of.lines), [of.lines]);
  const base = Math.min(...of.lines.map(({ depth }) => depth));
  return (
    <div className="law-body" lang="sv">
      {chunks.map((lines) => (
        <Chunk key={lines[0]?.id} lines={lines} base={base} number={number} datum={datum} />
      ))}
    </div>
  );
}

function Chunk({
  lines,
  base,
  number,
  datum,
}: {
  lines: readonly Line[];
  base: number;
  number: string;
  datum?: string;
}): ReactNode {
  const ids = useMemo(() => lines.filter(hasText).map(({ id }) => id), [lines]);
  const [result, ask] = useQuery({ query: LAW_WORDINGS, variables: { ids }, pause: !ids.length });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const { hash } = useLocation();
  const { data } = result;
  // The place that the address names is there only now.
  useEffect(() => {
    if (data && hash) document.getElementById(provisionOf(decodeURIComponent(hash)))?.scrollIntoView();
  }, [data, hash]);
  const texts = new Map(
    (data?.nodes ?? []).flatMap((one) => (one?.__typename === 'Wording' ? [[one.id, one] as const] : [])),
  );
  const shown = ids.length ? result : { ...result, data: { nodes: [] } };
  return (
    <Loaded of={shown} again={again} lines={Math.min(24, 4 + ids.length * 3)}>
      {() =>
        lines.map((line) => (
          <Row key={line.id} line={line} base={base} text={texts.get(line.id)} number={number} datum={datum} />
        ))
      }
    </Loaded>
  );
}

const LEVELS = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;

function Row({
  line,
  base,
  text,
  number,
  datum,
}: {
  line: Line;
  base: number;
  text?: { plain: string; validTo?: string | null; toUndecided: boolean };
  number: string;
  datum?: string;
}): ReactNode {
  const w = useWords(lawWords);
  const id = line.fragment ?? line.id;
  if (!hasText(line)) {
    const Heading = LEVELS[Math.min(line.depth - base, LEVELS.length - 1)] ?? 'h6';
    return (
      <Heading id={id} className={`law-heading law-heading-${line.kind.toLowerCase()}`} tabIndex={-1}>
        {wordsOf(line, w.transitionalHeading)}
      </Heading>
    );
  }
  const { lead, rest } = withoutLabel(text?.plain ?? '', line.label ?? '');
  return (
    <article id={id} className={line.repealed ? 'law-section law-section-gone' : 'law-section'} tabIndex={-1}>
      <Link
        to="/lag/sfs/$number/$fragment"
        params={{ number, fragment: line.fragment ?? '' }}
        search={{ datum }}
        className="law-number"
      >
        {lead}
      </Link>
      <LawText plain={rest} />
      {text && (text.validTo || text.toUndecided) ? (
        <p className="law-until small">{text.validTo ? w.ceases(text.validTo) : w.undecided}</p>
      ) : null}
    </article>
  );
}

/** `2 a § Sekretess …` → the number, which leads to the provision's own page, and the words. */
export function withoutLabel(plain: string, label: string): { lead: string; rest: string } {
  const number = /^\d+(?:\s[a-zåäö])?\s?§\s*/.exec(plain)?.[0];
  if (number) return { lead: number.trim(), rest: plain.slice(number.length) };
  return { lead: label, rest: plain.startsWith(label) ? plain.slice(label.length).trimStart() : plain };
}
