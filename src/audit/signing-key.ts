import { createHash, createHmac, createPrivateKey, createPublicKey, KeyObject, sign, verify } from 'node:crypto';

/** What a checkpoint says, and is signed for. */
export interface CheckpointStatement {
  number: number;
  at: Date;
  events: number;
  heads: number;
  previous: Buffer;
  digest: Buffer;
}

/** DER of an Ed25519 private key (RFC 8410), before its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs checkpoints with Ed25519. The key is derived from AUDIT_SIGNING_KEY, which is not in the database: whoever rules
 * the database can rewrite the chain, but not sign it.
 */
export class SigningKey {
  readonly id: string;
  private readonly secret: KeyObject;
  private readonly open: KeyObject;

  constructor(auditSigningKey: string) {
    const seed = createHmac('sha256', auditSigningKey).update('lagrum:audit-checkpoint:ed25519').digest();
    this.secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    this.open = createPublicKey(this.secret);
    this.id = createHash('sha256')
      .update(this.open.export({ format: 'der', type: 'spki' }))
      .digest('hex')
      .slice(0, 16);
  }

  sign(statement: CheckpointStatement): Buffer {
    return sign(null, bytesOf(statement), this.secret);
  }

  verifies(statement: CheckpointStatement, signature: Buffer): boolean {
    return verify(null, bytesOf(statement), this.open, signature);
  }
}

function bytesOf({ number, at, events, heads, previous, digest }: CheckpointStatement): Buffer {
  return Buffer.from(
    [
      'lagrum-audit-checkpoint-1',
      number,
      at.toISOString(),
      events,
      heads,
      previous.toString('hex'),
      digest.toString('hex'),
    ].join('\n'),
  );
}
