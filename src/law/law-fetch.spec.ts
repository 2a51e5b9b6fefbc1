import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { fetchDocument, type FetchOptions, isPublicAddress } from './law-fetch.js';

const here: FetchOptions = { limit: 1_000, milliseconds: 5_000, local: true };
const away: FetchOptions = { ...here, local: false };

describe('what is fetched', () => {
  let server: http.Server;
  let base: string;
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      const path = request.url ?? '';
      if (path === '/text') response.end('1 § Ett.');
      else if (path === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('1 § Packat.'));
      else if (path === '/bomb')
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
      else if (path === '/long') response.end('x'.repeat(2_000));
      else if (path === '/on') response.writeHead(302, { location: '/text' }).end();
      else if (path === '/round') response.writeHead(302, { location: '/round' }).end();
      else if (path === '/inside') response.writeHead(302, { location: 'http://10.0.0.1/secret' }).end();
      else if (path === '/gone') response.writeHead(404).end('no');
      // Anything else is never answered.
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const text = async (path: string): Promise<string> => Buffer.from(await fetchDocument(base + path, here)).toString();

  it('comes as it is, unpacked, and over redirects', async () => {
    expect(await text('/text')).toBe('1 § Ett.');
    expect(await text('/packed')).toBe('1 § Packat.');
    expect(await text('/on')).toBe('1 § Ett.');
  });

  it.each([
    ['/long', /längre än/],
    ['/bomb', /längre än/],
    ['/round', /fler än 5 gånger/],
    ['/inside', /Bara adresser som börjar med https/],
    ['/gone', /svarade 404/],
  ])('%s is refused in a sentence', async (path, sentence) => {
    await expect(text(path)).rejects.toThrow(sentence);
  });

  it('is not waited for without end', async () => {
    await expect(fetchDocument(`${base}/never`, { ...here, milliseconds: 200 })).rejects.toThrow('svarade inte i tid');
  });

  it.each([
    ['http://127.0.0.1/x', /https/],
    ['https://127.0.0.1/x', /internt nät/],
    ['https://localhost/x', /internt nät/],
    ['https://[::1]/x', /internt nät/],
    ['https://[::ffff:10.0.0.1]/x', /internt nät/],
    ['https://169.254.169.254/latest/meta-data', /internt nät/],
    ['https://0x7f000001/x', /internt nät/],
    ['https://2130706433/x', /internt nät/],
    ['file:///etc/passwd', /https/],
    ['ftp://example.se/x', /https/],
    ['https://anna:hemligt@example.se/x', /inloggning/],
    ['rättsdatabasen', /ingen adress/],
  ])('%s is never asked from the server', async (address, sentence) => {
    await expect(fetchDocument(address, away)).rejects.toThrow(sentence);
  });

  it('is on the public net', () => {
    for (const address of ['8.8.8.8', '193.11.1.1', '2a00:1450::1'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const address of [
      '10.1.2.3',
      '172.20.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      'fe80::1',
      'fd00::1',
      '::',
      '2002:a00:1::',
      '64:ff9b::a00:1',
      'example.se',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});
