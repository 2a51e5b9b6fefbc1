import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LawAmendmentsQuery, LawComingQuery, LawSourceCitedQuery } from '../gql/graphql';
import { CitedByList } from '../law/cited-by';
import { didOf } from '../law/did';
import { LawLink, LawText } from '../law/law-text';
import { NOTHING } from '../law/nothing';
import { Badge } from '../parts/badges';
import { useList } from '../parts/list';
import { Loaded } from '../parts/loaded';
import { More } from '../parts/more';
import { isoDay } from '../words/dates';
import { lawWords } from '../words/law';
import { useWords } from '../words/words';
import { LAW_AMENDMENTS, LAW_COMING, LAW_SOURCE_CITED } from './law-source.operations';
import { ActLinks, type Source } from './law-source';

const FEW = 12;

type AmendmentList = NonNullable<LawAmendmentsQuery['lawSource']>['amendments'];
const pickAmendments = (data: LawAmendmentsQuery): AmendmentList => data.lawSource?.amendments ?? NOTHING;

/** Acts that amended it, with what they did and their preparatory works. */
export function Amendments({ of }: { of: Source }): ReactNode {
  const w = useWords(lawWords);
  const list = useList(LAW_AMENDMENTS, { id: of.key }, pickAmendments);
  return (
    <section aria-labelledby="andringar">
      <div className="list-head">
        <h2 id="andringar" className="law-h">
          {w.amendments}
        </h2>
        <Link to="/lagandringar" search={{ lag: of.designation }}>
          {w.changeSets}
        </Link>
      </div>
      <Loaded of={list} again={list.again} lines={12}>
        {() =>
          list.nodes.length ? (
            <ul className="items">
              {list.nodes.map((one) => (
                <li key={one.id}>
                  <h3 className="item-title">{one.title ?? `SFS ${one.act}`}</h3>
                  <div className="item-meta">
                    <span className="ref">SFS {one.act}</span>
                    <span>
                      {one.inForceOn
                        ? `${w.inForce} ${one.inForceOn}`
                        : one.inForceUndecided
                          ? w.undecided
                          : one.inForceByTransition
                            ? w.byTransition
                            : w.noDay}
                    </span>
                  </div>
                  <Did sentences={one.actions.map(({ sentence }) => sentence)} />
                  <Works documents={one.documents} verbatim={one.preparatoryWorks} />
                  {one.notes ? (
                    <details className="foldable law-fold">
                      <summary>{w.notesVerbatim}</summary>
                      <div className="fold-body small stack-tight" lang="sv">
                        <p>{one.notes}</p>
                        {one.unparsed.length ? (
                          <p>
                            <strong>{w.notUnderstood}:</strong> {one.unparsed.join('; ')}
                          </p>
                        ) : null}
                      </div>
                    </details>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : (
            <p className="empty">{w.noAmendments}</p>
          )
        }
      </Loaded>
      <More of={list} />
    </section>
  );
}

/** In a fold where it is long: a great act changes a hundred places. */
function Did({ sentences }: { sentences: readonly string[] }): ReactNode {
  const w = useWords(lawWords);
  const lines = didOf(sentences).map((line) => (
    <p key={line} className="law-did" lang="sv">
      {line}
    </p>
  ));
  if (sentences.length <= FEW) return lines;
  return (
    <details className="foldable law-fold">
      <summary>{w.didMany(sentences.length)}</summary>
      <div className="fold-body stack-tight">{lines}</div>
    </details>
  );
}

export function Works({
  documents,
  verbatim,
}: {
  documents: readonly { key: string; label: string }[];
  verbatim?: string | null;
}): ReactNode {
  const w = useWords(lawWords);
  const text = documents.map(({ label }) => label).join(', ') || verbatim;
  if (!text) return null;
  return (
    <p className="small">
      <span className="soft">{w.works}:</span> {text}
    </p>
  );
}

type ComingList = NonNullable<LawComingQuery['lawSource']>['coming'];
const pickComing = (data: LawComingQuery): ComingList => data.lawSource?.coming ?? NOTHING;

/** What is decided and has not come yet, by day. */
export function Coming({ of, day }: { of: Source; day?: string }): ReactNode {
  const w = useWords(lawWords);
  const list = useList(LAW_COMING, { id: of.key, asOf: day }, pickComing);
  const days = [...new Set(list.nodes.map(({ on }) => on ?? ''))];
  return (
    <section aria-labelledby="kommande">
      <h2 id="kommande" className="law-h">
        {w.coming}
      </h2>
      <Loaded of={list} again={list.again} lines={10}>
        {() =>
          days.length ? (
            <div className="stack-large law-coming">
              {days.map((on) => (
                <section key={on}>
                  <h3>{on || w.noDay}</h3>
                  <ul className="items">
                    {list.nodes
                      .filter((one) => (one.on ?? '') === on)
                      .map((one, i) => (
                        <li key={`${one.event} ${one.wording?.id ?? one.label} ${i}`}>
                          <p>
                            <Badge tone={one.event === 'BEGINS' ? 'going' : 'wrong'}>
                              {one.event === 'BEGINS' ? w.begins : w.ends}
                            </Badge>{' '}
                            {one.provision ? (
                              <LawLink target={one.provision.key} day={one.on}>
                                {one.label}
                              </LawLink>
                            ) : (
                              one.label
                            )}
                            {one.act ? <span className="soft small"> SFS {one.act}</span> : null}
                          </p>
                          {one.wording?.plain && one.provision ? (
                            <details className="foldable law-fold">
                              <summary>{w.wording}</summary>
                              <div className="fold-body">
                                <LawText plain={one.wording.plain} />
                              </div>
                            </details>
                          ) : null}
                        </li>
                      ))}
                  </ul>
                </section>
              ))}
            </div>
          ) : (
            <p className="empty">{w.noComing}</p>
          )
        }
      </Loaded>
      <More of={list} />
    </section>
  );
}

type CitedList = NonNullable<LawSourceCitedQuery['lawSource']>['citedBy'];
const pickCited = (data: LawSourceCitedQuery): CitedList => data.lawSource?.citedBy ?? NOTHING;

export function CitedBy({ of }: { of: Source }): ReactNode {
  const w = useWords(lawWords);
  const list = useList(LAW_SOURCE_CITED, { id: of.key }, pickCited);
  return (
    <section aria-labelledby="hanvisningar">
      <h2 id="hanvisningar" className="law-h">
        {w.citedBy}
      </h2>
      <Loaded of={list} again={list.again} lines={8}>
        {() => <CitedByList of={list.nodes} />}
      </Loaded>
      <More of={list} />
    </section>
  );
}

export function About({ of }: { of: Source }): ReactNode {
  const w = useWords(lawWords);
  return (
    <section aria-labelledby="om" className="stack">
      <h2 id="om" className="law-h">
        {w.about}
      </h2>
      <dl className="facts">
        <Fact name={w.number} value={`SFS ${of.designation}`} />
        {of.shortName ? <Fact name={w.shortName} value={of.shortName} /> : null}
        {of.form ? <Fact name={w.form} value={w.forms[of.form] ?? of.form} /> : null}
        {of.department ? <Fact name={w.department} value={of.department} /> : null}
        {of.issuedOn ? <Fact name={w.issued} value={of.issuedOn} /> : null}
        {of.inForceOn ? <Fact name={w.inForce} value={of.inForceOn} /> : null}
        <Fact name={w.consolidation} value={of.consolidatedTo ?? w.original} />
        {of.documents.length || of.preparatoryWorks ? (
          <Fact name={w.works} value={of.documents.map(({ label }) => label).join(', ') || of.preparatoryWorks} />
        ) : null}
        {of.predecessors.length ? <Fact name={w.predecessors} value={<ActLinks of={of.predecessors} />} /> : null}
        {of.successors.length ? <Fact name={w.successors} value={<ActLinks of={of.successors} />} /> : null}
        <Fact
          name={w.editions}
          value={of.editions.map((one) => (
            <span key={one.number} className="law-edition">
              {w.edition(one.number)}
              {one.consolidatedTo ? `, ${w.consolidated(one.consolidatedTo).toLowerCase()}` : ''},{' '}
              {w.imported.toLowerCase()} {isoDay(one.importedAt)}
            </span>
          ))}
        />
        {of.ledgerCount ? (
          <Fact
            name={w.notUnderstoodShort}
            value={
              <Link to="/lagimport/liggaren" search={{ i: of.designation }}>
                {w.waiting(of.ledgerCount)}
              </Link>
            }
          />
        ) : null}
      </dl>
      {of.remarks ? <p className="narrow">{of.remarks}</p> : null}
      {of.converted ? <p className="narrow">{of.converted}</p> : null}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
