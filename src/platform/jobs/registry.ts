import 'reflect-metadata';
import { Injectable } from '@nestjs/common';

/** What a feature says about one kind of job, in its `*.jobs.ts`. */
export interface JobOptions {
  /** `noun.verb`; also the name of the system actor, `system:<kind>`. */
  kind: string;
  /** Events (past tense, `question.submitted`) that each write one outbox row of this kind. */
  on?: readonly string[];
  /** Entry kinds that the system actor may see while it runs this job, whatever their visibility. None by default. */
  reads?: readonly string[];
  /** Seconds between scheduled runs, for time-based work that scans rows with a due moment. At least one second. */
  every?: number;
  /** Failures before an operator must look. */
  attempts?: number;
  /** Raised when the payload changes shape: an older release then leaves the row to a newer one. */
  payloadVersion?: number;
}

export interface JobDeclaration {
  readonly kind: string;
  readonly on: readonly string[];
  readonly reads: readonly string[];
  readonly every: number | null;
  readonly attempts: number;
  readonly payloadVersion: number;
}

const KIND = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;
const declared: JobDeclaration[] = [];

/** Checks the options and fills in the defaults, without registering: tests make isolated registries of these. */
export function jobDeclaration(options: JobOptions): JobDeclaration {
  const { kind, on = [], reads = [], every = null, attempts = 5, payloadVersion = 1 } = options;
  // The kind becomes part of a queue job id, where BullMQ forbids the colon.
  if (!KIND.test(kind)) throw new Error(`Job kind "${kind}" must be noun.verb in lower case.`);
  if (attempts < 1) throw new Error(`Job kind "${kind}" must be allowed at least one attempt.`);
  if (every !== null && every < 1) throw new Error(`Job kind "${kind}" cannot run more often than once a second.`);
  return { kind, on: [...on], reads: [...reads], every, attempts, payloadVersion };
}

/** Declares a kind of job. Importing the file is enough to register it; boot fails unless one handler is bound to it. */
export function declareJob(options: JobOptions): JobDeclaration {
  const declaration = jobDeclaration(options);
  declared.push(declaration);
  return declaration;
}

/** All kinds of job of this release, and who subscribes to which event. */
@Injectable()
export class JobRegistry {
  private byKind: Map<string, JobDeclaration> | null = null;
  private size = -1;
  private list: readonly JobDeclaration[] = declared;

  /** A registry of its own, for tests. */
  static of(declarations: readonly JobDeclaration[]): JobRegistry {
    const registry = new JobRegistry();
    registry.list = declarations;
    return registry;
  }

  all(): readonly JobDeclaration[] {
    return [...this.index().values()];
  }

  get(kind: string): JobDeclaration | null {
    return this.index().get(kind) ?? null;
  }

  subscribersOf(event: string): readonly JobDeclaration[] {
    return this.all().filter((declaration) => declaration.on.includes(event));
  }

  /** Kinds and the newest payload version understood, as two arrays for `unnest`. */
  known(): [kinds: string[], versions: number[]] {
    const all = this.all();
    return [all.map(({ kind }) => kind), all.map(({ payloadVersion }) => payloadVersion)];
  }

  /** Rebuilt when a later import has declared more. */
  private index(): Map<string, JobDeclaration> {
    if (this.byKind && this.size === this.list.length) return this.byKind;
    const byKind = new Map<string, JobDeclaration>();
    for (const declaration of this.list) {
      if (byKind.has(declaration.kind)) throw new Error(`Job kind "${declaration.kind}" is declared twice.`);
      byKind.set(declaration.kind, declaration);
    }
    this.size = this.list.length;
    return (this.byKind = byKind);
  }
}

const HANDLES = Symbol('lagrum:on-job');

/** Marks the method of a provider that runs jobs of the declared kind: `(job: Job) => Promise<void>`. */
export function OnJob(declaration: JobDeclaration): MethodDecorator {
  return (_target, _name, descriptor) => {
    const kinds = kindsHandledBy(descriptor.value);
    Reflect.defineMetadata(HANDLES, [...kinds, declaration.kind], descriptor.value as object);
  };
}

export function kindsHandledBy(method: unknown): readonly string[] {
  if (typeof method !== 'function') return [];
  return (Reflect.getMetadata(HANDLES, method) as string[] | undefined) ?? [];
}
