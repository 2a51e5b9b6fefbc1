import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  ACTIVE: { sv: 'aktivt', en: 'active' },
  RESTING: { sv: 'vilande', en: 'resting' },
  ACHIEVED: { sv: 'uppnått', en: 'achieved' },
  ABANDONED: { sv: 'övergivet', en: 'abandoned' },
  TOO_MANY: { sv: 'För många: högst {max}.', en: 'Too many: at most {max}.' },
  CITATION_NOT_UNDERSTOOD: {
    sv: 'Hänvisningen förstås inte. Skriv den som sfs/2009:400#K10P2, celex/32016R0679#6.1.e eller prop/2017/18:223#s45.',
    en: 'The citation is not understood. Write it as sfs/2009:400#K10P2, celex/32016R0679#6.1.e or prop/2017/18:223#s45.',
  },
  GOAL_ALREADY_PUBLISHED: { sv: 'Målet är redan publicerat.', en: 'The goal is published already.' },
  GOAL_HAS_UNGRADED_CLAIMS: {
    sv: 'Målet har yrkanden som inte är bedömda. Bedöm dem eller lägg ned dem först.',
    en: 'The goal has claims without a grade. Grade or drop them first.',
  },
  GOAL_GAINED_NOTHING: {
    sv: 'Inget yrkande är tillgodosett, inte ens delvis. Ett mål som inget gav överges; det uppnås inte.',
    en: 'No claim is met, not even partly. A goal that gained nothing is abandoned, not achieved.',
  },
  GOAL_HAS_ENDED: {
    sv: 'Målet är avslutat. Ta upp det igen för att skriva om dess yrkanden.',
    en: 'The goal has ended. Reopen it to write of its claims.',
  },
  NOT_AN_ADVOCATE: {
    sv: 'Bara den som är påverkansansvarig hos förbundet kan ha ett mål.',
    en: 'Only an advocate of the association can have a goal.',
  },
  NO_SUCH_CLAIM: { sv: 'Målet har inget sådant yrkande.', en: 'The goal has no such claim.' },
  CLAIM_BY_STAFF: {
    sv: 'Yrkandets text skrivs av förbundets påverkansansvariga och jurister.',
    en: "The text of a claim is written by the association's advocates and lawyers.",
  },
  CLAIM_ALREADY_GRADED: {
    sv: 'Yrkandet är bedömt och ändras inte i efterhand. Lägg till ett nytt yrkande i stället.',
    en: 'The claim is graded and not put otherwise afterwards. Add a new claim instead.',
  },
  CLAIM_DROP_INSTEAD: {
    sv: 'Ett yrkande läggs ned med åtgärden ”lägg ned”, med ett skäl.',
    en: 'A claim is dropped by the action "drop", with a reason.',
  },
  CLAIM_ALREADY_DROPPED: { sv: 'Yrkandet är redan nedlagt.', en: 'The claim is dropped already.' },
  CLAIM_NOT_DROPPED: { sv: 'Yrkandet är inte nedlagt.', en: 'The claim is not dropped.' },
  CLAIM_ALREADY_VERIFIED: { sv: 'Bedömningen är redan kontrollerad.', en: 'The grade is checked already.' },
  CLAIM_GRADED_BY_YOU: {
    sv: 'Du gjorde bedömningen; någon annan ska kontrollera den.',
    en: 'You graded it; somebody else is to check it.',
  },
  GRADE_NEEDS_EVIDENCE: {
    sv: 'En sådan bedömning behöver belägg: minst en bestämmelse eller ett dokument som visar utfallet.',
    en: 'Such a grade needs evidence: at least one provision or document that shows the outcome.',
  },
  GRADE_NEEDS_CERTAINTY: { sv: 'Ange hur säker bedömningen är.', en: 'Say how sure the grade is.' },
  CERTAIN_ONLY_BY_LAW: {
    sv: 'Hög säkerhet kräver att utfallet syns i lagens egen text: ange bestämmelsen, eller välj medel.',
    en: 'High certainty demands that the outcome shows in the text of the law: name the provision, or choose medium.',
  },
  PROVISION_IS_NO_LAW: {
    sv: 'Angivet ({id}) är ingen författning. Ett yrkande gäller bestämmelser; förarbeten anges som belägg.',
    en: 'What was given ({id}) is no act. A claim is about provisions; preparatory works are given as evidence.',
  },
  'EVENT_goal.created': { sv: 'Målet skapades', en: 'The goal was created' },
  'EVENT_goal.set': { sv: 'Målet sattes', en: 'The goal was set' },
  'EVENT_goal.updated': { sv: 'Målet ändrades', en: 'The goal was changed' },
  'EVENT_goal.published': { sv: 'Målet publicerades', en: 'The goal was published' },
  'EVENT_goal.rested': { sv: 'Målet lades vilande', en: 'The goal came to rest' },
  'EVENT_goal.woken': { sv: 'Målet togs upp igen', en: 'The goal was taken up again' },
  'EVENT_goal.achieved': { sv: 'Målet uppnåddes', en: 'The goal was achieved' },
  'EVENT_goal.abandoned': { sv: 'Målet övergavs', en: 'The goal was abandoned' },
  'EVENT_goal.reopened': { sv: 'Det avslutade målet togs upp igen', en: 'The ended goal was reopened' },
  'EVENT_goal.claim-added': { sv: 'Ett yrkande lades till', en: 'A claim was added' },
  'EVENT_goal.claim-updated': { sv: 'Ett yrkande ändrades', en: 'A claim was changed' },
  'EVENT_goal.claim-graded': { sv: 'Ett yrkande bedömdes', en: 'A claim was graded' },
  'EVENT_goal.claim-verified': { sv: 'En bedömning kontrollerades', en: 'A grade was checked' },
  'EVENT_goal.claim-dropped': { sv: 'Ett yrkande lades ned', en: 'A claim was dropped' },
  'EVENT_goal.claim-revived': { sv: 'Ett nedlagt yrkande togs upp igen', en: 'A dropped claim was taken up again' },
  'EVENT_goal.claim-woken': {
    sv: 'Ett nedlagt yrkande påmindes om av en ny utredning',
    en: 'A dropped claim was called back to mind by a new inquiry',
  },
});
