import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  BEARER_INVALID: {
    sv: 'Token är okänd, återkallad eller har gått ut. Skapa en ny.',
    en: 'The token is unknown, revoked or expired. Make a new one.',
  },
  CSRF_HEADER_MISSING: {
    sv: 'Anropet saknar huvudet X-Lagrum-Request: 1, som krävs när man är inloggad med kaka.',
    en: 'The request lacks the header X-Lagrum-Request: 1, which is demanded of whoever signed in by cookie.',
  },
  EMAIL_INVALID: {
    sv: 'E-postadressen är inte giltig. Skriv den som namn@organisation.se.',
    en: 'The e-mail address is not valid. Write it as name@organisation.se.',
  },
  EMAIL_TAKEN: {
    sv: 'Det finns redan en person med den e-postadressen.',
    en: 'There is already a person with that e-mail address.',
  },
  NUMBER_IN_NAME: {
    sv: 'Texten får inte innehålla en lång sifferföljd: den kan vara ett personnummer.',
    en: 'The text may not hold a long row of digits: it may be a personal identity number.',
  },
  ORG_NUMBER_INVALID: {
    sv: 'Organisationsnumret är inte giltigt. Det har tio siffror, den sista är en kontrollsiffra: 222000-0000.',
    en: 'The organisation number is not valid. It has ten digits, the last of which is a check digit.',
  },
  ORG_NUMBER_TAKEN: {
    sv: 'En annan organisation har redan det organisationsnumret.',
    en: 'Another organisation already has that organisation number.',
  },
  ROLE_NOT_FOR_ORGANISATION: {
    sv: 'Rollen {role} kan inte ges i en organisation av det slaget.',
    en: 'The role {role} cannot be granted in an organisation of that kind.',
  },
  ROLE_NOT_YOURS_TO_GRANT: {
    sv: 'Du får inte ge eller ta ifrån rollen {role}. Det gör tjänstens administratör.',
    en: 'You may not grant or end the role {role}. The administrator of the service does.',
  },
  ROLE_ALREADY_HELD: {
    sv: 'Personen har redan den rollen i den enheten.',
    en: 'The person already has that role in that unit.',
  },
  MEMBERSHIP_ENDED: { sv: 'Rollen har redan upphört.', en: 'The role has already ended.' },
  UNIT_ENDED: { sv: 'Enheten finns inte längre.', en: 'The unit no longer exists.' },
  UNIT_EXISTS: {
    sv: 'Organisationen har redan en enhet med det namnet.',
    en: 'The organisation already has a unit of that name.',
  },
  LAST_ADMIN: {
    sv: 'Detta är den sista administratören. Ge rollen till någon annan först.',
    en: 'This is the last administrator. Grant the role to somebody else first.',
  },
  NOT_ONESELF: { sv: 'Du kan inte stänga av dig själv.', en: 'You cannot disable yourself.' },
  PERSON_DISABLED: {
    sv: 'Personen är avstängd. Öppna kontot igen först.',
    en: 'The person is disabled. Enable the account first.',
  },
  PERSON_UNKNOWN: {
    sv: 'Ingen person har den e-postadressen, eller så är kontot avstängt.',
    en: 'Nobody has that e-mail address, or the account is disabled.',
  },
  TOKEN_SCOPE_INVALID: {
    sv: '{scope} är ingen behörighet. Skriv till exempel question:read eller question:*.',
    en: '{scope} is no permission. Write for instance question:read or question:*.',
  },
  TOKEN_LIFETIME_INVALID: {
    sv: 'Giltighetstiden går inte att använda. Skriv till exempel 30m, 1h eller 7d; högst 90d.',
    en: 'The lifetime cannot be used. Write for instance 30m, 1h or 7d; 90d at most.',
  },
  TOKEN_BY_SESSION_ONLY: {
    sv: 'En token kan inte skapa nya. Logga in i webbläsaren och gör det där.',
    en: 'A token cannot make new ones. Sign in with the browser and do it there.',
  },
});
