import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  AMOUNT_BELOW_ZERO: { sv: 'Ett belopp kan inte vara mindre än noll.', en: 'An amount cannot be below zero.' },
  TIMETABLE_ENDS_BEFORE_IT_BEGINS: {
    sv: 'Tidplanen slutar {to}, innan den börjar {from}.',
    en: 'The timetable ends on {to}, before it begins on {from}.',
  },
  PLAN_YEAR: {
    sv: 'En plan gäller ett år mellan {first}, då strategin antogs, och {last}.',
    en: 'A plan is for a year between {first}, when the strategy was adopted, and {last}.',
  },
  MEASURE_HAS_NO_TEXT: {
    sv: 'En insats är ordad i sin strategi och har ingen egen text. Skriv i planen eller i tråden.',
    en: 'A measure is worded in its strategy and has no text of its own. Write in the plan or in the thread.',
  },
  'TELL.measure.plan-set': { sv: 'Insatsen {ref} har fått en ny plan', en: 'The measure {ref} has a new plan' },
  'EVENT_measure.plan-set': { sv: 'En plan fastställdes', en: 'A plan was set' },
});
