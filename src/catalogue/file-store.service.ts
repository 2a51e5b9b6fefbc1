import { Inject, Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CONFIG, type Config } from '../platform/config.js';
import { UserError } from '../platform/user-error.js';

/** Text has no mark of its own: which kind it is, its name says when it is attached (`fileNameFor`). */
export const TEXT = 'text/plain';

/** What is taken, by what the content is found to be, with the endings a name of it may have. The first is added. */
const TYPES: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
};
const TEXT_TYPES: Record<string, string> = { txt: TEXT, csv: 'text/csv', md: 'text/markdown' };
const ALLOWED = [...Object.values(TYPES).map(([ending]) => ending!), ...Object.keys(TEXT_TYPES)];

export const MAX_NAME = 200;

export interface Stored {
  sha256: string;
  size: number;
  mediaType: string;
}

/**
 * Contents by their hash, outside the web root: `files/ab/<sha256>`. The same content twice is one file; who may read it
 * is said by the rows that name it, never by the hash, which nobody can give to get at it.
 */
@Injectable()
export class FileStore {
  private readonly root: string;
  private readonly limit: number;

  constructor(@Inject(CONFIG) config: Config) {
    this.root = join(config.home, 'files');
    this.limit = config.files.limitBytes;
  }

  get limitBytes(): number {
    return this.limit;
  }

  /**
   * Takes a stream to disk while counting and hashing it, then looks at what it is. Nothing lies under its hash before it
   * is whole, synced and found harmless.
   *
   * @throws UserError FILE_TOO_LARGE {max}, FILE_EMPTY, FILE_TYPE {type, allowed}
   */
  async receive(source: Readable): Promise<Stored> {
    const incoming = join(this.root, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const path = join(incoming, randomUUID());
    try {
      const { sha256, size } = await this.write(path, source);
      const mediaType = await mediaTypeOf(path);
      const folder = join(this.root, sha256.slice(0, 2));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Over what is there already: the same hash is the same content, and a rename is whole or not at all.
      await rename(path, join(folder, sha256));
      return { sha256, size, mediaType };
    } finally {
      await rm(path, { force: true });
    }
  }

  async has({ sha256, size }: Pick<Stored, 'sha256' | 'size'>): Promise<boolean> {
    const found = await stat(this.pathOf(sha256)).catch(() => null);
    return found?.isFile() === true && found.size === size;
  }

  /** Opened before anything is answered, so that a missing content is a fault and not half an answer. */
  async open(sha256: string): Promise<Readable> {
    const handle = await open(this.pathOf(sha256), 'r');
    return handle.createReadStream();
  }

  private pathOf(sha256: string): string {
    // It comes from our own rows; still, a path is made of nothing else.
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a hash');
    return join(this.root, sha256.slice(0, 2), sha256);
  }

  private async write(path: string, source: Readable): Promise<{ sha256: string; size: number }> {
    const hash = createHash('sha256');
    let size = 0;
    let handle: FileHandle | null = null;
    try {
      handle = await open(path, 'wx', 0o600);
      // Left standing when refused: destroying a request's body would cut the line before the sender is told why.
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > this.limit) throw new UserError('FILE_TOO_LARGE', 'file', { max: this.limit / 1_048_576 });
        hash.update(chunk);
        await handle.appendFile(chunk);
      }
      if (size === 0) throw new UserError('FILE_EMPTY', 'file');
      await handle.sync();
    } finally {
      await handle?.close();
    }
    return { sha256: hash.digest('hex'), size };
  }
}

/** Words that begin a page, a drawing, a script or a program: as text they would be harmless here, and not elsewhere. */
const ACTIVE = /^\s*(?:<(?:!doctype|html|head|body|script|svg|\?xml|\?php|!--|iframe|math)|#!|%!PS|MZ)/i;

/** Found in the content, never in what the sender claims. */
async function mediaTypeOf(path: string): Promise<string> {
  const found = await fileTypeFromFile(path);
  if (found) {
    if (found.mime in TYPES) return found.mime;
    throw new UserError('FILE_TYPE', 'file', { type: found.ext, allowed: ALLOWED });
  }
  if (await isPlainText(path)) return TEXT;
  throw new UserError('FILE_TYPE', 'file', { type: '?', allowed: ALLOWED });
}

async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = '';
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      // Control characters are of programs and formats nobody knows; a form feed ends a page of a report.
      if (/[^\P{Cc}\t\n\r\f]/u.test(text)) return false;
      if (start.length < 1_024) start += text.slice(0, 1_024);
    }
    decoder.decode();
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
  return !ACTIVE.test(start);
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
/** Windows takes no file whose name has these, or is a device's. */
const RESERVED = /[<>:"|?*]/g;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * The name as it is kept: its last path part, without what turns, hides or breaks it, and with an ending that its
 * content has. `report.exe` with the content of a PDF becomes `report.exe.pdf`.
 */
export function fileNameFor(given: string, mediaType: string): { name: string; mediaType: string } {
  const last = given.slice(0, 10_000).split(/[/\\]/).pop() ?? '';
  const clean = last
    .replace(INVISIBLE, '')
    .replace(RESERVED, '_')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const base = (clean || 'fil').replace(DEVICE, '_$1');
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(base)?.[1]?.toLowerCase() ?? '';
  const endings = mediaType === TEXT ? Object.keys(TEXT_TYPES) : (TYPES[mediaType] ?? []);
  const kept = endings.includes(ending);
  const end = kept ? ending : (endings[0] ?? 'bin');
  const stem = kept ? base.slice(0, -ending.length - 1) : base;
  // Whole characters: half of a pair would be broken Unicode.
  const room = MAX_NAME - end.length - 1;
  const short = [...stem].reduce((text, one) => (text.length + one.length <= room ? text + one : text), '');
  return { name: `${short || 'fil'}.${end}`, mediaType: mediaType === TEXT ? TEXT_TYPES[end]! : mediaType };
}
