import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  DECIDED: { sv: 'beslutat', en: 'decided' },
  ARCHIVED: { sv: 'arkiverat', en: 'archived' },
  DISPOSED: { sv: 'gallrat', en: 'disposed of' },
  CASE_HAS_NO_TEXTS: {
    sv: 'Ett ärende har inga texter som granskas och publiceras. Registrera en handling i stället.',
    en: 'A case has no texts that are reviewed and published. Register a document instead.',
  },
  CORRESPONDENT_REQUIRED: {
    sv: 'Ange vem handlingen kom från eller skickades till (5 kap. 2 § OSL).',
    en: 'Say whom the document came from or was sent to (OSL 5:2).',
  },
  CORRESPONDENT_NOT_HERE: {
    sv: 'En upprättad handling har varken avsändare eller mottagare. Välj ”inkommen” eller ”expedierad”, eller ta bort namnet.',
    en: 'A document drawn up here has neither sender nor recipient. Choose incoming or dispatched, or take the name away.',
  },
  DATE_AHEAD: {
    sv: 'Dagen ligger framåt i tiden; i dag är det {today}. Registrera det när det har hänt.',
    en: 'The day is ahead; today is {today}. Register it when it has happened.',
  },
  CASE_TOO_LARGE: {
    sv: 'Ärendet har redan {max} av det slaget, fler får inte plats. Öppna ett nytt ärende och koppla det till detta.',
    en: 'The case already has {max} of the kind, and holds no more. Open a new case and link it to this one.',
  },
  CLOSE_NEEDS_REASON: {
    sv: 'Ärendet har inget beslut. Skriv varför det avslutas ändå.',
    en: 'The case has no decision. Say why it is closed all the same.',
  },
  APPEAL_INFORMATION_REQUIRED: {
    sv: 'Skriv hur beslutet överklagas: vart, på vilket sätt och inom vilken tid (33 § förvaltningslagen).',
    en: 'Say how the decision is appealed: where, how and within what time (section 33 of the Administrative Procedure Act).',
  },
  DECISION_ALREADY_EXPEDITED: { sv: 'Beslutet är redan expedierat.', en: 'The decision has been sent already.' },
  EXPEDITED_BEFORE_DECIDED: {
    sv: 'Beslutet fattades {decided} och kan inte ha expedierats före det.',
    en: 'The decision was made on {decided} and cannot have been sent before that.',
  },
  ONE_FILE_A_DOCUMENT: {
    sv: 'En handling har en fil. Välj en som redan finns i ärendet, eller ladda upp en ny.',
    en: 'A document has one file. Choose one that the case has already, or upload a new one.',
  },
  DUE_NEEDS_DAY: {
    sv: 'Ange vilken dag ärendet ska bevakas.',
    en: 'Say on which day the case is to be looked at.',
  },
  PARTY_ALREADY_ENDED: { sv: 'Den är inte längre part.', en: 'It is no longer a party.' },
  MARK_ALREADY_LIFTED: { sv: 'Markeringen är redan hävd.', en: 'The mark is lifted already.' },
  NOT_A_COLLEAGUE_OF_THE_CASE: {
    sv: 'Bara någon som arbetar i ärendets enhet kan ansvara för det.',
    en: 'Only somebody who works in the unit of the case can be responsible for it.',
  },
  RETENTION_YEARS: {
    sv: 'Ange efter hur många år ärendet ska gallras, 0–{max}.',
    en: 'Say after how many years the case is to be disposed of, 0–{max}.',
  },
  RETENTION_BASIS_REQUIRED: {
    sv: 'Gallring kräver stöd: ange gallringsbeslutet eller dokumenthanteringsplanen.',
    en: 'Disposal needs support: name the decision on disposal or the records plan.',
  },
  REFUSAL_NEEDS_GROUND: {
    sv: 'Ange vilken bestämmelse som hindrar att handlingen lämnas ut i sin helhet.',
    en: 'Name the provision that stops the document from being released as a whole.',
  },
  RELEASE_CANNOT_BECOME: {
    sv: 'Begäran är redan prövad ({from}) och kan inte bli ”{to}”. Logga en ny begäran.',
    en: 'The request has been tried ({from}) and cannot become "{to}". Log a new request.',
  },
  LOG_ALREADY_FOLLOWED: {
    sv: 'Den raden har redan en fortsättning; fortsätt från den senaste.',
    en: 'That line already has a sequel; go on from the last one.',
  },
  LOG_RELEASE_INSTEAD: {
    sv: 'En begäran om utlämnande loggas med sitt utfall.',
    en: 'A request for release is logged with its outcome.',
  },
  DIARY_PATTERN: {
    sv: 'Mönstret ska innehålla {number} eller {number:5} en gång, gärna {year}, och inga andra klamrar: KS {year}/{number:5}.',
    en: 'The pattern must hold {number} or {number:5} once, {year} if you like, and no other braces: KS {year}/{number:5}.',
  },
  DIARY_SERIES_USED_UP: {
    sv: 'Inget ledigt nummer hittades i enhetens serie. Skriv diarienumret själv, eller ändra mönstret.',
    en: "No free number was found in the unit's series. Write the diary number yourself, or change the pattern.",
  },
  'RULE_BROKEN.one_diary_number_per_unit': {
    sv: 'Enheten har redan ett ärende med det diarienumret.',
    en: 'The unit already has a case with that diary number.',
  },
  'RULE_BROKEN.closed_case_is_frozen': {
    sv: 'Ärendet är avslutat och det som finns i det är fryst. Ta upp ärendet igen, eller anteckna i loggen.',
    en: 'The case is closed and what it holds is frozen. Reopen it, or write in its log.',
  },
  'RULE_BROKEN.one_sequel_per_log_entry': {
    sv: 'Någon annan hann fortsätta från den raden just nu. Läs om och fortsätt från den senaste.',
    en: 'Somebody else went on from that line just now. Reload and go on from the last one.',
  },
  REFUSAL_ADVICE: {
    sv: 'Den som nekas en handling, eller får ut den med förbehåll, ska upplysas om rätten att begära myndighetens skriftliga beslut, som kan överklagas till kammarrätten (6 kap. 3 och 7–8 §§ OSL).',
    en: "Whoever is refused a document, or gets it in part, is to be told of the right to the authority's written decision, which can be appealed to the administrative court of appeal (OSL 6:3, 6:7–8).",
  },
  'EVENT_case.created': { sv: 'Ärendet skapades', en: 'The case was created' },
  'EVENT_case.opened': { sv: 'Ärendet öppnades', en: 'The case was opened' },
  'EVENT_case.updated': { sv: 'Ärendets uppgifter ändrades', en: 'What the case says of itself was changed' },
  'EVENT_case.document-registered': { sv: 'En handling registrerades', en: 'A document was registered' },
  'EVENT_case.party-added': { sv: 'En part lades till', en: 'A party was added' },
  'EVENT_case.party-ended': { sv: 'Någon upphörde att vara part', en: 'Somebody ceased to be a party' },
  'EVENT_case.note-added': { sv: 'En tjänsteanteckning gjordes', en: 'A note was made' },
  'EVENT_case.secrecy-marked': { sv: 'En sekretessmarkering gjordes', en: 'A secrecy mark was made' },
  'EVENT_case.mark-lifted': { sv: 'En sekretessmarkering hävdes', en: 'A secrecy mark was lifted' },
  'EVENT_case.decided': { sv: 'Ett beslut registrerades', en: 'A decision was registered' },
  'EVENT_case.decision-expedited': { sv: 'Ett beslut expedierades', en: 'A decision was sent' },
  'EVENT_case.closed': { sv: 'Ärendet avslutades', en: 'The case was closed' },
  'EVENT_case.reopened': { sv: 'Ärendet togs upp igen', en: 'The case was reopened' },
  'EVENT_case.logged': { sv: 'En rad skrevs i ärendets logg', en: 'A line was written in the log' },
  'EVENT_unit.diary-format-set': { sv: 'Formatet för diarienummer sattes', en: 'The format of diary numbers was set' },
});
