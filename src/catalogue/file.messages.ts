import { defineMessages } from '../platform/i18n/messages.js';

// FILE_TOO_LARGE, FILE_EMPTY and FILE_TYPE stand in `catalogue.messages.ts`.
defineMessages({
  UPLOAD_INVALID: {
    sv: 'Uppladdningen gäller inte längre, eller gjordes av någon annan. Ladda upp filen igen.',
    en: 'The upload is no longer valid, or was made by somebody else. Upload the file again.',
  },
  UPLOAD_NO_FILE: {
    sv: 'Skicka en fil: antingen som ett formulär med en fil eller med innehållet direkt (application/octet-stream).',
    en: 'Send one file: either as a form with one file or its content directly (application/octet-stream).',
  },
  FILE_NOT_HERE: {
    sv: 'Filer bifogas av den enhet som äger posten och av dem som handlägger den.',
    en: 'Files are attached by the unit that owns the entry and by those who handle it.',
  },
  FILE_TOO_MANY: { sv: 'En post har högst {max} filer.', en: 'An entry has at most {max} files.' },
});
