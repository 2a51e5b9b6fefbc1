import type { Outcome, Tx } from '../database/transaction.js';
import { Principal } from '../principal.js';

export type JobPayload = Readonly<Record<string, unknown>>;

export interface LeaseOptions {
  /** Longer than the effect can take; after it another worker may try. */
  leaseSeconds?: number;
}

/**
 * One delivery of one outbox row. It may be the second, or run beside another: only `effect` and `once` may act.
 * A class and not an interface, because handlers are decorated methods and decorators need their types at run time.
 */
export abstract class Job {
  abstract readonly kind: string;
  abstract readonly outboxId: string;
  abstract readonly payload: JobPayload;
  abstract readonly payloadVersion: number;
  /** Who caused it, through however many jobs: `person:<uuid>` … */
  abstract readonly causer: string;
  abstract readonly entryId: string | null;
  /** Failures so far. */
  abstract readonly attempts: number;
  /** The system actor of this kind, for reads. */
  abstract readonly principal: Principal;

  /**
   * An effect in the database: its work and its receipt commit together, so it happens once however often the job is
   * delivered. Names are unique within the job. Answers null when it was done before.
   */
  abstract effect<T extends Outcome | void>(name: string, work: (tx: Tx) => Promise<T>): Promise<T | null>;

  /**
   * An effect outside the database. Done at most by one worker at a time and not again after it succeeded; a crash
   * between the two repeats it, so `work` gets an id that the outside world can tell repetitions by. Answers false
   * when it was done before. Throws `Postponed` while another worker holds the lease.
   */
  abstract once(name: string, work: (repetitionId: string) => Promise<void>, options?: LeaseOptions): Promise<boolean>;

  /** Percent done, for people who wait. */
  abstract progress(percent: number): Promise<void>;
}

export type JobHandler = (job: Job) => Promise<void>;
