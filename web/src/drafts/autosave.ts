import { dropDraft, keepDraft, readDraft } from './drafts';
import type { UserError } from '../api/act';

/** What the server said to a saving. */
export type Saving<T> =
  | { kind: 'saved'; version: number; key?: string }
  | { kind: 'refused'; errors: UserError[] }
  | { kind: 'conflict'; version: number; theirs: T }
  | { kind: 'lost' };

export type SaveStatus = 'nothing' | 'kept' | 'saving' | 'saved' | 'refused' | 'offline' | 'nowhere' | 'conflict';

export interface SaveState<T> {
  status: SaveStatus;
  savedAt: string | null;
  errors: UserError[];
  /** What three people's texts there are when two have written: what both began from, mine, theirs. */
  conflict: { base: T; mine: T; theirs: T; version: number } | null;
}

interface Kept<T> {
  values: T;
  base: T;
}

interface Options<T> {
  person: string;
  key: string;
  /** What the server has, and its version; null for what it has not heard of. */
  saved: { values: T; version: number } | null;
  /** Empty values, for what the server has not heard of. */
  empty: T;
  send(changed: Partial<T>, version: number | null): Promise<Saving<T>>;
  /** Milliseconds of rest before the server is asked. */
  rest?: number;
  /** Milliseconds before trying again when nobody answered. */
  retry?: number;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export function changedFields<T extends object>(from: T, to: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(to).filter(([name, value]) => !same(value, from[name as keyof T])),
  ) as Partial<T>;
}

/**
 * Keeps what somebody writes: at once in the browser, after a pause on the server, one request at a time. Nothing is
 * overwritten that the writer has not seen, and nothing written is let go before the server has it.
 */
export class Autosave<T extends object> {
  private base: T;
  /** What the server had when the writing began here. */
  private readonly opened: T;
  private values: T;
  private version: number | null;
  private key: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<boolean> | null = null;
  private readonly listeners = new Set<() => void>();
  private ended = false;
  state: SaveState<T>;
  /** Whether the browser held a text that the server does not have. */
  readonly restored: boolean;

  constructor(private readonly options: Options<T>) {
    const { saved, empty, person } = options;
    this.key = options.key;
    this.base = saved?.values ?? empty;
    this.opened = this.base;
    this.version = saved?.version ?? null;
    this.values = this.base;
    this.state = { status: saved ? 'saved' : 'nothing', savedAt: null, errors: [], conflict: null };
    const kept = readDraft<Kept<T>>(person, this.key);
    this.restored = kept !== null && !same(kept.value.values, this.base);
    if (!kept || !this.restored) return;
    const mine = { ...this.base, ...kept.value.values };
    if (kept.baseVersion === this.version) {
      this.values = mine;
      this.state = { ...this.state, status: 'kept' };
    } else {
      const base = { ...this.base, ...kept.value.base };
      this.values = mine;
      this.state = {
        ...this.state,
        status: 'conflict',
        conflict: { base, mine, theirs: this.base, version: this.version ?? 0 },
      };
    }
  }

  get current(): T {
    return this.values;
  }
  get currentVersion(): number | null {
    return this.version;
  }

  /** The writer goes on from last time, and may choose what the server had then. */
  get mayStartOver(): boolean {
    return this.restored && !this.ended && !same(this.values, this.opened);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change(values: T): void {
    if (same(values, this.values) || this.ended) return;
    this.values = values;
    const kept = this.keep();
    if (this.state.status === 'conflict') return;
    this.tell({ status: kept ? 'kept' : 'nowhere' });
    this.later(this.options.rest ?? 1_500);
  }

  /** What the browser held from last time goes to the server as if it had just been written. */
  resume(): void {
    if (this.restored && this.state.status === 'kept') this.later(this.options.rest ?? 1_500);
  }

  /** The server has a newer text than the writer began from: it is taken, unless something is written that it has not. */
  renew(values: T, version: number): boolean {
    if (this.ended || this.running || this.state.conflict || !same(this.values, this.base)) return false;
    if (version <= (this.version ?? 0)) return false;
    this.replace(values, version);
    return true;
  }

  /** Everything that is written to the server now; false when it could not take it. */
  flush = async (): Promise<boolean> => {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (this.state.status === 'conflict') return false;
    if (same(this.values, this.base)) return true;
    this.running = this.send();
    try {
      return await this.running;
    } finally {
      this.running = null;
    }
  };

  /** The writer has chosen what stands after a conflict. */
  resolve(values: T): Promise<boolean> {
    const { conflict } = this.state;
    if (!conflict) return Promise.resolve(true);
    this.base = conflict.theirs;
    this.version = conflict.version;
    this.values = values;
    this.keep();
    this.tell({ status: 'kept', conflict: null, errors: [] });
    return this.flush();
  }

  /** Forgets what was written here in favour of what the server has. */
  startOver(): T {
    const { conflict } = this.state;
    if (conflict) {
      this.base = conflict.theirs;
      this.version = conflict.version;
    }
    this.values = conflict ? conflict.theirs : this.opened;
    if (same(this.values, this.base)) {
      clearTimeout(this.timer);
      this.drop();
      this.tell({ status: this.version === null ? 'nothing' : 'saved', conflict: null, errors: [] });
    } else {
      // The server has heard of it meanwhile.
      const kept = this.keep();
      this.tell({ status: kept ? 'kept' : 'nowhere', conflict: null, errors: [] });
      this.later(0);
    }
    return this.values;
  }

  /** What an action gave as the newest version, so that the next saving is not taken for a conflict. */
  seen(version: number): void {
    this.version = version;
  }

  /** The server holds the writer's text in other words than were sent: personal data were masked or removed. */
  replace(values: T, version: number): void {
    this.base = values;
    this.values = values;
    this.version = version;
    this.drop();
    this.tell({ status: 'saved', savedAt: new Date().toISOString(), errors: [], conflict: null });
  }

  /** It is sent, discarded or signed out from: nothing more is kept. */
  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.drop();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async send(): Promise<boolean> {
    const sent = this.values;
    this.tell({ status: 'saving' });
    const answer = await this.options.send(changedFields(this.base, sent), this.version);
    if (this.ended) return true;
    if (answer.kind === 'saved') {
      this.base = sent;
      this.version = answer.version;
      if (answer.key && answer.key !== this.key) {
        this.drop();
        this.key = answer.key;
      }
      if (same(this.values, sent)) {
        this.drop();
        this.tell({ status: 'saved', savedAt: new Date().toISOString(), errors: [] });
        return true;
      }
      // More was written while the server listened.
      this.keep();
      this.tell({ status: 'kept', errors: [] });
      return this.send();
    }
    this.keep();
    if (answer.kind === 'conflict') {
      const conflict = { base: this.base, mine: this.values, theirs: answer.theirs, version: answer.version };
      this.tell({ status: 'conflict', conflict });
    } else if (answer.kind === 'refused') this.tell({ status: 'refused', errors: answer.errors });
    else {
      this.tell({ status: 'offline' });
      this.later(this.options.retry ?? 8_000);
    }
    return false;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private keep(): boolean {
    const kept: Kept<T> = { values: this.values, base: this.base };
    return keepDraft(this.options.person, this.key, kept, this.version);
  }

  private drop(): void {
    dropDraft(this.options.person, this.key);
  }

  private tell(change: Partial<SaveState<T>>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
