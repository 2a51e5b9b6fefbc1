import { createHash, randomBytes } from 'node:crypto';

/**
 * Every id is a UUID version 8 (RFC 9562) that carries the type of what it names:
 *
 *     unix_ms:48 | ver=8:4 | type:8 | rand:4 | var:2 | rand:62
 *
 * It sorts by time like version 7, is an ordinary `uuid` in the database, and is the opaque typed string of the API:
 * no encoding or decoding stands between the two. Decision: doc/decisions/0003-typed-uuids.md.
 */
const TYPES = {
  Organisation: 0x01,
  Unit: 0x02,
  Person: 0x03,
  Membership: 0x04,
  Session: 0x05,
  AccessToken: 0x06,
  OrganisationName: 0x07,
  SubjectArea: 0x10,
  Revision: 0x11,
  Link: 0x12,
  Comment: 0x13,
  File: 0x14,
  ReviewRequest: 0x15,
  Task: 0x16,
  Notification: 0x17,
  Flag: 0x18,
  Approval: 0x19,
  RevisionRound: 0x1a,
  Question: 0x20,
  Guidance: 0x21,
  Barrier: 0x22,
  Case: 0x23,
  Goal: 0x24,
  Action: 0x25,
  Dossier: 0x26,
  LawSource: 0x27,
  Measure: 0x28,
  Report: 0x29,
  Term: 0x2a,
  Strategy: 0x30,
  StrategyArea: 0x31,
  StrategyGoal: 0x32,
  Succession: 0x33,
  Act: 0x34,
  StrategyMeasure: 0x35,
  StrategyGroup: 0x36,
  InteroperabilityLayer: 0x37,
  ActName: 0x38,
  CaseDocument: 0x60,
  CasePart: 0x61,
  Claim: 0x64,
  ClaimPart: 0x65,
  DossierStage: 0x90,
  DossierProposal: 0x91,
  DossierMilestone: 0x92,
  DossierConsultee: 0x93,
  CalendarToken: 0x94,
  ActionPart: 0x66,
  MeasurePlan: 0x68,
  MeasureOutcome: 0x69,
  AuditEvent: 0x40,
  Job: 0x41,
  Checkpoint: 0x42,
  Provision: 0x50,
  Wording: 0x51,
  Amendment: 0x52,
  ChangeSet: 0x53,
  ProvisionChange: 0x54,
  LawLedgerEntry: 0x55,
  LawImport: 0x56,
  LawImportRecord: 0x57,
  LawEdition: 0x58,
  Citation: 0x59,
  LawImpact: 0x5a,
  LawNotice: 0x5b,
} as const;

export type TypeName = keyof typeof TYPES;

const NAMES = new Map<number, TypeName>(Object.entries(TYPES).map(([name, code]) => [code, name as TypeName]));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function build(head: Buffer, type: TypeName, tail: Buffer): string {
  const code = TYPES[type];
  const bytes = Buffer.alloc(16);
  head.copy(bytes, 0, 0, 6);
  bytes[6] = 0x80 | (code >> 4);
  bytes[7] = ((code & 0x0f) << 4) | (tail[0]! & 0x0f);
  tail.copy(bytes, 8, 1, 9);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A fresh id of the given type, ordered by the moment of its making. */
export function newId(type: TypeName, at: number = Date.now()): string {
  const head = Buffer.alloc(6);
  head.writeUIntBE(at, 0, 6);
  return build(head, type, randomBytes(9));
}

/** The same id for the same seed key on every machine, so that seeding twice changes nothing. */
export function seedId(type: TypeName, key: string): string {
  const digest = createHash('sha256').update(`${type}\0${key}`).digest();
  return build(digest.subarray(0, 6), type, digest.subarray(6, 15));
}

/** The type an id was made for, or null when the string is no id of ours. */
export function typeOfId(id: unknown): TypeName | null {
  if (typeof id !== 'string' || !UUID.test(id)) return null;
  const code = (parseInt(id[15]!, 16) << 4) | parseInt(id[16]!, 16);
  return NAMES.get(code) ?? null;
}

export function isId(id: unknown, type: TypeName): id is string {
  return typeOfId(id) === type;
}

/** Whether the id names a thing in the catalogue (all kinds of entry share one block of type codes). */
export function isEntryId(id: unknown): id is string {
  const type = typeOfId(id);
  return type !== null && TYPES[type] >= 0x20 && TYPES[type] < 0x30;
}
