import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useAct, type UserError } from '../api/act';
import { useKept } from '../drafts/use-kept';
import { Button } from '../parts/button';
import { flat, locate, sidesOf, type Quoted } from '../parts/passage';
import { isPersonal, PersonalData, type PersonalDataDecision } from '../parts/personal-data';
import { say } from '../shell/toasts';
import { shellWords } from '../words/shell';
import { workWords } from '../words/work';
import { useWords } from '../words/words';
import { REVIEW_COMMENT } from './work.operations';

export const LONGEST_QUOTE = 1_000;

interface Remark {
  passage: string;
  body: string;
  /** What was selected, with what stands around it. */
  from: Quoted | null;
}
const EMPTY: Remark = { passage: '', body: '', from: null };
export const remarkKey = (revision: string): string => `kommentar:${revision}`;

/** A comment on a passage. The passage can be written or pasted too: not everybody selects with a pointer. */
export function RemarkForm({
  entry,
  revision,
  selected,
  text,
  mayKeep,
  close,
  done,
}: {
  entry: string;
  revision: string;
  selected: Quoted | null;
  /** The text as it stands, flat: what is quoted is kept with what stands around it. */
  text: () => string;
  mayKeep: boolean;
  close: () => void;
  done: () => void;
}): ReactNode {
  const w = useWords(workWords);
  const shell = useWords(shellWords);
  const [kept, keep, sent] = useKept<Remark>(remarkKey(revision), EMPTY);
  const [comment, busy] = useAct(REVIEW_COMMENT);
  const [errors, setErrors] = useState<UserError[]>([]);
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Another selection is another passage; the words that were written about the one before stay.
    if (selected) keep({ ...kept, passage: selected.quote, from: selected });
    box.current?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the form opens
  }, []);
  const send = async (personalData?: PersonalDataDecision): Promise<void> => {
    const quote = flat(kept.passage).slice(0, LONGEST_QUOTE);
    const around = quote ? placed(text(), quote, kept.from) : null;
    const outcome = await comment({
      entry,
      revision,
      body: kept.body,
      quote: quote || null,
      quoteBefore: around?.before || null,
      quoteAfter: around?.after || null,
      personalData,
    });
    if (!outcome.done)
      return setErrors(outcome.errors.map((one) => ({ ...one, message: one.message || shell.notSaved })));
    sent();
    say(w.commentSaved);
    done();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const personal = errors.find(isPersonal);
  return (
    <form className="card stack-tight" onSubmit={onSubmit} onKeyDown={(event) => event.key === 'Escape' && close()}>
      {errors
        .filter((one) => one !== personal)
        .map(({ code, message }) => (
          <p key={code} className="notice notice-wrong" role="alert">
            {message}
          </p>
        ))}
      {personal ? (
        <PersonalData error={personal} mayKeep={mayKeep} busy={busy} decide={(decision) => void send(decision)} />
      ) : null}
      {/* Labels beside their boxes and not around them: what one has written is no part of a box's name. */}
      <div className="field">
        <label className="label" htmlFor={`${id}-passage`}>
          {w.passage}
        </label>
        <textarea
          id={`${id}-passage`}
          className="field-plain"
          rows={2}
          maxLength={LONGEST_QUOTE}
          value={kept.passage}
          onChange={({ target }) => keep({ ...kept, passage: target.value })}
        />
      </div>
      <div className="field">
        <label className="label" htmlFor={`${id}-body`}>
          {w.comment}
        </label>
        <textarea
          id={`${id}-body`}
          ref={box}
          className="field-plain"
          rows={3}
          required
          maxLength={20_000}
          value={kept.body}
          onChange={({ target }) => keep({ ...kept, body: target.value })}
        />
      </div>
      <div className="row">
        <Button type="submit" size="medium" isDisabled={busy}>
          {w.commentSave}
        </Button>
        <Button size="medium" variant="tertiary" onPress={close}>
          {shell.close}
        </Button>
      </div>
    </form>
  );
}

/** What stands around the passage: of the one that was selected, else of the one that it is word for word. */
function placed(text: string, quote: string, from: Quoted | null): Quoted | null {
  const place = locate(text, from && flat(from.quote) === quote ? from : quote);
  return place?.exact ? sidesOf(text, place) : null;
}
