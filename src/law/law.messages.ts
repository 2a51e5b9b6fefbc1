import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  LAW_IS_NOT_WRITTEN_HERE: {
    sv: 'En rättskällas text skrivs inte här; den läses in från den som ger ut den.',
    en: 'The text of a legal source is not written here; it is imported from its publisher.',
  },
  LAW_IMPORT_EMPTY: {
    sv: 'Det finns inget att läsa in: lämna text, uppladdade filer eller adresser.',
    en: 'There is nothing to import: give texts, uploads or addresses.',
  },
  LAW_IMPORT_TOO_MANY: {
    sv: 'Högst {max} poster tas emot på en gång; hela mappar läses in med npx lagrum import sfs.',
    en: 'At most {max} records are taken at a time; whole folders are imported with npx lagrum import sfs.',
  },
  LAW_DESIGNATION: { sv: 'Författningen skrivs som 2008:355.', en: 'Write the act as 2008:355.' },
  'EVENT_law_source.created': { sv: 'Rättskällan lades upp', en: 'The legal source was entered' },
  'EVENT_law-import.requested': { sv: 'Inläsning av lag begärdes', en: 'An import of law was asked for' },
  'EVENT_law-ledger.handled': { sv: 'En rad i liggaren gicks igenom', en: 'A line of the ledger was looked at' },
  'EVENT_law-ledger.reopened': { sv: 'En rad i liggaren öppnades igen', en: 'A line of the ledger was reopened' },
  'EVENT_law.imported': { sv: 'En konsoliderad text lästes in', en: 'A consolidated text was imported' },
  LAW_DAY_OR_EDITION: {
    sv: 'Ange antingen en dag eller en utgåva, inte båda.',
    en: 'Give either a day or an edition, not both.',
  },
  LAW_WORDING_UNKNOWN: {
    sv: 'Bestämmelsen har ingen sådan lydelse.',
    en: 'The provision has no such wording.',
  },
});
