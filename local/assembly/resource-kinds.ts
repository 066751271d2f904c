import { BUILD_KINDS } from './kinds/build-kinds.ts';
import { DATA_KINDS } from './kinds/data-kinds.ts';
import { EDGE_KINDS } from './kinds/edge-kinds.ts';
import { MESSAGE_KINDS } from './kinds/message-kinds.ts';
import { WATCH_KINDS } from './kinds/watch-kinds.ts';
import type { Identity, Naming } from './naming.ts';

/** How the engine treats one resource type: `ignored` is the reason why nothing runs for it on one machine. */
export interface ResourceKind {
  readonly ignored?: string;
  identify(naming: Naming): Identity;
}

/** The census: every resource type that may occur in a template. Anything else stops the start. */
export const RESOURCE_KINDS: Readonly<Record<string, ResourceKind>> = {
  ...DATA_KINDS,
  ...EDGE_KINDS,
  ...BUILD_KINDS,
  ...MESSAGE_KINDS,
  ...WATCH_KINDS,
};

/** The types a part of the engine runs. */
export const HANDLED: readonly string[] = Object.keys(RESOURCE_KINDS).filter((type) => !RESOURCE_KINDS[type]!.ignored);

/** The types nothing runs for, with the reason. */
export const IGNORED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(RESOURCE_KINDS).flatMap(([type, kind]) => (kind.ignored ? [[type, kind.ignored]] : [])),
);

/** @throws one sentence naming stack, logical id and type when the type is not in the census */
export function kindOf(stack: string, logicalId: string, type: string): ResourceKind {
  const kind = RESOURCE_KINDS[type];
  if (kind) return kind;
  throw new Error(
    `Resource ${logicalId} of stack ${stack} has the type ${type}, which the local engine neither runs nor knowingly ignores.`,
  );
}
