import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { TypedDocumentNode } from 'urql';
import { useAct, type UserError } from '../api/act';
import { Button } from '../parts/button';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { say } from '../shell/toasts';
import { actionWords } from '../words/actions';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { Field, type FieldValue } from './action-fields';
import { QUESTION_MUTATIONS } from './question-mutations';
import { REVISION_MUTATIONS } from './revision-mutations';
import type { ActionSpec } from './specs';

type AnyAction = TypedDocumentNode<Record<string, { userErrors: UserError[] }>, { input: Record<string, unknown> }>;

const DOCUMENTS = { ...QUESTION_MUTATIONS, ...REVISION_MUTATIONS } as unknown as Record<string, AnyAction>;

/** What an action needs to know, asked for where the button was. */
export function ActionForm({
  panel,
  spec,
  id,
  version,
  before,
  staff,
  initialAreas,
  close,
  done,
}: {
  panel: string;
  spec: ActionSpec;
  id: string;
  version: number | (() => number);
  before?: () => Promise<boolean>;
  staff: boolean;
  initialAreas?: string[];
  close: () => void;
  done: () => void;
}): ReactNode {
  const w = useWords(actionWords);
  const shell = useWords(shellWords);
  const words = w.actions[spec.words ?? spec.mutation]!;
  const [act, acting] = useAct(DOCUMENTS[spec.mutation]!);
  const [values, setValues] = useState<Record<string, FieldValue>>(() => {
    const areas = spec.fields.some(({ kind }) => kind === 'areas');
    return areas && initialAreas?.length ? { subjectAreas: initialAreas } : {};
  });
  const [errors, setErrors] = useState<UserError[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const headingId = useId();
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('textarea, select, input, button');
    first?.focus();
  }, []);

  const send = async (personalData?: PersonalDataDecision): Promise<void> => {
    if (before && !(await before())) return;
    const expectedVersion = typeof version === 'number' ? version : version();
    const input: Record<string, unknown> = { id, expectedVersion, ...spec.fixed };
    for (const [name, value] of Object.entries(values)) if (value !== '' && value !== undefined) input[name] = value;
    if (personalData) input.personalData = personalData;
    const outcome = await act(input);
    if (outcome.done) {
      say(words.done);
      done();
    } else if (outcome.errors[0]?.code === 'CONFLICT') {
      say(w.conflict, 'wrong');
      done();
    } else setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const personal = errors.find(isPersonal);
  const general = errors.filter((one) => one !== personal && !spec.fields.some(({ name }) => name === one.path.at(-1)));
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
      <h3 id={headingId}>{words.label}</h3>
      {words.help ? <p className="soft">{words.help}</p> : null}
      {general.map(({ message, code }) => (
        <p key={code} className="notice notice-wrong" role="alert">
          {message}
        </p>
      ))}
      {personal ? (
        <PersonalData error={personal} mayKeep={false} busy={acting} decide={(decision) => void send(decision)} />
      ) : null}
      {spec.fields.map((field) => (
        <Field
          key={field.name}
          of={field.name === 'to' && !staff ? { ...field, role: 'SUBMITTER' } : field}
          value={values[field.name]}
          change={(value) => setValues((all) => ({ ...all, [field.name]: value }))}
          error={errors.find((one) => one.path.at(-1) === field.name && !isPersonal(one))?.message}
        />
      ))}
      <div className="row">
        <Button type="submit" size="medium" variant={spec.look === 'danger' ? 'danger' : 'primary'} isDisabled={acting}>
          {acting ? w.doing : words.label}
        </Button>
        <Button size="medium" variant="tertiary" onPress={close}>
          {w.cancel}
        </Button>
      </div>
    </form>
  );
}
