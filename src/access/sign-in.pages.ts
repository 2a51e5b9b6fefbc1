import { createHash } from 'node:crypto';

const STYLE = `:root{color-scheme:light dark}body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:38rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.6rem;line-height:1.25}ul{list-style:none;padding:0}li{margin:.5rem 0}
.choice{display:block;box-sizing:border-box;width:100%;padding:.75rem 1rem;border:1px solid #767676;border-radius:.25rem;background:Canvas;color:CanvasText;font:inherit;text-align:left;text-decoration:none;cursor:pointer}
.choice:hover,.choice:focus-visible{outline:3px solid #1b6ac9;outline-offset:1px}.choice small{display:block}.note{border-left:4px solid #b07800;padding-left:1rem}`;

/** No script, no picture, no frame; the one style is named by its hash, so that nothing else that is injected counts. */
export const PAGE_HEADERS: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** `body` is HTML already; everything in it that somebody wrote has been through `escapeHtml`. */
export function htmlPage(title: string, body: string): string {
  return (
    `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escapeHtml(title)} – Lagrum</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`
  );
}

export function choicePage(issuers: { key: string; name: string }[], returnTo: string): string {
  const links = issuers.map(({ key, name }) => {
    const address = `/login?${new URLSearchParams({ issuer: key, return: returnTo }).toString()}`;
    return `<li><a class="choice" href="${escapeHtml(address)}">${escapeHtml(name)}</a></li>`;
  });
  return htmlPage('Logga in', `<p>Välj hur du vill logga in.</p><ul>${links.join('')}</ul>`);
}

export function unknownPersonPage(email: string | null): string {
  const who = email
    ? `<p>Inloggningen lyckades, men ingen person i Lagrum har adressen <strong>${escapeHtml(email)}</strong>.</p>`
    : '<p>Inloggningen lyckades, men den inloggningstjänst du använde lämnade ingen bekräftad e-postadress.</p>';
  return htmlPage(
    'Du har ingen behörighet ännu',
    `${who}<p>Kontakta den som är administratör för Lagrum i din kommun eller region och be om en behörighet. ` +
      'Finns det ingen sådan, kontakta Lagrums administratör på förbundet.</p>' +
      '<p>Publicerad vägledning kan du läsa utan att logga in. <a href="/">Till startsidan</a></p>',
  );
}

const FAILURES = {
  EXPIRED: ['Inloggningen tog för lång tid', 'Den hann bli för gammal, eller så påbörjades den i ett annat fönster.'],
  REFUSED: [
    'Inloggningen gick inte att genomföra',
    'Svaret från inloggningstjänsten gick inte att godta, eller så avbröts inloggningen.',
  ],
  ASSURANCE: ['Tillitsnivån räcker inte', 'Logga in med en e-legitimation på den nivå som krävs.'],
  UNAVAILABLE: ['Inloggningstjänsten svarar inte', 'Vänta en stund och försök igen.'],
  UNKNOWN_ISSUER: ['Inloggningstjänsten finns inte här', 'Välj en av dem som går att använda.'],
  NOTHING: [
    'Ingen inloggning är inställd',
    'Den som driver tjänsten behöver ange en inloggningstjänst (OIDC_ISSUERS).',
  ],
} as const;
export type Failure = keyof typeof FAILURES;

export function failurePage(failure: Failure): string {
  const [title, text] = FAILURES[failure];
  return htmlPage(
    title,
    `<p>${text}</p><p><a href="/login">Försök igen</a> eller <a href="/">gå till startsidan</a>.</p>`,
  );
}
