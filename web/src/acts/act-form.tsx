import { Fragment, useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useAct, type UserError } from '../api/act';
import { Button } from '../parts/button';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { say } from '../shell/toasts';
import { actionWords } from '../words/actions';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { inputOf, saidOf, sending, type Act, type ActDocument, type Asked, type Values } from './acts';
import { ActField } from './act-field';
import { useValues } from './use-values';
import './acts.css';

type More = Record<string, unknown> | (() => Record<string, unknown>);

interface Around {
  /** Runs first: false says that it cannot be done yet, and has said why. */
  before?: () => Promise<boolean>;
  /** Personal data may be kept, on a stated ground. */
  mayKeep?: boolean;
  /** Somebody else changed the thing meanwhile. */
  conflict?: () => void;
  /** By what the words are kept in the browser until they are sent. */
  keep?: string;
}

/** A form over an act: what it asks for, what the server said of it, and what it found of personal data. */
export function useActForm(
  document: ActDocument,
  fields: Asked[],
  then: (payload: Record<string, unknown>) => void,
  /** Where the input is shaped otherwise than the form. */
  shape: (input: Record<string, unknown>) => Record<string, unknown> = (input) => input,
  around: Around = {},
): {
  values: Values;
  acting: boolean;
  /** A file is on its way. */
  waits: boolean;
  send: (more: More) => Promise<'done' | 'conflict' | 'refused'>;
  body: (more: () => Record<string, unknown>) => ReactNode;
} {
  const shell = useWords(shellWords);
  const [act, acting] = useAct(document);
  const [values, change, sent] = useValues(fields, around.keep);
  const [errors, setErrors] = useState<UserError[]>([]);
  const send = async (more: More, personalData?: PersonalDataDecision) => {
    if (around.before && !(await around.before())) return 'refused' as const;
    const outcome = await act({
      ...(typeof more === 'function' ? more() : more),
      ...shape(inputOf(fields, values)),
      ...(personalData ? { personalData } : {}),
    });
    if (outcome.done) {
      sent();
      setErrors([]);
      then(outcome.payload as Record<string, unknown>);
      return 'done' as const;
    }
    if (outcome.errors[0]?.code === 'CONFLICT') {
      around.conflict?.();
      return 'conflict' as const;
    }
    setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
    return 'refused' as const;
  };
  const body = (more: () => Record<string, unknown>): ReactNode => {
    const shown = fields.filter(({ when }) => !when || when(values));
    const personal = errors.find(isPersonal);
    const general = errors.filter(
      (one) => one !== personal && !shown.some(({ name }) => saidOf([one], name) !== undefined),
    );
    return (
      <>
        {general.map(({ message, code }) => (
          <p key={code + message} className="notice notice-wrong" role="alert">
            {message}
          </p>
        ))}
        {personal ? (
          <PersonalData
            error={personal}
            mayKeep={around.mayKeep === true}
            busy={acting}
            decide={(decision) => void send(more, decision)}
          />
        ) : null}
        {shown.map((field) => (
          <Fragment key={field.name}>
            {field.part ? <h2 className="form-part">{field.part}</h2> : null}
            <ActField
              of={field}
              value={values[field.name]}
              change={(value) => change(field.name, value)}
              error={saidOf(
                errors.filter((one) => one !== personal),
                field.name,
              )}
            />
          </Fragment>
        ))}
      </>
    );
  };
  return { values, acting, waits: sending(fields, values), send, body };
}

/** What an act needs to know, asked for where its button was. */
export function ActForm({
  panel,
  act,
  id,
  version,
  before,
  close,
  done,
  moved = done,
}: {
  panel: string;
  act: Act;
  id: string;
  version: number | (() => number);
  before?: () => Promise<boolean>;
  close: () => void;
  done: () => void;
  /** Somebody else was first: reads the thing anew. What was filled in stays, for whoever still wants to do it. */
  moved?: () => void;
}): ReactNode {
  const w = useWords(actionWords);
  const form = useRef<HTMLFormElement>(null);
  const headingId = useId();
  const { acting, waits, send, body } = useActForm(
    act.document,
    act.fields,
    () => {
      say(act.done);
      done();
    },
    act.shape,
    {
      before,
      mayKeep: act.mayKeep,
      keep: `akt:${act.key ?? act.action}:${id}`,
      conflict: () => {
        say(w.conflict, 'wrong');
        moved();
      },
    },
  );
  const more = (): Record<string, unknown> => {
    const expectedVersion = typeof version === 'number' ? version : version();
    return { ...(act.names ? act.names(id, expectedVersion) : { id, expectedVersion }), ...act.fixed };
  };
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('textarea, select, input, button')?.focus();
  }, []);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send(more);
  };
  return (
    <form
      id={panel}
      ref={form}
      className="action-form card"
      aria-labelledby={headingId}
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <h3 id={headingId}>{act.label}</h3>
      {act.help ? <p className="soft">{act.help}</p> : null}
      {body(more)}
      <div className="row">
        <Button
          type="submit"
          size="medium"
          variant={act.look === 'danger' ? 'danger' : 'primary'}
          isDisabled={acting || waits}
        >
          {acting ? w.doing : act.label}
        </Button>
        <Button size="medium" variant="tertiary" onPress={close}>
          {w.cancel}
        </Button>
      </div>
    </form>
  );
}
