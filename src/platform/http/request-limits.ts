import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Redis } from 'ioredis';
import { createHash } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.js';
import { languageOf, say } from '../i18n/messages.js';

/** Why a request is refused before anything is parsed or asked of the database. */
export interface Refusal {
  code: 'RATE_LIMITED' | 'BODY_TOO_LARGE';
  params: Record<string, unknown>;
}

/**
 * A whole municipality often comes from one address, so an address may do this many times what one person may. It still
 * bounds whoever makes up a new token for each request, each of which costs one look in the database.
 */
const PER_ADDRESS = 30;
const MINUTE = 60;

const UNLIMITED = /^\/(health|metrics|assets)/;

interface Limiter {
  consume(key: string): Promise<RateLimiterRes>;
}

/** Counts per person (their token or session) and per address; shared by all processes when there is a Redis. */
export class RequestLimits {
  private readonly redis: Redis | null;
  private readonly person: Limiter;
  private readonly address: Limiter;

  constructor(config: Pick<Config, 'http' | 'redisUrl'>) {
    const { ratePerMinute } = config.http;
    // Without offline queue a Redis that is away answers at once, and the count in memory takes over.
    this.redis = config.redisUrl
      ? new Redis(config.redisUrl, {
          enableOfflineQueue: false,
          maxRetriesPerRequest: 1,
          connectionName: 'lagrum limits',
        })
      : null;
    this.redis?.on('error', () => undefined);
    this.person = this.limiter('person', ratePerMinute);
    this.address = this.limiter('address', ratePerMinute * PER_ADDRESS);
  }

  private limiter(name: string, points: number): Limiter {
    const options = { keyPrefix: `lagrum-limit-${name}`, points, duration: MINUTE };
    const memory = new RateLimiterMemory(options);
    return this.redis
      ? new RateLimiterRedis({ ...options, storeClient: this.redis, insuranceLimiter: memory })
      : memory;
  }

  /** Null when the request may go on. Keys are hashed: neither tokens nor addresses lie in Redis. */
  async refuse(request: FastifyRequest): Promise<Refusal | null> {
    const address = addressOf(request);
    const credential = credentialOf(request);
    try {
      await (credential ? this.address : this.person).consume(digest(address));
      if (credential) await this.person.consume(digest(credential));
      return null;
    } catch (spent) {
      // Anything else is the limiter's own trouble, and no reason to turn people away.
      if (!(spent instanceof RateLimiterRes)) return null;
      return { code: 'RATE_LIMITED', params: { seconds: Math.max(1, Math.ceil(spent.msBeforeNext / 1000)) } };
    }
  }

  close(): void {
    this.redis?.disconnect();
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

function credentialOf(request: FastifyRequest): string | null {
  const { authorization, cookie } = request.headers;
  return authorization ?? (cookie && /(?:^|;)\s*(?:__Host-)?lagrum=([^;]*)/.exec(cookie)?.[1]) ?? null;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/** Whether it truly comes from this machine: what a proxy here passed on has come from elsewhere. */
export function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request.raw;
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined || headers['x-real-ip'] !== undefined)
    return false;
  const address = socket.remoteAddress;
  return address !== undefined && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** One customer of a provider has a whole /64 of IPv6. */
function addressOf(request: FastifyRequest): string {
  const { ip } = request;
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('::', 2);
  const left = head.split(':').filter(Boolean);
  const right = ip.includes('::') ? tail.split(':').filter(Boolean) : [];
  return [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    .slice(0, 4)
    .join(':');
}

interface Checked {
  refusal: Refusal | null;
  /** Bytes that an ordinary body may have. */
  limit: number;
}
const checked = new WeakMap<FastifyRequest, Checked>();

/**
 * Refuses what comes too often. GraphQL says it in its own shape, through `limitRequest`; everything else gets a problem
 * (RFC 9457) here.
 */
export function addRequestLimits(server: FastifyInstance, config: Config, limits: RequestLimits): void {
  const limit = config.http.bodyLimitBytes;
  server.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions?.url ?? '';
    if (UNLIMITED.test(route)) return;
    const refusal = await limits.refuse(request);
    checked.set(request, { refusal, limit });
    if (!refusal) return;
    reply.header('retry-after', String(refusal.params.seconds));
    if (route === '/graphql') return;
    const detail = say(refusal.code, languageOf(request.headers['accept-language']), refusal.params);
    const problem = {
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      code: refusal.code,
      detail,
      requestId: request.id,
    };
    await reply
      .code(429)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  });
  server.addHook('onClose', async () => limits.close());
}

/**
 * For the GraphQL context: why this request is refused, or null. Synchronous, since the hook above has already counted.
 * Also the body: only a mutation carries text, so only a mutation may be larger than the ordinary limit.
 */
export function limitRequest(request: FastifyRequest): Refusal | null {
  const { refusal, limit } = checked.get(request) ?? { refusal: null, limit: Infinity };
  if (refusal) return refusal;
  const declared = request.headers['content-length'];
  // Sent in chunks, a body does not say its length beforehand.
  const length = declared === undefined ? Buffer.byteLength(JSON.stringify(request.body ?? null)) : Number(declared);
  if (length <= limit) return null;
  const source = (request.body as { query?: unknown } | null | undefined)?.query;
  const mutation =
    typeof source === 'string' && source.length <= limit && MUTATION.test(source.replaceAll(/#[^\n]*/g, ''));
  return mutation ? null : { code: 'BODY_TOO_LARGE', params: { max: Math.floor(limit / 1024) } };
}

const MUTATION = /(?:^|\})\s*mutation\b/;
