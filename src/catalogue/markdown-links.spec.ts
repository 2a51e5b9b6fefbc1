import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TextLink } from './markdown-links.js';
import { renderMarkdown } from './markdown.js';

const to = (source: string, ...words: string[]): TextLink[] => {
  let at = 0;
  return words.map((one) => {
    const start = source.indexOf(one, at);
    at = start + one.length;
    return { start, end: at, href: `/lag#${one.length}`, title: 'T' };
  });
};
const link = (words: string) => `<a class="citation" href="/lag#${words.length}" title="T">${words}</a>`;

describe('links laid over a text', () => {
  it.each([
    ['Enligt 6 kap. 2 § PDL gäller.', `<p>Enligt ${link('6 kap. 2 § PDL')} gäller.</p>\n`],
    ['**6 kap. 2 § PDL** gäller.', `<p><strong>${link('6 kap. 2 § PDL')}</strong> gäller.</p>\n`],
    ['- 6 kap. 2 § PDL\n- b', `<ul>\n<li>${link('6 kap. 2 § PDL')}</li>\n<li>b</li>\n</ul>\n`],
    ['6 kap. 2 § PDL\n---', `<h3>${link('6 kap. 2 § PDL')}</h3>\n`],
    ['a (6 kap. 2 § PDL) \\* b', `<p>a (${link('6 kap. 2 § PDL')}) * b</p>\n`],
    ['| a |\n|---|\n| 6 kap. 2 § PDL |', link('6 kap. 2 § PDL')],
  ])('%j', (source, html) => expect(renderMarkdown(source, to(source, '6 kap. 2 § PDL'))).toContain(html));

  it('are left out in code, in links and where they reach across emphasis; the text stays', () => {
    for (const source of [
      '`6 kap. 2 §`',
      '```\n6 kap. 2 §\n```',
      '[6 kap. 2 §](https://a.se)',
      '[a](https://a.se "6 kap. 2 §")',
      'a **b 6 kap. 2 §',
    ]) {
      const words = '6 kap. 2 §';
      const html = renderMarkdown(source, to(source, words));
      expect(html.replace(link(words), words)).toBe(renderMarkdown(source));
    }
    const across = '6 kap. **2 § PDL** x';
    expect(renderMarkdown(across, to(across, '6 kap. **2 § PDL'))).toBe(renderMarkdown(across));
  });

  it('each goes to its own passage, whatever the parser drops between them', () => {
    const source = '[1 §](https://a.se "2 §") och 2 § samt 3 §';
    const links = [...to(source, '2 §"'.slice(0, 3)), { ...to(source, '3 §')[0]!, href: '/three' }];
    links.push({ start: source.indexOf('och 2 §') + 4, end: source.indexOf('och 2 §') + 7, href: '/two', title: '' });
    const html = renderMarkdown(source, links);
    expect(html).toContain('href="/two">2 §</a>');
    expect(html).toContain('href="/three" title="T">3 §</a>');
  });

  it('never change what a reader sees, and never make anything but links', () => {
    const piece = fc.constantFrom(
      '6 kap. ',
      '2 § ',
      '*',
      '**',
      '`',
      '[',
      '](https://a.se)',
      '\n',
      '\n\n',
      '- ',
      '> ',
      'x',
      '\\',
      '<b>',
      '&amp;',
      '| ',
      '# ',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.tuple(fc.nat(120), fc.nat(20)), { maxLength: 6 }),
        (pieces, spans) => {
          const source = pieces.join('');
          const links = spans.map(([start, length]) => ({
            start,
            end: start + length,
            href: '/x"><script>',
            title: '"<',
          }));
          const html = renderMarkdown(source, links);
          expect(html.replace(/<a class="citation"[^>]*>([\s\S]*?)<\/a>/g, '$1')).toBe(renderMarkdown(source));
          expect(html).not.toContain('<script');
          expect(html).not.toMatch(/[\uFDD0-\uFDEF]/);
        },
      ),
      { numRuns: 400 },
    );
  });
});
