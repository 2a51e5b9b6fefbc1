import { useState, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { upload } from '../api/upload';
import { graphql } from '../gql';
import { say } from '../shell/toasts';
import { FileChooser, sizeOf, type ChosenFile } from './file-chooser';
import { fileWords } from '../words/files';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';

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
  const { failed } = useWords(fileWords);
  const [attach] = useAct(ATTACH);
  const [sent, setSent] = useState<ChosenFile | null>(null);
  if (!of.length && !mayAttach) return null;
  const busy = sent?.percent !== undefined;
  const send = async (file: File): Promise<void> => {
    const about = { name: file.name, size: file.size };
    setSent({ ...about, percent: 0 });
    const content = await upload(file, (percent) => setSent({ ...about, percent }));
    if ('refused' in content) return setSent({ ...about, error: content.refused ?? failed });
    const outcome = await attach({ entry, upload: content.upload, name: file.name });
    if (!outcome.done) return setSent({ ...about, error: outcome.errors[0]?.message || failed });
    setSent(null);
    // What a file is called may itself be secret: it is said where it stands, not in passing.
    say(w.attached);
    done();
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
              <span className="soft small">{sizeOf(file.size)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{w.filesNone}</p>
      )}
      {mayAttach ? (
        <div className="no-print attach">
          <FileChooser
            label={w.attach}
            chosen={sent ? [sent] : []}
            busy={busy}
            choose={([file]) => void send(file!)}
            takeAway={() => setSent(null)}
          />
        </div>
      ) : null}
    </section>
  );
}
