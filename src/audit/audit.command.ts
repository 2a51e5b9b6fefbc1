import type { Command } from 'commander';
import pg from 'pg';
import type { CommandLine } from '../platform/command-line.js';
import { SigningKey } from './signing-key.js';
import { Fault, FaultCode, Verification, verifyChains } from './verify-chains.js';

const WORDS: Record<FaultCode, string> = {
  LINE_CHANGED: 'händelsen har ändrats, eller kedjan före den (the event was changed)',
  COLUMN_CHANGED: 'en kolumn säger inte vad händelsen säger (a column was changed)',
  GAP: 'en händelse fattas (an event is missing)',
  HEAD_DIFFERS: 'kedjan slutar inte där den ska (the chain does not end at its head)',
  EVENTS_MISSING: 'alla händelser fattas (every event is missing)',
  CHECKPOINT_GAP: 'en kontrollpunkt fattas eller har bytts (a checkpoint is missing)',
  CHECKPOINT_CHANGED: 'kontrollpunktens innehåll har ändrats (a checkpoint was changed)',
  CHECKPOINT_UNSIGNED: 'kontrollpunktens underskrift gäller inte (a signature does not hold)',
  CHECKPOINT_OTHER_KEY:
    'kontrollpunkten är underskriven med en annan nyckel än AUDIT_SIGNING_KEY (signed by another key)',
  BEHIND_CHECKPOINT: 'händelsen fanns vid en kontrollpunkt men inte nu (an event that a checkpoint saw is gone)',
};

export function auditCommand(program: Command, cli: CommandLine): void {
  const audit = program.command('audit').description('Händelseloggen. (The audit trail.)');
  cli
    .add(
      audit,
      'verify',
      'Räknar om alla kedjor och prövar alla kontrollpunkter. (Verifies every chain.)',
      async (_, options) => {
        const found = await cli.withDeployLogin(async (url) => {
          const client = new pg.Client({ connectionString: url, application_name: 'lagrum audit verify' });
          await client.connect();
          try {
            const tell = process.stderr.isTTY
              ? (events: number) => process.stderr.write(`\r${events} händelser …`)
              : undefined;
            const verified = await verifyChains(client, new SigningKey(cli.config().auditSigningKey), tell);
            if (tell) process.stderr.write('\r\x1b[K');
            return verified;
          } finally {
            await client.end();
          }
        });
        const expected = options.expect as string | undefined;
        const met = expected === undefined || found.latest?.digest === expected || (await known(cli, expected));
        const holds = found.faultCount === 0 && met;
        return {
          text: sentence(found, met),
          json: { holds, expectedFound: expected === undefined ? null : met, ...found },
          failed: !holds,
        };
      },
    )
    .option(
      '--expect <digest>',
      'en kontrollsumma som du har sparat utanför databasen ska finnas (a digest you kept must be there)',
    );
}

async function known(cli: CommandLine, digest: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(digest)) return false;
  return cli.withDeployLogin(async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (
        ((await client.query('select 1 from audit_checkpoint where digest = $1', [Buffer.from(digest, 'hex')]))
          .rowCount ?? 0) > 0
      );
    } finally {
      await client.end();
    }
  });
}

function sentence(found: Verification, met: boolean): string {
  const counts = `${found.events} händelser i ${found.chains} kedjor, ${found.checkpoints} underskrivna kontrollpunkter`;
  const latest = found.latest
    ? `Senaste kontrollpunkt: nr ${found.latest.number}, ${found.latest.at.toISOString()}, ${found.latest.digest}`
    : 'Ingen kontrollpunkt ännu: den första skrivs inom en timme när jobben körs. (No checkpoint yet.)';
  const missed = met
    ? []
    : ['Den angivna kontrollsumman finns inte bland kontrollpunkterna. (The expected digest is not there.)'];
  if (found.faultCount === 0 && met) return `Kedjan håller: ${counts}. (The chain holds.)\n${latest}`;
  const rest =
    found.faultCount > found.faults.length
      ? [`… och ${found.faultCount - found.faults.length} fel till (and more)`]
      : [];
  return [
    `Kedjan håller INTE: ${found.faultCount} fel bland ${counts}. (The chain does NOT hold.)`,
    ...missed,
    ...found.faults.map(line),
    ...rest,
    latest,
  ].join('\n');
}

function line({ code, subject, seq, note }: Fault): string {
  const where = subject === null ? `kontrollpunkt ${seq}` : `${subject}, händelse ${seq}`;
  return `  ${where}: ${WORDS[code]}${note ? ` – ${note}` : ''}`;
}
