import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/harness/properties.js';
import { markdownToPlainText, renderMarkdown } from './markdown.js';

describe('renderMarkdown', () => {
  it.each([
    ['# Rubrik', '<h2>Rubrik</h2>\n'],
    ['###### Sex', '<h6>Sex</h6>\n'],
    ['Ja, *med* **villkor** och `kod`.', '<p>Ja, <em>med</em> <strong>villkor</strong> och <code>kod</code>.</p>\n'],
    ['> citat', '<blockquote>\n<p>citat</p>\n</blockquote>\n'],
    ['3. tre\n4. fyra', '<ol start="3">\n<li>tre</li>\n<li>fyra</li>\n</ol>\n'],
    ['```js\n<b>\n```', '<pre><code>&lt;b&gt;\n</code></pre>\n'],
    ['10 kap. 2 § OSL & RF 1:1', '<p>10 kap. 2 § OSL &amp; RF 1:1</p>\n'],
    [
      '[lag](https://riksdagen.se/x?a=1&b=2)',
      '<p><a href="https://riksdagen.se/x?a=1&amp;b=2" rel="noopener noreferrer nofollow">lag</a></p>\n',
    ],
    ['<mailto:a@b.se>', '<p><a href="mailto:a@b.se" rel="noopener noreferrer nofollow">mailto:a@b.se</a></p>\n'],
    ['![bild](https://x.se/y.png)', '<p>bild</p>\n'],
    ['https://example.se', '<p>https://example.se</p>\n'],
    ['a\u0000b', '<p>ab</p>\n'],
    ['', ''],
  ])('%j', (source, html) => expect(renderMarkdown(source)).toBe(html));

  it('aligns table cells by class, since no inline style is allowed', () => {
    const html = renderMarkdown('| a | b |\n|:-:|--:|\n| 1 | 2 |');
    expect(html).toContain('<th class="align-center">a</th>');
    expect(html).toContain('<td class="align-right">2</td>');
    expect(html).not.toContain('style');
  });

  /** What an attacker writes; the answer may hold it as text, but never as a tag, an attribute or a target. */
  const ATTACKS = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](\u0001javascript:alert(1))',
    '[x](%6aavascript:alert(1))',
    '[x](vbscript:msgbox(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example/)',
    '[x](/relative)',
    '[x](\\\\evil.example)',
    '[x](https:javascript)',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
    '[x](https://a.se "onmouseover=alert(1)")',
    '[x](https://a.se "\\" onmouseover=\\"alert(1)")',
    '[x](https://a.se/"onmouseover="alert(1))',
    '[x](<https://a.se/" onclick="alert(1)>)',
    '![x](javascript:alert(1))',
    '![x" onerror="alert(1)](https://a.se/x)',
    '![<img src=x onerror=alert(1)>](https://a.se/x)',
    '`<script>alert(1)</script>`',
    '```"><script>alert(1)</script>\nx\n```',
    '```js" onload="alert(1)\nx\n```',
    '| <b onclick=x> |\n|:-" onclick="x:|\n| 1 |',
    '<!-- --><script>x</script>',
    '<![CDATA[<script>x</script>]]>',
    '<style>*{background:url(//evil)}</style>',
    '<iframe srcdoc="<script>x</script>">',
    '<math><mtext></p><script>x</script>',
    '<form action=//evil><input name=q>',
    '<base href=//evil>',
    '<meta http-equiv=refresh content="0;url=//evil">',
    '# <script>alert(1)</script>',
    '[<script>x</script>](https://a.se)',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#60;script&#62;alert(1)',
    '**<b style="x">**',
  ];
  const TAG = /<(\/?)([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)( \/)?>/g;
  const TAGS = new Set(
    'h2 h3 h4 h5 h6 p br hr ul ol li blockquote pre code em strong s a table thead tbody tr th td'.split(' '),
  );

  function requireSafe(html: string): void {
    // With every well-formed allowed tag taken away, no "<" is left to begin another.
    const rest = html.replace(TAG, (whole, _close: string, tag: string, attributes: string) => {
      if (!TAGS.has(tag)) return whole;
      for (const [, name, value] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
        const right =
          name === 'href'
            ? /^(https?:\/\/|mailto:)/i.test(value!)
            : name === 'rel'
              ? value === 'noopener noreferrer nofollow'
              : name === 'class'
                ? /^align-(left|center|right)$/.test(value!)
                : name === 'start'
                  ? /^\d+$/.test(value!)
                  : name === 'title';
        if (!right) return whole;
      }
      if (tag === 'a' && attributes && !attributes.includes(' rel="noopener noreferrer nofollow"')) return whole;
      return '';
    });
    expect(rest).not.toContain('<');
  }

  it.each(ATTACKS)('makes %j harmless', (source) => requireSafe(renderMarkdown(source)));

  it('has an oracle that sees what it should', () => {
    for (const bad of [
      '<script>',
      '<p onclick="x">',
      '<a href="javascript:x" rel="noopener noreferrer nofollow">',
      '<a href="https://a.se">',
      '<img src="x">',
      '<b',
      '<td class="x">',
    ]) {
      expect(() => requireSafe(bad)).toThrow();
    }
  });

  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.constantFrom(
        '\n',
        '\n\n',
        '> ',
        '- ',
        '# ',
        '`',
        '[',
        '](',
        ')',
        '*',
        '<',
        '"',
        "'",
        '&',
        ' ',
        '\\',
        '|',
        'javascript:',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  );
  it('makes any mixture of attacks harmless', () => {
    fc.assert(
      fc.property(pieces, (parts) => requireSafe(renderMarkdown(parts.join('')))),
      { numRuns: runs(1000) },
    );
  });

  // Sizes, not seconds, are asserted: a text that nests or backtracks without bound does not come to an end here.
  it.each(['>', '> ', '[', '![', '*_', '**a *b ', '`', '- ', '<', '&#', '|a', '~~a ', '[a](', '\\', '1. ', '_a '])(
    'answers in proportion to hostile text: %j repeated',
    (unit) => {
      const source = unit.repeat(Math.ceil(100_000 / unit.length));
      const html = renderMarkdown(source);
      requireSafe(html);
      expect(html.length).toBeLessThan(20 * source.length);
      expect(markdownToPlainText(source).length).toBeLessThan(20 * source.length);
    },
  );

  it('flattens emphasis, quotes and lists nested beyond all sense', () => {
    const deepest = (html: string): number => {
      let depth = 0;
      let most = 0;
      for (const [, close] of html.matchAll(TAG)) most = Math.max(most, close ? depth-- : ++depth);
      return most;
    };
    const stars = '*'.repeat(20_000);
    expect(deepest(renderMarkdown(`${stars}a${stars}`))).toBeLessThan(60);
    expect(renderMarkdown(`${stars}a${stars}`)).toContain('a');
    expect(deepest(renderMarkdown(`${'>'.repeat(10_000)}a`))).toBeLessThan(60);
    expect(deepest(renderMarkdown(`${'- '.repeat(10_000)}a`))).toBeLessThan(120);
  });
});

