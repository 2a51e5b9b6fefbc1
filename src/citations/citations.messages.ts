import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  LAW_STANDS: {
    sv: 'Ingen känd ändring i det som texten hänvisar till.',
    en: 'No known change in what the text cites.',
  },
  LAW_HAS_CHANGED: {
    sv: 'Lagen har ändrats sedan texten skrevs (SFS {act}, {on}). Läs den med försiktighet tills någon har sett över den.',
    en: 'The law has changed since the text was written (SFS {act}, {on}). Read it with care until somebody has looked.',
  },
  LAW_HAS_CHANGED_SOMEHOW: {
    sv: 'Lagen har ändrats sedan texten skrevs. Läs den med försiktighet tills någon har sett över den.',
    en: 'The law has changed since the text was written. Read it with care until somebody has looked.',
  },
  LAW_WILL_CHANGE_ON: {
    sv: 'Lagen ändras {on} (SFS {act}). Till dess gäller det som står här.',
    en: 'The law will change on {on} (SFS {act}). Until then what stands here holds.',
  },
  LAW_WILL_CHANGE_SOMETIME: {
    sv: 'Lagen ska ändras (SFS {act}) från en dag som regeringen bestämmer.',
    en: 'The law is to change (SFS {act}) from a day that the government decides.',
  },

  CITATION_CURRENT: { sv: 'Gäller som när texten skrevs.', en: 'As it was when the text was written.' },
  CITATION_CHANGES_ON: { sv: 'Ändras {on} genom SFS {act}.', en: 'Changes on {on} by SFS {act}.' },
  CITATION_CHANGES_SOMETIME: {
    sv: 'Ändras genom SFS {act} från en dag som regeringen bestämmer.',
    en: 'Changes by SFS {act} from a day that the government decides.',
  },
  CITATION_ENDS_ON: { sv: 'Upphör att gälla {on} (SFS {act}).', en: 'Ceases to apply on {on} (SFS {act}).' },
  CITATION_CHANGED_SINCE: { sv: 'Har ändrats {on} genom SFS {act}.', en: 'Was changed on {on} by SFS {act}.' },
  CITATION_REPEALED: { sv: 'Upphörde att gälla {on} (SFS {act}).', en: 'Ceased to apply on {on} (SFS {act}).' },
  CITATION_RENUMBERED: {
    sv: 'Har fått ny beteckning; orden är desamma.',
    en: 'Has got another number; the words are the same.',
  },
  CITATION_NOT_HELD: {
    sv: 'Rättskällan eller bestämmelsen är inte inläst här, så ändringar i den märks inte.',
    en: 'The source or provision has not been read here, so changes in it go unnoticed.',
  },
  CITATION_NO_CITATION: { sv: 'Inte en hänvisning till lag.', en: 'Not a citation of law.' },
  'CITATION_no-base': {
    sv: 'Texten säger inte vilken lag som avses.',
    en: 'The text does not say which act is meant.',
  },
  'CITATION_no-antecedent': {
    sv: 'Det som hänvisningen syftar tillbaka på finns inte i texten.',
    en: 'What the citation points back at is not in the text.',
  },
  'CITATION_unsure-antecedent': {
    sv: 'Hänvisningen kan syfta tillbaka på mer än en sak.',
    en: 'The citation may point back at more than one thing.',
  },
  'CITATION_unknown-act': { sv: 'Författningen är inte känd till namnet.', en: 'No act of that name is known.' },
  'CITATION_ambiguous-name': {
    sv: 'Namnet betyder mer än en författning.',
    en: 'The name means more than one act.',
  },
  'CITATION_name-not-in-use-then': {
    sv: 'Namnet var inte i bruk när texten skrevs.',
    en: 'The name was not in use when the text was written.',
  },
  'CITATION_older-act': { sv: 'En äldre lag med samma namn avses.', en: 'An older act of the same name is meant.' },
  'CITATION_unknown-title': { sv: 'Dokumentets titel saknas.', en: 'The title of the document is missing.' },
  CITATION_UNRESOLVED: { sv: 'Hänvisningen kunde inte tydas.', en: 'The citation could not be made out.' },

  CITATION_BY_HAND: {
    sv: 'Bestämmelsen är angiven i posten, inte i en text. Ändra den där.',
    en: 'The provision is stated on the entry, not in a text. Change it there.',
  },
  CITATION_TARGET_UNREADABLE: {
    sv: 'Det går inte att tyda ”{target}”. Skriv till exempel 6 kap. 2 § patientdatalagen eller sfs/2008:355#K6P2.',
    en: '“{target}” cannot be made out. Write for example 6 kap. 2 § patientdatalagen or sfs/2008:355#K6P2.',
  },
  CITATION_TARGET_OR_NONE: {
    sv: 'Ange antingen vad som avses eller att det inte är en hänvisning.',
    en: 'Give either what is meant or that it is no citation.',
  },
  CITATION_NO_SUCH_PROVISION: {
    sv: '{place} finns inte i {source} så som den är inläst.',
    en: 'There is no {place} in {source} as it has been read.',
  },
  CITATION_NOT_CORRECTED: { sv: 'Hänvisningen är inte rättad.', en: 'The citation has not been corrected.' },

  IMPACT_CHANGED_SINCE: {
    sv: '{place} {source} har ändrats {on} genom SFS {act}.',
    en: '{place} {source} was changed on {on} by SFS {act}.',
  },
  IMPACT_CHANGES_ON: {
    sv: '{place} {source} ändras {on} genom SFS {act}.',
    en: '{place} {source} changes on {on} by SFS {act}.',
  },
  IMPACT_CHANGES_SOMETIME: {
    sv: '{place} {source} ändras genom SFS {act} från en dag som regeringen bestämmer.',
    en: '{place} {source} changes by SFS {act} from a day that the government decides.',
  },
  IMPACT_REPEALED_SINCE: {
    sv: '{place} {source} har upphört att gälla {on} (SFS {act}).',
    en: '{place} {source} ceased to apply on {on} (SFS {act}).',
  },
  IMPACT_REPEALED_ON: {
    sv: '{place} {source} upphör att gälla {on} (SFS {act}).',
    en: '{place} {source} ceases to apply on {on} (SFS {act}).',
  },
  IMPACT_RENUMBERED: {
    sv: '{place} {source} får ny beteckning {on} (SFS {act}); orden är desamma.',
    en: '{place} {source} gets another number on {on} (SFS {act}); the words are the same.',
  },

  'EVENT_citation.corrected': { sv: 'En hänvisning rättades', en: 'A citation was corrected' },
  'EVENT_citation.restored': { sv: 'En rättad hänvisning återställdes', en: 'A corrected citation was restored' },
  'EVENT_law.re-review-confirmed': {
    sv: 'Sågs över efter en ändring: texten gäller fortfarande',
    en: 'Looked at after a change: the text still holds',
  },
});
