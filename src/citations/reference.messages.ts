import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  REFERENCE_EMPTY: {
    sv: 'Skriv en hänvisning, till exempel OSL 10:2 a, 6 kap. 2 § PDL, 2018:1212 eller prop. 2017/18:105.',
    en: 'Write a reference, such as OSL 10:2 a, 6 kap. 2 § PDL, 2018:1212 or prop. 2017/18:105.',
  },
  REFERENCE_NO_ACT: {
    sv: 'Vilken författning? Skriv också namnet, förkortningen eller numret: 6 kap. 2 § PDL.',
    en: 'Which act? Write its name, abbreviation or number too: 6 kap. 2 § PDL.',
  },
  REFERENCE_NOTHING: {
    sv: 'Ingen författning heter så. Prova numret (2008:355) eller en del av namnet.',
    en: 'No act is called that. Try its number (2008:355) or part of its name.',
  },
  REFERENCE_REPEALED: { sv: 'Upphävd från och med {on}{by}.', en: 'Repealed from {on}{by}.' },
  REFERENCE_REPEALED_UNDATED: { sv: 'Upphävd{by}.', en: 'Repealed{by}.' },
  REFERENCE_BY: { sv: ' genom {act}', en: ' by {act}' },
  REFERENCE_ACT_REPEALED: {
    sv: 'Författningen är upphävd från och med {on}; övergångsbestämmelser kan hålla den levande.',
    en: 'The act is repealed from {on}; transitional provisions can keep it alive.',
  },
  REFERENCE_ACT_COMING: { sv: 'Träder i kraft {on}.', en: 'Comes into force {on}.' },
  REFERENCE_COMING_UNDECIDED: {
    sv: 'Träder i kraft den dag regeringen bestämmer.',
    en: 'Comes into force on a day that the government decides.',
  },
  REFERENCE_RENUMBERED: { sv: 'Betecknas nu {label}.', en: 'Its number is now {label}.' },
  REFERENCE_UNCERTAIN: {
    sv: 'Lydelsen den dagen är inte inläst.',
    en: 'The wording of that day has not been read here.',
  },
  REFERENCE_NO_PLACE: { sv: '{label} finns inte i {title}.', en: 'There is no {label} in {title}.' },
  REFERENCE_MOVED: {
    sv: 'Det som stod i {label} finns sedan {on} i {title}.',
    en: 'What stood in {label} is since {on} in {title}.',
  },
  REFERENCE_NO_PIECE: {
    sv: '{label} finns, men inte det ställe i den som angavs.',
    en: '{label} is there, but not the place in it that was given.',
  },
  REFERENCE_TEXT_NOT_HERE: {
    sv: 'Texten är inte inläst, så att stället finns har inte kontrollerats.',
    en: 'The text has not been read here, so whether the place exists was not checked.',
  },
  REFERENCE_NO_TEXT: { sv: 'Texten är inte inläst.', en: 'The text has not been read here.' },
  REFERENCE_REPLACED: { sv: 'Ersatt från och med {on} av {title}.', en: 'Replaced from {on} by {title}.' },
  REFERENCE_UNKNOWN_NUMBER: {
    sv: 'Numret är inte känt här: varken texten eller namnet är inläst.',
    en: 'The number is not known here: neither text nor name has been read.',
  },
  REFERENCE_NAME_ENDED: { sv: '{name} betydde detta till {to}.', en: '{name} meant this until {to}.' },
  REFERENCE_NAME_BEGINS: { sv: '{name} betyder detta från och med {from}.', en: '{name} means this from {from}.' },
  REFERENCE_SIMILAR: { sv: 'Menade du {name}?', en: 'Did you mean {name}?' },
  CITATION_BASE_BROKEN: {
    sv: 'Ange var texten står som ett kanoniskt id: sfs/2008:355#K6P2.',
    en: 'Say where the text stands as a canonical id: sfs/2008:355#K6P2.',
  },
});
