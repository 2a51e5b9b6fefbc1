import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  LINK_TO_ITSELF: { sv: 'En post kan inte länka till sig själv.', en: 'An entry cannot link to itself.' },
  INVITE_ONE: {
    sv: 'Ange antingen en enhet eller en person.',
    en: 'Give either a unit or a person.',
  },
  INVITE_NAMED_PERSON: {
    sv: 'Posten är begränsad till namngivna personer. Bjud in en person i stället för en enhet.',
    en: 'The entry is restricted to named people. Invite a person instead of a unit.',
  },
  INVITATION_STAYS: {
    sv: 'Den som har skapat posten, och du själv, kan inte stängas ute.',
    en: 'Whoever made the entry, and you yourself, cannot be shut out.',
  },
  LINK_OF_AN_ACTION: {
    sv: 'Länken hör till en åtgärd och kan inte tas bort för hand.',
    en: 'The link belongs to an action and cannot be removed by hand.',
  },
  FLAG_SETTLED: { sv: 'Flaggan är redan avgjord.', en: 'The flag is already settled.' },
  CHOOSE_UNIT: {
    sv: 'Du har roller i flera enheter. Välj för vilken nämnd eller avdelning du gör detta.',
    en: 'You have roles in several units. Choose for which board or department you do this.',
  },
  UNKNOWN_SLOT: {
    sv: 'Det finns ingen sådan text för den här posten. Tillåtna: {allowed}.',
    en: 'There is no such text for this entry. Allowed: {allowed}.',
  },
  LINK_NOT_BETWEEN: {
    sv: 'En koppling av slaget {type} går inte mellan de posterna; tillåtet här: {allowed}.',
    en: 'A link of the type {type} does not go between these entries; allowed here: {allowed}.',
  },
  REVISION_ALREADY_OPEN: {
    sv: 'Det finns redan ett utkast som inte är publicerat. Fortsätt på det, eller kasta det först.',
    en: 'There is already a text that is not published. Go on with it, or discard it first.',
  },
  CONCLUSION_REQUIRED: {
    sv: 'Ange slutsatsen (möjligt, möjligt med villkor, oklart eller inte möjligt) innan texten går till granskning.',
    en: 'Give the conclusion (possible, possible with conditions, unclear or not possible) before the text goes to review.',
  },
  REVIEWER_IS_EDITOR: {
    sv: 'Du har själv ändrat i texten och kan därför inte granska den. Be en kollega som inte har skrivit i den.',
    en: 'You have edited this text yourself and cannot review it. Ask a colleague who has not written in it.',
  },
  ROUND_UNKNOWN: {
    sv: 'Texten har ingen granskning nummer {number}.',
    en: 'The text has no round of review numbered {number}.',
  },
  ROUND_CLEARED: {
    sv: 'Det som stod i texten vid granskning {number} finns inte kvar: ärendet var begränsat till namngivna personer och har sedan öppnats för fler.',
    en: 'What the text said in round {number} is no longer kept: the matter was restricted to named people and has since been opened to more.',
  },
  REVIEWER_HAS_EDITED: {
    sv: 'Den du har valt har själv ändrat i texten och kan inte granska den. Välj någon annan.',
    en: 'The person you chose has edited the text and cannot review it. Choose somebody else.',
  },
  REVIEWER_MUST_BE_NAMED: {
    sv: 'Posten är begränsad till namngivna personer. Ange vem som ska granska, annars ser ingen granskare texten.',
    en: 'The entry is restricted to named people. Say who shall review, or no reviewer sees the text.',
  },
  ALREADY_APPROVED: {
    sv: 'Du har redan godkänt texten. Området kräver en granskare till.',
    en: 'You have already approved this text. The subject area needs one more reviewer.',
  },
  APPROVALS_MISSING: {
    sv: 'Texten har {given} godkännande men rättsområdet kräver {required}.',
    en: 'The text has {given} approval but the subject area needs {required}.',
  },
  NOT_AN_EMERGENCY: {
    sv: 'Texten är inte publicerad i nödläge och behöver ingen efterhandsgranskning.',
    en: 'The text was not published in an emergency and needs no retro-review.',
  },
  NO_SWEDISH_TEXT: {
    sv: 'Den svenska texten måste vara publicerad innan den översätts.',
    en: 'The Swedish text must be published before it is translated.',
  },
  FILE_TOO_LARGE: { sv: 'Filen är för stor: högst {max} MB.', en: 'The file is too large: at most {max} MB.' },
  FILE_EMPTY: { sv: 'Filen är tom.', en: 'The file is empty.' },
  FILE_TYPE: {
    sv: 'Filtypen ”{type}” tas inte emot. Tillåtna: {allowed}.',
    en: 'The file type "{type}" is not accepted. Allowed: {allowed}.',
  },
  COMMENT_NOT_HERE: {
    sv: 'Det går inte att skriva i den här posten i dess nuvarande läge.',
    en: 'Nothing can be written on this entry in its present state.',
  },
  'RULE_BROKEN.one_published_revision_per_entry': {
    sv: 'Det finns redan en publicerad text. Läs om och försök igen.',
    en: 'There is already a published text. Read again and try again.',
  },
  'RULE_BROKEN.one_published_revision_per_slot': {
    sv: 'Någon annan hann publicera en text just nu. Läs om och försök igen.',
    en: 'Somebody else published a text just now. Read again and try again.',
  },
  'RULE_BROKEN.one_open_revision_per_slot': {
    sv: 'Någon annan hann börja på ett utkast just nu. Läs om och fortsätt på det.',
    en: 'Somebody else began a draft just now. Read again and go on with that one.',
  },
  'RULE_BROKEN.one_revision_per_number': {
    sv: 'Någon annan hann börja på ett utkast just nu. Läs om och fortsätt på det.',
    en: 'Somebody else began a draft just now. Read again and go on with that one.',
  },
  'RULE_BROKEN.reviewer_is_not_an_editor': {
    sv: 'Den som har ändrat i texten kan inte granska den.',
    en: 'Whoever has edited the text cannot review it.',
  },
  'RULE_BROKEN.published_text_is_frozen': {
    sv: 'En publicerad text kan inte ändras. Börja på en ny version.',
    en: 'A published text cannot be changed. Begin a new version.',
  },
  'RULE_BROKEN.one_standing_verdict_per_reviewer': {
    sv: 'Du har redan lämnat ett utlåtande om den här texten.',
    en: 'You have already given your verdict on this text.',
  },
  IN_REVIEW: { sv: 'på granskning', en: 'in review' },
  CHANGES_REQUESTED: { sv: 'ändringar begärda', en: 'changes requested' },
  APPROVED: { sv: 'godkänd', en: 'approved' },
  PUBLISHED: { sv: 'publicerad', en: 'published' },
  SUPERSEDED: { sv: 'ersatt', en: 'superseded' },

  // What the trail says happened, in words.
  'EVENT_entry.access-granted': { sv: 'Åtkomst gavs', en: 'Access was given' },
  'EVENT_entry.access-withdrawn': { sv: 'Åtkomst togs tillbaka', en: 'Access was withdrawn' },
  'EVENT_entry.access-revoked': { sv: 'Åtkomst togs tillbaka', en: 'Access was withdrawn' },
  'EVENT_entry.flagged': {
    sv: 'Flaggades: något har hänt som kan påverka',
    en: 'Flagged: something happened that may touch it',
  },
  'EVENT_entry.flag-settled': { sv: 'Flagga avgjordes', en: 'A flag was settled' },
  'EVENT_entry.subject-areas-set': { sv: 'Rättsområden angavs', en: 'Subject areas were set' },
  'EVENT_link.added': { sv: 'Länk lades till', en: 'A link was added' },
  'EVENT_link.removed': { sv: 'Länk togs bort', en: 'A link was removed' },
  'EVENT_comment.added': { sv: 'Meddelande skrevs', en: 'A message was written' },
  'EVENT_file.attached': { sv: 'Fil bifogades', en: 'A file was attached' },
  'EVENT_subject-area.updated': { sv: 'Rättsområde ändrades', en: 'Subject area was changed' },
  'EVENT_revision.drafted': { sv: 'Utkast påbörjades', en: 'A draft was begun' },
  'EVENT_revision.edited': { sv: 'Utkast ändrades', en: 'The draft was edited' },
  'EVENT_revision.submitted': { sv: 'Text lämnades till granskning', en: 'The text was sent to review' },
  'EVENT_revision.recalled': { sv: 'Text togs tillbaka från granskning', en: 'The text was recalled from review' },
  'EVENT_revision.discarded': { sv: 'Utkast kastades', en: 'The draft was discarded' },
  'EVENT_revision.approved': { sv: 'Text godkändes', en: 'The text was approved' },
  'EVENT_revision.changes-requested': { sv: 'Ändringar begärdes', en: 'Changes were requested' },
  'EVENT_revision.published': { sv: 'Text publicerades', en: 'The text was published' },
  'EVENT_revision.withdrawn': { sv: 'Publicerad text drogs tillbaka', en: 'The published text was withdrawn' },
  'EVENT_revision.emergency-published': {
    sv: 'Text publicerades i nödläge',
    en: 'The text was published in an emergency',
  },
  'EVENT_revision.retro-approved': { sv: 'Godkändes vid efterhandsgranskning', en: 'Approved in the retro-review' },
  'EVENT_revision.retro-rejected': { sv: 'Underkändes vid efterhandsgranskning', en: 'Rejected in the retro-review' },
});
