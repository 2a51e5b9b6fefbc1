import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  PROPOSED: { sv: 'föreslagen', en: 'proposed' },
  ACCEPTED: { sv: 'godtagen', en: 'accepted' },
  REJECTED: { sv: 'avvisad', en: 'rejected' },
  DECIDER_IS_PROPOSER: {
    sv: 'Du har själv föreslagit detta. En annan person måste säga ja eller nej.',
    en: 'You proposed this yourself. Another person must say yes or no.',
  },
  UNKNOWN_ACT: {
    sv: 'Den här versionen av tjänsten känner inte till åtgärden ”{act}”.',
    en: 'This release of the service does not know the act "{act}".',
  },
  ALREADY_PROPOSED: {
    sv: 'Samma åtgärd är redan föreslagen för den här posten. Avgör det förslaget först.',
    en: 'The same act is already proposed for this entry. Decide on that proposal first.',
  },
  'RULE_BROKEN.one_open_review_request_per_act': {
    sv: 'Någon annan hann föreslå samma åtgärd just nu. Läs om och avgör det förslaget först.',
    en: 'Somebody else proposed the same act just now. Read again and decide on that proposal first.',
  },
  'RULE_BROKEN.decider_is_not_the_proposer': {
    sv: 'Den som har föreslagit åtgärden kan inte själv avgöra den.',
    en: 'Whoever proposed the act cannot decide on it.',
  },
  ACCESS_NOT_WIDER: {
    sv: 'Posten kan redan ses av lika många eller fler ({access}). Välj en vidare åtkomst, eller begränsa den i stället.',
    en: 'The entry can already be seen by as many or more ({access}). Choose a wider access, or restrict it instead.',
  },
  ACCESS_TOO_WIDE: {
    sv: 'En post av det här slaget kan inte göras synlig för fler än {widest}.',
    en: 'An entry of this kind cannot be shown to more than {widest}.',
  },
  ACCESS_NOT_NARROWER: {
    sv: 'Posten ses redan av lika få eller färre ({access}). Att vidga åtkomsten föreslås och avgörs av en annan person.',
    en: 'The entry is already seen by as few or fewer ({access}). Widening the access is proposed, and decided by another person.',
  },
  NO_SECOND_PERSON: {
    sv: 'Ingen annan i enheten kan se posten och avgöra förslaget. Ange en kollega som ska avgöra det.',
    en: 'Nobody else in the unit can see the entry and decide. Name a colleague who is to decide.',
  },
  NOT_OF_THE_UNIT: {
    sv: 'Personen hör inte till den nämnd eller avdelning som äger posten.',
    en: 'The person does not belong to the board or department that owns the entry.',
  },
  TOO_MANY_PEOPLE: { sv: 'Högst {max} personer kan anges.', en: 'At most {max} people can be named.' },
  PERSONAL_DATA_STANDS: {
    sv: 'Posten innehåller personnummer som bara får stå kvar där åtkomsten är begränsad. Ta bort eller dölj dem först.',
    en: 'The entry holds personal identity numbers, which may stay only where access is restricted. Remove or mask them first.',
  },

  // What the trail says happened, in words.
  'EVENT_entry.lower-secrecy-proposed': { sv: 'Sänkt sekretess föreslogs', en: 'Lower secrecy was proposed' },
  'EVENT_entry.restricted': { sv: 'Begränsades till namngivna personer', en: 'Restricted to named people' },
  'EVENT_entry.secrecy-lowered': { sv: 'Sekretessen sänktes', en: 'Secrecy was lowered' },
  'EVENT_review-request.proposed': { sv: 'En åtgärd föreslogs', en: 'An act was proposed' },
  'EVENT_review-request.accepted': { sv: 'Förslaget godtogs', en: 'The proposal was accepted' },
  'EVENT_review-request.withdrawn': { sv: 'Förslaget återtogs', en: 'The proposal was taken back' },
  'EVENT_review-request.rejected': { sv: 'Förslaget avslogs', en: 'The proposal was rejected' },
});
