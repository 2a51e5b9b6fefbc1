import { useRef, useState, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { OWN_HEADERS } from '../api/client';
import { graphql } from '../gql';
import { say } from '../shell/toasts';
import { number } from '../words/dates';
import { questionWords } from '../words/questions';
import { language, useWords } from '../words/words';

const ATTACH = graphql(`
  mutation FileAttach($input: FileAttachInput!) {
    fileAttach(input: $input) {
      file {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

export function Files({
  of,
  entry,
  mayAttach,
  done,
}: {
  of: readonly { id: string; name: string; size: number; url: string }[];
  entry: string;
  mayAttach: boolean;
  done: () => void;
}): ReactNode {
  const w = useWords(questionWords);
  const [attach] = useAct(ATTACH);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  if (!of.length && !mayAttach) return null;
  const upload = async (file: File): Promise<void> => {
    setBusy(true);
    try {
      const body = new FormData();
      body.append('file', file);
      const headers = { ...OWN_HEADERS, 'accept-language': language() };
      const answer = await fetch('/files', { method: 'POST', body, headers, credentials: 'same-origin' });
      const said = (await answer.json()) as { upload?: string; detail?: string };
      if (!said.upload) return say(said.detail ?? w.attachFailed, 'wrong');
      const outcome = await attach({ entry, upload: said.upload, name: file.name });
      if (!outcome.done) return say(outcome.errors[0]?.message || w.attachFailed, 'wrong');
      say(w.attached(file.name));
      done();
    } catch {
      say(w.attachFailed, 'wrong');
    } finally {
      setBusy(false);
      if (box.current) box.current.value = '';
    }
  };
  return (
    <section className="card">
      <h2>{w.files}</h2>
      {of.length ? (
        <ul className="plain-list">
          {of.map((file) => (
            <li key={file.id}>
              <a href={file.url} download>
                {file.name}
              </a>{' '}
              <span className="soft small">{number(Math.ceil(file.size / 1024))} kB</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.filesNone}</p>
      )}
      {mayAttach ? (
        <label className="attach no-print">
          <span>{busy ? w.attaching : w.attach}</span>
          <input
            ref={box}
            type="file"
            disabled={busy}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) void upload(file);
            }}
          />
        </label>
      ) : null}
    </section>
  );
}
