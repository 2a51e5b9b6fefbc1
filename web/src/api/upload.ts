import { language } from '../words/words';
import { OWN_HEADERS } from './client';

export type Uploaded = { upload: string } | { refused: string | null };

/**
 * Sends the content of a file; what the server gives for it is attached by an action. Refused with the server's words, or
 * with none where it was never heard of. `progress` in whole per cent: `fetch` cannot tell it.
 */
export function upload(file: File, progress: (percent: number) => void, stop?: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/files');
    for (const [name, value] of Object.entries({ ...OWN_HEADERS, 'accept-language': language() }))
      request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) progress(Math.floor((100 * loaded) / total));
    };
    request.onload = () => {
      const said = request.response as { upload?: string; detail?: string } | null;
      resolve(said?.upload ? { upload: said.upload } : { refused: said?.detail ?? null });
    };
    request.onerror = request.onabort = () => resolve({ refused: null });
    stop?.addEventListener('abort', () => request.abort());
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}
