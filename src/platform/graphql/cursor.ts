import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { UserError } from '../user-error.js';

/**
 * Cursors are sealed (AES-256-GCM) and bound to list, filter, order and reader: a cursor of one list, or of one
 * person, says nothing and opens nothing in another. They hold the keyset values of the last row seen.
 */
export class CursorSeal {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, 'lagrum', 'cursor', 32));
  }

  seal(values: unknown[], binding: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    cipher.setAAD(digest(binding));
    const body = Buffer.concat([cipher.update(JSON.stringify(values), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  open(cursor: string, binding: string): unknown[] {
    try {
      if (cursor.length > 1_000) throw new Error('too long');
      const bytes = Buffer.from(cursor, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12));
      decipher.setAAD(digest(binding));
      decipher.setAuthTag(bytes.subarray(12, 28));
      const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
      return JSON.parse(body.toString('utf8')) as unknown[];
    } catch {
      throw new UserError('BAD_CURSOR', 'after');
    }
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
