/** How long the texts are that a pattern matches, in characters; `maximum` may be infinite. */
export interface Lengths {
  readonly minimum: number;
  readonly maximum: number;
}

const ONE: Lengths = { minimum: 1, maximum: 1 };
// Half of a character outside the first 65,536, which is one character of a text, but two for a pattern.
const ONE_OR_HALF: Lengths = { minimum: 0.5, maximum: 1 };
const NOTHING: Lengths = { minimum: 0, maximum: 0 };

/**
 * Lengths of what an ECMAScript pattern without flags matches as a whole; `undefined` when they do not follow from its
 * parts alone, as with assertions and references back, or when it is no pattern.
 */
export function patternLengths(pattern: string): Lengths | undefined {
  if ([...pattern].some((character) => character.length > 1)) return undefined;
  try {
    return new Reader(pattern).all();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

class Undecided extends Error {}

class Reader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): Lengths {
    const lengths = this.#alternatives();
    if (this.#position < this.#text.length) throw new Undecided();
    return lengths;
  }

  #alternatives(): Lengths {
    let lengths = this.#sequence();
    while (this.#take('|')) {
      const other = this.#sequence();
      lengths = {
        minimum: Math.min(lengths.minimum, other.minimum),
        maximum: Math.max(lengths.maximum, other.maximum),
      };
    }
    return lengths;
  }

  #sequence(): Lengths {
    let { minimum, maximum } = NOTHING;
    while (this.#position < this.#text.length && !/[|)]/.test(this.#next())) {
      const atom = this.#atom();
      const times = this.#quantifier();
      minimum += product(atom.minimum, times.minimum);
      maximum += product(atom.maximum, times.maximum);
    }
    return { minimum, maximum };
  }

  #atom(): Lengths {
    const character = this.#next();
    this.#position += 1;
    if (character === '(') return this.#group();
    if (character === '[') return this.#characterClass();
    if (character === '\\') return this.#escape();
    if (character === '.') return ONE_OR_HALF;
    if (/[\^$*+?{]/.test(character)) throw new Undecided();
    return ONE;
  }

  #group(): Lengths {
    const name = this.#match(/^\?(?::|<[A-Za-z]\w*>)/);
    if (name === undefined && this.#next() === '?') throw new Undecided();
    const lengths = this.#alternatives();
    if (!this.#take(')')) throw new Undecided();
    return lengths;
  }

  #characterClass(): Lengths {
    const content = this.#match(/^(?:\\.|[^\]\\])+\]/s);
    if (content === undefined || content === '^]') throw new Undecided();
    return content.startsWith('^') || /\\[DSWux]/.test(content) ? ONE_OR_HALF : ONE;
  }

  #escape(): Lengths {
    const escaped = this.#match(/^(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[dsw]|[DSW]|[fnrtv0]|[^A-Za-z0-9])/);
    if (escaped === undefined) throw new Undecided();
    return /^[DSWu]/.test(escaped) ? ONE_OR_HALF : ONE;
  }

  #quantifier(): Lengths {
    const written = this.#match(/^(?:[*+?]|\{\d+(?:,\d*)?\})/);
    if (written === undefined) return ONE;
    this.#take('?');
    if (written === '*') return { minimum: 0, maximum: Number.POSITIVE_INFINITY };
    if (written === '+') return { minimum: 1, maximum: Number.POSITIVE_INFINITY };
    if (written === '?') return { minimum: 0, maximum: 1 };
    const [minimum = '0', maximum = minimum] = written.slice(1, -1).split(',');
    return { minimum: Number(minimum), maximum: maximum === '' ? Number.POSITIVE_INFINITY : Number(maximum) };
  }

  #next(): string {
    return this.#text[this.#position] ?? '';
  }

  #take(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#position += 1;
    return true;
  }

  #match(expression: RegExp): string | undefined {
    const found = expression.exec(this.#text.slice(this.#position))?.[0];
    this.#position += found?.length ?? 0;
    return found;
  }
}

/** Nothing repeated without end is nothing. */
function product(length: number, times: number): number {
  return length === 0 || times === 0 ? 0 : length * times;
}
