import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useAct, type UserError } from '../api/act';
import type { LawLedgerListQuery } from '../gql/graphql';
import { labelOf, placeOf, provisionKey, sourceKey } from '../law/law-address';
import { LawLink } from '../law/law-text';
import '../law/law.css';
import { Button } from '../parts/button';
import { Badge } from '../parts/badges';
import { useList } from '../parts/list';
import { Choice, Choices, Empty, ListHead, Listed, Narrowing } from '../parts/listing';
import { Page } from '../parts/page';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { say } from '../shell/toasts';
import { isoMoment } from '../words/dates';
import { lawImportWords } from '../words/law-import';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { HANDLE, LEDGER } from './law-import.operations';
import { LawImportTabs } from './law-imports';

type Lines = LawLedgerListQuery['lawLedger'];
const pick = (data: LawLedgerListQuery): Lines => data.lawLedger;
/** What was kept word for word and not understood, until somebody has looked at it. */
export function LawLedger(): ReactNode {
  const w = useWords(lawImportWords);
  const { klara, i } = useSearch({ from: '/lagimport/liggaren' });
  const list = useList(LEDGER, { filter: { handled: klara ?? false, source: i ? sourceKey(i) : undefined } }, pick);
  return (
    <Page title={w.title} lead={<p>{w.ledgerLead}</p>}>
      <LawImportTabs />
      <div className="with-side side-first">
        <Narrowing label={w.narrow}>
          <Source key={i} initial={i ?? ''} />
          <Choices>
            <Choice to="/lagimport/liggaren" search={{ i }}>
              {w.waiting}
            </Choice>
            <Choice to="/lagimport/liggaren" search={{ i, klara: true }}>
              {w.handled}
            </Choice>
          </Choices>
        </Narrowing>
        <section aria-label={w.tabLedger}>
          <ListHead found={list.data && w.lines(list.data.lawLedger.totalCount)} />
          <Listed of={list} lines={14} empty={<Empty says={klara ? w.ledgerNoneHandled : w.ledgerNone} />}>
            {(nodes) => (
              <ul className="items">
                {nodes.map((line) => (
                  <Row key={`${line.id} ${line.version}`} of={line} again={list.again} />
                ))}
              </ul>
            )}
          </Listed>
        </section>
      </div>
    </Page>
  );
}

function Source({ initial }: { initial: string }): ReactNode {
  const w = useWords(lawImportWords);
  const id = useId();
  const navigate = useNavigate({ from: '/lagimport/liggaren' });
  const [text, setText] = useState(initial);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ search: (before) => ({ ...before, i: text.trim().replace(/^sfs[/ ]?/i, '') || undefined }) });
  };
  return (
    <form role="search" aria-label={w.source} onSubmit={onSubmit}>
      <label className="label" htmlFor={id}>
        {w.source}
      </label>
      <div className="row row-tight">
        <input
          id={id}
          type="search"
          maxLength={30}
          placeholder={w.sourceHint}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button button-second">
          {w.narrow}
        </button>
      </div>
    </form>
  );
}

function Row({ of, again }: { of: Lines['nodes'][number]; again: () => void }): ReactNode {
  const w = useWords(lawImportWords);
  const shell = useWords(shellWords);
  const id = useId();
  const number = placeOf(of.source)?.number;
  const [note, setNote] = useState(of.note ?? '');
  const [errors, setErrors] = useState<UserError[]>([]);
  const [handle, handling] = useAct(HANDLE);
  const send = async (personalData?: PersonalDataDecision): Promise<void> => {
    const handled = of.handledAt === null || of.handledAt === undefined;
    const outcome = await handle({
      id: of.id,
      expectedVersion: of.version,
      handled,
      note: note.trim() || undefined,
      personalData,
    });
    if (outcome.done) say(handled ? w.handledNow : w.reopened);
    else if (outcome.errors.some(({ code }) => code === 'CONFLICT')) say(w.conflict, 'wrong');
    else return setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
    again();
  };
  const personal = errors.find(isPersonal);
  const target = number && of.fragment ? provisionKey(number, of.fragment) : of.source;
  return (
    <li>
      <h2 className="item-title">
        <LawLink target={target}>
          SFS {number}
          {of.fragment ? ` ${labelOf(of.fragment)}` : ''}
        </LawLink>{' '}
        <Badge tone="calm">{w.codes[of.code] ?? of.code}</Badge>
      </h2>
      <p className="law-did" lang="sv">
        {of.sentence}
      </p>
      {of.excerpt ? (
        <blockquote className="law-excerpt" lang="sv">
          {of.excerpt}
        </blockquote>
      ) : null}
      {of.handledAt ? (
        <p className="small">
          {w.handledBy(of.handledBy?.name ?? '–', isoMoment(of.handledAt))}
          {of.note ? `: ${of.note}` : ''}
        </p>
      ) : (
        <details className="foldable law-fold">
          <summary>{w.note}</summary>
          <div className="fold-body">
            <label className="label" htmlFor={`${id}-note`}>
              {w.notePlain}
            </label>
            <textarea
              id={`${id}-note`}
              className="field-plain"
              rows={2}
              maxLength={2_000}
              value={note}
              onChange={({ target: { value } }) => setNote(value)}
            />
          </div>
        </details>
      )}
      {personal ? (
        <PersonalData error={personal} mayKeep={false} busy={handling} decide={(decision) => void send(decision)} />
      ) : null}
      {errors
        .filter((one) => one !== personal)
        .map(({ code, message }) => (
          <p key={code} className="field-error" role="alert">
            {message}
          </p>
        ))}
      <p className="law-act">
        <Button
          size="medium"
          variant="secondary"
          isDisabled={handling}
          aria-label={`${of.handledAt ? w.reopen : w.handle}: SFS ${number} ${of.fragment ? labelOf(of.fragment) : ''}`}
          onPress={() => void send()}
        >
          {of.handledAt ? w.reopen : w.handle}
        </Button>
      </p>
    </li>
  );
}
