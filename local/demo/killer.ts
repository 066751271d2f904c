import { setTimeout as pause } from 'node:timers/promises';
import type { OwnSystem } from './own-system.ts';

const SHORTEST_LIFE_MS = 300;
const LONGEST_LIFE_MS = 3_500;

/** Kills a system at random moments and starts it again, a given number of times. */
export class Killer {
  done = 0;
  readonly #system: OwnSystem;
  readonly #times: number;
  #working: Promise<void> = Promise.resolve();

  constructor(system: OwnSystem, times: number) {
    this.#system = system;
    this.#times = times;
  }

  begin(): void {
    this.#working = this.#work();
  }

  /** Resolves when every kill has happened and the system is up again. */
  finished(): Promise<void> {
    return this.#working;
  }

  async #work(): Promise<void> {
    while (this.done < this.#times) {
      await pause(SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS));
      await this.#system.kill();
      this.done += 1;
      console.log(`-- kill -9 of the whole system (${this.done} of ${this.#times})`);
      await this.#system.start();
    }
  }
}
