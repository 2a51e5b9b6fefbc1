import fs from 'node:fs';
import { join } from 'node:path';

/** One file of the built pages, in the forms it can be sent in. */
export interface PageAsset {
  type: string;
  plain: Buffer;
  gzip: Buffer | null;
  brotli: Buffer | null;
}

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
};

/**
 * The browser application as web/build.js left it, read once: what is not in the list read at the start is never asked of
 * the disk, so no address reaches another file.
 */
export class Pages {
  private constructor(
    private readonly index: string,
    private readonly patterns: readonly RegExp[],
    private readonly assets: ReadonlyMap<string, PageAsset>,
  ) {}

  /** Null where the pages are not built: tests of the server, and a server that only programs use. */
  static read(folder: string): Pages | null {
    const index = join(folder, 'index.html');
    if (!fs.existsSync(index)) return null;
    const patterns = JSON.parse(fs.readFileSync(join(folder, 'pages.json'), 'utf8')) as string[];
    const names = fs.readdirSync(join(folder, 'assets'));
    const bytes = (name: string): Buffer | null =>
      names.includes(name) ? fs.readFileSync(join(folder, 'assets', name)) : null;
    const assets = new Map<string, PageAsset>();
    for (const name of names) {
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
      if (type) assets.set(name, { type, plain: bytes(name)!, gzip: bytes(`${name}.gz`), brotli: bytes(`${name}.br`) });
    }
    return new Pages(fs.readFileSync(index, 'utf8'), patterns.map(expression), assets);
  }

  asset(name: string): PageAsset | null {
    return this.assets.get(name) ?? null;
  }

  /** Whether the application has a page at this path. */
  has(path: string): boolean {
    return this.patterns.some((pattern) => pattern.test(path));
  }

  /** The one document; `nonce` is what the few styles that the components write themselves are known by. */
  document(nonce: string, demo: boolean, reader: 'nobody' | 'somebody'): string {
    return this.index.replaceAll('%NONCE%', nonce).replaceAll('%DEMO%', String(demo)).replaceAll('%READER%', reader);
  }
}

/** `/fragor/$ref` of the router as an expression over paths. */
function expression(pattern: string): RegExp {
  const parts = pattern.split('/').map((part) => {
    if (part.startsWith('$')) return part === '$' ? '.+' : '[^/]+';
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}
