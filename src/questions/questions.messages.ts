import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  TITLE_REQUIRED: {
    sv: 'Frågan behöver en rubrik innan den kan skickas.',
    en: 'The question needs a title before it can be sent.',
  },
  TEXT_REQUIRED: { sv: 'Skriv själva frågan innan den skickas.', en: 'Write the question itself before it is sent.' },
  DISCLOSURE_NOT_DECIDED: {
    sv: 'Att skicka frågan är att lämna ut uppgifterna i den. Bekräfta att den är avidentifierad, eller ange med vilken grund uppgifterna lämnas ut (till exempel samtycke eller 10 kap. 2 § OSL).',
    en: 'To send the question is to disclose what it says. Confirm that it is de-identified, or state the ground for disclosure (such as consent or OSL 10:2).',
  },
  ACCESS_GROUND_REQUIRED: {
    sv: 'Ange varför åtkomsten ska vara begränsad, till exempel 26 kap. 1 § OSL.',
    en: 'Say why access is to be restricted, such as OSL 26:1.',
  },
  SENDING_NOT_REQUESTED: {
    sv: 'Ingen har bett om godkännande för att skicka frågan.',
    en: 'Nobody has asked for approval to send the question.',
  },
  SENDING_ALREADY_REQUESTED: {
    sv: 'Frågan väntar redan på godkännande i din organisation.',
    en: 'The question is already waiting for approval in your organisation.',
  },
  NO_APPROVER: {
    sv: 'Organisationen kräver godkännande innan en fråga skickas, men ingen i enheten får godkänna. Be organisationens administratör utse någon.',
    en: 'The organisation demands approval before a question is sent, but nobody in the unit may approve. Ask its administrator to appoint somebody.',
  },
  ASSIGNEE_REQUIRED: {
    sv: 'Välj vilken jurist som ska ha frågan.',
    en: 'Choose the lawyer who is to have the question.',
  },
  NOT_A_LAWYER: { sv: 'Personen är inte jurist hos förbundet.', en: 'The person is not a lawyer of the association.' },
  NOT_A_COLLEAGUE: {
    sv: 'Frågan kan bara lämnas över till någon i samma enhet som får ställa frågor.',
    en: 'The question can be handed only to somebody of the same unit who may ask questions.',
  },
  ALREADY_THEIRS: { sv: 'Personen har redan frågan.', en: 'The person already has the question.' },
  DUPLICATE_OF_NO_ANSWER: {
    sv: 'Den posten ger inget svar: peka på en publicerad vägledning eller på en fråga som handläggs eller är besvarad.',
    en: 'That entry gives no answer: point to published guidance, or to a question that is being handled or is answered.',
  },
  DUPLICATE_NOT_SEEN_BY_ASKER: {
    sv: 'Frågeställaren får inte se den posten. Lyft svaret till vägledning först och peka på den, eller besvara frågan för sig.',
    en: 'The asker may not see that entry. Lift its answer to guidance first and point to that, or answer this question on its own.',
  },
  QUESTION_NOT_IN_PROGRESS: {
    sv: 'Svaret kan inte skrivas eller publiceras nu: frågan är ”{state}”. Den måste vara under handläggning.',
    en: 'The answer cannot be written or published now: the question is "{state}". It must be in progress.',
  },
  ANSWER_BY_LAWYER: {
    sv: 'Svaret skrivs av den jurist som har frågan eller av en annan jurist hos förbundet.',
    en: 'The answer is written by the lawyer who has the question or by another lawyer of the association.',
  },
  'RULE_BROKEN.deidentified_or_disclosure_ground': {
    sv: 'En fråga kan inte skickas utan att vara avidentifierad eller ha en grund för utlämnandet.',
    en: 'A question cannot be sent unless it is de-identified or has a ground for disclosure.',
  },
  'RULE_BROKEN.one_open_pause_per_question': {
    sv: 'Någon annan hann be om komplettering just nu. Läs om och försök igen.',
    en: 'Somebody else asked for information just now. Read again and try again.',
  },
  DRAFT: { sv: 'utkast', en: 'draft' },
  SUBMITTED: { sv: 'inkommen', en: 'submitted' },
  IN_PROGRESS: { sv: 'under handläggning', en: 'in progress' },
  AWAITING_INFORMATION: { sv: 'väntar på komplettering', en: 'awaiting information' },
  ANSWERED: { sv: 'besvarad', en: 'answered' },
  CLOSED: { sv: 'avslutad', en: 'closed' },
  REJECTED: { sv: 'avvisad', en: 'rejected' },
  DUPLICATE: { sv: 'besvarad av en annan post', en: 'answered by another entry' },
  WITHDRAWN: { sv: 'återkallad', en: 'withdrawn' },
  DISCARDED: { sv: 'kastad', en: 'discarded' },

  // What the trail says happened, in words.
  'EVENT_question.created': { sv: 'Frågan påbörjades', en: 'The question was begun' },
  'EVENT_question.updated': { sv: 'Frågan ändrades', en: 'The question was changed' },
  'EVENT_question.approval-requested': {
    sv: 'Lämnades för godkännande att skicka',
    en: 'Approval to send was asked for',
  },
  'EVENT_question.sending-declined': { sv: 'Godkändes inte för att skickas', en: 'Sending was declined' },
  'EVENT_question.submitted': { sv: 'Frågan skickades', en: 'The question was sent' },
  'EVENT_question.accepted': { sv: 'En jurist tog frågan', en: 'A lawyer took the question' },
  'EVENT_question.information-requested': { sv: 'Komplettering begärdes', en: 'Information was asked for' },
  'EVENT_question.information-provided': { sv: 'Komplettering lämnades', en: 'Information was provided' },
  'EVENT_question.resumed': { sv: 'Handläggningen återupptogs', en: 'Work was resumed' },
  'EVENT_question.rejected': { sv: 'Frågan avvisades', en: 'The question was rejected' },
  'EVENT_question.duplicate': { sv: 'Besvaras av en annan post', en: 'Answered by another entry' },
  'EVENT_question.released': { sv: 'Lämnades tillbaka till inkorgen', en: 'Released to the inbox' },
  'EVENT_question.transferred': { sv: 'Lämnades över till en kollega', en: 'Transferred to a colleague' },
  'EVENT_question.withdrawn': { sv: 'Frågan återkallades', en: 'The question was withdrawn' },
  'EVENT_question.answered': { sv: 'Frågan besvarades', en: 'The question was answered' },
  'EVENT_question.answer-withdrawn': { sv: 'Svaret drogs tillbaka', en: 'The answer was withdrawn' },
  'EVENT_question.closed': { sv: 'Frågan avslutades', en: 'The question was closed' },
  'EVENT_question.reopened': { sv: 'Frågan öppnades igen', en: 'The question was reopened' },
  'EVENT_question.discarded': { sv: 'Utkastet kastades', en: 'The draft was discarded' },
  'EVENT_question.personal-data-kept': {
    sv: 'Personuppgifter behölls, med grund',
    en: 'Personal data were kept, on a ground',
  },
});
