import { setTimeout as pause } from 'node:timers/promises';
import type { OwnSystem } from './own-system.ts';

/** The three stories make somewhat more calls than this; kills are spread over them. */
const CALLS_OF_ALL_STORIES = 400;
/** A kill comes so long after the call that it was due with, at most: before, in or after what the call sets off. */
const LATEST_AFTER_CALL_MS = 250;

/** Kills a system at random moments of the stories and starts it again, a given number of times. */
export class Killer {
  done = 0;
  readonly #system: OwnSystem;
  /** Numbers of the calls that a kill comes with, ascending. */
  readonly #moments: number[];
  readonly #times: number;
  #calls = 0;
  #working: Promise<void> = Promise.resolve();

  /** @param calls over how many calls the kills are spread */
  constructor(system: OwnSystem, times: number, calls = CALLS_OF_ALL_STORIES) {
    this.#system = system;
    this.#times = times;
    const moments = Array.from({ length: times }, () => 1 + Math.floor(Math.random() * calls));
    this.#moments = moments.sort((a, b) => a - b);
  }

  /** Counts one call of the stories; kills when its time has come. */
  readonly called = (): void => {
    this.#calls += 1;
    while (this.#moments[0] !== undefined && this.#moments[0] <= this.#calls) {
      this.#moments.shift();
      this.#working = this.#working.then(() => this.#kill());
    }
  };

  /** Resolves when every kill so far has happened and the system is up again. */
  finished(): Promise<void> {
    return this.#working;
  }

  async #kill(): Promise<void> {
    await pause(Math.random() * LATEST_AFTER_CALL_MS);
    await this.#system.kill();
    this.done += 1;
    console.log(`-- kill -9 of the whole system (${this.done} of ${this.#times})`);
    await this.#system.start();
  }
}
