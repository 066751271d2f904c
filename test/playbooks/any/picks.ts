/** A stream of choices made from random numbers: the same numbers always make the same thing, and zeros the simplest. */
export class Picks {
  readonly #numbers: readonly number[];
  #position = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** 0 to `count` - 1. */
  below(count: number): number {
    const number = this.#numbers[this.#position % this.#numbers.length] ?? 0;
    this.#position += 1;
    return number % count;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === times - 1;
  }

  one<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  }

  some<T>(list: readonly T[], times: number): readonly T[] {
    return list.filter(() => this.once(times));
  }
}
