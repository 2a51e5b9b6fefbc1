import { defineMessages } from './messages.js';

defineMessages({
  NOT_FOUND: {
    sv: 'Det du söker finns inte, eller så har du inte tillgång till det.',
    en: 'What you asked for does not exist, or you do not have access to it.',
  },
  FORBIDDEN: {
    sv: 'Du får inte göra detta. Det kräver en roll eller uppgift som du inte har.',
    en: 'You may not do this. It takes a role or a duty that you do not have.',
  },
  UNAUTHENTICATED: { sv: 'Logga in för att göra detta.', en: 'Sign in to do this.' },
  SUBSCRIPTIONS_TOO_MANY: {
    sv: 'Högst {max} prenumerationer på en gång. Avsluta någon först.',
    en: 'At most {max} subscriptions at once. End one first.',
  },
  SUBSCRIPTION_ID_TAKEN: {
    sv: 'En prenumeration med samma id pågår redan.',
    en: 'A subscription with the same id is already running.',
  },
  SUBSCRIPTION_OVERRUN: {
    sv: 'För mycket hände medan mottagaren var upptagen. Läs om allt och prenumerera på nytt.',
    en: 'Too much happened while the receiver was busy. Read all anew and subscribe again.',
  },
  CONFLICT: {
    sv: 'Någon annan har ändrat detta sedan du läste det (du såg version {expected}, nu gäller version {actual}). Läs om, jämför och försök igen. Inget av det du skrev har sparats.',
    en: 'Somebody else has changed this since you read it (you saw version {expected}, it is now {actual}). Read again, compare and try again. Nothing that you wrote was saved.',
  },
  WRONG_STATE: {
    sv: 'Det går inte att göra detta nu: läget är ”{state}”.',
    en: 'This cannot be done now: the state is "{state}".',
  },
  IDEMPOTENCY_KEY_REUSED: {
    sv: 'Samma idempotensnyckel har redan använts med annat innehåll. Använd en ny nyckel för en ny åtgärd.',
    en: 'The same idempotency key was already used with other input. Use a new key for a new action.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    sv: 'En idempotensnyckel är 8–128 tecken: bokstäver A–Z, siffror, bindestreck och understreck.',
    en: 'An idempotency key is 8–128 characters: letters A–Z, digits, hyphen and underscore.',
  },
  BAD_CURSOR: {
    sv: 'Markören hör inte till den här listan. Börja om från första sidan.',
    en: 'The cursor does not belong to this list. Start again from the first page.',
  },
  PAGE_SIZE: { sv: 'En sida är 1 till {max} rader.', en: 'A page is 1 to {max} rows.' },
  REQUIRED: { sv: 'Fältet måste fyllas i.', en: 'The field must be filled in.' },
  TOO_LONG: { sv: 'Texten är för lång: högst {max} tecken.', en: 'The text is too long: at most {max} characters.' },
  BROKEN_UNICODE: {
    sv: 'Texten innehåller trasiga tecken (ogiltig Unicode). Klistra in den på nytt som ren text.',
    en: 'The text holds broken characters (invalid Unicode). Paste it again as plain text.',
  },
  CONTROL_CHARACTERS: {
    sv: 'Texten innehåller styrtecken som inte är tillåtna.',
    en: 'The text holds control characters that are not allowed.',
  },
  INVALID: { sv: 'Värdet är inte giltigt. Tillåtet: {allowed}.', en: 'The value is not valid. Allowed: {allowed}.' },
  RULE_BROKEN: {
    sv: 'Åtgärden bryter mot en regel som databasen upprätthåller ({rule}). Läs om och försök igen.',
    en: 'The action breaks a rule that the database keeps ({rule}). Read again and try again.',
  },
  TOO_COMPLEX: { sv: 'Frågan är för stor: {reason}.', en: 'The request is too large: {reason}.' },
  BODY_TOO_LARGE: {
    sv: 'Anropet är för stort: högst {max} kB för denna åtgärd.',
    en: 'The request is too large: at most {max} kB for this action.',
  },
  RATE_LIMITED: {
    sv: 'För många anrop på kort tid. Vänta {seconds} sekunder.',
    en: 'Too many requests in a short time. Wait {seconds} seconds.',
  },
  UNAVAILABLE: {
    sv: 'Tjänsten är tillfälligt otillgänglig. Försök igen om en stund. Inget har sparats.',
    en: 'The service is unavailable for the moment. Try again in a while. Nothing was saved.',
  },
  INTERNAL: {
    sv: 'Något gick fel hos oss. Ange referensen {reference} om du hör av dig. Inget har sparats.',
    en: 'Something went wrong on our side. Give the reference {reference} if you contact us. Nothing was saved.',
  },
});
