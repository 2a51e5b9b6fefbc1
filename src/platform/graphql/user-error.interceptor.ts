import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { getNamedType, GraphQLResolveInfo, isInterfaceType, isObjectType } from 'graphql';
import { catchError, from, map, Observable } from 'rxjs';
import { hasMessage, say } from '../i18n/messages.js';
import { typeOfId } from '../ids.js';
import { UserError } from '../user-error.js';
import { RequestContext } from './context.js';
import { loadNode } from './node.js';
import { UserErrorObject } from './payload.js';

/**
 * The one place where an expected failure of a mutation becomes data: `userErrors` on its payload, in the caller's
 * language, and on CONFLICT the thing as it stands now. What is not expected goes on as a fault.
 */
@Injectable()
export class UserErrorInterceptor implements NestInterceptor {
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (host.getType<string>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(host);
    const info = graphql.getInfo<GraphQLResolveInfo>();
    if (info.parentType?.name !== 'Mutation') return next.handle();
    const context = graphql.getContext<RequestContext>();
    return next.handle().pipe(
      map((payload: object) => ({ userErrors: [], ...payload })),
      catchError((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        if (error.code === 'RULE_BROKEN' && !hasMessage(ruleCode(error))) throw error;
        return from(this.failed(context, info, error));
      }),
    );
  }

  private async failed(context: RequestContext, info: GraphQLResolveInfo, error: UserError): Promise<object> {
    context.forget();
    const userErrors = [describe(error, context)];
    const payload = getNamedType(info.returnType);
    if (!error.current || !isObjectType(payload)) return { userErrors };
    const type = typeOfId(error.current);
    const field = Object.values(payload.getFields()).find((one) => {
      const named = getNamedType(one.type);
      return named.name === type || (isInterfaceType(named) && named.name === 'Entry');
    });
    return field ? { userErrors, [field.name]: await loadNode(context, error.current) } : { userErrors };
  }
}

const ruleCode = (error: UserError): string => `RULE_BROKEN.${String(error.params.rule)}`;

export function describe(error: UserError, context: Pick<RequestContext, 'language'>): UserErrorObject {
  const code = error.code === 'RULE_BROKEN' ? ruleCode(error) : error.code;
  const details = Object.keys(error.params).length ? JSON.stringify(error.params) : null;
  return { code: error.code, message: say(code, context.language, error.params), path: error.path, details };
}
