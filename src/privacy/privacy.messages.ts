import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  PERSONAL_DATA: {
    sv: 'Texten verkar innehålla {kinds} (tecken {places}). Välj att ta bort eller dölja det. Det får stå kvar bara i ett ärende med begränsad åtkomst, och då med angiven grund. Inget har sparats.',
    en: 'The text seems to hold {kinds} (characters {places}). Choose to remove or mask it. It may stay only where access is restricted, and then with a ground. Nothing was saved.',
  },
  PERSONAL_DATA_KEEP_ONLY_RESTRICTED: {
    sv: 'Personnummer får stå kvar bara där åtkomsten är begränsad till namngivna personer. Ta bort eller dölj dem, eller begränsa åtkomsten först.',
    en: 'Personal identity numbers may stay only where access is restricted to named people. Remove or mask them, or restrict the access first.',
  },
  PERSONAL_DATA_GROUND_REQUIRED: {
    sv: 'Ange grunden för att personnummer står kvar i texten.',
    en: 'Give the ground for keeping personal identity numbers in the text.',
  },
  IDENTIFIER_PERSONNUMMER: { sv: 'personnummer', en: 'a personal identity number' },
  IDENTIFIER_SAMORDNINGSNUMMER: { sv: 'samordningsnummer', en: 'a coordination number' },
  IDENTIFIER_RESERVE_NUMBER: { sv: 'reservnummer', en: 'a reserve number' },
  IDENTIFIER_EMAIL: { sv: 'e-postadress', en: 'an e-mail address' },
  IDENTIFIER_PHONE: { sv: 'telefonnummer', en: 'a telephone number' },
  IDENTIFIER_IBAN: { sv: 'internationellt kontonummer', en: 'an international account number' },
  IDENTIFIER_PAYMENT_CARD: { sv: 'kortnummer', en: 'a card number' },
  IDENTIFIER_BANK_ACCOUNT: { sv: 'kontonummer', en: 'an account number' },
});
