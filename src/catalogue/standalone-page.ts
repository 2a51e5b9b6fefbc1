const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c]!);

const STYLE =
  'body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;color:#1b1b1b;background:#fff}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #767676}' +
  'th[scope=row]{width:14rem;font-weight:600}footer{margin-top:2rem;border-top:1px solid #767676;font-size:.875rem;overflow-wrap:anywhere}';

/** For the answer that carries such a page: it runs nothing and fetches nothing. */
export const STANDALONE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * A page that stands alone, for somebody's own files: no script, nothing fetched, readable on paper and by a screen reader.
 * `title` and `provenance` are plain text; `body` is HTML that is safe already.
 */
export function standalonePage(page: { title: string; body: string; provenance: string }): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(page.title)}</h1>
${page.body}
</main>
<footer><p>${escapeHtml(page.provenance)}</p></footer>
</body>
</html>
`;
}
