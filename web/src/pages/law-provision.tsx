import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import type { ProvisionCitedQuery, ProvisionPageQuery } from '../gql/graphql';
import { AsOf, NotToday } from '../law/as-of';
import { CitedByList } from '../law/cited-by';
import { labelOf, nameOf, placeOf, provisionKey } from '../law/law-address';
import { SideBySide } from '../law/law-diff';
import { ProvisionStatusBadge } from '../law/law-status';
import { LawText } from '../law/law-text';
import type { Mark } from '../law/marks';
import { NotHeld } from '../law/not-held';
import { NOTHING } from '../law/nothing';
import '../law/law.css';
import { Button } from '../parts/button';
import { Diff } from '../parts/diff';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { Page } from '../parts/page';
import { say } from '../shell/toasts';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { PROVISION, PROVISION_CITED, PROVISION_DIFF } from './law-provision.operations';
import { Works } from './law-source-views';

type Provision = NonNullable<ProvisionPageQuery['provision']>;
type Version = Provision['wordings'][number];

export function ProvisionPage(): ReactNode {
  const { number, fragment } = useParams({ from: '/lag/sfs/$number/$fragment' });
  const { datum } = useSearch({ from: '/lag/sfs/$number/$fragment' });
  const [result, ask] = useQuery({
    query: PROVISION,
    variables: { id: provisionKey(number, fragment), asOf: datum },
  });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <Loaded of={result} again={again} lines={14}>
      {({ provision }) =>
        provision ? (
          <View key={provision.id} of={provision} number={number} />
        ) : (
          <NotHeld what={`${labelOf(fragment)} SFS ${number}`} />
        )
      }
    </Loaded>
  );
}

