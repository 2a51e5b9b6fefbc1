import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from '../config.js';

/** What every request gets, whatever answers it: an id, headers that close the browser's doors, one line in the log. */

/** Accepted from the caller only in this shape: it is written to the log, to the audit trail and back into the answer. */
const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

export function requestId(raw: IncomingMessage): string {
  const given = raw.headers['x-request-id'];
  // A personal number has ten or twelve digits: an id of digits alone is not taken.
  return typeof given === 'string' && REQUEST_ID.test(given) && !/^[\d-]+$/.test(given) ? given : randomUUID();
}

const policy = (styles: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const POLICY = policy("'self'");

/** For the document of the pages: react-aria writes two style elements of its own, which carry the nonce. */
export const pagePolicy = (nonce: string): string => policy(`'self' 'nonce-${nonce}'`);

/** No `unsafe-inline` anywhere: what people wrote can then never become a program, even if rendering should fail. */
export function securityHeaders(config: Config): Record<string, string> {
  return {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(config.http.publicUrl.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
  };
}

/** The pattern and never the address: a GET may carry a question in its query string. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions?.url ?? 'unknown';

const QUIET = /^\/(health|metrics)/;

export function addRequestHooks(server: FastifyInstance, config: Config, logger: Logger): void {
  const headers = securityHeaders(config);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    reply.header('x-request-id', request.id);
  });
  server.addHook('onSend', async (_request, reply) => {
    // What says nothing of its own is answered to one person, and kept by nobody in between.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    logger[QUIET.test(route) ? 'debug' : 'info'](
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}
