import { Link } from '@tanstack/react-router';
import { useCallback, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { CALENDAR_CREATE, CALENDAR_REVOKE, CALENDARS, DEADLINES } from '../advocacy/advocacy.operations';
import { AdvocacyTabs } from '../advocacy/tabs';
import { useAct } from '../api/act';
import type { CalendarsQuery, DeadlinesQuery } from '../gql/graphql';
import { Button } from '../parts/button';
import { EntryLink } from '../parts/entry-link';
import { useList } from '../parts/list';
import { Empty, Listed, Table } from '../parts/listing';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { advocacyWords } from '../words/advocacy';
import { isoDay } from '../words/dates';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const pick = (data: DeadlinesQuery): DeadlinesQuery['deadlines'] => data.deadlines;

export function Deadlines(): ReactNode {
  const w = useWords(advocacyWords);
  const { viewer } = useSession();
  const list = useList(DEADLINES, {}, pick);
  return (
    <Page title={w.deadlines} kicker={<Link to="/paverkan">{w.title}</Link>}>
      <AdvocacyTabs />
      <div className="stack-large">
        <section>
          <Listed
            of={list}
            lines={8}
            empty={
              <Empty says={w.deadlinesNone}>
                <Link to="/paverkan">{w.tabs.board}</Link>
              </Empty>
            }
          >
            {(nodes) => (
              <Table label={w.deadlines} heads={[w.day, w.what, w.tabs.board, w.responsible]}>
                {nodes.map((one) => (
                  <tr key={one.id}>
                    <td className="ref">{one.on}</td>
                    <td>{one.milestone ? w.milestone[one.milestone.kind] : w.deadlineKind[one.kind]}</td>
                    <td>
                      <EntryLink entry={one.dossier} />
                    </td>
                    <td>{one.milestone?.responsible?.name}</td>
                  </tr>
                ))}
              </Table>
            )}
          </Listed>
        </section>
        <section className="stack">
          <h2>{w.calendars}</h2>
          <p>
            <a href="/calendar/remisser.ics">{w.calendarPublic}</a>
          </p>
          {viewer ? <Calendars /> : null}
        </section>
      </div>
    </Page>
  );
}

function Calendars(): ReactNode {
  const w = useWords(advocacyWords);
  const [result, ask] = useQuery({ query: CALENDARS });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return (
    <>
      <p className="soft narrow">{w.calendarsLead}</p>
      <NewCalendar again={again} />
      <Loaded of={result} again={again} lines={3}>
        {({ calendarTokens }) =>
          calendarTokens.length ? (
            <ul className="items narrow">
              {calendarTokens.map((one) => (
                <CalendarRow key={one.id} of={one} again={again} />
              ))}
            </ul>
          ) : (
            <p className="soft">{w.calendarsNone}</p>
          )
        }
      </Loaded>
    </>
  );
}

function CalendarRow({ of, again }: { of: CalendarsQuery['calendarTokens'][number]; again: () => void }): ReactNode {
  const w = useWords(advocacyWords);
  const shell = useWords(shellWords);
  const [revoke, busy] = useAct(CALENDAR_REVOKE);
  return (
    <li className="task">
      <div className="task-main">
        <p>
          <strong>{of.label}</strong>
        </p>
        <div className="item-meta">
          <span>{of.unit ? of.unit.name : w.scopes[of.scope]}</span>
          <span>
            {w.created} {isoDay(of.createdAt)}
          </span>
          {of.revokedAt ? (
            <span>
              {w.revoked} {isoDay(of.revokedAt)}
            </span>
          ) : null}
        </div>
      </div>
      {of.revokedAt ? null : (
        <Button
          variant="tertiary"
          size="medium"
          isDisabled={busy}
          aria-label={w.revokeOf(of.label)}
          onPress={() =>
            void revoke({ id: of.id }).then((outcome) => {
              if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
              say(w.revokeDone);
              again();
            })
          }
        >
          {w.revoke}
        </Button>
      )}
    </li>
  );
}

function NewCalendar({ again }: { again: () => void }): ReactNode {
  const w = useWords(advocacyWords);
  const shell = useWords(shellWords);
  const { viewer } = useSession();
  const [create, busy] = useAct(CALENDAR_CREATE);
  const [label, setLabel] = useState('');
  const [whose, setWhose] = useState('');
  const [made, setMade] = useState<string>();
  const units = new Map(viewer?.memberships.flatMap(({ unit }) => (unit ? [[unit.id, unit.name] as const] : [])));
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void create(whose ? { label, scope: 'UNIT', unit: whose } : { label, scope: 'PERSON' }).then((outcome) => {
      if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
      setMade(outcome.payload.address?.url);
      setLabel('');
      again();
    });
  };
  const copy = (): void => {
    navigator.clipboard.writeText(made ?? '').then(
      () => say(w.copied),
      () => say(w.copyByHand, 'wrong'),
    );
  };
  return (
    <>
      {made ? (
        <div className="notice notice-done" role="status">
          <div className="stack-tight">
            <p>{w.calendarMade}</p>
            <label className="field">
              <span className="label">{w.calendarAddress}</span>
              <input className="field-plain secret" readOnly value={made} onFocus={({ target }) => target.select()} />
            </label>
          </div>
          <Button size="medium" onPress={copy}>
            {w.copy}
          </Button>
        </div>
      ) : null}
      <form className="filter-grid" aria-label={w.calendarNew} onSubmit={onSubmit}>
        <label className="field">
          <span className="label">{w.calendarLabel}</span>
          <input
            className="field-plain"
            required
            maxLength={100}
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{w.calendarScope}</span>
          <select className="field-plain" value={whose} onChange={({ target }) => setWhose(target.value)}>
            <option value="">{w.scopes.PERSON}</option>
            {[...units].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div className="row">
          <Button type="submit" size="medium" isDisabled={busy}>
            {w.calendarNew}
          </Button>
        </div>
      </form>
    </>
  );
}
