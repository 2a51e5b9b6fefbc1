import { readFileSync } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Waiter } from '../../src/dossiers/waiter.js';
import { projectRoot } from '../../src/platform/config.js';
import { TestClock } from './clock.js';

/** Responses of Riksdagen and the government lie outside the repository; specs that need them say so. */
export const RIKSDAGEN_DATA = join(process.env.LAGRUM_DATA ?? join(projectRoot, '../shared/data'), 'riksdagen');
export const hasRiksdagenData = existsSync(RIKSDAGEN_DATA);
export const fixture = (name: string): string => readFileSync(join(RIKSDAGEN_DATA, name), 'utf8');

export interface Asked {
  path: string;
  headers: IncomingMessage['headers'];
  /** By the test's clock. */
  at: number;
}
export type Answering = (request: IncomingMessage, response: ServerResponse, asked: number) => void;

/** A public source on this machine that answers as a test says, and remembers what it was asked. */
export class SourceServer {
  readonly asked: Asked[] = [];
  private readonly server: Server;
  private readonly answers: { test: RegExp; answer: Answering }[] = [];
  private open = 0;
  /** Most requests that were open at once. */
  most = 0;

  private constructor(private readonly clock: () => number) {
    this.server = createServer((request, response) => {
      const path = request.url ?? '/';
      this.most = Math.max(this.most, ++this.open);
      response.on('close', () => this.open--);
      this.asked.push({ path, headers: request.headers, at: this.clock() });
      const found = this.answers.find(({ test }) => test.test(path));
      if (found) found.answer(request, response, this.asked.filter((one) => found.test.test(one.path)).length);
      else response.writeHead(404).end();
    });
  }

  static async start(clock: () => number = () => 0): Promise<SourceServer> {
    const source = new SourceServer(clock);
    await new Promise<void>((done) => source.server.listen(0, '127.0.0.1', done));
    return source;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The last to be said is the first to be asked. */
  on(test: RegExp, answer: Answering | string): this {
    const say: Answering = typeof answer === 'string' ? (_, response) => void response.end(answer) : answer;
    this.answers.unshift({ test, answer: say });
    return this;
  }

  forget(): void {
    this.asked.length = 0;
    this.most = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}

/** Waiting moves the test's clock, and is written down. */
export class TestWaiter extends Waiter {
  readonly waits: number[] = [];
  constructor(private readonly clock: TestClock) {
    super();
  }
  override async wait(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    this.waits.push(milliseconds);
    this.clock.advance(milliseconds);
  }
}
