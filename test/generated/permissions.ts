import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Permission, PERMISSION } from '../../src/access/can.js';

/** Keys under which @nestjs/graphql keeps the kind and the name of a resolver's method. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';

export interface Operation {
  root: string;
  name: string;
  permission: Permission | null;
}

/** Every root field of the API with what it demands, sorted. */
export function operations(app: INestApplicationContext): Operation[] {
  const discovery = app.get(DiscoveryService, { strict: false });
  const reflector = app.get(Reflector, { strict: false });
  const scanner = new MetadataScanner();
  const found: Operation[] = [];
  for (const { instance } of discovery.getProviders() as { instance: object | null }[]) {
    if (!instance || typeof instance !== 'object') continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown> | null;
    if (!prototype) continue;
    for (const method of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[method];
      if (typeof handler !== 'function') continue;
      const root = Reflect.getMetadata(RESOLVER_TYPE, handler) as string | undefined;
      if (root !== 'Query' && root !== 'Mutation' && root !== 'Subscription') continue;
      const name = (Reflect.getMetadata(RESOLVER_NAME, handler) as string | undefined) ?? method;
      found.push({ root, name, permission: reflector.get<Permission | undefined>(PERMISSION, handler) ?? null });
    }
  }
  return found.sort((a, b) => `${a.root}.${a.name}`.localeCompare(`${b.root}.${b.name}`, 'en'));
}

/** The committed form: one line an operation. */
export function permissionText(all: Operation[]): string {
  const lines = all.map(({ root, name, permission }) => {
    const who = !permission ? 'NOBODY' : permission.anyone ? 'anyone' : (permission.roles?.join(' ') ?? 'signed in');
    return `${root}.${name}  ${permission?.name ?? '-'}  ${who}`;
  });
  return `${lines.join('\n')}\n`;
}
