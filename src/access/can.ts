import { CanActivate, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { RequestError } from '../platform/graphql/errors.js';
import { RequestContext } from '../platform/graphql/context.js';
import { Actor } from './actor.js';
import { Role } from './person.entity.js';

/** What an operation demands: `roles` null = anybody signed in; `anyone` = also those who are not. */
export interface Permission {
  name: string;
  roles: readonly Role[] | null;
  anyone: boolean;
}

export const PERMISSION = 'lagrum:permission';

function can(name: string, ...roles: Role[]): MethodDecorator {
  if (!/^[a-z-]+:[a-z-]+$/i.test(name)) throw new Error(`A permission is noun:verb, not ${name}`);
  return SetMetadata(PERMISSION, { name, roles: roles.length ? roles : null, anyone: false } satisfies Permission);
}

/**
 * `@Can('question:submit', Role.SUBMITTER)`: who may ask for the operation at all. Whether this person may do it to this
 * thing is said by the machine and by row security. Denied when absent (`CanGuard`); what anybody may do must be said:
 * `@Can.anyone('guidance:read')`. Without roles: everybody who is signed in.
 */
export const Can = Object.assign(can, {
  anyone: (name: string): MethodDecorator =>
    SetMetadata(PERMISSION, { name, roles: null, anyone: true } satisfies Permission),
});

export function permits(permission: Permission | undefined, actor: Actor): boolean {
  if (!permission) return false;
  if (!actor.reaches(permission.name)) return false;
  if (permission.anyone) return true;
  if (!actor.signedIn) return false;
  return permission.roles === null || actor.has(...permission.roles);
}

/** Runs before every query, mutation and subscription (not before field resolvers: their checks sit in loaders). */
@Injectable()
export class CanGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(host: ExecutionContext): boolean {
    if (host.getType<string>() !== 'graphql') return true;
    const info = GqlExecutionContext.create(host).getInfo<{ parentType?: { name: string } }>();
    const root = info.parentType?.name;
    if (root !== 'Query' && root !== 'Mutation' && root !== 'Subscription') return true;
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, host.getHandler());
    const { principal, language } = GqlExecutionContext.create(host).getContext<RequestContext<Actor>>();
    if (permits(permission, principal)) return true;
    throw new RequestError(permission && !principal.signedIn ? 'UNAUTHENTICATED' : 'FORBIDDEN', language);
  }
}
