import { Injectable, OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { JobHandler } from './job.js';
import { JobRegistry, kindsHandledBy } from './registry.js';

/** Exactly one handler for each declared kind; made once at boot. */
export class JobHandlers {
  private readonly byKind = new Map<string, JobHandler>();

  /**
   * Throws one sentence with everything that is wrong: a kind without a handler would be work that silently never
   * happens, and with two it would be chance which one runs.
   */
  constructor(registry: JobRegistry, found: readonly { kind: string; where: string; handler: JobHandler }[]) {
    const faults: string[] = [];
    for (const { kind } of registry.all()) {
      const own = found.filter((candidate) => candidate.kind === kind);
      if (own.length === 1) this.byKind.set(kind, own[0]!.handler);
      else if (own.length === 0) faults.push(`job kind "${kind}" is declared but no provider has @OnJob for it`);
      else faults.push(`job kind "${kind}" has ${own.length} handlers: ${own.map(({ where }) => where).join(', ')}`);
    }
    for (const { kind, where } of found) {
      if (!registry.get(kind)) faults.push(`${where} handles job kind "${kind}", which is not declared`);
    }
    if (faults.length > 0) throw new Error(`Jobs cannot start: ${faults.join('; ')}.`);
  }

  of(kind: string): JobHandler | null {
    return this.byKind.get(kind) ?? null;
  }
}

/** Finds `@OnJob` methods among the providers of the application. */
@Injectable()
export class JobDiscovery implements OnModuleInit {
  private bound: JobHandlers | null = null;

  constructor(
    private readonly registry: JobRegistry,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    this.bound = this.handlers();
  }

  handlers(): JobHandlers {
    return (this.bound ??= new JobHandlers(this.registry, this.find()));
  }

  private find(): { kind: string; where: string; handler: JobHandler }[] {
    const found = [];
    const seen = new Set<unknown>();
    for (const { instance } of this.discovery.getProviders()) {
      const provider = instance as Record<string, unknown> | null | undefined;
      if (!provider || typeof provider !== 'object' || seen.has(provider)) continue;
      seen.add(provider);
      const prototype = Object.getPrototypeOf(provider) as object | null;
      if (!prototype) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        for (const kind of kindsHandledBy((prototype as Record<string, unknown>)[name])) {
          const handler: JobHandler = (job) => (provider[name] as JobHandler).call(provider, job);
          found.push({ kind, where: `${prototype.constructor.name}.${name}`, handler });
        }
      }
    }
    return found;
  }
}