function View({ of, number }: { of: Provision; number: string }): ReactNode {
  const w = useWords(lawWords);
  const { datum, fran, till } = useSearch({ from: '/lag/sfs/$number/$fragment' });
  const navigate = useNavigate({ from: '/lag/sfs/$number/$fragment' });
  const choose = (day: string | undefined): void => void navigate({ search: { datum: day }, params: true });
  const { wording, source } = of;
  const comparing = fran !== undefined && till !== undefined;
  const marks = useMemo<Mark[]>(
    () =>
      (wording?.citations ?? []).flatMap(({ text, target }) =>
        target && target !== of.key ? [{ words: text, target, day: datum ?? null }] : [],
      ),
    [wording, of.key, datum],
  );
  const above = [
    of.context.part,
    of.chapter && of.context.chapter ? `${of.chapter.label} ${of.context.chapter}` : of.context.chapter,
    of.context.heading,
  ].filter(Boolean);
  return (
    <Page
      title={`${of.label} ${nameOf(source)}`}
      kicker={
        <>
          <Link to="/lag">{w.title}</Link>
          {' / '}
          <Link
            to="/lag/sfs/$number"
            params={{ number }}
            search={{ datum, kap: of.chapter?.fragment }}
            hash={of.fragment}
          >
            {source.title}
          </Link>
        </>
      }
      actions={<Cite of={of} />}
    >
      <NotToday day={datum} choose={choose} />
      <div className="with-side law-provision">
        <div className="stack-large">
          <section className="stack" aria-labelledby="lydelse">
            <div className="list-head">
              <h2 id="lydelse">{w.wording}</h2>
              <ProvisionStatusBadge of={of.status} />
            </div>
            {above.length ? <p className="small soft">{above.join(' / ')}</p> : null}
            {of.piece ? (
              <div className="law-piece">
                <p className="small">
                  {w.piece} <strong>{of.piece.label}</strong>:
                </p>
                <p lang="sv">{of.piece.text.replace(/\s+/g, ' ').trim()}</p>
              </div>
            ) : null}
            {comparing ? (
              <Compared of={of} from={fran} to={till} />
            ) : wording ? (
              <>
                <LawText plain={wording.plain} marks={marks} />
                <p className="small soft">
                  {validity(wording, w)}
                  {wording.act ? ` · ${w.lately} SFS ${wording.act}` : ` · ${w.oldest}`}
                </p>
                {wording.amendment ? <Works documents={wording.amendment.documents} /> : null}
              </>
            ) : of.kind === 'CHAPTER' ? (
              <p>
                <Link to="/lag/sfs/$number" params={{ number }} search={{ datum, kap: of.fragment }} hash={of.fragment}>
                  {w.chapterText}
                </Link>
              </p>
            ) : (
              <p className="notice">{w.noWording}</p>
            )}
            <Moved of={of} number={number} />
          </section>
          {of.future.length ? (
            <section>
              <h2 className="law-h">{w.future}</h2>
              <ul className="items">
                {of.future.map((one) => (
                  <li key={one.id}>
                    <h3 className="item-title">
                      {one.validFrom && !one.fromUndecided ? w.futureFrom(one.validFrom) : w.undecidedFrom}
                    </h3>
                    {one.act ? <div className="item-meta">SFS {one.act}</div> : null}
                    <LawText plain={one.plain} />
                    {wording && wording.id !== one.id ? (
                      <p className="small no-print">
                        <Link
                          to="/lag/sfs/$number/$fragment"
                          params={{ number, fragment: of.fragment }}
                          search={{ datum, fran: wording.id, till: one.id }}
                        >
                          {w.comparison}
                        </Link>
                      </p>
                    ) : null}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <Cited id={of.key} />
          <nav className="law-leaf no-print" aria-label={w.neighbours}>
            <Neighbour to={of.previous} words={w.previousChapter} number={number} datum={datum} />
            <Neighbour to={of.next} words={w.nextChapter} number={number} datum={datum} />
          </nav>
        </div>
        <aside className="stack">
          <AsOf key={datum} day={datum} choose={choose} />
          <Versions of={of} number={number} />
          {of.amendments.length ? (
            <section className="card">
              <h2>{w.touchedBy}</h2>
              <ul className="plain-list">
                {of.amendments.map((one) => (
                  <li key={one.id}>
                    <span className="ref">SFS {one.act}</span>
                    {one.inForceOn ? <span className="soft small"> {one.inForceOn}</span> : null}
                    <Works documents={one.documents} />
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </aside>
      </div>
    </Page>
  );
}

interface Validity {
  validFrom?: string | null;
  validTo?: string | null;
  fromUndecided: boolean;
  toUndecided: boolean;
}
type W = ReturnType<typeof useWords<typeof lawWords.sv>>;

function validity(of: Validity, w: W): string {
  const from = of.fromUndecided ? w.undecidedFrom : of.validFrom ? w.from(of.validFrom) : w.fromUnknown;
  return of.validTo ? `${from} ${w.until(of.validTo)}` : `${from} ${w.onward}`;
}

/** Everything it has said, the newest first, with what shows it and what compares it. */
function Versions({ of, number }: { of: Provision; number: string }): ReactNode {
  const w = useWords(lawWords);
  const search = useSearch({ from: '/lag/sfs/$number/$fragment' });
  const newest: Version[] = [...of.wordings].reverse();
  if (!newest.length) return null;
  const params = { number, fragment: of.fragment };
  return (
    <section className="card">
      <h2>{w.versions}</h2>
      <ol className="law-timeline" reversed>
        {newest.map((one, i) => {
          const before = newest[i + 1];
          const shown = one.id === of.wording?.id && search.fran === undefined;
          return (
            <li key={one.id} aria-current={shown ? 'true' : undefined}>
              <p>
                {one.validFrom && !one.fromUndecided ? (
                  <Link
                    to="/lag/sfs/$number/$fragment"
                    params={params}
                    search={{ datum: one.validFrom }}
                    activeProps={{}}
                  >
                    {validity(one, w)}
                  </Link>
                ) : (
                  validity(one, w)
                )}
                {shown ? <span className="small soft"> ({w.shownNow})</span> : null}
              </p>
              <p className="small soft">
                {one.act ? `SFS ${one.act}` : w.oldest}
                {one.repealed ? ` · ${w.repealedMark}` : ''}
              </p>
              {before ? (
                <p className="small no-print">
                  <Link
                    to="/lag/sfs/$number/$fragment"
                    params={params}
                    search={{ datum: search.datum, fran: before.id, till: one.id }}
                  >
                    {w.compareBefore}
                  </Link>
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Compared({ of, from, to }: { of: Provision; from: string; to: string }): ReactNode {
  const w = useWords(lawWords);
  const { datum } = useSearch({ from: '/lag/sfs/$number/$fragment' });
  const [result, ask] = useQuery({ query: PROVISION_DIFF, variables: { id: of.id, from, to } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const version = (id: string): Version | undefined => of.wordings.find((one) => one.id === id);
  const head = (id: string): string => {
    const one = version(id);
    return one ? `${validity(one, w)}${one.act ? ` · SFS ${one.act}` : ''}` : '';
  };
  return (
    <div className="stack">
      <h3>{w.comparison}</h3>
      <p className="soft">
        {w.compareLead}{' '}
        <Link
          to="/lag/sfs/$number/$fragment"
          params={{ number: placeOf(of.source.key)!.number, fragment: of.fragment }}
          search={{ datum }}
        >
          {w.compareClose}
        </Link>
      </p>
      <Loaded of={result} again={again}>
        {({ provision }) => (
          <>
            <Diff of={provision?.diff?.changes ?? []} />
            <details className="foldable law-fold">
              <summary>
                {w.older} / {w.newer}
              </summary>
              <div className="fold-body">
                <SideBySide
                  changes={provision?.diff?.changes ?? []}
                  before
                  after
                  titles={{ before: head(from), after: head(to) }}
                />
              </div>
            </details>
          </>
        )}
      </Loaded>
    </div>
  );
}

function Moved({ of, number }: { of: Provision; number: string }): ReactNode {
  const w = useWords(lawWords);
  const line = (words: string, one: Provision['renumberedTo'][number]): ReactNode => (
    <p key={`${words}${one.fragment}`} className="small">
      {words}{' '}
      {one.provision ? (
        <Link
          to="/lag/sfs/$number/$fragment"
          params={{ number, fragment: one.fragment }}
          search={{ datum: one.on ?? undefined }}
        >
          {one.label}
        </Link>
      ) : (
        one.label
      )}
      {one.on ? ` (${w.from(one.on).toLowerCase()}${one.act ? `, SFS ${one.act}` : ''})` : ''}
    </p>
  );
  return (
    <>
      {of.renumberedFrom.map((one) => line(w.renumberedFrom, one))}
      {of.renumberedTo.map((one) => line(w.renumberedTo, one))}
    </>
  );
}

type CitedList = NonNullable<ProvisionCitedQuery['provision']>['citedBy'];
const pick = (data: ProvisionCitedQuery): CitedList => data.provision?.citedBy ?? NOTHING;

function Cited({ id }: { id: string }): ReactNode {
  const w = useWords(lawWords);
  const list = useList(PROVISION_CITED, { id }, pick);
  return (
    <section>
      <h2 className="law-h">{w.citedBy}</h2>
      <Loaded of={list} again={list.again} lines={4}>
        {() => <CitedByList of={list.nodes} here={id} />}
      </Loaded>
      <More of={list} />
    </section>
  );
}

function Neighbour({
  to,
  words,
  number,
  datum,
}: {
  to: Provision['next'];
  words: string;
  number: string;
  datum?: string;
}): ReactNode {
  if (!to) return <span />;
  return (
    <Link to="/lag/sfs/$number/$fragment" params={{ number, fragment: to.fragment }} search={{ datum }}>
      <span className="small soft">{words}</span>
      <br />
      {to.label}
    </Link>
  );
}

function Cite({ of }: { of: Provision }): ReactNode {
  const w = useWords(lawWords);
  const cite = async (): Promise<void> => {
    const text = citationOf(of.piece?.label ?? of.label, of.source);
    try {
      await navigator.clipboard.writeText(text);
      say(w.cited(text));
    } catch {
      say(w.citedByHand(text), 'wrong');
    }
  };
  return (
    <>
      <Button variant="secondary" size="medium" onPress={cite}>
        {w.cite}
      </Button>
      <Button variant="secondary" size="medium" onPress={() => window.print()}>
        {w.print}
      </Button>
    </>
  );
}

/** `10 kap. 2 a § offentlighets- och sekretesslagen (2009:400)`: no line break between a number and what it counts. */
export function citationOf(
  label: string,
  source: { title: string; shortName?: string | null; designation: string },
): string {
  const kept = label.replaceAll(/ (?=§|kap\.)/g, '\u00a0').replaceAll(/(\d) (?=[a-zåäö]\b)/g, '$1\u00a0');
  return `${kept} ${nameOf(source)}`;
}
