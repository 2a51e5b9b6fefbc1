import { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

/** One channel for all processes. NOTIFY leaves with the commit, so nobody hears of what was rolled back. */
export const CHANGE_CHANNEL = 'lagrum_changed';

/**
 * What was touched, by id alone: whoever hears of it reads it anew, as themselves. `organisation` = only its people may
 * know that anything happened (an INTERNAL event of the trail); `by` = the person behind it, when there is one. What somebody
 * was told is known by the person.
 */
export type Change =
  | { on: 'entry'; id: string; organisation: string | null; by: string | null }
  | { on: 'told'; id: string }
  | { on: 'task'; id: string }
  | { on: 'job'; id: string; percent: number | null };

export function changeText(change: Change): string {
  if (change.on === 'entry') return `entry:${change.id}:${change.organisation ?? ''}:${change.by ?? ''}`;
  if (change.on === 'job') return `job:${change.id}:${change.percent ?? ''}`;
  return `${change.on}:${change.id}`;
}

function changeOf(text: string): Change | null {
  const [on, id = '', more = '', by = ''] = text.split(':');
  if (on === 'entry') return { on, id, organisation: more || null, by: by || null };
  if (on === 'job') return { on, id, percent: more === '' ? null : Number(more) };
  return on === 'task' || on === 'told' ? { on, id } : null;
}

const HEARTBEAT = 30_000;
const PATIENCE = 10_000;

/**
 * Hears the changes of every process. Connects when somebody first listens. A connection that is lost may have taken
 * changes with it: nobody is left believing that they hear everything, so `onLost` ends what leans on it, and the next
 * listener connects anew.
 */
export class Changes implements OnApplicationShutdown {
  private client: Promise<pg.Client> | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private stopped = false;
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly mourners = new Set<() => void>();

  /** Any login will do: a notification holds ids only. */
  constructor(private readonly url: string) {}

  /** Answers when it listens. The function that it answers with ends it. */
  async listen(listener: (change: Change) => void): Promise<() => void> {
    if (this.stopped) throw new Error('Connection terminated: the process is stopping');
    this.client ??= this.connect();
    await this.client;
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  onLost(mourner: () => void): void {
    this.mourners.add(mourner);
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'lagrum changes',
      connectionTimeoutMillis: 5_000,
      query_timeout: PATIENCE,
      keepAlive: true,
    });
    const lost = (): void => void this.lose(client);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => {
      const change = changeOf(payload ?? '');
      if (change) for (const listener of [...this.listeners]) listener(change);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANGE_CHANNEL}`);
    } catch (error) {
      this.client = null;
      await client.end().catch(() => undefined);
      throw error;
    }
    // A connection can die without a word; asking is the only way to know.
    this.heartbeat = setInterval(() => void client.query('select 1').catch(lost), HEARTBEAT);
    this.heartbeat.unref();
    return client;
  }

  private async lose(client: pg.Client): Promise<void> {
    const mine = this.client;
    if (!mine || (await mine.catch(() => null)) !== client || this.client !== mine) return;
    this.client = null;
    if (this.heartbeat) clearInterval(this.heartbeat);
    this.listeners.clear();
    await client.end().catch(() => undefined);
    if (!this.stopped) for (const mourner of this.mourners) mourner();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    const client = await this.client?.catch(() => null);
    if (this.heartbeat) clearInterval(this.heartbeat);
    this.client = null;
    await client?.end().catch(() => undefined);
  }
}
