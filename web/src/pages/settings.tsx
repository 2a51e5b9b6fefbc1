import { useCallback, useState, useSyncExternalStore, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAct, type Outcome } from '../api/act';
import { graphql } from '../gql';
import { Button } from '../parts/button';
import { Loaded } from '../parts/loaded';
import { Page } from '../parts/page';
import { useSession } from '../session/session';
import { setShortcuts, shortcutsOn, watchShortcuts } from '../shell/shortcut-setting';
import { say } from '../shell/toasts';
import { adminWords } from '../words/admin';
import { isoMoment } from '../words/dates';
import { entryWords } from '../words/entries';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';

const SETTINGS = graphql(`
  query Settings {
    viewer {
      language
      person {
        id
        version
        name
        email
      }
    }
    sessions {
      id
      issuer
      createdAt
      expiresAt
      current
    }
    tokens {
      id
      label
      createdAt
      expiresAt
      scopes
    }
  }
`);

const LANGUAGE = graphql(`
  mutation OwnLanguage($input: PersonUpdateInput!) {
    personUpdate(input: $input) {
      person {
        id
        version
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const END_SESSION = graphql(`
  mutation SessionRevoke($input: SessionRevokeInput!) {
    sessionRevoke(input: $input) {
      sessions {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
const ISSUE = graphql(`
  mutation TokenIssue($input: TokenIssueInput!) {
    tokenIssue(input: $input) {
      secret
      userErrors {
        ...Refusal
      }
    }
  }
`);
const REVOKE = graphql(`
  mutation TokenRevoke($input: TokenRevokeInput!) {
    tokenRevoke(input: $input) {
      tokens {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export function Settings(): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const roles = useWords(entryWords).role;
  const { viewer } = useSession();
  const [result, ask] = useQuery({ query: SETTINGS });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const [setLanguage, setting] = useAct(LANGUAGE);
  const [endSession, ending] = useAct(END_SESSION);
  const [revoke, revoking] = useAct(REVOKE);
  const on = useSyncExternalStore(watchShortcuts, shortcutsOn);
  const told = (outcome: Outcome<unknown>, said: string): void => {
    say(outcome.done ? said : outcome.errors[0]?.message || shell.notSaved, outcome.done ? 'done' : 'wrong');
    again();
  };
  return (
    <Page title={w.settings} lead={<p>{w.settingsLead}</p>}>
      <Loaded of={result} again={again} lines={12}>
        {(data) => (
          <div className="stack-large narrow">
            <section>
              <h2>{w.you}</h2>
              <p>
                {data.viewer?.person.name} <span className="soft">{data.viewer?.person.email}</span>
              </p>
              <ul className="prose">
                {viewer?.memberships.map((one) => (
                  <li key={one.id}>
                    {roles[one.role]}, {one.unit?.name}, {one.organisation?.name}
                  </li>
                ))}
              </ul>
            </section>
            {data.viewer ? (
              <section>
                <h2>{w.languageTitle}</h2>
                <fieldset className="choices">
                  <legend>{w.languageMail}</legend>
                  {(['sv', 'en'] as const).map((one) => (
                    <label key={one}>
                      <input
                        type="radio"
                        name="mail-language"
                        disabled={setting}
                        checked={data.viewer!.language === one}
                        onChange={() =>
                          void setLanguage({
                            id: data.viewer!.person.id,
                            expectedVersion: data.viewer!.person.version,
                            language: one,
                          }).then((outcome) => told(outcome, w.saved))
                        }
                      />
                      {one === 'sv' ? w.swedish : w.english}
                    </label>
                  ))}
                </fieldset>
              </section>
            ) : null}
            <section>
              <h2>{w.shortcuts}</h2>
              <p className="soft">{w.shortcutsLead}</p>
              <label className="choice-single">
                <input type="checkbox" checked={on} onChange={({ target }) => setShortcuts(target.checked)} />
                {w.shortcutsOn}
              </label>
            </section>
            <section>
              <h2>{w.sessions}</h2>
              <ul className="items">
                {data.sessions.map((one) => (
                  <li key={one.id} className="task">
                    <div className="task-main">
                      <p>
                        <strong>{one.current ? w.thisSession : w.otherSession}</strong>
                      </p>
                      <p className="soft small">
                        {w.since} {isoMoment(one.createdAt)} {w.until} {isoMoment(one.expiresAt)}
                      </p>
                    </div>
                    {one.current ? null : (
                      <Button
                        size="medium"
                        variant="tertiary"
                        isDisabled={ending}
                        aria-label={`${w.endSession}, ${isoMoment(one.createdAt)}`}
                        onPress={() => void endSession({ id: one.id }).then((outcome) => told(outcome, w.sessionEnded))}
                      >
                        {w.endSession}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
            <section>
              <h2>{w.tokens}</h2>
              <p className="soft">{w.tokensLead}</p>
              {data.tokens.length ? (
                <ul className="items">
                  {data.tokens.map((one) => (
                    <li key={one.id} className="task">
                      <div className="task-main">
                        <p>
                          <strong>{one.label}</strong>
                        </p>
                        <p className="soft small">
                          {w.since} {isoMoment(one.createdAt)} {w.until} {isoMoment(one.expiresAt)}
                        </p>
                      </div>
                      <Button
                        size="medium"
                        variant="tertiary"
                        isDisabled={revoking}
                        aria-label={`${w.revoke}: ${one.label}`}
                        onPress={() => void revoke({ id: one.id }).then((outcome) => told(outcome, w.revoked))}
                      >
                        {w.revoke}
                      </Button>
                    </li>
                  ))}
                </ul>
              ) : (
                <p>{w.noTokens}</p>
              )}
              <NewToken done={again} />
            </section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function NewToken({ done }: { done: () => void }): ReactNode {
  const w = useWords(adminWords);
  const shell = useWords(shellWords);
  const [issue, issuing] = useAct(ISSUE);
  const [label, setLabel] = useState('');
  const [period, setPeriod] = useState('1h');
  const [secret, setSecret] = useState<string | null>(null);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const outcome = await issue({ label, expiresIn: period });
    if (!outcome.done) return say(outcome.errors[0]?.message || shell.notSaved, 'wrong');
    setSecret(outcome.payload.secret ?? null);
    setLabel('');
    done();
  };
  return (
    <details className="foldable card add">
      <summary>{w.newToken}</summary>
      <form className="stack fold-body" onSubmit={(event) => void onSubmit(event)}>
        <label className="field">
          <span className="label">{w.tokenLabel}</span>
          <input
            className="field-plain"
            required
            maxLength={100}
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{w.tokenExpires}</span>
          <select className="field-plain" value={period} onChange={({ target }) => setPeriod(target.value)}>
            {Object.entries(w.periods).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" size="medium" variant="secondary" isDisabled={issuing}>
          {w.tokenDo}
        </Button>
        {secret ? (
          <div className="notice notice-done" role="status">
            <div className="stack-tight">
              <p>{w.tokenSecret}</p>
              <p>
                <code className="secret">{secret}</code>
              </p>
            </div>
          </div>
        ) : null}
      </form>
    </details>
  );
}
