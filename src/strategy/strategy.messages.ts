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
  MEASURE_NOT_PLANNED: {
    sv: 'Insatsen har ingen plan att rapportera mot. Sätt en plan först.',
    en: 'The measure has no plan to report against. Set a plan first.',
  },
  OUTCOME_YEAR_AHEAD: {
    sv: 'År {year} har inte börjat: det finns inget utfall att rapportera än.',
    en: 'The year {year} has not begun: there is no outcome to report yet.',
  },
  OUTCOME_WITHOUT_PLAN: {
    sv: 'Insatsen har ingen plan för {year}. Välj ett år som har en plan.',
    en: 'The measure has no plan for {year}. Choose a year that has one.',
  },
  MEASURE_HAS_NO_TEXT: {
    sv: 'En insats är ordad i sin strategi och har ingen egen text. Skriv i planen eller i tråden.',
    en: 'A measure is worded in its strategy and has no text of its own. Write in the plan or in the thread.',
  },
  FOLLOW_UP_FROZEN: {
    sv: 'Uppföljningen {ref} är godkänd och fryst. Den ändras inte och räknas inte om.',
    en: 'The follow-up {ref} is approved and frozen. It is neither changed nor reckoned anew.',
  },
  FOLLOW_UP_BEFORE_STRATEGY: {
    sv: 'Strategin antogs {first}; för {year} finns inget att följa upp.',
    en: 'The strategy was adopted in {first}; there is nothing to follow up for {year}.',
  },
  FOLLOW_UP_YEAR_AHEAD: {
    sv: 'År {year} har inte börjat: det finns inget att följa upp än.',
    en: 'The year {year} has not begun: there is nothing to follow up yet.',
  },
  FOLLOW_UP_YEAR_EMPTY: {
    sv: 'År {year} saknar uppgifter: ingen bedömning, insats, plan, besvarad fråga eller rörelse i ett hinder. Ingen rapport gjordes.',
    en: 'The year {year} has no data: no grade, action, plan, answered question or movement of a barrier. No report was made.',
  },
  FOLLOW_UP_NOT_DRAFTED: {
    sv: 'För {year} finns ingen uppföljning att jämföra med.',
    en: 'There is no follow-up of {year} to compare with.',
  },
  FOLLOW_UP_YEARS: {
    sv: 'Ange två till {max} olika år att ställa bredvid varandra.',
    en: 'Give two to {max} different years to put side by side.',
  },
  FOLLOW_UP_TEXT_MISSING: {
    sv: 'Uppföljningen saknar en granskad och publicerad kommentar (textens plats är ”text”).',
    en: 'The follow-up has no reviewed and published comments (slot "text").',
  },
  FOLLOW_UP_TEXT_OPEN: {
    sv: 'Kommentaren håller på att skrivas om. Publicera eller kasta den nya versionen först.',
    en: 'The comments are being written anew. Publish or discard that text first.',
  },
  FOLLOW_UP_CHANGED_SINCE: {
    sv: 'Uppföljningen har räknats om eller kommenterats på nytt sedan den föreslogs. Avslå, och föreslå den på nytt.',
    en: 'The follow-up was reckoned or commented on anew since it was proposed. Reject this, and propose it again.',
  },
  FOLLOW_UP_LATE: { sv: 'försenad', en: 'late' },
  FOLLOW_UP_OVER_BUDGET: { sv: 'över budget', en: 'over budget' },
  DRAFTING: { sv: 'räknas', en: 'being reckoned' },
  'TELL.report.drafted': { sv: 'Uppföljningen {ref} är räknad', en: 'The follow-up {ref} has been reckoned' },
  'TELL.report.approved': { sv: 'Uppföljningen {ref} är godkänd', en: 'The follow-up {ref} has been approved' },
  'EVENT_report.created': { sv: 'Uppföljningen skapades', en: 'The follow-up was made' },
  'EVENT_report.requested': { sv: 'Uppföljningen började räknas', en: 'The reckoning of the follow-up began' },
  'EVENT_report.drafted': { sv: 'Uppföljningen är räknad', en: 'The follow-up was reckoned' },
  'EVENT_report.approval-proposed': { sv: 'Godkännande föreslogs', en: 'Approval was proposed' },
  'EVENT_report.approved': { sv: 'Uppföljningen godkändes och frystes', en: 'The follow-up was approved and frozen' },
  'TELL.measure.plan-set': { sv: 'Insatsen {ref} har fått en ny plan', en: 'The measure {ref} has a new plan' },
  'TELL.measure.outcome-reported': {
    sv: 'Utfallet av insatsen {ref} är rapporterat',
    en: 'The outcome of the measure {ref} has been reported',
  },
  'EVENT_measure.outcome-reported': { sv: 'Utfallet rapporterades', en: 'The outcome was reported' },
  'EVENT_measure.plan-set': { sv: 'En plan fastställdes', en: 'A plan was set' },
});
