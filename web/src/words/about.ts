import { words } from './words';

export const aboutWords = words(
  {
    accessibility: 'Tillgänglighet för Lagrum',
    accessibilityLead:
      'Vi vill att alla ska kunna använda Lagrum. Här står hur tillgänglig webbplatsen är, vad vi vet brister, och hur du når oss.',
    how: 'Hur tillgänglig är webbplatsen?',
    standard:
      'Webbplatsen ska följa lagen (2018:1937) om tillgänglighet till digital offentlig service, det vill säga EN 301 549 och WCAG 2.1 på nivå AA. Vi siktar på WCAG 2.2 AA.',
    tested: 'Så har vi prövat',
    testedBy: (pages: number, date: string) =>
      `${pages} sidor med exempeluppgifter prövades av ett program i webbläsaren Chromium ${date}.`,
    testedNot: 'Den här versionen har inte prövats.',
    foundFaults: (n: number) => (n === 0 ? 'Inga brister hittades.' : `${n} brister hittades.`),
    trials: [
      'De regler i WCAG 2.2 AA som verktyget axe kan pröva, i ett fönster som är 1280 bildpunkter brett och i ett som är 320.',
      'Inget hamnar utanför skärmen, varken när den är 320 bildpunkter bred eller när webbläsarens text är dubbelt så stor.',
      'Sidan har en titel, en huvudrubrik och ett huvudinnehåll.',
      'Med enbart tangentbord: första stoppet leder förbi menyerna till innehållet, och de tjugo följande syns och går att lämna.',
    ],
    untried:
      'Ett program hittar bara en del av bristerna. Sidorna är inte prövade med skärmläsare, med tvingade färger (hög kontrast) eller av personer med funktionsnedsättning.',
    caption: 'Prövade sidor',
    page: 'Sida',
    person: 'Inloggad som',
    nobody: 'ingen',
    rules: 'Uppfyllda regler',
    faults: 'Brister',
    known: 'Brister som vi känner till',
    knownList: [
      'Vägledning och svar skrivs av människor: en tabell eller länktext i en text kan vara svår att följa med skärmläsare. Säg till, så skriver vi om.',
      'Bifogade filer är som de kom från den som bifogade dem, och kan vara otillgängliga. Be oss om innehållet i en annan form.',
    ],
    contact: 'Säg till oss',
    contactText:
      'Upptäcker du något som inte fungerar, eller behöver du innehållet i en annan form? Skriv till den som driver den här installationen.',
    supervision: 'Tillsyn',
    supervisionText:
      'Myndigheten för digital förvaltning (Digg) har tillsyn över lagen. Är du inte nöjd med hur vi tar hand om din synpunkt kan du anmäla det till Digg.',
    supervisionLink: 'Anmäl till Digg',
    dataTitle: 'Om uppgifterna',
    dataLead: 'Varifrån uppgifterna kommer, vad de är värda, och vad som händer med det du skriver.',
    sources: 'Källor',
    sourceList: [
      ['Lagar, förordningar, propositioner', 'Sveriges riksdags öppna data. Texten hos oss är ingen officiell utgåva.'],
      ['Kommuner och regioner', 'Statistikmyndigheten SCB: koder, namn och deras ändringar.'],
      [
        'Myndigheter och efterföljare',
        'Förordningar med instruktion, samlade för hand; det som inte är kontrollerat är utmärkt.',
      ],
      ['EU-rättsakter', 'EUR-Lex.'],
      ['Strategin för eSamhället (2011)', 'Sveriges Kommuner och Landsting, återgiven med egna ord.'],
    ] as [string, string][],
    law: 'Vägledningens ställning',
    lawText:
      'Vägledning är förbundets bedömning av rättsläget den dag som anges. Den binder ingen domstol eller myndighet, och ersätter inte en bedömning av det enskilda fallet. En jurist har skrivit den och en annan har granskat den.',
    written: 'Det du skriver',
    writtenList: [
      'Att ställa en fråga är att lämna ut uppgifterna i den. Därför frågar vi om den är avidentifierad, eller med vilken grund den lämnas ut.',
      'Personnummer och liknande stoppas innan något sparas.',
      'Din fråga ses av din enhet och av förbundets jurister. Ingen annan kommun ser den.',
      'Det som är slutet här kan ändå vara allmän handling hos er: spara fråga och svar i ert eget diarium.',
      'Medan du skriver sparas ett utkast i din webbläsare. Det försvinner när det är sänt, och när du loggar ut.',
      'Varje händelse bokförs i en kedja som inte kan ändras i efterhand.',
    ],
    open: 'Öppet för program',
    openText:
      'Allt som en sida visar kan ett program hämta, med samma behörighet, ur programmeringsgränssnittet på /graphql. Publicerad vägledning kräver ingen inloggning.',
  },
  {
    accessibility: 'Accessibility of Lagrum',
    accessibilityLead:
      'We want everybody to be able to use Lagrum. Here is how accessible the site is, what we know is lacking, and how to reach us.',
    how: 'How accessible is the site?',
    standard:
      'The site is to follow the Swedish act (2018:1937) on the accessibility of digital public service, which means EN 301 549 and WCAG 2.1 at level AA. We aim at WCAG 2.2 AA.',
    tested: 'How we have tested',
    testedBy: (pages, date) =>
      `${pages} pages with example data were tested by a program in the browser Chromium on ${date}.`,
    testedNot: 'This version has not been tested.',
    foundFaults: (n) => (n === 0 ? 'Nothing was found lacking.' : `${n} things were found lacking.`),
    trials: [
      'The rules of WCAG 2.2 AA that the tool axe can test, in a window 1280 pixels wide and in one of 320.',
      'Nothing ends up outside the screen, neither when it is 320 pixels wide nor when the text of the browser is twice as large.',
      'The page has a title, one main heading and one main content.',
      'By keyboard only: the first stop leads past the menus to the content, and the twenty after it are seen and can be left.',
    ],
    untried:
      'A program finds only a part of what is lacking. The pages have not been tested with a screen reader, in forced colours (high contrast) or by people with disabilities.',
    caption: 'Pages tested',
    page: 'Page',
    person: 'Signed in as',
    nobody: 'nobody',
    rules: 'Rules kept',
    faults: 'Violations',
    known: 'What we know is lacking',
    knownList: [
      'Guidance and answers are written by people: a table or a link in a text may be hard to follow with a screen reader. Tell us, and we rewrite it.',
      'Attached files are as they came from whoever attached them, and may be inaccessible. Ask us for the content in another form.',
    ],
    contact: 'Tell us',
    contactText:
      'Have you found something that does not work, or do you need the content in another form? Write to whoever runs this installation.',
    supervision: 'Supervision',
    supervisionText:
      'The Swedish Agency for Digital Government (Digg) supervises the act. If you are not content with how we handle your remark, you can notify Digg.',
    supervisionLink: 'Notify Digg',
    dataTitle: 'About the data',
    dataLead: 'Where the data come from, what they are worth, and what happens to what you write.',
    sources: 'Sources',
    sourceList: [
      ['Statutes, ordinances, bills', 'Open data of Sveriges riksdag. The text here is no official edition.'],
      ['Municipalities and regions', 'Statistics Sweden (SCB): codes, names and their changes.'],
      ['Authorities and successors', 'Ordinances with instructions, gathered by hand; what is not checked is marked.'],
      ['EU acts', 'EUR-Lex.'],
      ['The strategy for the e-society (2011)', 'By what was then SKL, told in our own words.'],
    ],
    law: 'What guidance is',
    lawText:
      'Guidance is the association’s view of the law on the day stated. It binds no court or authority, and does not replace a judgment of the single case. One lawyer has written it and another has reviewed it.',
    written: 'What you write',
    writtenList: [
      'To ask a question is to disclose what is in it. That is why we ask whether it is de-identified, or on which ground it is disclosed.',
      'Personal identity numbers and the like are stopped before anything is saved.',
      'Your question is seen by your unit and by the association’s lawyers. No other municipality sees it.',
      'What is closed here may still be a public document with you: keep question and answer in your own diary.',
      'While you write, a draft is kept in your browser. It goes when it is sent, and when you sign out.',
      'Every event is entered in a chain that cannot be changed afterwards.',
    ],
    open: 'Open to programs',
    openText:
      'All that a page shows a program can fetch, with the same rights, from the API at /graphql. Published guidance needs no sign-in.',
  },
);
