import type { Command } from 'commander';
import type { CommandLine } from '../platform/command-line.js';
import { TokenService } from './tokens.service.js';

/** Acting as anybody takes the database's login, so no right is asked for here; the person's own trail shows it. */
export function tokenCommand(program: Command, cli: CommandLine): void {
  cli
    .add(
      program,
      'token',
      'Skriver ut en token att anropa API:et med, som en person. (A bearer token, as a person.)',
      async (_, options) => {
        const issued = await cli.withApp((app) =>
          app.get(TokenService, { strict: false }).issueForEmail(String(options.person), {
            label: 'npx lagrum token',
            expiresIn: options.expires as string | undefined,
            scopes: options.scope
              ? String(options.scope)
                  .split(/[\s,]+/)
                  .filter(Boolean)
              : null,
          }),
        );
        return { text: issued.token, json: { ...issued, expiresAt: issued.expiresAt.toISOString() } };
      },
    )
    .requiredOption('--person <e-mail>', 'vems (whose)')
    .option('--scope <scopes>', 'rättigheter åtskilda med komma, t.ex. question:read,guidance:* (permissions)')
    .option('--expires <time>', 'hur länge: 30m, 1h, 7d, högst 90d (how long)', '1h')
    .addHelpText('after', '\nExempel:\n  TOKEN=$(npx lagrum token --person handlaggare@kommun-a.demo)');
}
