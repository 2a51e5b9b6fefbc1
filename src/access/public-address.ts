import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import { CONFIG, publicUrl, type Config } from '../platform/config.js';

/** Where browsers reach this server: known only once it listens, when PORT is 0. */
@Injectable()
export class PublicAddress {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly host: HttpAdapterHost,
  ) {}

  /** False in the worker and the command line, which serve nobody. */
  get serves(): boolean {
    return this.server !== null;
  }

  /** No slash at the end. */
  get url(): string {
    const address = this.server?.address();
    return publicUrl(this.config, typeof address === 'object' && address ? address.port : this.config.http.port);
  }

  private get server(): Server | null {
    const server = (this.host.httpAdapter as { getHttpServer?(): unknown } | undefined)?.getHttpServer?.();
    return server && typeof (server as Server).address === 'function' ? (server as Server) : null;
  }
}
