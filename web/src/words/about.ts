import { words } from './words';

export const aboutWords = words(
  {
    accessibility: 'Tillgänglighet för Lagrum',
    accessibilityLead:
      'Vi vill att alla ska kunna använda Lagrum. Här står hur tillgänglig webbplatsen är, vad vi vet brister, hur vi har prövat, och hur du når oss.',
    how: 'Hur tillgänglig är webbplatsen?',
    scope:
      'Redogörelsen gäller alla sidor i Lagrum: de öppna, och de som kräver inloggning. Den gäller inte inloggningstjänsten, som är organisationens egen.',
    standard:
      'Webbplatsen ska följa lagen (2018:1937) om tillgänglighet till digital offentlig service, det vill säga EN 301 549 och WCAG 2.1 på nivå AA. Vi siktar på WCAG 2.2 AA.',
    status: (faults: number): string =>
      faults === 0
        ? 'Vi bedömer att webbplatsen är delvis förenlig med lagen: det vi har kunnat pröva uppfyller kraven, och det som vi vet brister står nedan.'
        : 'Vi bedömer att webbplatsen är delvis förenlig med lagen. Det som brister står nedan.',
    tested: 'Så har vi prövat',
    testedBy: (pages: number, date: string) =>
      `Bedömningen är vår egen. ${pages} sidor med exempeluppgifter prövades av ett program i webbläsaren Chromium, senast ${date}. Redogörelsen uppdaterades samma dag.`,
    testedNot: 'Den här versionen har inte prövats.',
    foundFaults: (n: number) =>
      n === 0 ? 'Inga brister hittades.' : n === 1 ? 'En brist hittades.' : `${n} brister hittades.`,
    onPages: (n: number) => `Prövat på ${n} sidor.`,
    trials: {
      frame: 'Sidan har en titel, en huvudrubrik och ett huvudinnehåll.',
      wcag: 'De regler i WCAG 2.2 AA som verktyget axe kan pröva, i ett fönster som är 1280 bildpunkter brett.',
      narrow: 'Samma regler i ett fönster som är 320 bildpunkter brett, där inget hamnar utanför skärmen.',
      text: 'Med dubbelt så stor text i webbläsaren hamnar inget utanför skärmen.',
      keyboard:
        'Med enbart tangentbord, från första stoppet till det sista: det första leder förbi menyerna, varje stopp syns och går att lämna, och inget som går att trycka på hoppas över.',
      colours:
        'Med tvingade färger (hög kontrast), ljusa och mörka: fält, knappar, ikoner, kartor och det som är valt syns utan sidans egna färger.',
      motion: 'Med minskad rörelse rör sig ingenting av sig självt.',
      trouble:
        'När servern är långsam, svarar fel eller inte alls, och när inloggningen har gått ut: sidan säger det i ord, inget flyttar sig medan den hämtas, och det går att försöka igen eller logga in och komma tillbaka.',
    } as Record<string, string>,
    untried:
      'Ett program hittar bara en del av bristerna. Sidorna är inte prövade med skärmläsare, med röststyrning eller av personer med funktionsnedsättning.',
    caption: 'Prövade sidor',
    page: 'Sida',
    person: 'Inloggad som',
    nobody: 'ingen',
    rules: 'Uppfyllda regler',
    faults: 'Brister',
    known: 'Innehåll som inte är tillgängligt',
    knownList: [
      'Bristande förenlighet: vägledning och svar skrivs av människor, och en tabell eller länktext i en text kan vara svår att följa med skärmläsare. Säg till, så skriver vi om.',
      'Innehåll som inte omfattas av lagen eller som vi inte råder över: bifogade filer är som de kom från den som bifogade dem, och kan vara otillgängliga. Be oss om innehållet i en annan form.',
      'Oskäligt betungande anpassning: vi åberopar inget sådant undantag.',
    ],
    contact: 'Vad kan du göra om du inte kan använda något?',
    contactText:
      'Hör av dig till den organisation som driver den här installationen, så får du innehållet i en annan form. Säg vilken sida det gäller, och vad som inte fungerar.',
    report: 'Rapportera brister',
    reportText:
      'Vi vill veta om något inte fungerar, också det som inte står här. Hör av dig till samma organisation: det hamnar hos dem som bygger Lagrum.',
    supervision: 'Tillsyn',
    supervisionText:
      'Myndigheten för digital förvaltning (Digg) har tillsyn över lagen om tillgänglighet till digital offentlig service. Är du inte nöjd med hur vi tar hand om din synpunkt kan du anmäla det till Digg.',
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
      'We want everybody to be able to use Lagrum. Here is how accessible the site is, what we know is lacking, how we have tested, and how to reach us.',
    how: 'How accessible is the site?',
    scope:
      'The statement is about all pages of Lagrum: the open ones, and those that need a sign-in. It is not about the service that one signs in at, which is the organisation’s own.',
    standard:
      'The site is to follow the Swedish act (2018:1937) on the accessibility of digital public service, which means EN 301 549 and WCAG 2.1 at level AA. We aim at WCAG 2.2 AA.',
    status: (faults) =>
      faults === 0
        ? 'In our judgment the site conforms in part with the act: what we have been able to test meets the demands, and what we know is lacking stands below.'
        : 'In our judgment the site conforms in part with the act. What is lacking stands below.',
    tested: 'How we have tested',
    testedBy: (pages, date) =>
      `The judgment is our own. ${pages} pages with example data were tested by a program in the browser Chromium, last on ${date}. The statement was brought up to date on the same day.`,
    testedNot: 'This version has not been tested.',
    foundFaults: (n) =>
      n === 0
        ? 'Nothing was found lacking.'
        : n === 1
          ? 'One thing was found lacking.'
          : `${n} things were found lacking.`,
    onPages: (n) => `Tested on ${n} pages.`,
    trials: {
      frame: 'The page has a title, one main heading and one main content.',
      wcag: 'The rules of WCAG 2.2 AA that the tool axe can test, in a window 1280 pixels wide.',
      narrow: 'The same rules in a window 320 pixels wide, where nothing ends up outside the screen.',
      text: 'With the text of the browser twice as large nothing ends up outside the screen.',
      keyboard:
        'By keyboard only, from the first stop to the last: the first leads past the menus, every stop is seen and can be left, and nothing that can be pressed is passed by.',
      colours:
        'In forced colours (high contrast), light and dark: fields, buttons, icons, maps and what is chosen are seen without the colours of the page.',
      motion: 'With reduced motion nothing moves by itself.',
      trouble:
        'When the server is slow, answers wrongly or not at all, and when the session has ended: the page says so in words, nothing moves while it loads, and one can try again, or sign in and come back.',
    },
    untried:
      'A program finds only a part of what is lacking. The pages have not been tested with a screen reader, by voice or by people with disabilities.',
    caption: 'Pages tested',
    page: 'Page',
    person: 'Signed in as',
    nobody: 'nobody',
    rules: 'Rules kept',
    faults: 'Violations',
    known: 'Content that is not accessible',
    knownList: [
      'Lack of conformity: guidance and answers are written by people, and a table or a link in a text may be hard to follow with a screen reader. Tell us, and we rewrite it.',
      'Content outside the act or our control: attached files are as they came from whoever attached them, and may be inaccessible. Ask us for the content in another form.',
      'Disproportionate burden: we claim no such exception.',
    ],
    contact: 'What can you do if you cannot use something?',
    contactText:
      'Turn to the organisation that runs this installation, and you get the content in another form. Say which page it is about, and what does not work.',
    report: 'Report what is lacking',
    reportText:
      'We want to know if something does not work, also what does not stand here. Turn to the same organisation: it reaches those who build Lagrum.',
    supervision: 'Supervision',
    supervisionText:
      'The Swedish Agency for Digital Government (Digg) supervises the act on the accessibility of digital public service. If you are not content with how we handle your remark, you can notify Digg.',
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
