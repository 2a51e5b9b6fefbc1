import type { ReactNode } from 'react';
import { isoMoment } from '../words/dates';
import { questionWords } from '../words/questions';
import { useWords } from '../words/words';
import type { SaveState } from './autosave';

/** Where what one writes lies just now. */
export function SaveLine({ of }: { of: SaveState<object> }): ReactNode {
  const w = useWords(questionWords);
  const said = {
    nothing: w.saveNothing,
    kept: w.saveKept,
    saving: w.saveSaving,
    saved: of.savedAt ? w.saveSaved(isoMoment(of.savedAt).slice(-5)) : '',
    refused: w.saveRefused,
    offline: w.saveOffline,
    nowhere: w.saveNowhere,
    conflict: w.conflictTitle,
  }[of.status];
  return (
    <p role="status" className={`save-line save-${of.status}`}>
      {said}
    </p>
  );
}
