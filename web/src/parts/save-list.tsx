import { useState, type ReactNode } from 'react';
import { say } from '../shell/toasts';
import { shellWords } from '../words/shell';
import { useWords } from '../words/words';
import { Button } from './button';
import { csvOf, type Column } from './csv';
import type { List } from './list';

/** The whole list as it is narrowed and ordered now, for a sheet of one's own. */
export function SaveList<D, N>({
  of,
  name,
  columns,
}: {
  of: List<D, N>;
  /** Of the file, without the day and what comes after the point. */
  name: string;
  columns: readonly Column<N>[];
}): ReactNode {
  const w = useWords(shellWords);
  const [saving, setSaving] = useState(false);
  if (!of.nodes.length) return null;
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      const all = await of.all();
      if (!all) return say(w.saveListFailed, 'wrong');
      const url = URL.createObjectURL(new Blob([csvOf(columns, all.nodes)], { type: 'text/csv;charset=utf-8' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = `${name}-${new Date().toLocaleDateString('sv-SE')}.csv`;
      link.click();
      URL.revokeObjectURL(url);
      say(all.whole ? w.saveListDone(all.nodes.length) : w.saveListMost(all.nodes.length));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Button variant="tertiary" size="medium" isDisabled={saving} onPress={() => void save()}>
      {saving ? w.savingList : w.saveList}
    </Button>
  );
}
