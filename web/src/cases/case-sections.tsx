import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ActBar } from '../acts/act-bar';
import type { Act } from '../acts/acts';
import type { CaseDocumentsQuery, CaseLogQuery, CaseViewFragment } from '../gql/graphql';
import { Badge } from '../parts/badges';
import { sizeOf } from '../parts/file-chooser';
import type { List } from '../parts/list';
import { FilterWords, Listed, Table } from '../parts/listing';
import { Prose } from '../parts/prose';
import { caseWords } from '../words/cases';
import { isoDay } from '../words/dates';
import { useWords } from '../words/words';
import {
  decisionActs,
  documentActs,
  logActs,
  noteActs,
  partyActs,
  type CaseDocumentRow,
  type CaseLogRow,
} from './case-acts';
import { Ground } from './case-law';
import { SecrecyMark } from './case-marks';

export interface SectionProps {
  of: CaseViewFragment;
  law: ReadonlyMap<string, string>;
  documents: List<CaseDocumentsQuery, CaseDocumentRow>;
  log: List<CaseLogQuery, CaseLogRow>;
  done: () => void;
}

/** The acts of one part of the case, beside what they change. */
export function Acts({ of, acts, done }: { of: CaseViewFragment; acts: Act[]; done: () => void }): ReactNode {
  return <ActBar allowed={of.allowedActions} acts={acts} id={of.id} version={of.version} done={done} />;
}

/** More documents than this are searched rather than read through. */
const MANY = 10;

