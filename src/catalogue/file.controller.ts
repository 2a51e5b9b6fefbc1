import fastifyMultipart from '@fastify/multipart';
import { Controller, Get, OnModuleInit, Param, Post, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Actor } from '../access/actor.js';
import { ActorService } from '../access/actor.service.js';
import { permits } from '../access/can.js';
import { Reads } from '../platform/database/reads.js';
import { RequestContext } from '../platform/graphql/context.js';
import { languageOf } from '../platform/i18n/messages.js';
import { isId } from '../platform/ids.js';
import { notFound, UserError } from '../platform/user-error.js';
import { fileById } from './file.loaders.js';
import { FileService } from './file.service.js';
import { FileStore } from './file-store.service.js';
import { RestrictedReads } from './restricted-reads.js';

const UPLOAD = { name: 'file:attach', roles: null, anyone: false };
const DOWNLOAD = { name: 'file:read', roles: null, anyone: true };

/** As Fastify itself refuses a type that it has no parser for: the code tells the two doors that it is no fault of ours. */
const UNSUPPORTED = Object.assign(new Error('Unsupported Media Type'), {
  statusCode: 415,
  code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE',
});

/** Contents in and out. Both as the same actor as in the API; neither is ever shown by the browser as a page of ours. */
@Controller('files')
export class FileController implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly actors: ActorService,
    private readonly reads: Reads,
    private readonly restricted: RestrictedReads,
    private readonly files: FileService,
    private readonly store: FileStore,
  ) {}

  /** Bodies stay streams: the size is counted as they come, so the server's own limit for bodies does not bind here. */
  async onModuleInit(): Promise<void> {
    const server = this.adapter.httpAdapter?.getInstance<FastifyInstance>();
    // The worker and the command line have no doors.
    if (!server || typeof server.addContentTypeParser !== 'function') return;
    server.addContentTypeParser('application/octet-stream', (request: FastifyRequest, payload: Readable, done) => {
      // Anywhere else such a body is as unknown as it was.
      if (request.routeOptions.url === '/files') return done(null, payload);
      return done(UNSUPPORTED, undefined);
    });
    await server.register(fastifyMultipart, {
      throwFileSizeLimit: false,
      limits: { files: 1, fields: 5, parts: 6, fieldSize: 1_000, headerPairs: 20, fileSize: this.store.limitBytes + 1 },
    });
  }

  @Post()
  async upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const actor = await this.actors.fromRequest(request);
    if (!permits(UPLOAD, actor)) throw new UserError(actor.signedIn ? 'FORBIDDEN' : 'UNAUTHENTICATED');
    try {
      const stored = await this.store.receive(await contentOf(request));
      await reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({
          upload: this.files.ticket(actor, stored),
          size: stored.size,
          mediaType: stored.mediaType,
          sha256: stored.sha256,
        });
    } catch (error) {
      // What is left of a refused body is not read: the connection ends with the answer.
      if (error instanceof UserError) reply.header('connection', 'close');
      throw error;
    }
  }

  @Get([':id', ':id/:name'])
  async download(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const actor = await this.actors.fromRequest(request);
    if (!permits(DOWNLOAD, actor) || !isId(id, 'File')) throw notFound();
    const language = languageOf(request.headers['accept-language']);
    const context = new RequestContext<Actor>(actor, this.reads, language, String(request.id), request, reply);
    const file = await context.load(fileById, id);
    if (!file) throw notFound();
    // No log, no answer: a file of a RESTRICTED entry leaves only after its reading is written down.
    await this.restricted.flush(context);
    const tag = `"${file.sha256}"`;
    reply
      .header('etag', tag)
      // Kept only by the reader's own browser, which asks again each time: a right may have ended since.
      .header('cache-control', 'private, no-cache')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('content-disposition', dispositionOf(file.name));
    if (namesTag(request.headers['if-none-match'], tag)) {
      await reply.code(304).send();
      return;
    }
    const content = await this.store.open(file.sha256);
    await reply
      .header('content-type', file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType)
      .header('content-length', file.size)
      .send(content);
  }
}

/** The one file of a form, or the body itself. */
async function contentOf(request: FastifyRequest): Promise<Readable> {
  if (request.isMultipart()) {
    const part = await request.file().catch(() => undefined);
    if (!part) throw new UserError('UPLOAD_NO_FILE', 'file');
    return part.file;
  }
  if (request.body instanceof Readable) return request.body;
  throw new UserError('UPLOAD_NO_FILE', 'file');
}

function namesTag(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/** RFC 6266: an ASCII name for old programs, the true one by RFC 5987 beside it. */
export function dispositionOf(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
