import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  // States, as WRONG_STATE names them.
  RESTING: { sv: 'vilande', en: 'resting' },
  IN_FORCE: { sv: 'i kraft', en: 'in force' },
  RECALLED: { sv: 'återkallad', en: 'recalled' },
  LAPSED: { sv: 'förfallen', en: 'lapsed' },
  DROPPED: { sv: 'struken', en: 'dropped' },
  DECLINED: { sv: 'avböjd', en: 'declined' },

  STAGE_INITIATIVE: { sv: 'initiativ', en: 'initiative' },
  STAGE_ANNOUNCEMENT: { sv: 'tillkännagivande', en: 'announcement by Riksdagen' },
  STAGE_EU_PROPOSAL: { sv: 'EU-förslag', en: 'EU proposal' },
  STAGE_DIRECTIVE: { sv: 'kommittédirektiv', en: 'terms of reference' },
  STAGE_INQUIRY: { sv: 'betänkande (SOU eller Ds)', en: 'inquiry (SOU or Ds)' },
  STAGE_REFERRAL: { sv: 'remiss', en: 'remiss' },
  STAGE_COUNCIL_ON_LEGISLATION: { sv: 'lagrådsremiss', en: 'referral to the Council on Legislation' },
  STAGE_BILL: { sv: 'proposition', en: 'bill' },
  STAGE_COMMITTEE_REPORT: { sv: 'utskottsbetänkande', en: 'committee report' },
  STAGE_DECISION: { sv: 'riksdagens beslut', en: 'decision of Riksdagen' },
  STAGE_EU_ADOPTED: { sv: 'antagen EU-rättsakt', en: 'adopted EU act' },
  STAGE_ISSUED: { sv: 'utfärdad', en: 'issued' },
  STAGE_IN_FORCE: { sv: 'ikraftträdande', en: 'commencement' },
  MILESTONE_DRAFT: { sv: 'utkast', en: 'draft' },
  MILESTONE_UNITS: { sv: 'enheternas synpunkter', en: "the units' views" },
  MILESTONE_BOARD: { sv: 'styrelsens beslut', en: "the board's decision" },
  MILESTONE_SEND: { sv: 'svaret avsänt', en: 'the answer sent' },

  DOSSIER_STAGE_BEFORE_PREDECESSOR: {
    sv: '{stage} den {date} skulle ligga före {predecessor} den {before}, som det bygger på. Rätta datumet, eller ange ett annat föregående steg.',
    en: '{stage} on {date} would come before {predecessor} on {before}, which it grew from. Correct the date, or name another preceding stage.',
  },
  DOSSIER_STAGE_AFTER_SUCCESSOR: {
    sv: '{stage} den {date} skulle ligga efter {successor} den {after}, som bygger på det. Rätta datumet, eller rätta det senare steget först.',
    en: '{stage} on {date} would come after {successor} on {after}, which grew from it. Correct the date, or the later stage first.',
  },
  DOSSIER_STAGE_IN_FUTURE: {
    sv: 'Dagen för {stage} ({date}) har inte kommit. Bara ett ikraftträdande bekräftas i förväg.',
    en: 'The day of {stage} ({date}) has not come. Only a commencement is confirmed beforehand.',
  },
  DOSSIER_PARENT_AMBIGUOUS: {
    sv: 'Det går inte att veta vilket steg {stage} bygger på: {choices}. Ange vilket (parent).',
    en: 'It cannot be known which stage {stage} grew from: {choices}. Say which (parent).',
  },
  DOSSIER_PARENT_UNKNOWN: {
    sv: 'Det föregående steget finns inte i ärendet.',
    en: 'The preceding stage is not in this dossier.',
  },
  DOSSIER_PARENT_LATER: {
    sv: '{stage} kan inte bygga på {parent}: det kommer senare, eller bygger självt på det.',
    en: '{stage} cannot grow from {parent}: that comes later, or itself grows from it.',
  },
  DOSSIER_DOCUMENT_INVALID: {
    sv: 'Det är inte en beteckning som Lagrum känner. Skriv till exempel dir/2011:111, sou/2014:23, prop/2017/18:223, bet/2021/22:SoU30, rskr/2021/22:381 eller sfs/2018:1212.',
    en: 'This is no id that Lagrum knows. Write for example dir/2011:111, sou/2014:23, prop/2017/18:223, bet/2021/22:SoU30, rskr/2021/22:381 or sfs/2018:1212.',
  },
  DOSSIER_DOCUMENT_FAMILY: {
    sv: 'Ett sådant dokument hör inte till steget {stage}. Det bärs av: {families}.',
    en: 'Such a document does not belong to the stage {stage}. It is carried by: {families}.',
  },
  DOSSIER_DOCUMENT_TWICE: {
    sv: '{document} står redan i ärendet som samma steg.',
    en: '{document} stands in the dossier already as the same stage.',
  },
  DOSSIER_LINK_INVALID: {
    sv: 'Länken måste börja med https:// och leda till en namngiven värd.',
    en: 'The link must begin with https:// and lead to a named host.',
  },
  DOSSIER_PROVISION_INVALID: {
    sv: 'En berörd bestämmelse skrivs med sin beteckning, till exempel sfs/2008:355#K6P2.',
    en: 'A provision that is touched is written by its id, such as sfs/2008:355#K6P2.',
  },
  DOSSIER_DEADLINE_ONLY_REMISS: {
    sv: 'Sista svarsdag, remissinstanser och delmål hör till en remiss.',
    en: 'A last day to answer, consultees and milestones belong to a remiss.',
  },
  DOSSIER_DEADLINE_BEFORE_REMISS: {
    sv: 'Sista svarsdag ({deadline}) ligger före remissens dag ({date}).',
    en: 'The last day to answer ({deadline}) comes before the day of the remiss ({date}).',
  },
  DOSSIER_HAS_NO_REMISS: { sv: 'Ärendet har ingen remiss.', en: 'The dossier has no remiss.' },
  DOSSIER_REMISS_HAS_NO_DEADLINE: {
    sv: 'Remissen har ingen sista svarsdag att räkna delmål från. Ange den först.',
    en: 'The remiss has no last day to reckon milestones from. Give it first.',
  },
  DOSSIER_ANSWER_IN_FUTURE: { sv: 'Svarsdagen har inte kommit.', en: 'The day of the answer has not come.' },
  DOSSIER_MILESTONE_TWICE: { sv: 'Ett delmål står två gånger.', en: 'A milestone stands twice.' },
  DOSSIER_MILESTONE_DAYS: {
    sv: 'Ett delmål ligger 0 till {max} arbetsdagar före sista svarsdag.',
    en: 'A milestone lies 0 to {max} working days before the last day to answer.',
  },
  DOSSIER_MILESTONE_ORDER: {
    sv: 'Delmålen kommer i fel ordning: {then} skulle ligga före {first}.',
    en: 'The milestones come in the wrong order: {then} would come before {first}.',
  },
  DOSSIER_CANNOT_SKIP: {
    sv: 'Ett ikraftträdande hoppas inte över. Avsluta ärendet i stället.',
    en: 'A commencement is not skipped. End the dossier instead.',
  },
  DOSSIER_STAGE_IS_REMOVED: { sv: 'Steget är borttaget.', en: 'The stage has been taken away.' },
  DOSSIER_STAGE_HAS_SUCCESSORS: {
    sv: 'Andra steg bygger på det här. Flytta eller ta bort dem först.',
    en: 'Other stages grew from this one. Move or take those away first.',
  },
  DOSSIER_HAS_NO_COMMENCEMENT: {
    sv: 'Inget ikraftträdande är bekräftat. Bekräfta steget först.',
    en: 'No commencement has been confirmed. Confirm that stage first.',
  },
  DOSSIER_NOT_YET_IN_FORCE: {
    sv: 'Ärendet träder i kraft först {date}.',
    en: 'It comes into force only on {date}.',
  },
  DOSSIER_WAKES_IN_THE_PAST: {
    sv: 'Dagen då ärendet ska väckas måste ligga framåt i tiden.',
    en: 'The day on which it wakes must lie ahead.',
  },
  DOSSIER_MINISTRY_ONLY: { sv: 'Välj ett departement.', en: 'Choose a ministry.' },
  DOSSIER_COLLEAGUE_ONLY: {
    sv: 'Välj någon som arbetar hos förbundet.',
    en: 'Choose somebody who works at the association.',
  },
  DOSSIER_IS_VERIFIED: {
    sv: 'Det finns inget okontrollerat kvar i ärendet.',
    en: 'Nothing unchecked is left in the dossier.',
  },
  DOSSIER_HAS_NO_TEXTS: {
    sv: 'Ett lagstiftningsärende har inga texter som granskas; det som hänt står som steg.',
    en: 'A dossier has no texts that are reviewed; what happened stands as stages.',
  },

  CALENDAR_PUBLIC: { sv: 'Remisser', en: 'Remisser' },
  CALENDAR_REMISS: { sv: 'Sista svarsdag', en: 'Last day to answer' },
  CALENDAR_DRAFT: { sv: 'Utkast', en: 'Draft' },
  CALENDAR_UNITS: { sv: 'Enheternas synpunkter', en: "The units' views" },
  CALENDAR_BOARD: { sv: 'Styrelsens beslut', en: "The board's decision" },
  CALENDAR_SEND: { sv: 'Svaret avsänds', en: 'The answer is sent' },
  CALENDAR_UNKNOWN: {
    sv: 'Det finns ingen kalender på den adressen. Kopiera adressen på nytt, eller skapa en ny i Lagrum.',
    en: 'There is no calendar at that address. Copy the address again, or make a new one in Lagrum.',
  },
  CALENDAR_REVOKED: {
    sv: 'Kalenderns adress är återkallad eller gäller inte längre. Skapa en ny i Lagrum.',
    en: 'The address of this calendar was revoked or no longer holds. Make a new one in Lagrum.',
  },
  CALENDAR_UNIT_OF_ONE: {
    sv: 'Din egen kalender har ingen enhet. Välj enhetens kalender i stället.',
    en: "One's own calendar has no unit. Choose the calendar of a unit instead.",
  },
  CALENDAR_TOO_MANY: {
    sv: 'Du har redan {max} kalenderadresser. Återkalla någon som inte används.',
    en: 'You have {max} calendar addresses already. Revoke one that is not used.',
  },

  SEEN_DATE: {
    sv: 'Riksdagens öppna data anger {date} som dag för {document}.',
    en: 'The open data of Riksdagen give {date} as the day of {document}.',
  },
  SEEN_REPORT: {
    sv: 'Propositionen behandlas i {document}, justerat {date}.',
    en: 'The bill is treated in {document}, adopted in committee on {date}.',
  },
  SEEN_DECISION: {
    sv: 'Riksdagen beslutade {date}; beslutet meddelas regeringen i {document}.',
    en: 'Riksdagen decided on {date}; the government is told by {document}.',
  },
  SEEN_REFERRAL: {
    sv: 'Regeringen har den {date} lämnat en lagrådsremiss som ändrar en författning som ärendet rör.',
    en: 'On {date} the government referred to the Council on Legislation a change of an act that the dossier touches.',
  },

  'TELL.dossier.stage-confirmed': { sv: '{ref} har nått ett nytt steg', en: '{ref} has reached a new stage' },
  'TELL.dossier.stage-proposed': {
    sv: 'Ett nytt steg i {ref} väntar på att bekräftas',
    en: 'A new stage of {ref} waits to be confirmed',
  },
  'TELL.dossier.in-force': { sv: '{ref} har trätt i kraft', en: '{ref} has come into force' },
  'TELL.dossier.ended': { sv: '{ref} har avslutats', en: '{ref} has been closed' },
  'TELL.dossier.woken': { sv: '{ref} är inte längre vilande', en: '{ref} no longer rests' },
  'TELL.barrier.verify-resolution': {
    sv: 'En lag som rör {ref} har trätt i kraft. Pröva om hindret är borta.',
    en: 'A law that concerns {ref} has come into force. See whether the barrier is gone.',
  },

  // What the trail says happened, in words.
  'EVENT_calendar-token.created': { sv: 'En kalenderadress skapades', en: 'A calendar address was made' },
  'EVENT_calendar-token.revoked': { sv: 'En kalenderadress återkallades', en: 'A calendar address was revoked' },
  'EVENT_dossier.created': { sv: 'Ärendet lades upp', en: 'The dossier was made' },
  'EVENT_dossier.opened': { sv: 'Ärendet öppnades', en: 'The dossier was opened' },
  'EVENT_dossier.adopted': { sv: 'Ärendet följde med produkten', en: 'The dossier came with the product' },
  'EVENT_dossier.updated': { sv: 'Ärendets uppgifter ändrades', en: 'What the dossier says of itself was changed' },
  'EVENT_dossier.stage-confirmed': { sv: 'Ett steg bekräftades', en: 'A stage was confirmed' },
  'EVENT_dossier.stage-skipped': { sv: 'Ett steg hoppades över', en: 'A stage was skipped' },
  'EVENT_dossier.stage-corrected': { sv: 'Ett steg rättades', en: 'A stage was corrected' },
  'EVENT_dossier.stage-proposed': { sv: 'Ett steg föreslogs', en: 'A stage was proposed' },
  'EVENT_dossier.proposal-declined': { sv: 'Ett förslag avböjdes', en: 'A proposal was declined' },
  'EVENT_dossier.consultees-added': { sv: 'Remissinstanser lades till', en: 'Consultees were added' },
  'EVENT_dossier.consultee-answered': { sv: 'Ett remissvar noterades', en: 'An answer to the remiss was noted' },
  'EVENT_dossier.milestones-planned': { sv: 'Delmålen lades om', en: 'The milestones were laid down anew' },
  'EVENT_dossier.milestone-reached': { sv: 'Ett delmål nåddes', en: 'A milestone was reached' },
  'EVENT_dossier.rested': { sv: 'Ärendet lades vilande', en: 'The dossier was put to rest' },
  'EVENT_dossier.woken': { sv: 'Ärendet väcktes', en: 'The dossier was woken' },
  'EVENT_dossier.in-force': { sv: 'Trädde i kraft', en: 'Came into force' },
  'EVENT_dossier.ended': { sv: 'Ärendet avslutades', en: 'The dossier was ended' },
  'EVENT_dossier.reopened': { sv: 'Ärendet öppnades igen', en: 'The dossier was opened again' },
  'EVENT_dossier.verified': { sv: 'Uppgifterna kontrollerades', en: 'What it says was checked' },
});
