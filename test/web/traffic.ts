import type { Page, Request } from 'playwright-core';

/** What a page has asked for and not yet had an answer to; what a test holds back is not waited for. */
class Traffic {
  private readonly open = new Set<Request>();
  private listeners: (() => void)[] = [];
  readonly held = new Set<Request>();

  constructor(page: Page) {
    const ended = (request: Request): void => {
      this.open.delete(request);
      for (const listener of this.listeners.splice(0)) listener();
    };
    page.on('request', (request) => {
      // What the page that is left had asked for gets no answer.
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.open.clear();
      this.open.add(request);
    });
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
  }

  hold(request: Request): void {
    this.held.add(request);
    for (const listener of this.listeners.splice(0)) listener();
  }

  get busy(): boolean {
    return [...this.open].some((request) => !this.held.has(request));
  }

  change(): Promise<void> {
    return new Promise((done) => this.listeners.push(done));
  }
}

const all = new WeakMap<Page, Traffic>();
export function trafficOf(page: Page): Traffic {
  const found = all.get(page) ?? new Traffic(page);
  all.set(page, found);
  return found;
}

const DRAWN = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`;

/** Nothing is being fetched, what came is drawn, and drawing it asked for nothing more. */
export async function settled(page: Page): Promise<void> {
  const traffic = trafficOf(page);
  for (let quiet = 0; quiet < 3; quiet++) {
    while (traffic.busy) {
      quiet = 0;
      await traffic.change();
    }
    await page.evaluate(DRAWN);
  }
}
