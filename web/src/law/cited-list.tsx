import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Badge } from '../parts/badges';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { stateOf, type Cited } from './cited-text';
import { FIND } from './find-law';
import { PEEK } from './law-peek';
import { LawLink } from './law-text';
import './law.css';

interface Doing {
  /** Leads to the words in the text. */
  show: (place: Cited) => void;
  /** Puts other words in their place. */
  replace: (place: Cited, words: string) => void;
  day: string | null;
}

/** How many a text points at, and how many of them should be looked at; nothing where there are none. */
export function useCitedHint(cited: readonly Cited[]): string | undefined {
  const w = useWords(lawWords);
  if (!cited.length) return undefined;
  const doubtful = onceSaid(cited.filter((one) => stateOf(one) === 'doubtful'));
  return w.citedHint(once(cited.filter((one) => stateOf(one) !== 'doubtful')).length, doubtful.length);
}

/** What a text that is being written points at: what should be looked at first, and what is not held here in one sentence. */
export function CitedList({ cited, asked, ...doing }: { cited: readonly Cited[]; asked: boolean } & Doing): ReactNode {
  const w = useWords(lawWords);
  // The same unclear words ten times are one thing to look at.
  const doubtful = onceSaid(cited.filter((one) => stateOf(one) === 'doubtful'));
  const sure = once(cited.filter((one) => stateOf(one) === 'sure'));
  const absent = once(cited.filter((one) => stateOf(one) === 'absent'));
  return (
    <div className="cited-list">
      <p role="status" className="small soft">
        {!asked
          ? w.citedWaiting
          : cited.length
            ? w.citedFound(sure.length + absent.length, doubtful.length)
            : w.citedNone}
      </p>
      {doubtful.length ? (
        <>
          <h3>{w.citedDoubtful}</h3>
          <ul className="plain-list">
            {doubtful.map((one) => (
              <li key={`${one.text} ${one.note}`}>
                <Doubtful of={one} {...doing} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {sure.length ? (
        <ul aria-label={w.citedTitle} className="plain-list">
          {sure.map((one) => (
            <li key={one.target}>
              <Known of={one} {...doing} />
            </li>
          ))}
        </ul>
      ) : null}
      {absent.length ? (
        <>
          <h3>{w.notReadHere}</h3>
          <p className="small soft">{w.notReadHereWhy}</p>
          <ul className="plain-list">
            {absent.map((one) => (
              <li key={one.target}>
                <button type="button" className="link" onClick={() => doing.show(one)}>
                  {one.label ?? one.text}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

const onceSaid = (cited: readonly Cited[]): Cited[] =>
  [...new Map([...cited].reverse().map((one) => [`${one.text} ${one.note}`, one])).values()].reverse();
const once = (cited: readonly Cited[]): Cited[] => [...new Map(cited.map((one) => [one.target, one])).values()];

function Known({ of, show, day }: { of: Cited } & Doing): ReactNode {
  const w = useWords(lawWords);
  const [open, setOpen] = useState(false);
  return (
    <details className="foldable cited-one" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {of.label ?? of.text}{' '}
        {of.existence && of.existence !== 'IN_FORCE' ? <Badge tone="waiting">{w.existence[of.existence]}</Badge> : null}
      </summary>
      {open ? (
        <div className="fold-body">
          {of.note ? <p className="small soft">{of.note}</p> : null}
          <Wording target={of.target!} day={day} />
          <p className="small row row-tight">
            <button type="button" className="link" onClick={() => show(of)}>
              {w.citedShow}
            </button>
            <LawLink target={of.target!} day={day}>
              {w.citedOpen}
            </LawLink>
          </p>
        </div>
      ) : null}
    </details>
  );
}

/** What the provision says on the day that the text is about. */
function Wording({ target, day }: { target: string; day: string | null }): ReactNode {
  const w = useWords(lawWords);
  const whole = !target.includes('#');
  const [{ data, error }] = useQuery({ query: PEEK, variables: { id: target, asOf: day }, pause: whole });
  if (whole) return null;
  if (!data && !error) return <p className="soft small">{w.peekLoading}</p>;
  const found = data?.provision;
  const text = found?.piece?.text.trim() ?? found?.wording?.plain;
  if (!found || !text) return <p className="soft small">{found ? w.noWording : w.peekNone}</p>;
  return (
    <>
      <p className="law-peek-text" lang="sv">
        {text}
      </p>
      <p className="small soft">
        {w.provisionStatus[found.status]}
        {found.asOf ? ` · ${w.asOf} ${found.asOf}` : ''}
        {found.wording?.act ? ` · ${w.lately} ${found.wording.act}` : ''}
      </p>
    </>
  );
}

function Doubtful({ of, show, replace, day }: { of: Cited } & Doing): ReactNode {
  const w = useWords(lawWords);
  const [open, setOpen] = useState(false);
  const [{ data, fetching }] = useQuery({
    query: FIND,
    variables: { text: of.text.slice(0, 200), asOf: day },
    pause: !open,
  });
  const meant = (data?.legalReference.suggestions ?? []).filter(
    ({ label, existence, target }) => label !== of.text && target !== of.target && existence !== 'NO_SUCH_PLACE',
  );
  return (
    <details className="foldable cited-one" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        ”{of.text}” <Badge tone="waiting">{of.existence ? w.existence[of.existence] : w.citedUnclear}</Badge>
      </summary>
      <div className="fold-body">
        <p className="small">{of.note}</p>
        {of.target ? null : <p className="small soft">{w.citedHow}</p>}
        {meant.length ? (
          <ul className="plain-list" aria-label={w.citedMeant}>
            {meant.slice(0, 4).map((one) => (
              <li key={one.target}>
                <button type="button" className="link" onClick={() => replace(of, one.label)}>
                  {w.citedReplace(one.label)}
                </button>
              </li>
            ))}
          </ul>
        ) : open && !fetching && data ? (
          <p className="small soft">{w.citedNoOther}</p>
        ) : null}
        <p className="small">
          <button type="button" className="link" onClick={() => show(of)}>
            {w.citedShow}
          </button>
        </p>
      </div>
    </details>
  );
}
