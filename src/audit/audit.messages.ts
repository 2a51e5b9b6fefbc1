import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  AUDIT_SUBJECT: {
    sv: 'Ange id för det vars händelser du vill se: en post, en organisation eller en person.',
    en: 'Give the id of what you want the events of: an entry, an organisation or a person.',
  },
  HISTORY_SYSTEM: { sv: 'Systemet', en: 'The system' },
  HISTORY_ASSOCIATION: { sv: 'SKR', en: 'SALAR' },
  HISTORY_SOMEBODY: { sv: 'Någon', en: 'Somebody' },
});
