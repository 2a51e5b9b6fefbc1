import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  PLANNED: { sv: 'planerad', en: 'planned' },
  PREPARING: { sv: 'under förberedelse', en: 'being prepared' },
  SENT: { sv: 'skickad', en: 'sent' },
  HELD: { sv: 'genomförd', en: 'held' },
  RESPONDED: { sv: 'besvarad', en: 'responded to' },
  CANCELLED: { sv: 'inställd', en: 'cancelled' },
  ACTION_HAS_NO_LETTER: {
    sv: 'Ett möte, en hearing eller en referensgrupp har ingen skrivelse. Skriv vad som sades när den är genomförd.',
    en: 'A meeting, hearing or reference group has no letter. Write what was said when it has been held.',
  },
  ACTION_TAKES_NO_DECISION: {
    sv: 'Insatser av det här slaget beslutas inte av styrelsen.',
    en: 'Actions of this kind are not decided on by the board.',
  },
  ACTION_IS_SENT: { sv: 'En skrivelse skickas; den genomförs inte.', en: 'A letter is sent, not held.' },
  ACTION_IS_HELD: { sv: 'Insatsen genomförs; den skickas inte.', en: 'The action is held, not sent.' },
  LETTER_NOT_APPROVED: {
    sv: 'Det finns ingen granskad text att besluta om. Skriv skrivelsen och låt någon annan granska den först.',
    en: 'There is no reviewed text to decide on. Write the letter and have somebody else review it first.',
  },
  LETTER_NOT_PUBLISHED: {
    sv: 'Skrivelsen är inte färdig: den ska vara granskad och fastställd innan den skickas.',
    en: 'The letter is not finished: it must be reviewed and published before it is sent.',
  },
  LETTER_NOT_DECIDED: {
    sv: 'Ingen har beslutat om skrivelsen. Registrera styrelsens eller delegatens beslut först.',
    en: 'Nobody has decided on the letter. Register the decision of the board or the delegate first.',
  },
  DECIDED_ANOTHER_TEXT: {
    sv: 'Texten har ändrats sedan beslutet. Registrera ett beslut om den text som nu gäller.',
    en: 'The text has changed since the decision. Register a decision on the text that stands now.',
  },
  LETTER_HAS_NO_RECIPIENT: { sv: 'Ange vem skrivelsen är till.', en: 'Say whom the letter is for.' },
  LETTER_HAS_LEFT: {
    sv: 'Skrivelsen har lämnat huset och ändras inte. Planera en ny insats för en ny skrivelse.',
    en: 'The letter has left the house and is not changed. Plan a new action for a new letter.',
  },
  LETTER_BY_STAFF: {
    sv: 'Skrivelser skrivs av förbundets påverkansansvariga och jurister.',
    en: "Letters are written by the association's advocates and lawyers.",
  },
  DELEGATION_REQUIRED: {
    sv: 'Ange vilken delegation delegaten beslutade på.',
    en: 'Name the delegation that the delegate acted on.',
  },
  SENT_BEFORE_DECIDED: {
    sv: 'Skrivelsen kan inte ha skickats före beslutet {decidedOn}.',
    en: 'The letter cannot have been sent before the decision of {decidedOn}.',
  },
  ANSWERED_BEFORE_ASKED: {
    sv: 'Svaret kan inte ha kommit före den dag insatsen gjordes, {doneOn}.',
    en: 'The answer cannot have come before the day the action was done, {doneOn}.',
  },
  'EVENT_action.created': { sv: 'Insatsen skapades', en: 'The action was created' },
  'EVENT_action.planned': { sv: 'Insatsen planerades', en: 'The action was planned' },
  'EVENT_action.updated': { sv: 'Insatsen ändrades', en: 'The action was changed' },
  'EVENT_action.begun': { sv: 'Förberedelserna började', en: 'Preparations began' },
  'EVENT_action.decided': { sv: 'Beslut om skrivelsen registrerades', en: 'The decision on the letter was registered' },
  'EVENT_action.sent': { sv: 'Skrivelsen skickades', en: 'The letter was sent' },
  'EVENT_action.held': { sv: 'Insatsen genomfördes', en: 'The action was held' },
  'EVENT_action.responded': { sv: 'Ett svar registrerades', en: 'An answer was registered' },
  'EVENT_action.contact-logged': { sv: 'En kontakt antecknades', en: 'A contact was logged' },
  'EVENT_action.closed': { sv: 'Insatsen avslutades', en: 'The action was closed' },
  'EVENT_action.cancelled': { sv: 'Insatsen ställdes in', en: 'The action was cancelled' },
});
