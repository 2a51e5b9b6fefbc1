import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';

/** Why an address gave nothing, in a sentence. */
export class FetchRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'FetchRefused';
  }
}

export interface FetchOptions {
  /** Bytes after unpacking; what is longer is refused and not read on. */
  limit: number;
  /** Whole time for one address, redirects included. */
  milliseconds: number;
  /** This very machine, over http too: for whoever runs the command on it, never for the API. */
  local: boolean;
}

const REDIRECTS = 5;

/** Networks that an address given by a person must not lead into: the server's own, its neighbours', its host's. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
// Of version 6 only what is given out to the public net (2000::/3) is let through, without the parts of it that wrap others.
const PUBLIC6 = new BlockList();
PUBLIC6.addSubnet('2000::', 3, 'ipv6');
const WRAPPING6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  WRAPPING6.addSubnet(net, bits, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !PRIVATE.check(address, 'ipv4');
  return version === 6 && PUBLIC6.check(address, 'ipv6') && !WRAPPING6.check(address, 'ipv6');
}

/** The bytes of an address. @throws FetchRefused */
export async function fetchDocument(given: string, options: FetchOptions): Promise<Uint8Array> {
  const until = Date.now() + options.milliseconds;
  let address = given;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const url = permitted(address, options.local);
    const answer = await ask(url, until, options);
    if (!('location' in answer)) return answer.bytes;
    try {
      address = new URL(answer.location, url).href;
    } catch {
      throw new FetchRefused('Adressen leder vidare till något som inte är en adress.');
    }
  }
  throw new FetchRefused(`Adressen leder vidare fler än ${REDIRECTS} gånger.`);
}

function permitted(address: string, local: boolean): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new FetchRefused('Det är ingen adress; den ska börja med https://.');
  }
  const here = local && isThisMachine(url.hostname);
  if (url.protocol !== 'https:' && !(here && url.protocol === 'http:'))
    throw new FetchRefused('Bara adresser som börjar med https:// hämtas.');
  if (url.username !== '' || url.password !== '')
    throw new FetchRefused('Adressen innehåller en inloggning; sådana hämtas inte.');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!here && isIP(literal) && !isPublicAddress(literal)) throw new FetchRefused(PRIVATE_SENTENCE);
  return url;
}

const PRIVATE_SENTENCE = 'Adressen leder till ett internt nät; sådant hämtas inte.';
const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/**
 * Looked at when the connection is made and not before: a name could answer with another address the second time it is asked.
 */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    const sound = found.filter(({ address }) => isPublicAddress(address));
    if (sound.length === 0) return callback(new FetchRefused(PRIVATE_SENTENCE), []);
    if (options.all) callback(null, sound);
    else callback(null, sound[0]!.address, sound[0]!.family);
  });
};

function ask(
  url: URL,
  until: number,
  { limit, local }: FetchOptions,
): Promise<{ bytes: Uint8Array } | { location: string }> {
  const left = until - Date.now();
  if (left <= 0) return Promise.reject(new FetchRefused(SLOW));
  return new Promise((done, fail) => {
    const signal = AbortSignal.timeout(left);
    const here = local && isThisMachine(url.hostname);
    const request = (url.protocol === 'http:' ? http : https).get(
      url,
      {
        signal,
        ...(here ? {} : { lookup: publicOnly }),
        agent: false,
        headers: {
          accept: 'application/json, text/plain, text/html;q=0.5',
          'accept-encoding': 'gzip, br',
          'user-agent': 'Lagrum',
        },
      },
      (response) => {
        const status = response.statusCode ?? 0;
        const location = response.headers.location;
        if (status >= 300 && status < 400 && location) {
          response.destroy();
          return done({ location });
        }
        if (status !== 200) {
          response.destroy();
          return fail(new FetchRefused(`Servern ${url.hostname} svarade ${status}.`));
        }
        collect(unpacked(response), limit).then(
          (bytes) => done({ bytes }),
          (error: unknown) => {
            response.destroy();
            fail(inWords(error, url, signal));
          },
        );
      },
    );
    request.on('error', (error) => fail(inWords(error, url, signal)));
  });
}

const SLOW = 'Servern svarade inte i tid.';

function inWords(error: unknown, url: URL, signal: AbortSignal): FetchRefused {
  if (error instanceof FetchRefused) return error;
  if (signal.aborted) return new FetchRefused(SLOW);
  const code = (error as { code?: unknown }).code;
  return new FetchRefused(
    `Kunde inte hämta från ${url.hostname}${typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? ` (${code})` : ''}.`,
  );
}

function unpacked(response: http.IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'];
  const through =
    encoding === 'gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : null;
  if (through === null) return response;
  response.on('error', (error) => through.destroy(error));
  return response.pipe(through);
}

/** Counted after unpacking: a small answer can hold a large text. */
async function collect(stream: Readable, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new FetchRefused(`Svaret är längre än ${Math.round(limit / 1_048_576)} MB och lästes inte klart.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
