import { useState, type FormEvent, type ReactNode } from 'react';
import { useAct, type UserError } from '../api/act';
import { graphql } from '../gql';
import type { ThreadFragment } from '../gql/graphql';
import { useKept } from '../drafts/use-kept';
import { useSession } from '../session/session';
import { say } from '../shell/toasts';
import { isoMoment } from '../words/dates';
import { entryWords } from '../words/entries';
import { questionWords } from '../words/questions';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { Badge } from './badges';
import { Button } from './button';
import { isPersonal, PersonalData, type PersonalDataDecision } from './personal-data';
import { Prose } from './prose';
import './thread.css';

graphql(`
  fragment Thread on Comment {
    id
    audience
    purpose
    html
    quote
    quoteBefore
    quoteAfter
    round
    revision
    createdAt
    author {
      id
      name
    }
    organisation {
      id
      shortName
    }
    unit {
      id
      name
    }
  }
`);

const COMMENT = graphql(`
  mutation CommentAdd($input: CommentAddInput!) {
    commentAdd(input: $input) {
      comment {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** `units`: several units write with the association here, so that each message says with which. */
export function Thread({ of, units }: { of: readonly ThreadFragment[]; units?: boolean }): ReactNode {
  const w = useWords(questionWords);
  const words = useWords(entryWords);
  const { viewer } = useSession();
  if (!of.length) return <p className="soft">{w.threadEmpty}</p>;
  return (
    <ol className="thread">
      {of.map((message) => {
        const own = message.author?.id === viewer?.person.id;
        return (
          <li
            key={message.id}
            className={`message${own ? ' message-own' : ''}${message.audience === 'INTERNAL' ? ' message-internal' : ''}`}
          >
            <p className="message-head">
              <strong>{message.author?.name ?? message.organisation?.shortName ?? words.unknownPerson}</strong>
              {message.author && message.organisation ? <span>{message.organisation.shortName}</span> : null}
              <time dateTime={message.createdAt}>{isoMoment(message.createdAt)}</time>
              {message.unit && units ? <span>{w.withUnit(message.unit.name)}</span> : null}
              {message.audience === 'INTERNAL' ? <Badge tone="waiting">{w.internal}</Badge> : null}
            </p>
            {message.quote ? <blockquote className="quote">{message.quote}</blockquote> : null}
            <Prose html={message.html} />
          </li>
        );
      })}
    </ol>
  );
}

/** A message in the thread. What is written stays in the browser until it has been sent. */
export function Compose({
  entry,
  mayNote,
  label,
  help,
  units,
  done,
}: {
  entry: string;
  mayNote: boolean;
  label: string;
  help?: string;
  /** Where all may read the thing: those that the association writes with about it, and nobody else reads. */
  units?: readonly { id: string; name: string }[];
  done: () => void;
}): ReactNode {
  const w = useWords(questionWords);
  const shell = useWords(shellWords);
  const key = `meddelande:${entry}`;
  const [text, setText, sent] = useKept(key, '');
  const [internal, setInternal] = useState(false);
  const [unit, setUnit] = useState<string>();
  const [errors, setErrors] = useState<UserError[]>([]);
  const [comment, sending] = useAct(COMMENT);
  const send = async (personalData?: PersonalDataDecision): Promise<void> => {
    const audience = internal ? 'INTERNAL' : units ? 'UNIT' : 'SHARED';
    const outcome = await comment({
      entry,
      body: text,
      audience,
      unit: audience === 'UNIT' ? (unit ?? units?.[0]?.id) : undefined,
      personalData,
    });
    if (!outcome.done) {
      setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
      return;
    }
    sent();
    setText('');
    setErrors([]);
    say(w.sentMessage);
    done();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim()) void send();
  };
  const personal = errors.find(isPersonal);
  return (
    <form className="compose no-print" onSubmit={onSubmit}>
      <label className="label" htmlFor={key}>
        {label}
      </label>
      {help ? (
        <span id={`${key}-help`} className="field-help">
          {help}
        </span>
      ) : null}
      <textarea
        id={key}
        aria-describedby={help ? `${key}-help` : undefined}
        className="field-plain"
        rows={3}
        maxLength={20_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {personal ? (
        <PersonalData error={personal} mayKeep={false} busy={sending} decide={(decision) => void send(decision)} />
      ) : null}
      {errors
        .filter((one) => one !== personal)
        .map(({ code, message }) => (
          <p key={code} className="field-error" role="alert">
            {message}
          </p>
        ))}
      {units && units.length > 1 && !internal ? (
        <label className="field">
          <span className="label">{w.toUnit}</span>
          <select className="field-plain" value={unit ?? units[0]!.id} onChange={({ target }) => setUnit(target.value)}>
            {units.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <div className="row">
        <Button type="submit" size="medium" variant="secondary" isDisabled={sending || !text.trim()}>
          {sending ? w.sending : w.send}
        </Button>
        {mayNote ? (
          <label className="choice-single">
            <input type="checkbox" checked={internal} onChange={({ target }) => setInternal(target.checked)} />
            {w.internal}
          </label>
        ) : null}
      </div>
    </form>
  );
}
