import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  OPEN: { sv: 'öppen', en: 'open' },
  CLAIMED: { sv: 'tagen', en: 'claimed' },
  DONE: { sv: 'klar', en: 'done' },
  OBSOLETE: { sv: 'inaktuell', en: 'obsolete' },
  TASK_CLOSES_BY_ITS_ACTION: {
    sv: 'Uppgiften blir klar när det den gäller är gjort: gör det i posten. Bara uppgifter som någon har skrivit själv bockas av för hand.',
    en: 'The task is done when what it is about has been done: do that on the entry. Only tasks that a person wrote are ticked off by hand.',
  },
  TASK_FOLLOWS_ENTRY: {
    sv: 'Den som har posten har uppgiften. Överför posten i stället.',
    en: 'Whoever has the entry has the task. Transfer the entry instead.',
  },
  TASK_NOT_FOR_YOU: {
    sv: 'Du har själv skrivit eller föreslagit det som ska prövas, så uppgiften är någon annans.',
    en: 'You wrote or proposed what is to be judged, so the task is somebody else’s.',
  },
  ASSIGNEE_WITHOUT_ROLE: {
    sv: 'Personen har inte den roll som uppgiften kräver, eller kan inte se posten. Välj en annan kollega.',
    en: 'The person lacks the role that the task demands, or cannot see the entry. Choose another colleague.',
  },
  NOT_A_RE_REVIEW: {
    sv: 'Det här är ingen uppgift att se över något på nytt.',
    en: 'This is no task to look at something again.',
  },
  TASK_DUE_IN_THE_PAST: { sv: 'Sista dagen har redan passerat.', en: 'The last day has already passed.' },
});
