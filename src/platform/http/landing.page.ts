import { Language } from '../i18n/messages.js';

/** The front door where the pages of web/ are not built: what this is and where to go, readable by everybody. No script. */

const WORDS: Record<Language, Record<string, string>> = {
  sv: {
    title: 'Lagrum',
    lead: 'Det gemensamma minnet för kommunernas och regionernas rättsfrågor: vad får vi göra, vad hindrar oss, vem har frågat förut, vad blev svaret – och gäller det än?',
    where: 'Vart vill du?',
    signIn: 'Logga in',
    signInNote: 'för dig som arbetar i en kommun, en region eller på förbundet.',
    demo: 'Det här är en demonstration: välj vem du vill vara. Inget av det du skriver är på riktigt.',
    api: 'Programmeringsgränssnittet',
    apiNote: 'svarar på /graphql. Anropen beskrivs i README och i schemat självt.',
    health: 'Driftläge',
    healthNote: 'visar om tjänsten kan ta emot anrop.',
    other: 'In English',
    otherAddress: '/?lang=en',
    skip: 'Till innehållet',
  },
  en: {
    title: 'Lagrum',
    lead: 'The shared memory of Swedish local government’s law questions: what may we do, what stops us, who has asked before, what was the answer – and does it still hold?',
    where: 'Where do you want to go?',
    signIn: 'Sign in',
    signInNote: 'if you work at a municipality, a region or the association.',
    demo: 'This is a demonstration: choose who you want to be. Nothing that you write is for real.',
    api: 'The programming interface',
    apiNote: 'answers at /graphql. The calls are described in the README and in the schema itself.',
    health: 'Status',
    healthNote: 'shows whether the service can take requests.',
    other: 'På svenska',
    otherAddress: '/?lang=sv',
    skip: 'To the content',
  },
};

export const LANDING_STYLE = `:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --link: #0b5394; --line: #767676; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #161616; --link: #8ec5ff; --line: #9a9a9a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif; }
main, header { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem; }
header { text-align: right; padding-bottom: 0; }
h1 { font-size: 2.25rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.375rem; margin: 2rem 0 0.75rem; }
a { color: var(--link); text-underline-offset: 0.2em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--line); padding: 0.75rem 0; }
li a { display: inline-block; padding: 0.25rem 0; font-weight: 600; }
.note { border-left: 4px solid var(--line); padding-left: 1rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem; }
`;

export function landingPage(language: Language, demo: boolean): string {
  const say = (key: string): string => WORDS[language][key] ?? '';
  const other = language === 'sv' ? 'en' : 'sv';
  const item = (address: string, word: string, note: string) =>
    `<li><a href="${address}">${say(word)}</a> ${say(note)}</li>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${say('lead')}">
<title>${say('title')}</title>
<link rel="stylesheet" href="/assets/landing.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
<header><a href="${say('otherAddress')}" lang="${other}" hreflang="${other}">${say('other')}</a></header>
<main id="content">
<h1>${say('title')}</h1>
<p>${say('lead')}</p>
${demo ? `<p class="note">${say('demo')}</p>\n` : ''}<h2>${say('where')}</h2>
<ul>
${item('/login', 'signIn', 'signInNote')}
${item('/health/ready', 'health', 'healthNote')}
<li><strong>${say('api')}</strong> ${say('apiNote')}</li>
</ul>
</main>
</body>
</html>
`;
}
