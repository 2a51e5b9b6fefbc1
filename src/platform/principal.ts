/** What row security reads. Empty (null) means: public rows only. */
export interface DatabaseContext {
  /** The person, or null for the system. */
  person: string | null;
  /** Organisations the person belongs to. */
  organisations: string[];
  /** Units the person belongs to: each board is normally an authority of its own (OSL 8 kap. 1 §). */
  units: string[];
  /** Entry kinds that the person's staff roles handle. */
  kinds: string[];
  /** Member organisations and the association: may read what is meant for members. */
  member: boolean;
  /** Entry kinds that a system job was granted, whatever their visibility. */
  systemKinds: string[];
}

/** Idempotency of one mutation call: who replays is known from the principal, what from here. */
export interface Call {
  key: string;
  /** Response path of the mutation in its request, so that two mutations in one request do not share a row. */
  path: string;
  /** SHA-256 of operation name and input. */
  inputHash: string;
}

/** Whoever acts: platform knows the shape, `access` fills it. */
export interface Principal {
  /** `person:<uuid>`, `service:<uuid>`, `system:<job kind>` or `anonymous`. */
  readonly id: string;
  readonly personId: string | null;
  readonly context: DatabaseContext | null;
  readonly call?: Call;
  /** For a job: who caused it. */
  readonly causer?: string;
  readonly requestId?: string;
}

/** The person behind it, also through jobs; null where no person is. */
export function personBehind({ causer, id }: Principal): string | null {
  const who = causer ?? id;
  return who.startsWith('person:') ? who.slice('person:'.length) : null;
}

export const ANONYMOUS: Principal = { id: 'anonymous', personId: null, context: null };

/** The actor of a background job: through row security, with only the kinds that its declaration lists. */
export function systemPrincipal(job: string, kinds: string[], causer: string): Principal {
  return {
    id: `system:${job}`,
    personId: null,
    causer,
    context: { person: null, organisations: [], units: [], kinds: [], member: false, systemKinds: kinds },
  };
}
