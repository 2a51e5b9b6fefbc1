import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { systemPrincipal } from '../platform/principal.js';
import { Waiter } from './waiter.js';

export type SourceFault = 'OFF' | 'UNREACHABLE' | 'TIMEOUT' | 'TOO_LARGE' | 'REDIRECTED' | 'STATUS' | 'UNREADABLE';

/** Why a public source gave nothing; never with the body, and with the path but not the query. */
export class SourceError extends Error {
  constructor(
    readonly fault: SourceFault,
    readonly path: string,
    readonly status: number | null = null,
  ) {
    super(`${fault}${status === null ? '' : ` ${status}`} ${path}`);
    this.name = 'SourceError';
  }
}

/** Patience with one answer, and how much of it is read. A list page of 200 rows is about 1 MB. */
const TIMEOUT_MS = 20_000;
const LARGEST = 8 * 1024 * 1024;
const ATTEMPTS = 4;
const FIRST_BACK_OFF_MS = 2_000;
/** A source that asks for more than this is left until the next run. */
const LONGEST_WAIT_MS = 60_000;
const REDIRECTS = 3;
/** Answers that say "later": the same question may be asked again. */
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

interface Cached {
  etag: string | null;
  lastModified: string | null;
  body: string;
}

/**
 * Asks public sources as a guest should: one request at a time in this process, a pause after each, "has it changed?"
 * before "give it to me", longer and longer waits when the source is troubled, and never to another host than the one
 * it was sent to. Who may run it at once across processes is the job's business (it holds a lease).
 */
@Injectable()
export class PoliteClient {
  private tail: Promise<unknown> = Promise.resolve();
  private lastEnded: number | null = null;
  timeoutMs = TIMEOUT_MS;
  largest = LARGEST;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly waiter: Waiter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The text at the address, from the source or as it was when the source says that it is unchanged.
   *
   * @throws SourceError
   */
  get(url: string, accept: string): Promise<string> {
    const mine = this.tail.then(() => this.attempts(url, accept));
    this.tail = mine.catch(() => undefined);
    return mine;
  }

  private async attempts(url: string, accept: string): Promise<string> {
    if (!this.config.riksdagen.on) throw new SourceError('OFF', pathOf(url));
    const cached = await this.cached(url);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.ask(url, accept, cached);
      } catch (error) {
        const known = error instanceof Later ? error.reason : error;
        if (!(error instanceof Later) || attempt === ATTEMPTS) throw known;
        const wait = Math.max(error.after, FIRST_BACK_OFF_MS * 2 ** (attempt - 1));
        if (wait > LONGEST_WAIT_MS) throw known;
        await this.waiter.wait(wait);
      }
    }
  }

  private async ask(url: string, accept: string, cached: Cached | null): Promise<string> {
    let target = url;
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      const answer = await this.send(target, accept, cached);
      if (answer.status === 304 && cached) return cached.body;
      if (answer.status >= 300 && answer.status < 400 && answer.location) {
        const next = new URL(answer.location, target);
        // A source that has moved is an operator's setting to change, not ours to follow.
        if (next.host !== new URL(url).host) throw new SourceError('REDIRECTED', pathOf(url), answer.status);
        if (new URL(url).protocol === 'https:' && next.protocol !== 'https:')
          throw new SourceError('REDIRECTED', pathOf(url), answer.status);
        target = next.href;
        continue;
      }
      if (LATER.has(answer.status))
        throw new Later(new SourceError('STATUS', pathOf(url), answer.status), answer.retryAfter);
      if (answer.status !== 200) throw new SourceError('STATUS', pathOf(url), answer.status);
      await this.keep(url, answer);
      return answer.body;
    }
    throw new SourceError('REDIRECTED', pathOf(url));
  }

  private async send(url: string, accept: string, cached: Cached | null): Promise<Answer> {
    await this.pause();
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        headers: {
          accept,
          'user-agent': `Lagrum (+${this.config.http.publicUrl})`,
          ...(cached?.etag ? { 'if-none-match': cached.etag } : {}),
          ...(cached?.lastModified ? { 'if-modified-since': cached.lastModified } : {}),
        },
      });
      const body = response.status === 200 ? await this.read(response, url) : await discard(response);
      return {
        status: response.status,
        location: response.headers.get('location'),
        retryAfter: retryAfter(response.headers.get('retry-after'), this.clock.now()),
        etag: response.headers.get('etag'),
        lastModified: response.headers.get('last-modified'),
        body,
      };
    } catch (error) {
      if (error instanceof SourceError) throw error;
      const fault = signal.aborted ? 'TIMEOUT' : 'UNREACHABLE';
      throw new Later(new SourceError(fault, pathOf(url)), 0);
    } finally {
      this.lastEnded = this.clock.now().getTime();
    }
  }

  /** At least the configured pause between the end of one request and the beginning of the next. */
  private async pause(): Promise<void> {
    if (this.lastEnded === null) return;
    const since = this.clock.now().getTime() - this.lastEnded;
    await this.waiter.wait(this.config.riksdagen.pauseMs - since);
  }

  private async read(response: Response, url: string): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += (chunk as Uint8Array).byteLength;
      if (size > this.largest) throw new SourceError('TOO_LARGE', pathOf(url));
      chunks.push(chunk as Uint8Array);
    }
    return new TextDecoder().decode(Buffer.concat(chunks));
  }

  private async cached(url: string): Promise<Cached | null> {
    const [row] = await this.db.reads.plain<Cached>(
      'fetched_page',
      'select etag, last_modified as "lastModified", body from fetched_page where url = $1',
      [url],
    );
    return row ?? null;
  }

  private async keep(url: string, { etag, lastModified, body }: Answer): Promise<void> {
    // Without either there is nothing to ask by next time.
    if (!etag && !lastModified) return;
    // The database stores no null byte; such a body is asked for anew.
    if (body.includes('\u0000')) return;
    await this.db.transact(systemPrincipal('dossier.riksdagen', [], 'system'), async (tx) => {
      await tx.query(
        `insert into fetched_page (url, etag, last_modified, body, fetched_at) values ($1, $2, $3, $4, $5)
         on conflict (url) do update set etag = excluded.etag, last_modified = excluded.last_modified,
           body = excluded.body, fetched_at = excluded.fetched_at`,
        [url, etag, lastModified, body, tx.now],
      );
    });
  }
}

interface Answer {
  status: number;
  location: string | null;
  retryAfter: number;
  etag: string | null;
  lastModified: string | null;
  body: string;
}

/** A failure that may pass. */
class Later extends Error {
  constructor(
    readonly reason: SourceError,
    readonly after: number,
  ) {
    super(reason.message);
  }
}

const pathOf = (url: string): string => new URL(url).pathname;

/** Seconds or a date, as RFC 9110 has it; 0 when neither. */
function retryAfter(header: string | null, now: Date): number {
  if (!header) return 0;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}

async function discard(response: Response): Promise<string> {
  await response.body?.cancel();
  return '';
}