export function Documents({ of, law, documents, done }: SectionProps): ReactNode {
  const w = useWords(caseWords);
  const { handling } = useSearch({ from: '/arenden/$ref' });
  return (
    <section aria-labelledby="handlingar" className="stack">
      <h2 id="handlingar">{w.documents}</h2>
      <Acts of={of} acts={documentActs(w, of, documents.nodes)} done={done} />
      {of.documentCount > MANY ? <DocumentSearch key={handling} /> : null}
      <Listed
        of={documents}
        lines={4}
        empty={<p className="soft">{handling ? w.documentsNoMatch : w.documentsNone}</p>}
      >
        {(nodes) => (
          <Table
            label={w.documentsCaption}
            className="case-documents"
            heads={[w.number, w.date, w.kindLabel, w.document, w.correspondent, w.file]}
          >
            {nodes.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.number}</th>
                <td className="ref">{one.date}</td>
                <td>{w.kind[one.documentKind]}</td>
                <td>
                  {one.title}
                  {one.classCode ? <span className="soft small"> {one.classCode}</span> : null}
                  {one.secrecyMarks.map(({ id, ground }) => (
                    <div key={id}>
                      <SecrecyMark ground={ground} law={law} />
                    </div>
                  ))}
                </td>
                <td>{one.correspondent}</td>
                <td>
                  {one.file ? (
                    <>
                      <a className="file-name" href={one.file.url} download>
                        {one.file.name}
                      </a>{' '}
                      <span className="soft small">{sizeOf(one.file.size)}</span>
                    </>
                  ) : (
                    <span className="soft small">{w.fileNone}</span>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Listed>
      {of.looseFiles.length ? (
        <div className="notice notice-waiting">
          <div>
            <h3>{w.looseFiles}</h3>
            <p>{w.looseFilesHelp}</p>
            <ul className="plain-list">
              {of.looseFiles.map(({ id, name, size, url }) => (
                <li key={id}>
                  <a className="file-name" href={url} download>
                    {name}
                  </a>{' '}
                  <span className="soft small">{sizeOf(size)}</span>
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
    </section>
  );
}

function DocumentSearch(): ReactNode {
  const w = useWords(caseWords);
  const { handling } = useSearch({ from: '/arenden/$ref' });
  const navigate = useNavigate({ from: '/arenden/$ref' });
  return (
    <div className="filters case-search no-print">
      <FilterWords
        label={w.documentsSearch}
        initial={handling}
        search={(words) => void navigate({ search: { handling: words }, resetScroll: false })}
      />
    </div>
  );
}

export function Decisions({ of, documents, done }: SectionProps): ReactNode {
  const w = useWords(caseWords);
  return (
    <section aria-labelledby="beslut" className="stack">
      <h2 id="beslut">{w.decisions}</h2>
      <Acts of={of} acts={decisionActs(w, of, documents.nodes)} done={done} />
      {of.decisions.length ? (
        <ul className="items">
          {of.decisions.map((one) => (
            <li key={one.id} className="case-decision">
              <h3 className="item-title">{w.decisionOf(one.decidedOn)}</h3>
              <Prose html={one.html} lang="sv" />
              <dl className="facts">
                <dt>{w.decidedBy}</dt>
                <dd>{one.decidedBy}</dd>
                {one.delegation ? (
                  <>
                    <dt>{w.delegation}</dt>
                    <dd>{one.delegation}</dd>
                  </>
                ) : null}
                {one.document ? (
                  <>
                    <dt>{w.decisionIn}</dt>
                    <dd>
                      {w.documentNumber(one.document.number)}, {one.document.title}
                    </dd>
                  </>
                ) : null}
                {one.appeal ? (
                  <>
                    <dt>{w.appealLabel}</dt>
                    <dd>
                      {w.appealShort[one.appeal]}
                      {one.appealInformation ? <p className="small">{one.appealInformation}</p> : null}
                    </dd>
                  </>
                ) : null}
                <dt>{w.expedited}</dt>
                <dd>
                  {one.expeditedOn ? (
                    w.expeditedTo(one.expeditedOn, one.expeditedTo ?? '')
                  ) : (
                    <Badge tone="waiting">{w.notExpedited}</Badge>
                  )}
                </dd>
              </dl>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.decisionsNone}</p>
      )}
    </section>
  );
}

export function Parties({ of, done }: SectionProps): ReactNode {
  const w = useWords(caseWords);
  return (
    <section aria-labelledby="parter" className="stack">
      <h2 id="parter">{w.parties}</h2>
      {of.parties.length ? (
        <ul className="plain-list">
          {of.parties.map((one) => (
            <li key={one.id}>
              {one.name}{' '}
              <span className="soft small">
                {w.partyRole[one.partyRole]}
                {one.endedAt ? `, ${w.ended(isoDay(one.endedAt))}` : ''}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.partiesNone}</p>
      )}
      <Acts of={of} acts={partyActs(w, of)} done={done} />
    </section>
  );
}

export function Notes({ of, done }: SectionProps): ReactNode {
  const w = useWords(caseWords);
  return (
    <section aria-labelledby="anteckningar" className="stack">
      <h2 id="anteckningar">{w.notes}</h2>
      <Acts of={of} acts={noteActs(w, of)} done={done} />
      {of.notes.length ? (
        <ul className="items">
          {of.notes.map((one) => (
            <li key={one.id}>
              <Prose html={one.html} lang="sv" />
              <p className="small soft">
                {isoDay(one.at)} {one.author?.name}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.notesNone}</p>
      )}
    </section>
  );
}

export function Log({ of, law, log, done }: SectionProps): ReactNode {
  const w = useWords(caseWords);
  const followed = new Set(log.nodes.map(({ follows }) => follows));
  return (
    <section aria-labelledby="logg" className="stack case-log">
      <h2 id="logg">{w.log}</h2>
      <p className="soft">{w.logLead}</p>
      <Acts of={of} acts={logActs(w, log.nodes)} done={done} />
      <Listed of={log} lines={3} empty={<p className="soft">{w.logNone}</p>}>
        {(nodes) => (
          <ul className="items">
            {nodes.map((one) => (
              <li key={one.id}>
                <h3 className="item-title">
                  {one.date} {w.logKind[one.logKind]}
                </h3>
                <div className="item-meta">
                  {one.outcome === 'PENDING' && followed.has(one.id) ? (
                    <Badge tone="calm">{w.followed}</Badge>
                  ) : one.outcome ? (
                    <Badge tone={one.outcome === 'PENDING' ? 'waiting' : 'calm'}>{w.outcome[one.outcome]}</Badge>
                  ) : null}
                  {one.ground ? (
                    <span>
                      {w.ground}: <Ground of={one.ground} law={law} />
                    </span>
                  ) : null}
                  {one.requester ? <span>{one.requester}</span> : null}
                  <span>{one.author?.name}</span>
                </div>
                <p className="narrow">{one.body}</p>
                {one.advice ? (
                  <p className="notice notice-waiting">
                    <span>
                      <strong>{w.advice}:</strong> {one.advice}
                    </span>
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}
