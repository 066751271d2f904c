/** One step of a path: a member's name or an index. */
type Step = string | number;

const stepPattern = /\.([A-Za-z_][\w-]*)|\['([^']+)'\]|\["([^"]+)"\]|\[(\d+)\]/y;

/**
 * Compiles the JSON paths that rules use: `$`, `$.detail.id`, `$['detail-type']`, `$.resources[0]`. Gives a reader that
 * returns undefined where the path leads nowhere. Throws one sentence on filters, wildcards and everything else.
 */
export function compilePath(path: string): (value: unknown) => unknown {
  const steps = readSteps(path);
  return (value) => steps.reduce<unknown>(follow, value);
}

function readSteps(path: string): readonly Step[] {
  const steps: Step[] = [];
  let at = 1;
  while (path.startsWith('$') && at < path.length) {
    stepPattern.lastIndex = at;
    const match = stepPattern.exec(path);
    if (!match) break;
    steps.push(match[4] === undefined ? (match[1] ?? match[2] ?? match[3] ?? '') : Number(match[4]));
    at = stepPattern.lastIndex;
  }
  if (!path.startsWith('$') || at < path.length) throw new Error(`The JSON path ${path} is not supported.`);
  return steps;
}

function follow(value: unknown, step: Step): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<Step, unknown>>)[step];
}
