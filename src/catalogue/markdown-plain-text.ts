import type { Token } from 'markdown-it';

/** Lines of a letter: readable in a mail, a text file and on paper. */
const WIDTH = 78;

interface List {
  ordered: boolean;
  next: number;
}

/**
 * Writes parsed Markdown as plain text: blocks apart by an empty line, quotes behind "> ", list markers kept, code
 * indented, table rows as cells between bars, links as `text (target)`.
 */
export function plainText(tokens: readonly Token[]): string {
  const lines: string[] = [];
  /** What stands before each line here, outermost first: quote signs and the indentation of lists. */
  const prefixes: string[] = [];
  const lists: List[] = [];
  /** The marker of the list item begun but not yet written. */
  let marker = '';
  let row: string[] | null = null;
  let tight = false;

  const apart = (): void => {
    if (lines.length > 0 && lines.at(-1) !== '' && !tight) lines.push('');
    tight = false;
  };
  const write = (text: string, wrap: boolean): void => {
    const rest = prefixes.join('');
    const first = marker === '' ? rest : rest.slice(0, rest.length - marker.length) + marker;
    marker = '';
    const room = Math.max(20, WIDTH - rest.length);
    const written = wrap ? text.split('\n').flatMap((line) => wrapped(line, room)) : text.split('\n');
    written.forEach((line, i) => lines.push(`${i === 0 ? first : rest}${line}`.trimEnd()));
  };

  for (const token of tokens) {
    switch (token.type) {
      case 'inline':
        if (row) row.push(inlineText(token.children ?? []).replaceAll('\n', ' '));
        else {
          apart();
          write(inlineText(token.children ?? []), true);
        }
        break;
      case 'paragraph_open':
        // A tight list hides its paragraphs: no empty line between its items.
        tight = token.hidden === true && lists.length > 0;
        break;
      case 'fence':
      case 'code_block':
        apart();
        write(indented(token.content), false);
        break;
      case 'hr':
        apart();
        write('-----', false);
        break;
      case 'blockquote_open':
        apart();
        prefixes.push('> ');
        tight = true;
        break;
      case 'blockquote_close':
        prefixes.pop();
        break;
      case 'bullet_list_open':
        if (lists.length === 0) apart();
        lists.push({ ordered: false, next: 0 });
        break;
      case 'ordered_list_open':
        if (lists.length === 0) apart();
        lists.push({ ordered: true, next: Number(token.attrGet('start') ?? 1) });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        break;
      case 'list_item_open': {
        const list = lists.at(-1)!;
        marker = list.ordered ? `${list.next++}. ` : '- ';
        prefixes.push(' '.repeat(marker.length));
        break;
      }
      case 'list_item_close':
        if (marker !== '') write('', false);
        prefixes.pop();
        break;
      case 'table_open':
        apart();
        break;
      case 'tr_open':
        row = [];
        break;
      case 'tr_close':
        write((row ?? []).join(' | '), false);
        row = null;
        break;
      default:
        break;
    }
  }
  return lines.length === 0 ? '' : `${lines.join('\n').trimEnd()}\n`;
}

function indented(code: string): string {
  return code
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

function inlineText(tokens: readonly Token[]): string {
  const parts: string[] = [];
  const open: { target: string; from: number }[] = [];
  for (const token of tokens) {
    if (token.type === 'softbreak') parts.push(' ');
    else if (token.type === 'hardbreak') parts.push('\n');
    else if (token.type === 'link_open') open.push({ target: String(token.attrGet('href') ?? ''), from: parts.length });
    else if (token.type === 'link_close') {
      const link = open.pop();
      const text = link ? parts.slice(link.from).join('') : '';
      if (link && link.target !== text && link.target !== `mailto:${text}`) parts.push(` (${link.target})`);
    } else parts.push(token.content);
  }
  return parts.join('');
}

/** Breaks at spaces only, so that "10 kap. 2 §" with its no-break spaces stays on one line. */
function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t]+/)) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
