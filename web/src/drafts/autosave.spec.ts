import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Autosave, type Saving } from './autosave';
import { draftKeys, forgetDrafts } from './drafts';

interface Text {
  title: string;
  body: string;
}
const EMPTY: Text = { title: '', body: '' };
const PERSON = 'sara';

/** A browser's storage, which may be full. */
class Storage {
  private readonly kept = new Map<string, string>();
  full = false;
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem(key: string, value: string): void {
    if (this.full) throw new Error('QuotaExceededError');
    this.kept.set(key, value);
    Object.defineProperty(this, key, { value, enumerable: true, configurable: true });
  }
  removeItem(key: string): void {
    this.kept.delete(key);
    delete (this as Record<string, unknown>)[key];
  }
}
let storage: Storage;

beforeEach(() => {
  storage = new Storage();
  Object.assign(globalThis, { window: { localStorage: storage } });
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'window');
});

/** A server that answers what it is told to, and remembers what it was sent. */
class Server {
  readonly got: { changed: Partial<Text>; version: number | null }[] = [];
  private readonly answers: (Saving<Text> | Promise<Saving<Text>>)[] = [];
  private version = 0;
  next(answer: Saving<Text> | Promise<Saving<Text>>): void {
    this.answers.push(answer);
  }
  send = async (changed: Partial<Text>, version: number | null): Promise<Saving<Text>> => {
    this.got.push({ changed, version });
    return (
      this.answers.shift() ?? { kind: 'saved', version: (this.version = (version ?? this.version) + 1), key: 'q:1' }
    );
  };
}

const open = (server: Server, saved: { values: Text; version: number } | null = null, key = 'q:new'): Autosave<Text> =>
  new Autosave<Text>({ person: PERSON, key, saved, empty: EMPTY, send: server.send, rest: 1_000, retry: 5_000 });

describe('what somebody writes', () => {
  it('lies in the browser at once, and on the server after a rest, with what has changed only', async () => {
    const server = new Server();
    const autosave = open(server);
    autosave.change({ title: 'Får vi', body: '' });
    expect(autosave.state.status).toBe('kept');
    expect(draftKeys(PERSON)).toEqual(['q:new']);
    expect(server.got).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(server.got).toEqual([{ changed: { title: 'Får vi' }, version: null }]);
    expect(autosave.state.status).toBe('saved');
    expect(draftKeys(PERSON)).toEqual([]);
    autosave.change({ title: 'Får vi', body: 'Text' });
    await autosave.flush();
    expect(server.got[1]).toEqual({ changed: { body: 'Text' }, version: 1 });
  });

  it('that is written while the server listens is sent after, never beside', async () => {
    const server = new Server();
    const autosave = open(server);
    let answer: (saving: Saving<Text>) => void = () => undefined;
    server.next(new Promise((resolve) => (answer = resolve)));
    autosave.change({ title: 'a', body: '' });
    const flushed = autosave.flush();
    autosave.change({ title: 'ab', body: '' });
    expect(server.got).toHaveLength(1);
    answer({ kind: 'saved', version: 1, key: 'q:1' });
    expect(await flushed).toBe(true);
    expect(server.got[1]).toEqual({ changed: { title: 'ab' }, version: 1 });
    expect(autosave.state.status).toBe('saved');
    expect(draftKeys(PERSON)).toEqual([]);
  });

  it('stays in the browser when nobody answers, and is sent when somebody does', async () => {
    const server = new Server();
    server.next({ kind: 'lost' });
    const autosave = open(server);
    autosave.change({ title: 'a', body: '' });
    expect(await autosave.flush()).toBe(false);
    expect(autosave.state.status).toBe('offline');
    expect(draftKeys(PERSON)).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(autosave.state.status).toBe('saved');
    expect(draftKeys(PERSON)).toEqual([]);
  });

  it('stays in the browser when it is refused, with the reasons', async () => {
    const server = new Server();
    const errors = [{ code: 'PERSONAL_DATA', message: 'Ett personnummer', path: ['input', 'body'] }];
    server.next({ kind: 'refused', errors });
    const autosave = open(server);
    autosave.change({ title: '', body: '19121212-1212' });
    expect(await autosave.flush()).toBe(false);
    expect(autosave.state).toMatchObject({ status: 'refused', errors });
    expect(draftKeys(PERSON)).toHaveLength(1);
  });

  it('comes back the next time, also when the first one was cut off', async () => {
    const server = new Server();
    open(server, { values: { title: 'a', body: 'b' }, version: 3 }, 'q:1').change({ title: 'a', body: 'b och mer' });
    const again = open(server, { values: { title: 'a', body: 'b' }, version: 3 }, 'q:1');
    expect(again.restored).toBe(true);
    expect(again.current.body).toBe('b och mer');
    expect(again.state.status).toBe('kept');
    await again.flush();
    expect(server.got).toEqual([{ changed: { body: 'b och mer' }, version: 3 }]);
  });

  it('goes to the server by itself when it has come back, and what the server had then may still be chosen', async () => {
    const server = new Server();
    const first = open(server, { values: { title: 'a', body: 'b' }, version: 3 }, 'q:1');
    first.change({ title: 'a', body: 'b och mer' });
    first.stop();
    const again = open(server, { values: { title: 'a', body: 'b' }, version: 3 }, 'q:1');
    again.resume();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(server.got).toEqual([{ changed: { body: 'b och mer' }, version: 3 }]);
    expect(again.state.status).toBe('saved');
    expect(again.mayStartOver).toBe(true);
    expect(again.startOver()).toEqual({ title: 'a', body: 'b' });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(server.got[1]).toEqual({ changed: { body: 'b' }, version: 4 });
    expect([again.mayStartOver, draftKeys(PERSON)]).toEqual([false, []]);
  });

  it('gives way to a newer text of the server only when there is nothing of it that the server has not', async () => {
    const server = new Server();
    const autosave = open(server, { values: { title: 'a', body: 'b' }, version: 1 }, 'q:1');
    expect(autosave.renew({ title: 'a', body: 'deras' }, 2)).toBe(true);
    expect([autosave.current.body, autosave.currentVersion]).toEqual(['deras', 2]);
    expect(autosave.renew({ title: 'a', body: 'äldre' }, 1)).toBe(false);
    autosave.change({ title: 'a', body: 'min' });
    expect(autosave.renew({ title: 'a', body: 'deras igen' }, 3)).toBe(false);
    await autosave.flush();
    expect(server.got).toEqual([{ changed: { body: 'min' }, version: 2 }]);
  });

  it('is nobody else’s, and gone when one signs out', () => {
    const server = new Server();
    open(server).change({ title: 'hemligt', body: '' });
    const other = new Autosave<Text>({ person: 'erik', key: 'q:new', saved: null, empty: EMPTY, send: server.send });
    expect(other.restored).toBe(false);
    forgetDrafts();
    expect(open(server).restored).toBe(false);
  });

  it('is said to lie nowhere when the browser is full', () => {
    storage.full = true;
    const autosave = open(new Server());
    autosave.change({ title: 'a', body: '' });
    expect(autosave.state.status).toBe('nowhere');
  });

  it('is not kept once it is sent', async () => {
    const server = new Server();
    const autosave = open(server);
    autosave.change({ title: 'a', body: '' });
    autosave.end();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(draftKeys(PERSON)).toEqual([]);
    expect(server.got).toEqual([]);
  });
});

