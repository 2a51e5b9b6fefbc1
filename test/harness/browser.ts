export interface BrowserAnswer {
  status: number;
  location: string;
  body: string;
  /** Set-Cookie lines as sent. */
  cookies: string[];
  headers: Record<string, unknown>;
}

/** What a browser stands before: an application in this process (a TestApp), or a program in another. */
export interface Door {
  app: {
    inject(request: {
      method: 'GET' | 'POST';
      url: string;
      headers: Record<string, string>;
      payload?: object;
    }): PromiseLike<{
      statusCode: number;
      payload: string;
      headers: Record<string, string | string[] | number | undefined>;
    }>;
  };
}

/** The door of a program that listens at this address. */
export const doorAt = (address: string): Door => ({
  app: {
    inject: async ({ method, url, headers, payload }) => {
      const response = await fetch(address + url, {
        method,
        headers,
        body: payload && JSON.stringify(payload),
        redirect: 'manual',
      });
      return {
        statusCode: response.status,
        payload: await response.text(),
        headers: { ...Object.fromEntries(response.headers), 'set-cookie': response.headers.getSetCookie() },
      };
    },
  },
});

/** A browser: keeps cookies, follows nothing by itself. */
export class Browser {
  readonly own = new Map<string, string>();
  private readonly provider = new Map<string, string>();

  constructor(private readonly bed: Door) {}

  async get(url: string, headers: Record<string, string> = {}): Promise<BrowserAnswer> {
    return this.request('GET', url, headers);
  }

  async request(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string> = {},
    payload?: object,
  ): Promise<BrowserAnswer> {
    const response = await this.bed.app.inject({
      method,
      url,
      headers: { cookie: header(this.own), ...headers },
      payload,
    });
    const cookies = [response.headers['set-cookie'] ?? []].flat().map(String);
    keep(this.own, cookies);
    return {
      status: response.statusCode,
      location: String(response.headers.location ?? ''),
      body: response.payload,
      cookies,
      headers: response.headers,
    };
  }

  /** Picks a person at the provider; returns where the provider sends the browser. */
  async pick(authorization: string, email: string): Promise<string> {
    let url = authorization;
    let response = await this.visit(url);
    while (response.status === 303 || response.status === 302) {
      url = new URL(response.headers.get('location')!, url).href;
      if (url.includes('/login/callback')) return url;
      response = await this.visit(url);
    }
    const page = await response.text();
    const button = page.split('<button').find((part) => part.includes(email));
    const person = /value="([^"]+)"/.exec(button ?? '')?.[1];
    if (!person) throw new Error(`${email} is not on the page: ${page}`);
    response = await this.visit(url, new URLSearchParams({ person }));
    while (response.headers.has('location')) {
      url = new URL(response.headers.get('location')!, url).href;
      if (url.includes('/login/callback')) return url;
      response = await this.visit(url);
    }
    throw new Error(`The provider stopped at ${url}: ${await response.text()}`);
  }

  private async visit(url: string, body?: URLSearchParams): Promise<Response> {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: { cookie: header(this.provider) },
    });
    keep(this.provider, response.headers.getSetCookie());
    return response;
  }

  async begin(path = '/login'): Promise<BrowserAnswer> {
    return this.get(path);
  }

  /** Everything up to the callback, which is not called yet. */
  async upToCallback(email: string, path = '/login'): Promise<string> {
    const { location } = await this.begin(path);
    const callback = new URL(await this.pick(location, email));
    return callback.pathname + callback.search;
  }

  async signIn(email: string, path = '/login'): Promise<BrowserAnswer> {
    return this.get(await this.upToCallback(email, path));
  }

  async graphql<T>(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<T> {
    const answer = await this.request(
      'POST',
      '/graphql',
      { 'content-type': 'application/json', 'x-lagrum-request': '1', ...headers },
      { query, variables },
    );
    return JSON.parse(answer.body) as T;
  }
}

const header = (jar: Map<string, string>): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

function keep(jar: Map<string, string>, lines: string[]): void {
  for (const line of lines) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!);
    else jar.set(name!, value!);
  }
}
