import { defineMessages, hasMessage, Language, say } from '../platform/i18n/messages.js';

/** `{ref}` is what people say aloud, or "ett utkast" before there is one. Never a title, never text of an entry. */
defineMessages({
  'TELL.no-ref': { sv: 'ett utkast', en: 'a draft' },
  'TELL.other': { sv: 'Något har hänt med {ref}', en: 'Something happened to {ref}' },

  'TELL.question.submitted': { sv: 'En ny rättsfråga har kommit in: {ref}', en: 'A new question has come in: {ref}' },
  'TELL.question.sending-requested': {
    sv: '{ref} väntar på ditt ja innan den skickas',
    en: '{ref} waits for your yes before it is sent',
  },
  'TELL.question.sending-approved': { sv: '{ref} har godkänts för att skickas', en: 'Sending {ref} has been approved' },
  'TELL.question.sending-refused': { sv: '{ref} fick inte skickas', en: 'Sending {ref} was refused' },
  'TELL.question.accepted': { sv: '{ref} handläggs nu av en jurist', en: 'A lawyer is now working on {ref}' },
  'TELL.question.information-requested': {
    sv: 'Juristen behöver veta mer om {ref}',
    en: 'The lawyer needs to know more about {ref}',
  },
  'TELL.question.information-provided': { sv: '{ref} har kompletterats', en: 'Information has been given on {ref}' },
  'TELL.question.answered': { sv: '{ref} har besvarats', en: '{ref} has been answered' },
  'TELL.question.answer-withdrawn': {
    sv: 'Svaret på {ref} har dragits tillbaka',
    en: 'The answer to {ref} has been withdrawn',
  },
  'TELL.question.rejected': { sv: '{ref} har avvisats', en: '{ref} has been rejected' },
  'TELL.question.duplicate': { sv: '{ref} besvaras av en annan post', en: '{ref} is answered by another entry' },
  'TELL.question.withdrawn': { sv: '{ref} har återkallats', en: '{ref} has been withdrawn by the asker' },
  'TELL.question.reopened': { sv: '{ref} har öppnats igen', en: '{ref} has been opened again' },
  'TELL.question.closed': { sv: '{ref} har avslutats', en: '{ref} has been closed' },
  'TELL.question.no-reply': {
    sv: '{ref} har avslutats eftersom ingen komplettering kom',
    en: '{ref} has been closed because no reply came',
  },
  'TELL.question.released': {
    sv: '{ref} har lämnats tillbaka till inkorgen',
    en: '{ref} has been given back to the inbox',
  },
  'TELL.question.transferred': { sv: '{ref} har förts över till dig', en: '{ref} has been transferred to you' },
  'TELL.guidance.lifted': {
    sv: 'Svaret på {ref} har blivit vägledning för alla',
    en: 'The answer to {ref} has become guidance for all',
  },

  'TELL.entry.published': { sv: '{ref} har en ny publicerad text', en: '{ref} has a new published text' },
  'TELL.entry.withdrawn': { sv: 'Texten i {ref} har dragits tillbaka', en: 'The text of {ref} has been withdrawn' },
  'TELL.comment.added': { sv: 'Någon har skrivit i {ref}', en: 'Somebody has written on {ref}' },
  'TELL.entry.flagged': { sv: '{ref} har flaggats', en: '{ref} has been flagged' },

  'TELL.law.changed': {
    sv: 'Lag som {ref} hänvisar till har ändrats',
    en: 'Law that {ref} cites has been changed',
  },
  'TELL.law.renumbered': {
    sv: 'En bestämmelse som {ref} hänvisar till har fått ny beteckning',
    en: 'A provision that {ref} cites has got another number',
  },
  'TELL.law.act-changed': {
    sv: 'En författning som {ref} hänvisar till i sin helhet har ändrats',
    en: 'An act that {ref} cites as a whole has been changed',
  },

  'TELL.task.review': { sv: 'En text i {ref} väntar på granskning', en: 'A text of {ref} waits for review' },
  'TELL.task.revise': { sv: 'Granskaren vill ha ändringar i {ref}', en: 'The reviewer wants changes in {ref}' },
  'TELL.task.publish': {
    sv: 'Texten i {ref} är godkänd och kan publiceras',
    en: 'The text of {ref} is approved and can be published',
  },
  'TELL.task.retro-review': {
    sv: '{ref} publicerades i nödläge och ska granskas i efterhand',
    en: '{ref} was published in an emergency and is to be reviewed afterwards',
  },
  'TELL.task.replace': {
    sv: '{ref} klarade inte efterhandsgranskningen: dra tillbaka eller ersätt texten',
    en: '{ref} failed its retro-review: withdraw or replace the text',
  },
  'TELL.task.assigned': { sv: 'Du har fått en uppgift om {ref}', en: 'You have been given a task about {ref}' },
  'TELL.task.remind': {
    sv: 'Tiden för en uppgift om {ref} är snart ute',
    en: 'The time for a task about {ref} is soon up',
  },
  'TELL.task.overdue': { sv: 'Tiden för en uppgift om {ref} är ute', en: 'The time for a task about {ref} is up' },
  'TELL.review-request.proposed': {
    sv: 'En åtgärd i {ref} väntar på att en andra person säger ja eller nej',
    en: 'An act on {ref} waits for the yes or no of a second person',
  },
  'TELL.review-request.accepted': {
    sv: 'Åtgärden du föreslog i {ref} har godtagits',
    en: 'The act you proposed on {ref} was accepted',
  },
  'TELL.review-request.rejected': {
    sv: 'Åtgärden du föreslog i {ref} har avslagits',
    en: 'The act you proposed on {ref} was rejected',
  },

  'MAIL.open': { sv: 'Öppna i Lagrum:', en: 'Open in Lagrum:' },
  'MAIL.why': {
    sv: 'Du får detta för att du har en uppgift i eller bevakar posten. Innehållet står inte i brevet, eftersom det kan vara sekretessbelagt.',
    en: 'You get this because you have a task on the entry or watch it. Its content is not in the mail, since it may be secret.',
  },
});

/**
 * A reason in words. The title is set after the sentence and not through a parameter of it: parameters that happen to
 * be a message code are translated.
 */
export function wordsOf(reason: string, language: Language, ref: string | null, title: string | null): string {
  const code = hasMessage(`TELL.${reason}`) ? `TELL.${reason}` : 'TELL.other';
  const sentence = say(code, language, { ref: ref ?? say('TELL.no-ref', language) });
  const said = sentence[0]!.toLocaleUpperCase(language) + sentence.slice(1);
  return title === null ? said : `${said} – ${title}`;
}