describe('two who write at once', () => {
  const theirs: Text = { title: 'a', body: 'deras' };

  it('lose nothing: all three texts are there, and nothing is sent until it is settled', async () => {
    const server = new Server();
    const autosave = open(server, { values: { title: 'a', body: 'b' }, version: 1 }, 'q:1');
    server.next({ kind: 'conflict', version: 2, theirs });
    autosave.change({ title: 'a', body: 'min' });
    expect(await autosave.flush()).toBe(false);
    expect(autosave.state.conflict).toEqual({
      base: { title: 'a', body: 'b' },
      mine: { title: 'a', body: 'min' },
      theirs,
      version: 2,
    });
    autosave.change({ title: 'a', body: 'min och mer' });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(server.got).toHaveLength(1);
    expect(await autosave.resolve({ title: 'a', body: 'min och deras' })).toBe(true);
    expect(server.got[1]).toEqual({ changed: { body: 'min och deras' }, version: 2 });
  });

  it('also when the browser was closed between', () => {
    const server = new Server();
    open(server, { values: { title: 'a', body: 'b' }, version: 1 }, 'q:1').change({ title: 'a', body: 'min' });
    const again = open(server, { values: theirs, version: 2 }, 'q:1');
    expect(again.state.status).toBe('conflict');
    expect(again.state.conflict).toEqual({
      base: { title: 'a', body: 'b' },
      mine: { title: 'a', body: 'min' },
      theirs,
      version: 2,
    });
  });

  it('one may let the other have it', () => {
    const server = new Server();
    open(server, { values: { title: 'a', body: 'b' }, version: 1 }, 'q:1').change({ title: 'a', body: 'min' });
    const again = open(server, { values: theirs, version: 2 }, 'q:1');
    expect(again.startOver()).toEqual(theirs);
    expect(again.state).toMatchObject({ status: 'saved', conflict: null });
    expect(draftKeys(PERSON)).toEqual([]);
  });
});
