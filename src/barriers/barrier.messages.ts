import { defineMessages } from '../platform/i18n/messages.js';

defineMessages({
  BARRIER_CITATION_UNKNOWN: {
    sv: 'Hänvisningen är ingen känd beteckning. Skriv den som sfs/2009:400#K10P2 eller celex/32016R0679#6.1.e.',
    en: 'The reference is no known identifier. Write it as sfs/2009:400#K10P2 or celex/32016R0679#6.1.e.',
  },
  ACT_REPEALED: {
    sv: '{act} är upphävd sedan {date} och kan inte hindra i dag. Peka på det som gäller nu (efterträdare: {successor}).',
    en: '{act} was repealed on {date} and cannot be in the way today. Point to what is in force now (successor: {successor}).',
  },
  ACT_NOT_IN_FORCE: { sv: '{act} träder i kraft först {date}.', en: '{act} is not in force until {date}.' },

  BARRIER_NOT_CLASSIFIED: {
    sv: 'Ange först om det är ett hinder, en oklarhet eller en kunskapsbrist.',
    en: 'First say whether it is an obstacle, an uncertainty or a knowledge gap.',
  },
  BARRIER_OBSTACLE_UNPROVED: {
    sv: 'Ett hinder kräver minst en bestämmelse som förbjuder, eller att det rättsliga stöd som krävs saknas (1 kap. 1 § RF, 5 § FL). Lägg till det som belägg.',
    en: 'An obstacle demands at least one provision that forbids, or that the support in law it requires is missing (RF 1:1, FL 5 §). Add it as evidence.',
  },
  BARRIER_UNCERTAINTY_UNPROVED: {
    sv: 'En oklarhet kräver minst två försvarbara tolkningar (nu {readings}), eller att vägledande avgörande saknas. Lägg till det som belägg.',
    en: 'An uncertainty demands at least two arguable readings (now {readings}), or that no authority has said. Add it as evidence.',
  },
  BARRIER_KNOWLEDGE_GAP_UNPROVED: {
    sv: 'En kunskapsbrist kräver en rättskälla eller myndighet som redan svarar. Lägg till den som belägg.',
    en: 'A knowledge gap demands an authority that already answers. Add it as evidence.',
  },
  BARRIER_NEEDS_SUBJECT_AREA: { sv: 'Ange minst ett rättsområde.', en: 'Give at least one subject area.' },
  BARRIER_NAMES_REPORTER: {
    sv: 'Texten som alla får läsa nämner den som anmälde ({what}), som inte har samtyckt till att visas. Skriv om rubriken, beskrivningen eller beläggen först.',
    en: 'The text that everybody may read names whoever reported it ({what}), who has not agreed to be shown. Rewrite the title, the summary or the evidence first.',
  },
  BARRIER_KIND_UNCHANGED: {
    sv: 'Det är redan klassat så. Ändra allvar eller belägg i stället.',
    en: 'It already has that classification. Change severity or evidence instead.',
  },
  BARRIER_BY_ASSOCIATION: {
    sv: 'Det bedömer förbundet: allvar, insats och, efter bekräftelsen, åtkomst.',
    en: 'That is for the association to judge: severity, measures and, once confirmed, access.',
  },
  BARRIER_ACCESS_AFTER_CONFIRMATION: {
    sv: 'Hindret är redan bekräftat. Begränsa åtkomsten eller föreslå en vidare i stället.',
    en: 'The barrier is already confirmed. Restrict access, or propose a wider one, instead.',
  },
  EVIDENCE_NEEDS_PROVISION: {
    sv: 'Ange bestämmelsen som förbjuder, i lag, förordning, föreskrift eller EU-rättsakt.',
    en: 'Give the provision that forbids, in a statute, a regulation or an act of the EU.',
  },
  EVIDENCE_NEEDS_EXPLANATION: {
    sv: 'Skriv vad belägget visar: vilket stöd som saknas, hur bestämmelsen kan läsas eller vad ingen har avgjort.',
    en: 'Say what the evidence shows: which support is missing, how it can be read, or what nobody has decided.',
  },
  EVIDENCE_SAYS_NOTHING: {
    sv: 'Ange en rättskälla eller en förklaring.',
    en: 'Give a source of law or an explanation.',
  },
  EVIDENCE_ALREADY_THERE: {
    sv: 'Samma belägg finns redan för den här bestämmelsen.',
    en: 'The same evidence is there already for this provision.',
  },
  EVIDENCE_REMOVED: { sv: 'Belägget är redan borttaget.', en: 'The evidence has already been taken away.' },
  EVIDENCE_CARRIES_CLASSIFICATION: {
    sv: 'Klassningen vilar på det här belägget. Lägg till ett annat först, eller föreslå en annan klassning.',
    en: 'The classification rests on this evidence. Add another first, or propose another classification.',
  },
  EVIDENCE_TOO_MUCH: { sv: 'Högst {max} belägg åt gången.', en: 'At most {max} pieces of evidence at a time.' },
  BARRIER_TOO_MANY: { sv: 'Högst {max} kan anges.', en: 'At most {max} can be given.' },
  BARRIER_STATE_CLOSED: {
    sv: 'Hindret är ”{state}”. Texten kan inte ändras nu.',
    en: 'The barrier is "{state}". Its text cannot be changed now.',
  },
  BARRIER_TEXT_BY_STAFF: {
    sv: 'Den publicerade beskrivningen skrivs av förbundets jurister och påverkansansvariga.',
    en: 'The published description is written by the lawyers and advocates of the association.',
  },
  BARRIER_NOT_CONFIRMED_YET: {
    sv: 'Hindret måste bekräftas innan en beskrivning publiceras.',
    en: 'The barrier must be confirmed before a description is published.',
  },

  RESOLUTION_NEEDS_GUIDANCE: {
    sv: 'Peka på den publicerade vägledning som svarar.',
    en: 'Point to the published guidance that answers.',
  },
  RESOLUTION_GUIDANCE_NOT_PUBLISHED: {
    sv: 'Vägledningen är inte publicerad, eller har dragits tillbaka: den löser inget än.',
    en: 'The guidance is not published, or has been withdrawn: it resolves nothing yet.',
  },
  RESOLUTION_GUIDANCE_NARROWER: {
    sv: 'Vägledningen ses av färre än hindret. De som läser hindret måste kunna läsa svaret.',
    en: 'The guidance is seen by fewer than the barrier. Those who read the barrier must be able to read the answer.',
  },
  RESOLUTION_NEEDS_LAW: {
    sv: 'Ange minst en bestämmelse eller författning som gäller och som löser det.',
    en: 'Give at least one provision or act that is in force and resolves it.',
  },
  RESOLUTION_NEEDS_NOTE: {
    sv: 'Skriv hur det löstes. Är det bara delvis löst: skriv vad som återstår.',
    en: 'Say how it was resolved. If only in part: say what remains.',
  },
  RESOLUTION_NEEDS_WAY: {
    sv: 'Ange vad som löste det: vägledning, lag som gäller eller annat.',
    en: 'Say what resolved it: guidance, law in force or otherwise.',
  },
  RESOLUTION_IN_FUTURE: {
    sv: 'Dagen har inte kommit än. Det är löst först när det som löser det gäller.',
    en: 'That day has not come yet. It is resolved only when what resolves it applies.',
  },

  SIGN_ON_NOT_NEGATIVE: { sv: 'Värdet kan inte vara mindre än noll.', en: 'The figure cannot be less than zero.' },
  SIGN_ON_ALREADY: {
    sv: 'Enheten har redan sagt att det här stoppar den. Ändra det som står där i stället.',
    en: 'The unit has already said that this stops it. Change what it said instead.',
  },
  SIGN_ON_WITHDRAWN: { sv: 'Anslutningen är redan återkallad.', en: 'The sign-on has already been taken back.' },
  SIGN_ON_BY_MEMBERS: {
    sv: 'Bara kommuner, regioner, kommunalförbund och kommunala bolag ansluter sig; förbundet självt gör det inte.',
    en: 'Only municipalities, regions, their associations and companies sign on; the association itself does not.',
  },
  'RULE_BROKEN.one_sign_on_per_unit': {
    sv: 'Någon annan i enheten hann ansluta den just nu. Läs om och ändra det som står där.',
    en: 'Somebody else of the unit signed on just now. Read again and change what it says.',
  },

  MERGE_INTO_ITSELF: {
    sv: 'Ett hinder kan inte sammanföras med sig själv.',
    en: 'A barrier cannot be merged into itself.',
  },
  MERGE_NOT_POSSIBLE: {
    sv: 'Den hindret är ”{state}” och kan inte ta emot en annan. Välj ett bekräftat hinder, eller två som båda bara är anmälda.',
    en: 'That barrier is "{state}" and cannot take in another. Choose a confirmed barrier, or two that are both only reported.',
  },
  MERGE_ALREADY: {
    sv: '{ref} har redan sammanförts med ett annat hinder. Läs om och föreslå på nytt.',
    en: '{ref} has already been merged into another barrier. Read again and propose anew.',
  },
  MERGE_NARROWER: {
    sv: 'Hindret som blir kvar ses av färre. Sammanför åt andra hållet, eller vidga åtkomsten först.',
    en: 'The barrier that stays is seen by fewer. Merge the other way, or widen its access first.',
  },

  FEWER_THAN_3: { sv: 'färre än 3', en: 'fewer than 3' },
  FEWER_THAN_3_OR_KEPT_BACK: {
    sv: 'färre än 3, eller dolt för att ingen ska kunna pekas ut',
    en: 'fewer than 3, or kept back so that nobody can be pointed out',
  },
  WEIGHT_MEMBERS: { sv: 'Medlemmar som stoppas', en: 'Members that it stops' },
  WEIGHT_SEVERITY: { sv: 'Allvar', en: 'Severity' },
  WEIGHT_SEVERITY_POINTS: { sv: '{severity}, {points} poäng', en: '{severity}, {points} points' },
  WEIGHT_VOLUME: { sv: 'Gånger om året', en: 'Times a year' },
  WEIGHT_COST: { sv: 'Uppskattad kostnad om året', en: 'Estimated cost a year' },
  WEIGHT_SEK: { sv: '{sum} kr', en: 'SEK {sum}' },
  WEIGHT_ABOUT: { sv: 'omkring {sum}', en: 'about {sum}' },
  WEIGHT_NOT_SHOWN: { sv: 'visas inte', en: 'not shown' },
  WEIGHT_VALUE: { sv: 'Tyngd', en: 'Weight' },
  WEIGHT_PRODUCT: { sv: '{members} × {points} = {value}', en: '{members} × {points} = {value}' },
  WEIGHT_PRODUCT_OF_FEW: {
    sv: 'färre än 3 räknas som 1: 1 × {points} = {value}',
    en: 'fewer than 3 count as 1: 1 × {points} = {value}',
  },
  SEVERITY_LOW: { sv: 'låg', en: 'low' },
  SEVERITY_MODERATE: { sv: 'måttlig', en: 'moderate' },
  SEVERITY_HIGH: { sv: 'hög', en: 'high' },
  SEVERITY_CRITICAL: { sv: 'kritisk', en: 'critical' },
  OBSTACLE: { sv: 'hinder', en: 'obstacle' },
  UNCERTAINTY: { sv: 'oklarhet', en: 'uncertainty' },
  KNOWLEDGE_GAP: { sv: 'kunskapsbrist', en: 'knowledge gap' },
  REPORTED: { sv: 'anmält', en: 'reported' },
  CONFIRMED: { sv: 'bekräftat', en: 'confirmed' },
  PURSUED: { sv: 'drivs', en: 'pursued' },
  RESOLVED: { sv: 'löst', en: 'resolved' },
  DISMISSED: { sv: 'avfört', en: 'dismissed' },
  MERGED: { sv: 'sammanfört med ett annat', en: 'merged into another' },

  'TELL.barrier.reported': { sv: 'Ett nytt hinder har anmälts: {ref}', en: 'A new barrier has been reported: {ref}' },
  'TELL.barrier.confirmed': { sv: '{ref} har bekräftats', en: '{ref} has been confirmed' },
  'TELL.barrier.pursued': { sv: 'Förbundet driver nu {ref}', en: 'The association now pursues {ref}' },
  'TELL.barrier.rested': { sv: '{ref} drivs inte längre', en: '{ref} is no longer pursued' },
  'TELL.barrier.resolved': { sv: '{ref} är löst, helt eller delvis', en: '{ref} is resolved, wholly or in part' },
  'TELL.barrier.dismissed': { sv: '{ref} har avförts', en: '{ref} has been dismissed' },
  'TELL.barrier.reopened': { sv: '{ref} har öppnats igen', en: '{ref} has been opened again' },
  'TELL.barrier.reclassified': { sv: '{ref} har fått en annan klassning', en: '{ref} has another classification' },
  'TELL.barrier.merged': {
    sv: '{ref} har tagit emot ett annat hinder som du följer',
    en: '{ref} has taken in another barrier that you follow',
  },

  'EVENT_barrier.created': { sv: 'Hindret anmäldes', en: 'The barrier was reported' },
  'EVENT_barrier.reported': { sv: 'Lämnades till förbundet', en: 'Was handed to the association' },
  'EVENT_barrier.updated': { sv: 'Beskrivningen ändrades', en: 'The description was changed' },
  'EVENT_barrier.classified': { sv: 'Klassades', en: 'Was classified' },
  'EVENT_barrier.reclassify-proposed': { sv: 'Ny klassning föreslogs', en: 'Another classification was proposed' },
  'EVENT_barrier.reclassified': { sv: 'Klassades om', en: 'Was reclassified' },
  'EVENT_barrier.evidence-added': { sv: 'Ett belägg lades till', en: 'Evidence was added' },
  'EVENT_barrier.evidence-removed': { sv: 'Ett belägg togs bort', en: 'Evidence was taken away' },
  'EVENT_barrier.confirmed': { sv: 'Bekräftades', en: 'Was confirmed' },
  'EVENT_barrier.pursued': { sv: 'Förbundet började driva frågan', en: 'The association began to pursue it' },
  'EVENT_barrier.rested': { sv: 'Drivs inte längre', en: 'Is no longer pursued' },
  'EVENT_barrier.resolved': { sv: 'Löstes', en: 'Was resolved' },
  'EVENT_barrier.verified': { sv: 'Prövades på nytt', en: 'Was tried anew' },
  'EVENT_barrier.dismissed': { sv: 'Avfördes', en: 'Was dismissed' },
  'EVENT_barrier.reopened': { sv: 'Öppnades igen', en: 'Was opened again' },
  'EVENT_barrier.merge-proposed': { sv: 'Sammanföring föreslogs', en: 'A merge was proposed' },
  'EVENT_barrier.merged': { sv: 'Sammanfördes med ett annat hinder', en: 'Was merged into another barrier' },
  'EVENT_barrier.absorbed': { sv: 'Tog emot ett annat hinder', en: 'Took in another barrier' },
  'EVENT_barrier.signed-on': { sv: 'En medlem anslöt sig', en: 'A member signed on' },
  'EVENT_barrier.sign-on-changed': { sv: 'En anslutning ändrades', en: 'A sign-on was changed' },
  'EVENT_barrier.sign-on-withdrawn': { sv: 'En anslutning togs tillbaka', en: 'A sign-on was taken back' },
  'EVENT_barrier.published': { sv: 'Beskrivningen publicerades', en: 'The description was published' },
});
