import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  /** Milliseconds. */
  until: number;
}

/** Everything the development provider remembers, in memory: it is gone when the process is, as it should be. */
export class DemoStore {
  private readonly rows = new Map<string, Kept>();

  /** `client` answers for the one client, whose addresses are known only once the server listens. */
  constructor(private readonly client: (id: string) => AdapterPayload | undefined) {}

  for(model: string): Adapter {
    const key = (id: string): string => `${model}:${id}`;
    const find = (test: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
      [...this.alive()].find(([name, { payload }]) => name.startsWith(`${model}:`) && test(payload))?.[1].payload;
    return {
      upsert: async (id, payload, expiresIn) => {
        this.rows.set(key(id), { payload, until: Date.now() + (expiresIn ?? 86_400) * 1000 });
      },
      find: async (id) => {
        if (model === 'Client') return this.client(id);
        const row = this.rows.get(key(id));
        return row && row.until > Date.now() ? row.payload : undefined;
      },
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const row = this.rows.get(key(id));
        if (row) row.payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        this.rows.delete(key(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [name, { payload }] of this.rows) if (payload.grantId === grantId) this.rows.delete(name);
      },
    };
  }

  private *alive(): Generator<[string, Kept]> {
    for (const row of this.rows) {
      if (row[1].until > Date.now()) yield row;
      else this.rows.delete(row[0]);
    }
  }
}
