import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  LIFT_NEEDS_PUBLISHED_ANSWER: {
    sv: 'Frågan har inget publicerat svar. Publicera svaret först; därefter kan det lyftas till vägledning.',
    en: 'The question has no published answer. Publish the answer first; then it can be lifted to guidance.',
  },
  LIFT_NOT_CONFIRMED: {
    sv: 'Bekräfta att ingen kan identifieras i texten (deIdentified: true). Läs den med den som frågade i tankarna.',
    en: 'Confirm that nobody can be identified from the text (deIdentified: true). Read it with the asker in mind.',
  },
  LIFT_IDENTIFIES_ASKER: {
    sv: 'Texten pekar ut den som frågade: den innehåller {what}. Skriv om stället så att det gäller alla.',
    en: 'The text points out the asker: it holds {what}. Rewrite the passage so that it holds for all.',
  },
  LIFT_ORIGIN_UNSEEN: {
    sv: 'Texten kommer från en fråga som du inte ser, så att ingen pekas ut kan inte kontrolleras. Be en jurist som ser frågan.',
    en: 'The text comes from a question that you do not see, so it cannot be checked that nobody is pointed out. Ask a lawyer who sees it.',
  },
  ASKER_PERSON_NAME: { sv: 'frågeställarens namn', en: "the asker's name" },
  ASKER_EMAIL: { sv: 'frågeställarens e-postadress', en: "the asker's e-mail address" },
  ASKER_ORGANISATION: { sv: 'organisationens namn', en: "the organisation's name" },
  ASKER_UNIT: { sv: 'nämndens eller avdelningens namn', en: 'the name of the board or department' },
  ASKER_DIARY_NUMBER: { sv: 'frågans diarienummer', en: "the question's diary number" },
  ASKER_REF: { sv: 'frågans beteckning', en: "the question's ref" },
  GUIDANCE_IS_DISCARDED: { sv: 'Vägledningen är kasserad.', en: 'The guidance has been discarded.' },
  GUIDANCE_NEEDS_SUBJECT_AREA: {
    sv: 'Ange minst ett rättsområde: det avgör hur många som granskar.',
    en: 'Give at least one subject area: it decides how many review.',
  },
  GUIDANCE_TEXT_IN_REVIEW: {
    sv: 'Texten är på granskning eller godkänd. Ta tillbaka den först.',
    en: 'The text is in review or approved. Take it back first.',
  },
  GUIDANCE_IS_CURRENT: {
    sv: 'Gäller. Rätten är beskriven som den var {asOf}.',
    en: 'Current. It states the law as it was on {asOf}.',
  },
  GUIDANCE_IS_CURRENT_UNDATED: { sv: 'Gäller.', en: 'Current.' },
  GUIDANCE_IS_FLAGGED: {
    sv: 'En dom, ett beslut eller en ny rättsakt kan beröra vägledningen ({count}). Den ses över; läs den med försiktighet.',
    en: 'A judgment, decision or new act may touch this guidance ({count}). It is being looked at; read it with care.',
  },
  GUIDANCE_REVIEW_IS_DUE: {
    sv: 'Vägledningen skulle ha setts över senast {reviewBy}. Kontrollera att den fortfarande stämmer.',
    en: 'This guidance was to be looked at again by {reviewBy}. Check that it still holds.',
  },
  GUIDANCE_IS_WITHDRAWN: {
    sv: 'Återkallad {date}. Texten finns kvar för den som har stött sig på den, men gäller inte.',
    en: 'Withdrawn {date}. The text remains for those who leaned on it, but does not hold.',
  },
  GUIDANCE_NOT_MONITORED: {
    sv: 'Det här bevakas inte maskinellt: ny praxis från domstolar, beslut från JO, IMY och andra myndigheter, myndigheternas föreskrifter och EU-rätt. De noteras för hand när de blir kända.',
    en: 'Not monitored by machine: new case law, decisions of the Parliamentary Ombudsmen, IMY and other authorities, agency regulations and EU law. They are noted by hand when they become known.',
  },
  GUIDANCE_VERSION_UNKNOWN: {
    sv: 'Det finns ingen publicerad version {number} av vägledningen.',
    en: 'There is no published version {number} of this guidance.',
  },

  // What the trail says happened, in words.
  'EVENT_guidance.created': { sv: 'Vägledningen påbörjades', en: 'The guidance was begun' },
  'EVENT_guidance.lifted': { sv: 'Lyftes från ett svar', en: 'Lifted from an answer' },
  'EVENT_guidance.numbered': { sv: 'Fick sitt nummer', en: 'Was given its number' },
  'EVENT_guidance.updated': { sv: 'Vägledningen ändrades', en: 'The guidance was changed' },
  'EVENT_guidance.published': { sv: 'Vägledningen publicerades', en: 'The guidance was published' },
  'EVENT_guidance.withdrawn': { sv: 'Vägledningen drogs tillbaka', en: 'The guidance was withdrawn' },
  'EVENT_guidance.discarded': { sv: 'Utkastet kastades', en: 'The draft was discarded' },
});
