/** Lets one actor make one call at a time, in an order that the exploration chooses. */
export interface Turns {
  /** Waits for the actor's turn, then makes the call. */
  step<T>(call: () => T): Promise<T>;
}

export interface Actor {
  readonly name: string;
  run(turns: Turns): Promise<void>;
}

export interface Story {
  readonly actors: readonly Actor[];
  /** Looks at the world after everyone has finished. */
  check(order: string): void;
}

/** The actor is killed here: the call is not made. */
class Killed extends Error {}

interface Waiting {
  readonly actor: number;
  go(kill: boolean): void;
}

/**
 * Plays a story in every order that its actors' calls can interleave. With `kill`, additionally kills each actor
 * before each of its calls once and lets it start again from the beginning, as a queue or a retry would.
 *
 * @param setUp makes a new world for every order
 * @returns how many orders were played
 */
export async function everyInterleaving(setUp: () => Story, kill = false): Promise<number> {
  const plain = await explore(setUp, undefined);
  if (!kill) return plain;
  let played = plain;
  for (let actor = 0; actor < setUp().actors.length; actor += 1) {
    for (let call = 1; ; call += 1) {
      const orders = await explore(setUp, { actor, call });
      if (orders === 0) break;
      played += orders;
    }
  }
  return played;
}

interface Kill {
  readonly actor: number;
  readonly call: number;
}

/** Depth first over the choices; 0 when the call to be killed at is never reached. */
async function explore(setUp: () => Story, kill: Kill | undefined): Promise<number> {
  let prefix: number[] | undefined = [];
  let played = 0;
  while (prefix !== undefined) {
    const { choices, killed } = await play(setUp(), prefix, kill);
    if (kill === undefined || killed) played += 1;
    prefix = next(choices);
  }
  return played;
}

interface Choice {
  readonly taken: number;
  readonly of: number;
}

function next(choices: readonly Choice[]): number[] | undefined {
  for (let depth = choices.length - 1; depth >= 0; depth -= 1) {
    const { taken, of } = choices[depth]!;
    if (taken + 1 < of) return [...choices.slice(0, depth).map((choice) => choice.taken), taken + 1];
  }
  return undefined;
}

async function play(story: Story, prefix: readonly number[], kill: Kill | undefined) {
  const waiting: Waiting[] = [];
  const calls = story.actors.map(() => 0);
  let killed = false;
  const running = story.actors.map((actor, index) => {
    const turns: Turns = {
      step: (call) =>
        new Promise((resolve, reject) => {
          const go = (dies: boolean) => {
            if (dies) return reject(new Killed());
            try {
              resolve(call());
            } catch (error) {
              reject(error);
            }
          };
          waiting.push({ actor: index, go });
        }),
    };
    return runAgainWhenKilled(actor, turns);
  });
  const choices: Choice[] = [];
  const order: string[] = [];
  for (;;) {
    await settled();
    if (waiting.length === 0) break;
    const actors = [...new Set(waiting.map((one) => one.actor))].toSorted();
    const taken = prefix[choices.length] ?? 0;
    choices.push({ taken, of: actors.length });
    const chosen = waiting.splice(
      waiting.findIndex((one) => one.actor === actors[taken]),
      1,
    )[0]!;
    calls[chosen.actor]! += 1;
    const dies = kill?.actor === chosen.actor && kill.call === calls[chosen.actor];
    killed ||= dies;
    order.push(`${story.actors[chosen.actor]!.name}${dies ? ' dies' : ''}`);
    if (dies) waiting.splice(0, waiting.length, ...waiting.filter((one) => one.actor !== chosen.actor));
    chosen.go(dies);
  }
  await Promise.all(running);
  story.check(order.join(', '));
  return { choices, killed };
}

async function runAgainWhenKilled(actor: Actor, turns: Turns): Promise<void> {
  try {
    await actor.run(turns);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    await actor.run(turns);
  }
}

/** Every promise that can go on has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
