import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

/** Lets time pass between requests; tests let their clock pass it. */
@Injectable()
export class Waiter {
  async wait(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await sleep(milliseconds);
  }
}