describe('markdownToPlainText', () => {
  it.each([
    ['', ''],
    ['# Svar\n\nJa, *med* **villkor**.', 'Svar\n\nJa, med villkor.\n'],
    ['Se [OSL](https://riksdagen.se/osl).', 'Se OSL (https://riksdagen.se/osl).\n'],
    ['<https://a.se>', 'https://a.se\n'],
    ['- ett\n- två\n  - inre', '- ett\n- två\n  - inre\n'],
    ['Först:\n\n9. nio\n10. tio\n\nSedan', 'Först:\n\n9. nio\n10. tio\n\nSedan\n'],
    ['- a\n\n- b', '- a\n\n- b\n'],
    ['> citat\n> vidare\n>\n> - punkt', '> citat vidare\n\n> - punkt\n'],
    ['a\n\n> b\n\nc', 'a\n\n> b\n\nc\n'],
    ['```\nx = 1\n  y\n```', '    x = 1\n      y\n'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a | b\n1 | 2\n'],
    ['rad  \nnästa', 'rad\nnästa\n'],
    ['a\n\n---\n\nb', 'a\n\n-----\n\nb\n'],
    ['![bild](https://x.se/y.png)', 'bild\n'],
    ['<b>&amp;</b>', '<b>&</b>\n'],
    ['-\n- b', '-\n- b\n'],
  ])('%j', (source, text) => expect(markdownToPlainText(source)).toBe(text));

  it('wraps at 78 characters, but not at no-break spaces', () => {
    const text = markdownToPlainText(`- ${'ord '.repeat(30)}10\u00a0kap. 2\u00a0§`);
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((line) => line.length <= 78)).toBe(true);
    expect(lines.slice(1).every((line) => line.startsWith('  ord') || line.startsWith('  '))).toBe(true);
  });

  it('keeps every word of ordinary text', () => {
    const word = fc.stringMatching(/^[a-zåäö]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('', '# ', '- ', '> ', '1. '), fc.array(word, { minLength: 1 })), {
          minLength: 1,
        }),
        (blocks) => {
          const source = blocks.map(([sign, words]) => sign + words.join(' ')).join('\n\n');
          const said = markdownToPlainText(source)
            .split(/\s+/)
            .filter((one) => /^[a-zåäö]+$/.test(one));
          expect(said).toEqual(blocks.flatMap(([, words]) => words));
        },
      ),
    );
  });
});
