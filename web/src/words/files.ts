import { words } from './words';

export const fileWords = words(
  {
    choose: 'Välj fil',
    chooseMany: 'Välj filer',
    another: 'Välj en annan fil',
    drop: 'eller dra den hit',
    none: 'Ingen fil är vald.',
    sending: 'Laddar upp',
    takeAway: 'Ta bort',
    takeAwayFile: (name: string) => `Ta bort ${name}`,
    failed: 'Filen kunde inte laddas upp. Kontrollera förbindelsen och välj den igen.',
  },
  {
    choose: 'Choose a file',
    chooseMany: 'Choose files',
    another: 'Choose another file',
    drop: 'or drag it here',
    none: 'No file is chosen.',
    sending: 'Uploading',
    takeAway: 'Remove',
    takeAwayFile: (name) => `Remove ${name}`,
    failed: 'The file could not be uploaded. Check the connection and choose it again.',
  },
);
