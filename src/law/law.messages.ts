import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  LAW_IS_NOT_WRITTEN_HERE: {
    sv: 'En rättskällas text skrivs inte här; den läses in från den som ger ut den.',
    en: 'The text of a legal source is not written here; it is imported from its publisher.',
  },
  'EVENT_law_source.created': { sv: 'Rättskällan lades upp', en: 'The legal source was entered' },
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
