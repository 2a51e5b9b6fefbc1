import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useActForm } from '../acts/act-form';
import type { ActDocument, Asked } from '../acts/acts';
import { Button } from '../parts/button';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import '../acts/acts.css';

/** A button that opens the form of something new, and leads to it once it is there. */
export function NewThing({
  label,
  create,
  document,
  fields,
  thing,
  shape,
}: {
  label: string;
  create: string;
  document: ActDocument;
  fields: Asked[];
  /** Name of the thing in the payload. */
  thing: string;
  shape?: (input: Record<string, unknown>) => Record<string, unknown>;
}): ReactNode {
  const w = useWords(actionWords);
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const id = useId();
  const form = useActForm(
    document,
    fields,
    (payload) => {
      const made = payload[thing] as { id: string };
      void navigate({ to: '/entry/$ref', params: { ref: made.id } });
    },
    shape,
    { keep: `nytt:${thing}` },
  );
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void form.send({});
  };
  return (
    <div className="actions no-print new-thing">
      <Button
        variant="secondary"
        size="medium"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onPress={() => setOpen(!open)}
      >
        {label}
      </Button>
      {open ? (
        <form id={id} className="action-form card" aria-label={label} onSubmit={onSubmit}>
          {form.body(() => ({}))}
          <div className="row">
            <Button type="submit" size="medium" isDisabled={form.acting}>
              {form.acting ? w.doing : create}
            </Button>
            <Button size="medium" variant="tertiary" onPress={() => setOpen(false)}>
              {w.cancel}
            </Button>
          </div>
        </form>
      ) : null}
    </div>
  );
}
