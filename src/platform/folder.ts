import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * `mkdir -p`. Not Node's `recursive`, which never returns where the system says that a parent is missing although it is
 * there (/proc, some network mounts): a wrong LAGRUM_HOME would hang the start instead of ending it with a sentence.
 */
export function makeFolder(path: string): void {
  const parent = dirname(path);
  if (parent !== path && !statSync(parent, { throwIfNoEntry: false })) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
