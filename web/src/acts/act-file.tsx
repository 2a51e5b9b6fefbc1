import { useEffect, useRef, useState, type ReactNode } from 'react';
import { upload } from '../api/upload';
import { FileChooser, type ChosenFile } from '../parts/file-chooser';
import { fileWords } from '../words/files';
import { useWords } from '../words/words';
import type { Asked, Value } from './acts';

/** A file that is sent while the rest of the form is written; the act that follows takes it. */
export function ActFile({
  of,
  change,
  error,
}: {
  of: Extract<Asked, { kind: 'file' }>;
  change: (value: Value) => void;
  error?: string;
}): ReactNode {
  const w = useWords(fileWords);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const sending = useRef<AbortController | null>(null);
  useEffect(() => () => sending.current?.abort(), []);
  const send = async (chosen: File): Promise<void> => {
    sending.current?.abort();
    const stop = (sending.current = new AbortController());
    const about = { name: chosen.name, size: chosen.size };
    setFile({ ...about, percent: 0 });
    change([{ name: chosen.name }]);
    const sent = await upload(chosen, (percent) => setFile({ ...about, percent }), stop.signal);
    if (stop.signal.aborted) return;
    if ('refused' in sent) {
      setFile({ ...about, error: sent.refused ?? w.failed });
      change(undefined);
    } else {
      setFile(about);
      change([{ name: chosen.name, upload: sent.upload }]);
    }
  };
  return (
    <FileChooser
      label={of.label}
      help={of.help}
      error={error}
      chosen={file ? [file] : []}
      busy={file?.percent !== undefined}
      choose={([chosen]) => void send(chosen!)}
      takeAway={() => {
        setFile(null);
        change(undefined);
      }}
    />
  );
}
