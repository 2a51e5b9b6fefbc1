import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { useRested } from '../shell/suggest';
import { actionWords } from '../words/actions';
import { useWords } from '../words/words';
import './acts.css';

const RECOGNISE = graphql(`
  query RecogniseProvisions($text: String!) {
    citations(text: $text) {
      start
      text
      label
      target
      targets
      reason
    }
  }
`);

const CANONICAL = /^[a-zåäö-]+\/[0-9]\S*$/i;

interface Attributes {
  id: string;
  className: string;
  required?: boolean;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

/** Provisions written as in a letter (26 kap. 1 § OSL); what the server takes them for is shown before anything is sent. */
export function Provisions({
  value,
  change,
  one,
  document,
  ...attributes
}: Attributes & {
  value: string[];
  change: (value: string[]) => void;
  one?: boolean;
  /** A document of the legislative process; what is not recognised is left for the server to judge. */
  document?: boolean;
}): ReactNode {
  const w = useWords(actionWords);
  const [text, setText] = useState(value.join('; '));
  const rested = useRested(text.trim(), 350);
  const ids = rested.split(/[;\s]+/).filter((part) => CANONICAL.test(part));
  const canonical = ids.length > 0;
  const [{ data, fetching }] = useQuery({
    query: RECOGNISE,
    variables: { text: rested },
    pause: rested.length < 3 || canonical,
  });
  const spans = rested && !canonical ? (data?.citations ?? []) : [];
  const found = canonical
    ? ids.map((id) => ({ label: id, targets: [id] }))
    : spans
        .filter(({ target }) => target)
        .map((span) => ({
          label: span.label ?? span.text,
          targets: span.targets.length ? span.targets : [span.target!],
        }));
  const recognised = [...new Set(found.flatMap((span) => span.targets))].slice(0, one ? 1 : 20);
  const targets = document && !recognised.length && rested ? [rested] : recognised;
  const key = targets.join(' ');
  useEffect(() => change(targets), [key]); // eslint-disable-line react-hooks/exhaustive-deps -- the callback is another at each drawing; only another value is news
  return (
    <>
      <input
        {...attributes}
        value={text}
        aria-describedby={`${attributes['aria-describedby'] ?? ''} ${attributes.id}-found`.trim()}
        onChange={(event) => setText(event.target.value)}
      />
      <span id={`${attributes.id}-found`} role="status" className="field-help">
        {found.length
          ? w.provisionsFound(found.map(({ label }) => label).join(', '))
          : rested && !fetching && data
            ? document
              ? w.documentMissing
              : w.provisionsMissing
            : document
              ? w.documentHelp
              : w.provisionsHelp}
      </span>
    </>
  );
}
