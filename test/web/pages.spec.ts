import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { createTestApp, TestApp } from '../harness/app.js';

/** How the server hands out the built pages; what the pages themselves do is tried in a real browser beside this. */

const SCRIPT = 'console.log("the pages")';
let folder: string;
let t: TestApp;

beforeAll(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'lagrum-pages-'));
  fs.mkdirSync(join(folder, 'assets'));
  fs.writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="sv"><meta property="csp-nonce" content="%NONCE%"><meta name="lagrum-demo" content="%DEMO%"><meta name="lagrum-reader" content="%READER%">',
  );
  fs.writeFileSync(join(folder, 'pages.json'), JSON.stringify(['/', '/vagledning', '/vagledning/$ref']));
  fs.writeFileSync(join(folder, 'assets', 'index-1a2b.js'), SCRIPT);
  fs.writeFileSync(join(folder, 'assets', 'index-1a2b.js.gz'), gzipSync(SCRIPT));
  fs.writeFileSync(join(folder, 'assets', 'index-1a2b.js.br'), brotliCompressSync(SCRIPT));
  fs.writeFileSync(join(folder, 'assets', 'inter.woff2'), 'font');
  fs.writeFileSync(join(folder, 'secret.txt'), 'not an asset');
  t = await createTestApp({ pages: folder });
}, 120_000);
afterAll(async () => {
  await t.close();
  fs.rmSync(folder, { recursive: true });
});

const HTML = { accept: 'text/html,application/xhtml+xml' };
const get = (url: string, headers: Record<string, string> = {}) =>
  t.app.inject({ method: 'GET', url, headers } as InjectOptions as never);

describe('the document', () => {
  it('answers every page of the application, asked for anew each time', async () => {
    for (const url of ['/', '/vagledning', '/vagledning/V-1', '/vagledning?q=moln', '/vagledning/V-%C3%A5']) {
      const { statusCode, headers, payload } = await get(url, HTML);
      expect([url, statusCode, headers['content-type']]).toEqual([url, 200, 'text/html; charset=utf-8']);
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers.etag).toBeUndefined();
      expect(payload).toContain('<html lang="sv">');
      expect(payload).toContain('name="lagrum-demo" content="false"');
    }
  });

  it('says that nobody is signed in where nothing could say who is, and is kept by no browser where something could', async () => {
    const nobody = await get('/', HTML);
    expect(nobody.payload).toContain('name="lagrum-reader" content="nobody"');
    const headers: Record<string, string>[] = [
      { cookie: '__Host-lagrum-session=x' },
      { authorization: 'Bearer lgr_x' },
    ];
    for (const header of headers) {
      const somebody = await get('/', { ...HTML, ...header });
      expect(somebody.payload).toContain('name="lagrum-reader" content="somebody"');
      expect(somebody.headers['cache-control']).toBe('no-store');
    }
    expect(nobody.headers.vary).toContain('cookie');
  });

  it('names its styles by a nonce that is new each time, and loosens nothing else', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const { headers, payload } = await get('/', HTML);
      const policy = String(headers['content-security-policy']);
      const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)![1]!;
      expect(payload).toContain(`content="${nonce}"`);
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });

  it('says 404 for an address that leads nowhere: with the application to people, as a problem to programs', async () => {
    for (const url of ['/finns-inte', '/vagledning/V-1/mer']) {
      const person = await get(url, HTML);
      expect([url, person.statusCode, person.headers['content-type']]).toEqual([url, 404, 'text/html; charset=utf-8']);
    }
    const program = await get('/finns-inte', { accept: '*/*' });
    expect([program.statusCode, program.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('is never the answer to an unknown address among those of programs', async () => {
    for (const url of [
      '/graphql/x',
      '/health/x',
      '/export/x',
      '/files/x',
      '/assets/x',
      '/data/x',
      '/login/x',
      '/metrics/x',
    ]) {
      const { statusCode, headers } = await get(url, HTML);
      expect([url, statusCode]).toEqual([url, 404]);
      expect(headers['content-type']).toContain('application/problem+json');
    }
    expect((await t.app.inject({ method: 'POST', url: '/vagledning', headers: HTML })).statusCode).toBe(404);
  });
});

describe('the files', () => {
  it('are kept for ever by the browser, and sent in the form it reads best', async () => {
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['', undefined],
    ] as const) {
      const { statusCode, headers, rawPayload } = await get('/assets/index-1a2b.js', { 'accept-encoding': accepted });
      expect([statusCode, headers['content-encoding']]).toEqual([200, encoding]);
      expect(headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
      if (encoding === 'br') expect(brotliDecompressSync(rawPayload).toString()).toBe(SCRIPT);
      if (!encoding) expect(rawPayload.toString()).toBe(SCRIPT);
    }
    expect((await get('/assets/inter.woff2')).headers['content-type']).toBe('font/woff2');
  });

  it('are those that were built and nothing beside them', async () => {
    for (const url of [
      '/assets/secret.txt',
      '/assets/../secret.txt',
      '/assets/..%2Fsecret.txt',
      '/assets/%2e%2e%2fsecret.txt',
      '/assets/index-1a2b.js.gz',
      '/assets/__proto__',
    ]) {
      const { statusCode, payload } = await get(url);
      expect([url, statusCode]).toEqual([url, 404]);
      expect(payload).not.toContain('not an asset');
    }
  });
});
